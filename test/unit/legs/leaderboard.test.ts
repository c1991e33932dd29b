import { describe, expect, test } from 'vitest';
import type { Leg, LostLeg } from '../../../src/legs/leg.ts';
import { type FailOn, leaderboardOf } from '../../../src/legs/leaderboard.ts';
import { type Leaderboard, leaderboardSchema } from '../../../src/result/formats/leaderboard.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { evaluation } from '../../fixtures/legs.ts';

function leg(label: string, record: VerdictRecord, more: Partial<Leg> = {}): Leg {
  return { source: `clawbench-${label}-a1`, label, record, sha: 'abc', runUrl: null, job: null, ...more };
}

interface Circumstances {
  failOn?: FailOn;
  expected?: number | null;
  lost?: LostLeg[];
}

function board(
  legs: readonly Leg[],
  { failOn = 'any', expected = null, lost = [] }: Circumstances = {},
): Leaderboard {
  return leaderboardSchema.parse(leaderboardOf({ legs, lost, expected }, failOn));
}

const weak = leg('weak', evaluation({ skill: 0, seed: 1, costPerRunUsd: 0.1 }));
const middling = leg('middling', evaluation({ skill: 0.1, seed: 2, costPerRunUsd: 0.3 }));
const strong = leg('strong', evaluation({ skill: 0.2, seed: 3, costPerRunUsd: 0.2 }));

describe('the leaderboard', () => {
  test('ranks by score, with the figures of the verdicts, in whatever order they were found', () => {
    const found = board([weak, strong, middling]);
    expect(found.legs.map(({ label, rank }) => [label, rank])).toEqual([
      ['strong', 1],
      ['middling', 2],
      ['weak', 3],
    ]);
    expect(found.legs[0]!.score).toBeCloseTo(
      strong.record.tasks.reduce((sum, task) => sum + task.score!, 0) / 9,
      12,
    );
    expect(found.legs[0]!.costPerRunUsd).toBeCloseTo(0.2, 12);
    expect(found.pairs).toHaveLength(3);
    expect(found.pairs.every(({ shown }) => shown === 'tasks')).toBe(true);
    expect(board([middling, weak, strong])).toEqual(found);
  });

  test('divides the cost of all runs by those that passed', () => {
    const [row] = board([strong]).legs;
    const passed = strong.record.tasks.reduce((sum, { passes }) => sum + passes, 0);
    expect(row!.runs).toEqual({ valid: 27, passed });
    expect(row!.costPerSolvedUsd).toBeCloseTo((27 * 0.2) / passed, 12);
  });

  test('has no cost where the price is unknown or nothing was solved', () => {
    const unpriced = board([leg('a', evaluation({ costPerRunUsd: null }))]).legs[0]!;
    expect([unpriced.costPerRunUsd, unpriced.costPerSolvedUsd, unpriced.onFront]).toEqual([
      null,
      null,
      false,
    ]);
    const hopeless = board([leg('a', evaluation({ skill: -0.5 }))]).legs[0]!;
    expect([hopeless.costPerRunUsd === null, hopeless.costPerSolvedUsd]).toEqual([false, null]);
  });

  test('marks those that no other beats in both score and cost', () => {
    const front = board([weak, strong, middling]).legs.filter(({ onFront }) => onFront);
    expect(front.map(({ label }) => label)).toEqual(['strong', 'weak']);
  });

  test('compares on the tasks that most have, and says who lacks some', () => {
    const short = leg('short', evaluation({ tasks: 2, skill: 0.3 }));
    const found = board([weak, strong, short]);
    expect(found.tasks).toHaveLength(9);
    expect(found.legs.at(-1)).toMatchObject({
      label: 'short',
      rank: null,
      score: null,
      unranked: 'It has no score in 7 of 9 tasks.',
    });
  });

  test('ranks none without a verdict, and keeps what could not be read', () => {
    const dead = leg('dead', evaluation({ verdict: 'inconclusive' }));
    const lost = [{ source: 'clawbench-x-a1', problem: 'clawbench-x-a1 has no verdict.json.' }];
    const found = board([weak, dead], { lost });
    expect(found.legs.map(({ label, rank, verdict }) => [label, rank, verdict])).toEqual([
      ['weak', 1, 'pass'],
      ['dead', null, 'inconclusive'],
      ['clawbench-x-a1', null, 'inconclusive'],
    ]);
    expect(found.verdict).toBe('inconclusive');
  });

  test('without a task that has a score ranks none', () => {
    const empty = leg('empty', { ...evaluation(), tasks: [] });
    expect(board([empty])).toMatchObject({
      tasks: [],
      legs: [{ rank: null, unranked: 'No task has a score.' }],
    });
  });

  test('tells equal labels apart by where they came from', () => {
    const labels = board([weak, { ...strong, label: 'weak' }]).legs.map(({ label }) => label);
    expect(labels).toEqual(['weak · clawbench-strong-a1', 'weak · clawbench-weak-a1']);
  });

  test('says what else than the model was not alike', () => {
    const judged = evaluation({ skill: 0.1, seed: 2 });
    const other = leg('judged', { ...judged, identity: { ...judged.identity, judgeModel: 'openai/judge' } });
    expect(board([weak, other]).notes).toEqual([
      'Not alike in the judge: openai/judge (judged); none (weak).',
    ]);
    expect(board([weak, strong]).notes).toEqual([]);
  });

  test('knows how many legs the job of one of them has', () => {
    const job = { name: 'clawbench step', legs: 4 };
    const runUrl = 'https://github.com/o/r/actions/runs/5';
    const found = board([weak, strong].map((each) => ({ ...each, job, runUrl })));
    expect(found).toMatchObject({ missing: 2, verdict: 'inconclusive' });
    expect(found.reasons).toContain('2 of 4 evaluations left no result: look at the log of their jobs.');
    expect(board([weak, strong]).missing).toBe(0);
    expect(board([weak, strong], { expected: 3 }).missing).toBe(1);
  });

  test('compares as many with each other as can be done in a moment', () => {
    const many = Array.from({ length: 6 }, (_, index) => leg(`m${index}`, evaluation({ seed: index })));
    const { legs, pairs, notes } = leaderboardOf({ legs: many, lost: [], expected: null }, 'any', 60);
    expect(legs).toHaveLength(6);
    // Four legs have six pairs of nine tasks.
    expect(pairs).toHaveLength(6);
    expect(notes).toEqual(['Only the first 4 were compared with each other.']);
  });
});

describe('the verdict of all', () => {
  const [good, bad, unclear] = (['pass', 'fail', 'inconclusive'] as const).map((verdict) =>
    leg(verdict, evaluation({ verdict })),
  );

  test.each([
    ['any', [good, good], 'pass'],
    ['any', [good, bad], 'fail'],
    ['any', [good, unclear], 'inconclusive'],
    ['any', [bad, unclear], 'fail'],
    ['all', [good, bad], 'pass'],
    ['all', [bad, bad], 'fail'],
    ['all', [bad, unclear], 'inconclusive'],
    ['all', [good, unclear], 'pass'],
    ['none', [good, bad], 'fail'],
  ] as const)('with `fail-on: %s`', (failOn, legs, verdict) => {
    const named = legs.map((each, index) => ({ ...each!, label: String(index) }));
    expect(board(named, { failOn }).verdict).toBe(verdict);
  });
});
