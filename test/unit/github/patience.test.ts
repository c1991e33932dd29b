import { expect, test } from 'vitest';
import { patiently, waitAfter } from '../../../src/github/patience.ts';

const nowMs = 1_790_000_000_000;

function refused(status: number, headers: Record<string, string> = {}, message = 'no'): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

test.each([
  ['a lost connection or a server that is down', refused(500), 0, 1000],
  ['the same for the third time', refused(502), 2, 4000],
  ['the same for the tenth time', refused(503), 9, 15_000],
  ['a limit that says how long', refused(429, { 'retry-after': '7' }), 0, 7000],
  [
    'a secondary limit that does not',
    refused(403, {}, 'You have exceeded a secondary rate limit.'),
    0,
    60_000,
  ],
  [
    'a limit until a time',
    refused(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 30) }),
    0,
    30_000,
  ],
  [
    'a limit whose time is over',
    refused(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
    0,
    1000,
  ],
  ['a missing permission', refused(403, { 'x-ratelimit-remaining': '4999' }), 0, null],
  ['a comment that is gone', refused(404), 0, null],
  ['a body that is too long', refused(422), 0, null],
  ['a defect', new TypeError('x is not a function'), 0, null],
])('after %s', (_, error, attempt, waitMs) => {
  expect(waitAfter(error, attempt, nowMs)).toBe(waitMs);
});

test('patience ends before a wait that is longer than it', async () => {
  let time = 0;
  let calls = 0;
  const clock = { now: () => time, sleep: (ms: number) => Promise.resolve(void (time += ms)) };
  const work = (): Promise<never> => {
    calls += 1;
    return Promise.reject(refused(502));
  };
  await expect(patiently(work, { clock, patienceMs: 10_000 })).rejects.toThrow('no');
  // After 0, 1, 3 and 7 s; the next would be at 15 s.
  expect(calls).toBe(4);
});
