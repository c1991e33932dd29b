import { isUnjudged } from '../formats/run-cache.ts';
import { classifyByTranscript } from './classify-by-transcript.ts';
import { classifyByWire } from './classify-by-wire.ts';
import type { RunEvidence } from './run-evidence.ts';
import { brokenRun, invalidRun, type RunHealth } from './run-health.ts';

/** Classifies one run of an evaluation that kept its run files: by what went over the wire, if that is known. */
export function classifyRun(evidence: RunEvidence): RunHealth {
  const { entry } = evidence;
  if (evidence.tampered) {
    const cause =
      entry === null
        ? 'The result of the harness has a score for the run, but its run file was never seen.'
        : 'The run file was changed after it had been written, or there are two of them.';
    return invalidRun(evidence, 'tampered', cause);
  }
  const health =
    classifyByWire(evidence) ??
    (entry === null ? classifyMissing(evidence) : classifyByTranscript(evidence, entry));
  return health.class === 'valid' ? (withoutJudgement(evidence, health) ?? health) : health;
}

/** A run that the model ended well, but whose score lacks a part that is not the model's. */
function withoutJudgement(evidence: RunEvidence, { spent }: RunHealth): RunHealth | null {
  const { entry, judgeScores } = evidence;
  if (!judgeScores || entry === null || !isUnjudged(entry)) return null;
  const cause = `The judge, whose score is part of the run's, gave none: ${entry.judge_result.error}`;
  return { ...invalidRun(evidence, 'judge-error', cause), ...(spent !== undefined && { spent }) };
}

/** The harness writes a file for each run that it scored: a run without one that can be read failed or never began. */
function classifyMissing(evidence: RunEvidence): RunHealth {
  const incident = evidence.incidents[0];
  if (incident !== undefined) {
    return invalidRun(evidence, incident.kind, incident.detail);
  }
  const exception = evidence.harness?.exception;
  if (exception) return brokenRun(evidence, exception);
  if (evidence.unreadable !== null)
    return invalidRun(evidence, 'not-run', `The run has a file that cannot be read: ${evidence.unreadable}`);
  return invalidRun(evidence, 'not-run', 'The run did not finish: the harness wrote nothing about it.');
}
