import { asActionError, type ErrorCode } from '../base/errors.ts';
import type { MaskingLog } from '../base/ports.ts';
import { setOutputs } from '../github/outputs.ts';

/**
 * What no workflow can want to be green, and says nothing about a model: a mistake in it, a refusal that protects its
 * secrets, a cancellation, a defect of ours.
 */
const noVerdict: ReadonlySet<ErrorCode> = new Set(['bad-input', 'foreign-checkout', 'cancelled', 'internal']);

/** Whether a failure leaves open what an evaluation would have come to, which `on-inconclusive` decides about. */
export function isInconclusive(code: ErrorCode): boolean {
  return !noVerdict.has(code);
}

/**
 * Says in the log and the outputs why a step failed.
 * @param judges whether the step was to end in a verdict
 */
export function tellFailure(
  log: MaskingLog,
  error: unknown,
  { tone, judges }: { tone: 'notice' | 'warning' | 'error'; judges: boolean },
): void {
  const failure = asActionError(error);
  const { code, message, hint = '' } = failure;
  for (let cause: unknown = failure; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  const title = judges && isInconclusive(code) ? `ClawBench inconclusive: ${code}` : `ClawBench: ${code}`;
  log[tone](title, `${message}\n${hint}`.trim());
  setOutputs(log.secrets.clean({ verdict: 'inconclusive', passed: false, 'failure-reason': code }));
}
