import type { Clock, Log } from '../base/ports.ts';
import { isKubeError } from './errors.ts';

/** An API server that restarts refuses connections for about 62 s; we retry for longer than that. */
export const RETRY_BUDGET_MS = 120_000;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
/** Shorter waits are logged only as debug messages. */
const REPORT_AFTER_MS = 5_000;

export interface RetryOptions {
  /** How long to retry after the first failure; 0 for a single attempt. */
  budgetMs: number;
  clock: Clock;
  log?: Log | undefined;
  signal?: AbortSignal | undefined;
  /** 0 ≤ x < 1; tests pass their own. */
  random?: () => number;
}

/**
 * Calls `attempt` until it succeeds, fails for good, or the time is over. The limit is a time, not a count, because
 * refused connections fail at once and would use up any count while a server restarts. `Retry-After` is obeyed if it
 * fits the budget.
 */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { budgetMs, clock, log, signal, random = Math.random } = options;
  let firstFailureAt: number | undefined;
  let reported = false;
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isKubeError(error)) throw error;
      error.attempts = attempts;
      if (!error.retryable) throw error;
      signal?.throwIfAborted();
      const now = clock.now();
      firstFailureAt ??= now;
      const leftMs = firstFailureAt + budgetMs - now;
      const delayMs = error.retryAfterMs ?? backoff(attempts, random);
      if (delayMs > leftMs) throw error;
      if (!reported && now - firstFailureAt >= REPORT_AFTER_MS) {
        log?.info(`${error.message} Retrying for ${Math.ceil(leftMs / 1000)} s more.`);
        reported = true;
      }
      log?.debug(`Attempt ${attempts} failed, next in ${Math.round(delayMs)} ms: ${error.message}`);
      await clock.sleep(delayMs, signal);
    }
  }
}

/** Exponential, with equal jitter, so that parallel requests are not all retried at once. */
function backoff(attempts: number, random: () => number): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return longest / 2 + (longest / 2) * random();
}
