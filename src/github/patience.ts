import { messageOf } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import { fieldAt } from './event.ts';
import { statusOf } from './client.ts';

export interface Patience {
  clock: Clock;
  /** How long to go on trying, in milliseconds. */
  patienceMs: number;
}

/**
 * Does a piece of work again while GitHub is down, or asks for less. The work is done again as a whole, because what it
 * read may be out of date.
 * @throws what the work threw, if trying again would be no use or takes too long
 */
export async function patiently<T>(work: () => Promise<T>, { clock, patienceMs }: Patience): Promise<T> {
  const endMs = clock.now() + patienceMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const waitMs = waitAfter(error, attempt, clock.now());
      if (waitMs === null || clock.now() + waitMs > endMs) throw error;
      await clock.sleep(waitMs);
    }
  }
}

/** GitHub asks for at least a minute after a secondary rate limit that names no time. */
const SECONDARY_MS = 60_000;

/**
 * How long to wait before a request is tried again; null if that is no use.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function waitAfter(error: unknown, attempt: number, nowMs: number): number | null {
  const status = statusOf(error);
  if (status === null) return null;
  const header = (name: string): number => Number(fieldAt(error, 'response', 'headers', name) ?? NaN);
  const afterMs = header('retry-after') * 1000;
  if (afterMs >= 0) return afterMs;
  if (status >= 500) return Math.min(15_000, 1000 * 2 ** attempt);
  if (status !== 403 && status !== 429) return null;
  if (header('x-ratelimit-remaining') === 0)
    return Math.max(1000, header('x-ratelimit-reset') * 1000 - nowMs) || SECONDARY_MS;
  return status === 429 || /secondary rate limit|abuse/i.test(messageOf(error)) ? SECONDARY_MS : null;
}
