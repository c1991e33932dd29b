import { describe, expect, it } from 'vitest';
import type { Clock, Log } from '../../../src/base/ports.ts';
import { KubeError } from '../../../src/kube/errors.ts';
import { keyedLimit } from '../../../src/kube/limit.ts';
import { RETRY_BUDGET_MS, withRetries } from '../../../src/kube/retry.ts';

function fakeClock(): Clock & { slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

function failure(retryable: boolean, retryAfterMs?: number): KubeError {
  return new KubeError('api-error', 'Could not x.', { status: 503, reason: 'x', retryable, retryAfterMs });
}

describe('retrying', () => {
  it('continues for longer than an API server takes to restart', async () => {
    const clock = fakeClock();
    const upAt = 62_000;
    let tries = 0;
    const result = await withRetries(
      async () => {
        tries++;
        if (clock.now() < upAt) throw failure(true);
        return 'up';
      },
      { budgetMs: RETRY_BUDGET_MS, clock },
    );
    expect(result).toBe('up');
    expect(tries).toBeGreaterThan(15);
    expect(clock.now()).toBeLessThan(upAt + 4_000);
  });

  it('ends when the time is up, with the last error and the number of attempts', async () => {
    const clock = fakeClock();
    const error = failure(true);
    await expect(withRetries(async () => Promise.reject(error), { budgetMs: 90_000, clock })).rejects.toBe(
      error,
    );
    expect(clock.now()).toBeGreaterThan(80_000);
    expect(clock.now()).toBeLessThanOrEqual(90_000);
    expect(error.attempts).toBe(clock.slept.length + 1);
  });

  it('makes one attempt without a budget, and one if retrying is pointless', async () => {
    const clock = fakeClock();
    for (const [budgetMs, error] of [
      [0, failure(true)],
      [90_000, failure(false)],
      [90_000, new TypeError('a defect')],
    ] as const) {
      await expect(withRetries(async () => Promise.reject(error), { budgetMs, clock })).rejects.toBe(error);
    }
    expect(clock.slept).toEqual([]);
  });

  it('backs off up to four seconds, with jitter', async () => {
    for (const random of [() => 0, () => 0.999]) {
      const clock = fakeClock();
      const attempt = async (): Promise<never> => Promise.reject(failure(true));
      await expect(withRetries(attempt, { budgetMs: 30_000, clock, random })).rejects.toThrow(KubeError);
      const [half, whole] = random() === 0 ? [125, 2_000] : [249, 3_997];
      expect(clock.slept[0]).toBeCloseTo(half, -1);
      expect(Math.max(...clock.slept)).toBeCloseTo(whole, -1);
    }
  });

  it('obeys Retry-After if it fits the budget', async () => {
    const clock = fakeClock();
    const errors = [failure(true, 7_000), failure(true, 600_000)];
    await expect(
      withRetries(async () => Promise.reject(errors.shift()), { budgetMs: 90_000, clock }),
    ).rejects.toMatchObject({ retryAfterMs: 600_000 });
    expect(clock.slept).toEqual([7_000]);
  });

  it('logs it once if it takes long', async () => {
    const told: string[] = [];
    const log: Partial<Log> = { info: (text) => told.push(text), debug: () => undefined };
    const attempt = async (): Promise<never> => Promise.reject(failure(true));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all it uses
    const options = { budgetMs: 30_000, clock: fakeClock(), log: log as Log };
    await expect(withRetries(attempt, options)).rejects.toThrow(KubeError);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^Could not x\. Retrying for 2\d s more\.$/);
  });

  it('stops when it is aborted, with the reason', async () => {
    const controller = new AbortController();
    const options = { budgetMs: 90_000, clock: fakeClock(), signal: controller.signal };
    const stop = new Error('cancelled');
    const attempt = async (): Promise<never> => {
      await Promise.resolve();
      queueMicrotask(() => controller.abort(stop));
      throw failure(true);
    };
    await expect(withRetries(attempt, options)).rejects.toBe(stop);
  });
});

describe('a limit per key', () => {
  it('runs no more than its maximum at once, in order, and forgets keys that are idle', async () => {
    const limit = keyedLimit(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const task = (id: number) => async (): Promise<number> => {
      started.push(id);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (id === 3) throw new Error('of task 3');
      return id;
    };
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((id) => limit('a', task(id))));
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(started).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('does not hold up other keys', async () => {
    const limit = keyedLimit(1);
    let release = (): void => undefined;
    const blocked = limit('a', () => new Promise<void>((resolve) => (release = resolve)));
    await expect(limit('b', async () => 'b')).resolves.toBe('b');
    release();
    await blocked;
    await expect(limit('a', async () => 'a')).resolves.toBe('a');
  });
});
