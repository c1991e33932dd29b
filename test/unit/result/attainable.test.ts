import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastP, looksOf } from '../../../src/result/stats/attainable.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { whyCannotDetect } from '../../../src/result/verdict/cannot-detect.ts';

const score = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
const runs = fc.array(score, { minLength: 1, maxLength: 3 });
const shapeOf = (tasks: readonly PairedTask[]) =>
  tasks.map(({ baseline, head }) => ({ baseline, head: head.length }));

/** Tasks with as many runs on each side, all of the baseline with this score. */
const even = (tasks: number, baseline: number, head: number, level = 1) =>
  Array.from({ length: tasks }, () => ({ baseline: Array.from({ length: baseline }, () => level), head }));

describe('leastP', () => {
  const suites = fc
    .array(fc.tuple(runs, runs), { minLength: 1, maxLength: 3 })
    .map((pairs) => pairs.map(([baseline, head], i): PairedTask => ({ taskId: `t${i}`, baseline, head })));

  it('is the p-value of a head that scores 0 everywhere', () => {
    fc.assert(
      fc.property(suites, (tasks) => {
        const collapsed = tasks.map((task) => ({ ...task, head: task.head.map(() => 0) }));
        expect(testRegression(collapsed).pValue).toBeCloseTo(leastP(shapeOf(tasks)), 9);
      }),
      { numRuns: 60 },
    );
  });

  it('is never above the p-value of any other head', () => {
    fc.assert(
      fc.property(suites, (tasks) => {
        expect(testRegression(tasks).pValue).toBeGreaterThanOrEqual(leastP(shapeOf(tasks)) - 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [1, 3, 3, 0.0556],
    [2, 1, 1, 0.2778],
    [2, 3, 1, 0.0694],
    [3, 1, 1, 0.1389],
    [4, 1, 1, 0.0694],
    [5, 1, 1, 0.0347],
  ])('of %i tasks with %i runs against %i is %f', (tasks, baseline, head, p) => {
    expect(leastP(even(tasks, baseline, head))).toBeCloseTo(p, 4);
  });
});

describe('looksOf', () => {
  it('is one look at α, or with confirmation a suspicion at twice and a confirmation at a fifth of it', () => {
    const gate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };
    expect(looksOf(even(1, 3, 3), gate)).toMatchObject([{ level: 0.05, headRuns: 3, confirmRuns: 0 }]);
    expect(looksOf(even(2, 3, 3), { ...gate, confirmRuns: 9 })).toMatchObject([
      { level: 0.1, headRuns: 6, confirmRuns: 0 },
      { level: 0.01, headRuns: 24, confirmRuns: 18 },
    ]);
  });

  it('of fresh runs of both sides is the suspicion and a test of these alone at α', () => {
    const gate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 9, confirmBy: 'both' } as const;
    const looks = looksOf(even(2, 3, 3), gate);
    expect(looks[1]!.leastP).toBeCloseTo(1 / 252 ** 2 / 0.9, 12);
    expect(looks).toMatchObject([
      { level: 0.1, baselineRuns: 6, headRuns: 6, confirmRuns: 0 },
      { level: 0.05, baselineRuns: 10, headRuns: 10, confirmRuns: 10 },
    ]);
  });
});

it('has lower levels of a decision where a score ended the runs, and the same of a suspicion', () => {
  const levels = (sequentialSides: 0 | 1 | 2, confirmRuns: number): number[] =>
    looksOf(even(2, 3, 3), { alpha: 0.05, maxRegression: 0.03, confirmRuns, sequentialSides }).map(
      ({ level }) => level,
    );
  expect(([0, 1, 2] as const).map((sides) => levels(sides, 0)[0])).toEqual([
    0.05,
    expect.closeTo(0.03),
    expect.closeTo(0.02),
  ]);
  expect(levels(2, 9)).toEqual([0.1, expect.closeTo(0.004)]);
});

describe('whyCannotDetect', () => {
  const gate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };

  it.each([
    [1, 1, 1],
    [1, 3, 3],
    [1, 10, 1],
    [2, 1, 1],
    [2, 3, 1],
    [3, 1, 1],
    [4, 1, 1],
  ])('knows that %i tasks with %i runs against %i are too few', (tasks, baseline, head) => {
    expect(whyCannotDetect(even(tasks, baseline, head), gate)).toContain('no drop can be told from chance');
  });

  it.each([
    [1, 4, 4],
    [2, 3, 3],
    [5, 1, 1],
  ])('knows that %i tasks with %i runs against %i are enough', (tasks, baseline, head) => {
    expect(whyCannotDetect(even(tasks, baseline, head), gate)).toBeNull();
  });

  it('says how many runs there are, how little they show, and what to do', () => {
    expect(whyCannotDetect(even(1, 3, 3), gate)).toBe(
      'With 1 task, 3 runs against 3, no drop can be told from chance: if every run scored 0, chance would explain it ' +
        'with 5.6 %, and a regression needs less than 5.0 %. Evaluate more tasks, or more `runs` of each, here and for ' +
        'the baseline; or gate by `threshold`.',
    );
  });

  it('asks both looks of a gate that confirms', () => {
    expect(whyCannotDetect(even(1, 3, 3), { ...gate, confirmRuns: 9 })).toBeNull();
    expect(whyCannotDetect(even(4, 1, 1), { ...gate, confirmRuns: 1 })).toMatch(
      /^With 4 tasks, 8 runs \(4 of them to confirm a suspicion\) against 4, .* with 1\.4 %, .* less than 1\.0 %/,
    );
  });

  it('asks the fresh runs of both sides', () => {
    const both = { ...gate, confirmBy: 'both' } as const;
    expect(whyCannotDetect(even(1, 5, 5), { ...both, confirmRuns: 9 })).toBeNull();
    // Of two runs on each side, one way of six to deal them is as bad.
    expect(whyCannotDetect(even(1, 5, 5), { ...both, confirmRuns: 4 })).toMatch(
      /^With 1 task, 2 runs \(2 of them to confirm a suspicion\) against 2, .* with 18\.5 %, .* less than 5\.0 %/,
    );
  });

  it('knows a baseline that cannot drop so far, or hardly ever scores', () => {
    expect(whyCannotDetect(even(27, 3, 3, 0.03), gate)).toBe(
      'The mean run score of the baseline is 0.03, so it cannot drop by more than `max-regression` 0.03: lower ' +
        '`max-regression`, or gate by `threshold`.',
    );
    expect(whyCannotDetect([...even(2, 1, 1), ...even(8, 1, 1, 0)], gate)).toContain('with 27.8 %');
  });
});
