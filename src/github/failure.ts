import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { setOutputs } from './outputs.ts';

/** An error as the program reports it: one of its own, or a defect. */
export function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ActionError('internal', `A defect in this action: ${message}`, {
    hint: 'Please report it with the log of a run in debug mode: https://github.com/clawbench/k8s-action/issues',
    cause: error,
  });
}

/** Ends the step without a verdict: says why, sets the outputs that every failure sets, and fails it. */
export function failStep(log: Log, error: unknown): void {
  const failure = asActionError(error);
  for (let cause: unknown = failure; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(`ClawBench: ${failure.code}`, [failure.message, failure.hint ?? ''].join('\n').trim());
  setOutputs({ verdict: 'inconclusive', passed: false, 'failure-reason': failure.code });
  process.exitCode = 1;
}
