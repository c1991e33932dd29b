import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../../sidecar/relay/attempt.ts';
import { openPatience, type Patience } from '../../../../sidecar/relay/patience.ts';
import type { Clock } from '../../../../src/base/ports.ts';
import { openVirtualTime } from '../../../fixtures/virtual-time.ts';

const MINUTE = 60_000;
const live = new AbortController().signal;

function answer(status: number, headers: Record<string, string> = {}, body = ''): Attempt {
  return { kind: 'answer', status, headers, body: Readable.from([Buffer.from(body)], { objectMode: false }) };
}
const away = (): Attempt => ({ kind: 'no-answer', outcome: 'network', error: 'ECONNREFUSED' });

/** A provider that answers by time, and the patience in front of it. */
function open(
  provider: (nowMs: number, underWay: number) => Attempt,
  { limitMs = 10 * MINUTE, latencyMs = 200 } = {},
): {
  clock: Clock;
  patience: Patience;
  request: (signal?: AbortSignal) => ReturnType<Patience['run']>;
  /** When each attempt began, and how many were under way then. */
  attempts: { at: number; underWay: number }[];
} {
  const { clock } = openVirtualTime();
  const patience = openPatience({ limitMs, clock, random: () => 0.5 });
  const attempts: { at: number; underWay: number }[] = [];
  let underWay = 0;
  return {
    clock,
    patience,
    attempts,
    async request(signal = live) {
      const result = await patience.run(
        'acme',
        async () => {
          underWay += 1;
          attempts.push({ at: clock.now(), underWay });
          const attempt = provider(clock.now(), underWay);
          await clock.sleep(latencyMs);
          underWay -= 1;
          return attempt;
        },
        signal,
      );
      result.release();
      return result;
    },
  };
}

const statusOf = (attempt: Attempt | null): number | string | undefined =>
  attempt?.kind === 'answer' ? attempt.status : attempt?.outcome;

