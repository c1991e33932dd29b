import { readTurns } from '../../protocol/transcript.ts';
import { describeStatus } from '../../protocol/wire-faults.ts';
import type { RunCacheEntry } from '../formats/run-cache.ts';
import { exceptionOf, isOverBudget } from './harness-words.ts';
import {
  loggedFailureOfRun,
  loggedStatuses,
  loggedStatusOfRun,
  wasRefusedByRelay,
} from './logged-failures.ts';
import type { RunEvidence } from './run-evidence.ts';
import { brokenRun, invalidRun, type RunHealth, validRun } from './run-health.ts';

/**
 * Classifies a run by the texts in its transcript and in the log of its gateway: without a relay, and where the relay's
 * journal does not have the run.
 */
export function classifyByTranscript(evidence: RunEvidence, entry: RunCacheEntry): RunHealth {
  const isStopped = isOverBudget(evidence, entry);
  const turns = readTurns(entry.transcript.messages, { loggedStatuses: loggedStatuses(evidence), isStopped });
  const failed = turns.failures[0];
  if (failed !== undefined) {
    const code = failed.code ?? loggedStatusOfRun(evidence);
    if (code !== null) return providerError(evidence, code, turns.answered);
    if (failed.kind === 'provider') {
      return invalidRun(evidence, 'provider-error', `The model provider failed: ${failed.text}`);
    }
    return invalidRun(evidence, 'dead-turn', `The gateway ended a turn without an answer: ${failed.text}`);
  }

  const logged = loggedFailureOfRun(evidence, turns);
  if (logged !== null) {
    if (logged.code !== null) return providerError(evidence, logged.code, turns.answered);
    const cause = `The gateway gave up a turn, and nothing in the transcript says why: ${logged.text}`;
    return invalidRun(evidence, 'provider-error', cause);
  }

  const exception = exceptionOf(evidence, entry);
  if (exception !== null) return brokenRun(evidence, exception);
  const [unanswered] = turns.unanswered;
  if (turns.answered && unanswered === undefined) return validRun(evidence, isStopped);
  const code = loggedStatusOfRun(evidence);
  if (code !== null) return providerError(evidence, code, turns.answered);
  if (!turns.answered) {
    return invalidRun(evidence, 'no-answer', 'The transcript has no answer by the model.');
  }
  const words = unanswered === undefined || unanswered === '' ? '' : `, only: ${unanswered}`;
  return invalidRun(
    evidence,
    'dead-turn',
    `The gateway ended a turn without an answer: nothing of the model follows a message of the user${words}.`,
  );
}

function providerError(evidence: RunEvidence, code: number, answeredBefore: boolean): RunHealth {
  if (code === 503 && wasRefusedByRelay(evidence))
    return invalidRun(
      evidence,
      'relay-lost',
      'The relay forwarded nothing, because it could not write its journal.',
    );
  const status = describeStatus(code);
  const cause = answeredBefore
    ? `Midway, the model provider answered ${status}.`
    : `The model provider answered ${status}.`;
  return { ...invalidRun(evidence, 'provider-error', cause), code };
}
