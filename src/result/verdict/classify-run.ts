import { oneLine } from '../../base/plain-text.ts';
import { readTurns } from '../../protocol/transcript.ts';
import type { RunCacheEntry } from '../formats/run-cache.ts';
import type { RunClass } from '../formats/verdict-record.ts';
import { loggedFailureOfRun, loggedStatuses, loggedStatusOfRun } from './logged-failures.ts';
import type { RunEvidence } from './run-evidence.ts';
import type { RunHealth } from './run-health.ts';

/** Classifies one run of an evaluation that kept its run files. */
export function classifyRun(evidence: RunEvidence): RunHealth {
  if (evidence.tampered) {
    const cause =
      evidence.entry === null
        ? 'The result of the harness has a score for the run, but its run file was never seen.'
        : 'The run file was changed after it had been written, or there are two of them.';
    return invalid(evidence, 'tampered', cause);
  }
  return evidence.entry === null ? classifyMissing(evidence) : classifyEntry(evidence, evidence.entry);
}

function classifyEntry(evidence: RunEvidence, entry: RunCacheEntry): RunHealth {
  const turns = readTurns(entry.transcript.messages, loggedStatuses(evidence));
  const failed = turns.failures[0];
  if (failed !== undefined) {
    const code = failed.code ?? loggedStatusOfRun(evidence);
    if (code !== null) return providerError(evidence, code, turns.answered);
    if (failed.kind === 'provider') {
      return invalid(evidence, 'provider-error', `The model provider failed: ${failed.text}`);
    }
    return invalid(evidence, 'dead-turn', `The gateway ended a turn without an answer: ${failed.text}`);
  }

  const logged = loggedFailureOfRun(evidence);
  if (logged !== null) return providerError(evidence, logged, turns.answered);

  // `timeout` is the time budget: the model's failure if it was answering. The other statuses are the harness's failures.
  const status = entry.execution_status ?? 'complete';
  if (['setup_error', 'execution_error', 'grading_error', 'error'].includes(status)) {
    return classifyException(evidence, entry.error ?? `${status} in the harness`);
  }
  const overBudget =
    evidence.harness?.overBudget === true || status === 'timeout' || /per-run budget/.test(entry.error ?? '');
  if (entry.error && !overBudget) return classifyException(evidence, entry.error);
  if (!turns.answered) {
    const code = loggedStatusOfRun(evidence);
    if (code !== null) return providerError(evidence, code, false);
    return invalid(evidence, 'no-answer', 'The transcript has no answer by the model.');
  }
  return {
    taskId: evidence.taskId,
    runIndex: evidence.runIndex,
    class: 'valid',
    code: null,
    cause: overBudget ? 'The model answered but used up the time of the run.' : 'The model answered.',
    certainty: 'sure',
    overBudget,
  };
}

/** The harness writes a file for each run that it scored: a run without one failed or never began. */
function classifyMissing(evidence: RunEvidence): RunHealth {
  const incident = evidence.incidents[0];
  if (incident !== undefined) {
    return invalid(evidence, incident.kind === 'oom' ? 'oom' : 'evicted', incident.detail);
  }
  const exception = evidence.harness?.exception;
  if (exception) return classifyException(evidence, exception);
  return invalid(evidence, 'not-run', 'The run did not finish: the harness wrote nothing about it.');
}

const GATEWAY_LOST =
  /connect|refused|reset|websocket|handshake|close frame|timed out|timeout|UNAVAILABLE|not connected|protocol mismatch|hello-ok/i;

function classifyException(evidence: RunEvidence, text: string): RunHealth {
  const words = oneLine(text, MAX_CAUSE_LENGTH);
  if (GATEWAY_LOST.test(text)) {
    return invalid(evidence, 'gateway-lost', `The harness lost the gateway: ${words}`);
  }
  return invalid(evidence, 'harness-error', `The harness failed: ${words}`);
}

const STATUS_MEANINGS: Readonly<Record<number, string>> = {
  401: 'the key was refused',
  402: 'the account has no credit',
  403: 'the key may not use this model',
  404: 'there is no such model',
  408: 'the request timed out',
  413: 'the request was too large',
  429: 'rate limit',
};

/** `429 (rate limit)` */
function describeStatus(code: number): string {
  const meaning = STATUS_MEANINGS[code] ?? (code >= 500 ? 'server error' : 'request refused');
  return `${code} (${meaning})`;
}

function providerError(evidence: RunEvidence, code: number, answeredBefore: boolean): RunHealth {
  const status = describeStatus(code);
  const cause = answeredBefore
    ? `Midway, the model provider answered ${status}.`
    : `The model provider answered ${status}.`;
  return { ...invalid(evidence, 'provider-error', cause), code };
}

const MAX_CAUSE_LENGTH = 300;

function invalid({ taskId, runIndex }: RunEvidence, kind: RunClass, cause: string): RunHealth {
  return {
    taskId,
    runIndex,
    class: kind,
    code: null,
    // It quotes untrusted text.
    cause: oneLine(cause, MAX_CAUSE_LENGTH),
    certainty: 'sure',
    overBudget: false,
  };
}
