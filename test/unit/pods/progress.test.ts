import { expect, it } from 'vitest';
import { progressLine, sumProgress } from '../../../src/pods/progress.ts';
import { roughDuration } from '../../../src/report/figures.ts';
import type { ShardState } from '../../../src/protocol/pod.ts';

const startedAt = Date.parse('2026-11-22T10:00:00Z');

function state(overrides: Partial<ShardState>): ShardState {
  return {
    schemaVersion: 1,
    phase: 'running',
    message: '',
    failure: null,
    heartbeat: '2026-11-22T10:05:00Z',
    shard: 0,
    shards: 1,
    tasks: ['t1'],
    droppedTasks: [],
    runsPerTask: 3,
    taskContents: null,
    concurrency: 4,
    done: 0,
    total: 0,
    valid: 0,
    meanRunScore: null,
    tokens: 0,
    costUsd: 0,
    priceKnown: true,
    waiting: null,
    openclawVersion: null,
    harnessVersion: null,
    restarts: 0,
    gatewayRestarts: 0,
    harnessStartedAt: '2026-11-22T10:00:00Z',
    lastRequest: null,
    ...overrides,
  };
}

it('says how far the evaluation is, its score and cost, and how long it takes', () => {
  const one = state({ done: 12, total: 81, valid: 12, meanRunScore: 0.71, costUsd: 1.92 });
  const line = progressLine(sumProgress([one], startedAt + 4 * 60_000));
  expect(line).toBe('12/81 runs · 0.71 so far · $1.92 · 23 min left');
});

it('weights the score by valid runs, and takes the time of the slowest shard', () => {
  const fast = state({ done: 10, total: 10, valid: 9, meanRunScore: 1, costUsd: 1 });
  const slow = state({ done: 5, total: 10, valid: 1, meanRunScore: 0, costUsd: 1 });
  const progress = sumProgress([fast, slow], startedAt + 60_000);
  expect(progress).toMatchObject({ done: 15, total: 20, meanRunScore: 0.9, remainingMs: 60_000 });
  expect(progressLine(progress)).toBe('15/20 runs · 0.90 so far · 5 invalid · $2.00 · 1 min left');
});

it('shows tokens if the price is unknown, and no time left before every shard has finished a run', () => {
  const one = state({ done: 2, total: 4, valid: 2, meanRunScore: 0.5, tokens: 120_000, priceKnown: false });
  const other = state({ total: 4, priceKnown: false });
  expect(progressLine(sumProgress([one, other], startedAt + 60_000))).toBe(
    '2/8 runs · 0.50 so far · 120K tokens',
  );
});

it('says what requests wait for, in place of a time that does not count it', () => {
  const waiting = 'waiting for the rate limit (429), 3 of 4 lanes';
  const one = state({ done: 2, total: 4, valid: 2, meanRunScore: 0.5, costUsd: 1 });
  const other = state({ done: 1, total: 4, valid: 1, meanRunScore: 0.5, costUsd: 1, waiting });
  expect(progressLine(sumProgress([one, other], startedAt + 60_000))).toBe(
    `3/8 runs · 0.50 so far · $2.00 · ${waiting}`,
  );
});

it('formats durations for people', () => {
  expect([44_400, 60_000, 23 * 60_000, 65 * 60_000].map(roughDuration)).toEqual([
    '44 s',
    '1 min',
    '23 min',
    '1 h 05 min',
  ]);
});
