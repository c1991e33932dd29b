import type { MaskingLog } from '../base/ports.ts';
import { asActionError } from '../base/errors.ts';
import { setOutputs } from './outputs.ts';

/** Fails the step without a verdict: logs why, and sets the outputs that every failure sets. */
export function failStep(log: MaskingLog, error: unknown): void {
  const failure = asActionError(error);
  for (let cause: unknown = failure; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(`ClawBench: ${failure.code}`, [failure.message, failure.hint ?? ''].join('\n').trim());
  const outputs = { verdict: 'inconclusive', passed: false, 'failure-reason': failure.code };
  setOutputs(log.secrets.clean(outputs));
}
