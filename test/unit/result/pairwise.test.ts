import { describe, expect, test } from 'vitest';
import { comparePairs, holm, type Pair, type TaskRuns } from '../../../src/result/stats/pairwise.ts';
import { seededRandom } from '../../../src/result/stats/random.ts';
import { overallScoreOf, taskScoreOf } from '../../../src/result/stats/score.ts';

/** Runs of tasks of different difficulty. @param skill is added to the score of every run */
function contender(skill: number, seed: number, { tasks = 20, runs = 3 } = {}): TaskRuns[] {
  const random = seededRandom(seed);
  return Array.from({ length: tasks }, (_, task) => {
    const easy = 0.2 + (0.5 * task) / tasks;
    const scores = Array.from({ length: runs }, () => easy + skill + 0.3 * (random.unit() - 0.5));
    return { scores, passes: scores.filter((score) => score > 0.6).length };
  });
}

const scoreOf = (tasks: readonly TaskRuns[]): number =>
  overallScoreOf(tasks.map(({ scores, passes }) => taskScoreOf(scores, passes)));

function only(pairs: readonly Pair[]): Pair {
  expect(pairs).toHaveLength(1);
  return pairs[0]!;
}

describe("Holm's correction", () => {
  test('is as in the textbook: the smallest of n is multiplied by n, and none overtakes another', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('two contenders', () => {
  test('whose every task differs are told apart, for tasks of this kind, by the difference of their scores', () => {
    const [weak, strong] = [contender(0, 1), contender(0.15, 2)];
    const pair = only(comparePairs([weak, strong]));
    expect(pair).toMatchObject({ better: 1, worse: 0, shown: 'tasks' });
    expect(pair.difference).toBeCloseTo(scoreOf(strong) - scoreOf(weak), 12);
    expect(pair.interval!.lower).toBeGreaterThan(0);
    expect(pair.interval!.upper).toBeGreaterThan(pair.difference);
  });

  test('that are the same show no difference', () => {
    const pair = only(comparePairs([contender(0, 1), contender(0, 1)]));
    expect(pair).toMatchObject({ better: 0, worse: 1, difference: 0, pTasks: 1, pRuns: 1, shown: 'nothing' });
  });

  test('with few tasks and many runs are told apart for these tasks alone', () => {
    const [weak, strong] = [
      contender(0, 1, { tasks: 3, runs: 10 }),
      contender(0.2, 2, { tasks: 3, runs: 10 }),
    ];
    const pair = only(comparePairs([weak, strong]));
    expect(pair).toMatchObject({ better: 1, shown: 'runs' });
    // Three signs have eight combinations, two of which are as extreme as the observed one.
    expect(pair.pTasks).toBeCloseTo(0.25, 1);
  });

  test('with one run of one task show nothing, and no interval', () => {
    const one = [{ scores: [0.9], passes: 1 }];
    const other = [{ scores: [0.1], passes: 0 }];
    expect(only(comparePairs([one, other]))).toMatchObject({ shown: 'nothing', interval: null, pRuns: 1 });
  });

  test('may have different numbers of runs', () => {
    const pair = only(comparePairs([contender(0, 1, { runs: 2 }), contender(0.15, 2, { runs: 7 })]));
    expect(pair).toMatchObject({ better: 1, shown: 'tasks' });
  });
});

describe('several contenders', () => {
  test('are compared each with each, and the same way whenever they are', () => {
    const all = [contender(0, 1), contender(0.1, 2), contender(0.2, 3)];
    const pairs = comparePairs(all);
    expect(pairs.map(({ better, worse }) => [better, worse])).toEqual([
      [1, 0],
      [2, 0],
      [2, 1],
    ]);
    expect(comparePairs(all)).toEqual(pairs);
  });

  test('that do not differ are rarely told apart, however many there are', () => {
    // Without a correction, every fourth of the times would show a difference.
    const times = Array.from({ length: 25 }, (_, time) =>
      comparePairs([1, 2, 3, 4].map((seed) => contender(0, 10 * time + seed, { tasks: 8 }))),
    );
    const wrong = (kind: 'pTasks' | 'pRuns'): number =>
      times.filter((pairs) => pairs.some((pair) => pair[kind] < 0.05)).length;
    expect(wrong('pTasks')).toBeLessThanOrEqual(3);
    expect(wrong('pRuns')).toBeLessThanOrEqual(3);
  });
});