describe('the patience of the relay', () => {
  it('never counts less than nothing as waited, though the clock is set back', async () => {
    const { clock } = openVirtualTime();
    let back = 0;
    const setBack = { now: () => clock.now() - back, sleep: clock.sleep.bind(clock) };
    const patience = openPatience({ limitMs: MINUTE, clock: setBack, random: () => 0.5 });
    let calls = 0;
    const send = async (): Promise<Attempt> => {
      calls += 1;
      if (calls > 1) return answer(200);
      // While it waits for the next attempt.
      void clock.sleep(100).then(() => (back = 3_600_000));
      return answer(429, { 'retry-after': '1' });
    };
    const { waitedMs } = await patience.run('acme', send, live);
    expect(waitedMs).toBeGreaterThanOrEqual(0);
  });

  it('does not touch a request that is answered, whatever the answer says', async () => {
    for (const status of [200, 400, 401, 402, 404, 500]) {
      const { request } = open(() => answer(status, {}, 'body'));
      const { attempt, ...rest } = await request();
      expect(statusOf(attempt)).toBe(status);
      expect(attempt?.kind === 'answer' && (await text(attempt.body))).toBe('body');
      expect(rest).toMatchObject({ attempts: 1, waitedMs: 0, retryAfterMs: null });
    }
  });

  it.each([429, 502, 503, 504, 529])('waits out a minute of %i', async (status) => {
    const { request, attempts } = open((now) => (now < MINUTE ? answer(status) : answer(200)));
    const { attempt, waitedMs } = await request();
    expect(statusOf(attempt)).toBe(200);
    expect(waitedMs).toBeGreaterThan(55_000);
    expect(waitedMs).toBeLessThan(90_000);
    expect(attempts.length).toBeLessThan(10);
  });

  it('waits for a provider that cannot be reached', async () => {
    const { request } = open((now) => (now < 20_000 ? away() : answer(200)));
    const { attempt, waitedMs } = await request();
    expect(statusOf(attempt)).toBe(200);
    expect(waitedMs).toBeGreaterThan(18_000);
  });

  it('does not wait for a certificate that is not accepted', async () => {
    const error = 'its certificate has expired (CERT_HAS_EXPIRED)';
    const { request, attempts } = open(() => ({ kind: 'no-answer', outcome: 'network', error }));
    expect(await request()).toMatchObject({ waitedMs: 0, attempt: { error } });
    expect(attempts).toHaveLength(1);
  });

  it('does not ask again a provider that fell silent: it has the request', async () => {
    const { request, attempts } = open(() => ({ kind: 'no-answer', outcome: 'timeout', error: 'silent' }));
    expect(statusOf((await request()).attempt)).toBe('timeout');
    expect(attempts).toHaveLength(1);
  });

  it('asks again when the provider said so, and not before', async () => {
    const { request, attempts } = open((now) =>
      now < 30_000 ? answer(429, { 'retry-after': '31' }) : answer(200),
    );
    const { waitedMs, retryAfterMs, attempts: count } = await request();
    expect(count).toBe(2);
    expect(retryAfterMs).toBe(31_000);
    expect(attempts[1]?.at).toBeGreaterThanOrEqual(31_200);
    expect(waitedMs).toBeLessThan(33_000);
  });

  it('passes on at once what time does not heal: a used-up quota, and a wait beyond the limit', async () => {
    const body = JSON.stringify({
      error: { code: 'insufficient_quota', message: 'You exceeded your current quota' },
    });
    for (const refusal of [() => answer(429, {}, body), () => answer(429, { 'retry-after': '3600' }, body)]) {
      const { request, attempts } = open(refusal);
      const { attempt, waitedMs } = await request();
      expect(statusOf(attempt)).toBe(429);
      expect(attempt?.kind === 'answer' && (await text(attempt.body))).toBe(body);
      expect([attempts.length, waitedMs]).toEqual([1, 0]);
    }
  });

  it('passes the last refusal on, whole, when the limit is reached', async () => {
    const body = 'x'.repeat(200_000);
    const { request } = open(() => answer(429, {}, body), { limitMs: 2 * MINUTE });
    const { attempt, waitedMs } = await request();
    expect(statusOf(attempt)).toBe(429);
    expect(attempt?.kind === 'answer' && (await text(attempt.body))).toBe(body);
    expect(waitedMs).toBe(2 * MINUTE);
  });

  it('passes everything on when it is switched off', async () => {
    const { request, patience } = open(() => answer(429), { limitMs: 0 });
    const all = await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(all.map(({ attempt }) => statusOf(attempt))).toEqual(Array(8).fill(429));
    expect(all.every(({ attempts, waitedMs }) => attempts === 1 && waitedMs === 0)).toBe(true);
    expect(patience.waiting()).toBeNull();
  });

  it('sends fewer requests at a time while the provider refuses some, and all when it takes them again', async () => {
    // Takes two at a time, for the first two minutes.
    const { request, attempts, clock } = open((now, underWay) =>
      now < 2 * MINUTE && underWay > 2 ? answer(429) : answer(200),
    );
    const first = await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(first.every(({ attempt }) => statusOf(attempt) === 200)).toBe(true);
    const refused = attempts.filter(({ underWay }) => underWay > 2).length;
    expect(refused).toBeLessThan(10);
    await clock.sleep(2 * MINUTE);
    for (let time = 0; time < 6; time++) await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(attempts.slice(-8).map(({ underWay }) => underWay)).toContain(8);
  });

  it('says what is waited for, and no longer than it is', async () => {
    const { request, patience, clock } = open((now) => (now < 10_000 ? answer(429) : answer(200)));
    const all = Promise.all(Array.from({ length: 4 }, () => request()));
    await clock.sleep(500);
    expect(patience.waiting()).toEqual({ provider: 'acme', status: 429, lanes: { open: 2, of: 4 } });
    await all;
    expect(patience.waiting()).toBeNull();
  });

  it('forgets a client that goes away while it waits, at once', async () => {
    const { request, patience, clock, attempts } = open((now) => (now < 10_000 ? answer(429) : answer(200)));
    const client = new AbortController();
    const gone = request(client.signal);
    await clock.sleep(500);
    expect(patience.waiting()).not.toBeNull();
    client.abort(new Error('gone'));
    const { attempt, waitedMs } = await gone;
    expect(attempt).toBeNull();
    expect(waitedMs).toBe(300);
    expect(patience.waiting()).toBeNull();
    expect(attempts).toHaveLength(1);
  });

  it('gives the room of a client that goes away during an attempt to the next one', async () => {
    const { clock } = openVirtualTime();
    const patience = openPatience({ limitMs: MINUTE, clock, random: () => 0 });
    const client = new AbortController();
    const stuck = patience.run(
      'acme',
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
      client.signal,
    );
    await clock.sleep(1000);
    client.abort();
    expect(await stuck).toMatchObject({ attempt: null, attempts: 1, waitedMs: 0 });
    expect((await patience.run('acme', () => Promise.resolve(answer(200)), live)).attempts).toBe(1);
  });

  it('sends nothing for a client that is gone already', async () => {
    const { request, attempts } = open(() => answer(200));
    expect(await request(AbortSignal.abort())).toMatchObject({ attempt: null, attempts: 0 });
    expect(attempts).toEqual([]);
  });

  it('passes a fault of its own on, and gives the room back', async () => {
    const { patience, request } = open(() => answer(200));
    await expect(patience.run('acme', () => Promise.reject(new Error('no file')), live)).rejects.toThrow(
      'no file',
    );
    expect(statusOf((await request()).attempt)).toBe(200);
  });

  it('keeps one provider’s trouble from another', async () => {
    const { request, patience } = open(() => answer(429), { limitMs: MINUTE });
    const refused = request();
    const other = await patience.run('other', () => Promise.resolve(answer(200)), live);
    expect(other.waitedMs).toBe(0);
    await refused;
  });

  it('never waits longer than the limit, and lets everybody have a turn', async () => {
    const phase = fc.record({
      ms: fc.integer({ min: 1, max: 90_000 }),
      takes: fc.integer({ min: 0, max: 6 }),
    });
    const scene = fc.record({
      phases: fc.array(phase, { minLength: 1, maxLength: 8 }),
      arrivals: fc.array(fc.nat(60_000), { minLength: 1, maxLength: 20 }),
      leaves: fc.array(fc.option(fc.nat(90_000)), { maxLength: 20 }),
      limitMs: fc.integer({ min: 1000, max: 5 * MINUTE }),
      latencyMs: fc.integer({ min: 1, max: 20_000 }),
      asks: fc.option(fc.integer({ min: 0, max: 40 })),
    });
    await fc.assert(
      fc.asyncProperty(scene, async ({ phases, arrivals, leaves, limitMs, latencyMs, asks }) => {
        const takesAt = (now: number): number => {
          let end = 0;
          return phases.find(({ ms }) => now < (end += ms))?.takes ?? Number.POSITIVE_INFINITY;
        };
        const { request, patience, clock } = open(
          (now, underWay) =>
            underWay <= takesAt(now)
              ? answer(200)
              : answer(429, asks === null ? {} : { 'retry-after': String(asks) }),
          { limitMs, latencyMs },
        );
        const results = await Promise.all(
          arrivals.map(async (atMs, index) => {
            await clock.sleep(atMs);
            const client = new AbortController();
            const leaveMs = leaves[index] ?? null;
            if (leaveMs !== null) void clock.sleep(leaveMs).then(() => client.abort());
            return await request(client.signal);
          }),
        );
        expect(results.filter(({ waitedMs }) => waitedMs > limitMs)).toEqual([]);
        // Who did not go away had an attempt, or waited for one until the limit.
        const untried = results.filter(({ attempt, attempts }) => attempt !== null && attempts === 0);
        expect(untried.filter(({ waitedMs }) => waitedMs < limitMs)).toEqual([]);
        expect(patience.waiting()).toBeNull();
        // At the end the provider takes everything, and nobody is left in the line.
        await clock.sleep(20 * MINUTE);
        expect(statusOf((await request()).attempt)).toBe(200);
      }),
      { numRuns: 150 },
    );
  });
});
