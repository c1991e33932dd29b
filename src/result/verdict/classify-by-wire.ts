import { missingTurns } from '../../protocol/transcript.ts';
import { faultOf, helpersIn, otherAlone, TURN_LIMIT_MS, type WireFault } from '../../protocol/wire-faults.ts';
import type { WireTry } from '../../protocol/wire-runs.ts';
import type { RunCacheEntry } from '../formats/run-cache.ts';
import { exceptionOf, isOverBudget } from './harness-words.ts';
import type { RunEvidence, ShardWire } from './run-evidence.ts';
import { brokenRun, invalidRun, type RunHealth, validRun } from './run-health.ts';
import { fittingTry, isWithinRun } from './fitting-try.ts';

/**
 * Classifies a run by what went over the wire between its gateway and the provider: whatever is no failure there is the
 * model's own.
 * @returns null without a relay, and where the wire does not tell: then the transcript has to do, or the pod's fate
 */
export function classifyByWire(evidence: RunEvidence): RunHealth | null {
  const { wire, entry } = evidence;
  if (wire === undefined) return null;
  const tried = fittingTry(wire.triesOf(evidence), evidence);
  if (tried === null) return entry === null ? null : withoutRequests(evidence, entry, wire);
  const health = entry === null ? unfinished(evidence, tried) : finished(evidence, entry, tried);
  return health && { ...health, spent: tried.spent };
}

function finished(evidence: RunEvidence, entry: RunCacheEntry, tried: WireTry): RunHealth {
  const overBudget = isOverBudget(evidence, entry) || endsStopped(entry);
  const endedAtMs = evidence.harness?.endedAtMs ?? tried.openedAt + entry.duration_ms;
  const fault = faultOf(tried, { endedAtMs, isStopped: overBudget, turnLimitMs: TURN_LIMIT_MS });
  if (fault !== null && fault.class !== 'dead-turn') return faulty(evidence, fault);
  const exception = exceptionOf(evidence, entry);
  if (exception !== null) return brokenRun(evidence, exception);
  if (fault !== null) return faulty(evidence, fault);
  const turns = tried.turns.length - helpersIn(tried.turns).size;
  const { dead, byOthers } = missingTurns(entry.transcript.messages, turns);
  const other = byOthers > 0 ? otherAlone(tried) : null;
  if (other !== null) return faulty(evidence, other);
  if (dead > 0) {
    const cause = `The gateway ended ${dead === 1 ? 'a turn' : `${dead} turns`} without asking the model.`;
    return invalidRun(evidence, 'dead-turn', cause);
  }
  return validRun(evidence, overBudget);
}

/** A run that the harness wrote nothing about: only what kept it from going on is to blame. */
function unfinished(evidence: RunEvidence, tried: WireTry): RunHealth | null {
  if (evidence.incidents.length > 0) return null;
  const endedAtMs = evidence.harness?.endedAtMs ?? null;
  const isStopped = isOverBudget(evidence, null);
  const fault = faultOf(tried, { endedAtMs, isStopped, turnLimitMs: TURN_LIMIT_MS });
  if (fault === null || fault.class === 'dead-turn' || fault.class === 'relay-lost') return null;
  return faulty(evidence, fault);
}

/** Nothing of the run went over the wire, or nothing that says so. */
function withoutRequests(evidence: RunEvidence, entry: RunCacheEntry, wire: ShardWire): RunHealth | null {
  const { harness } = evidence;
  // Made in another pod or attempt, whose journal is not here.
  if (harness === null || harness.endedAtMs === null) return null;
  if (wire.strays.some((atMs) => isWithinRun(atMs, harness))) return null;
  const exception = exceptionOf(evidence, entry);
  if (exception !== null) return brokenRun(evidence, exception);
  const last = entry.transcript.messages.findLast(
    ({ role, text }) => role !== 'user' && (text ?? '').trim() !== '',
  );
  const words = last?.text ? ` The transcript ends with: ${last.text}` : '';
  return invalidRun(evidence, 'no-answer', `The gateway never asked the model.${words}`);
}

/** The gateway's words for a turn that the harness stopped for its time. */
function endsStopped({ transcript }: RunCacheEntry): boolean {
  return /^This operation was aborted\.?$/i.test(transcript.messages.at(-1)?.text?.trim() ?? '');
}

function faulty(evidence: RunEvidence, { class: kind, code, cause }: WireFault): RunHealth {
  return { ...invalidRun(evidence, kind, cause), code };
}
