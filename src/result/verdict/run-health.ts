import { oneLine } from '../../base/plain-text.ts';
import type { FailureCode } from '../../protocol/wire-faults.ts';
import type { WireSpent } from '../../protocol/wire-runs.ts';
import type { RunClass } from '../formats/verdict-record.ts';

/** Whether a run counts, and why not. */
export interface RunHealth {
  taskId: string;
  /** Zero-based, as in the file names. */
  runIndex: number;
  class: RunClass;
  /** What the provider did, for `provider-error` if it is known. */
  code: FailureCode | null;
  /** One sentence. */
  cause: string;
  /** `sure`: read from the run's own record. `likely`: inferred from summary figures, because there was no run cache. */
  certainty: 'sure' | 'likely';
  /** The run used up its time budget while the model was answering: the model's failure, so still valid. */
  overBudget: boolean;
  /** What the relay counted for it; absent without a relay, and if nothing of it went over the wire. */
  spent?: WireSpent;
}

interface RunId {
  taskId: string;
  runIndex: number;
}

const MAX_CAUSE_LENGTH = 300;

/** @param cause may quote untrusted text */
export function invalidRun({ taskId, runIndex }: RunId, kind: RunClass, cause: string): RunHealth {
  return {
    taskId,
    runIndex,
    class: kind,
    code: null,
    cause: oneLine(cause, MAX_CAUSE_LENGTH),
    certainty: 'sure',
    overBudget: false,
  };
}

/** A run of the model's own. @param overBudget whether its time was up */
export function validRun({ taskId, runIndex }: RunId, overBudget: boolean): RunHealth {
  return {
    taskId,
    runIndex,
    class: 'valid',
    code: null,
    cause: overBudget ? 'The model answered but used up the time of the run.' : 'The model answered.',
    certainty: 'sure',
    overBudget,
  };
}

const GATEWAY_LOST =
  /connect|refused|reset|websocket|handshake|close frame|timed out|timeout|UNAVAILABLE|not connected|protocol mismatch|hello-ok/i;

/** A run that the harness ended with an exception. */
export function brokenRun(run: RunId, exception: string): RunHealth {
  const words = oneLine(exception, MAX_CAUSE_LENGTH);
  return GATEWAY_LOST.test(exception)
    ? invalidRun(run, 'gateway-lost', `The harness lost the gateway: ${words}`)
    : invalidRun(run, 'harness-error', `The harness failed: ${words}`);
}
