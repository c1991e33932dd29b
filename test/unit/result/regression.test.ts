import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumDetectableEffect, plannedDetectableEffect } from '../../../src/result/stats/detectable.ts';
import { standardError } from '../../../src/result/stats/noise-of-drop.ts';
import { normalCdf, normalQuantile } from '../../../src/result/stats/normal.ts';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';

// Hundredths: the squares of their differences are far enough apart for the tolerance of the count by brute force.
const score = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
const scores = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.array(score, { minLength: min, maxLength: max });
const suiteOf = (tasks: number, runs: number): fc.Arbitrary<PairedTask[]> =>
  fc
    .array(fc.tuple(scores(1, runs), scores(1, runs)), { minLength: 1, maxLength: tasks })
    .map((pairs) => pairs.map(([baseline, head], i) => ({ taskId: `t${i}`, baseline, head })));

/** Every way to deal the runs of every task, counted one by one. */
function bruteForce(tasks: readonly PairedTask[]): { everywhere: number; fewTasks: number } {
  const drops = tasks.map(({ baseline, head }) => {
    const runs = [...baseline, ...head];
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const all: number[] = [];
    for (let mask = 0; mask < 2 ** runs.length; mask += 1) {
      const mine = runs.filter((_, i) => (mask >> i) & 1);
      if (mine.length === baseline.length)
        all.push(mean(mine) - mean(runs.filter((_, i) => !((mask >> i) & 1))));
    }
    return {
      observed: mean([...baseline]) - mean([...head]),
      all,
      weight: 1 / (1 / baseline.length + 1 / head.length),
    };
  });
  const square = (drop: number, weight: number): number => (drop > 0 ? weight * drop * drop : 0);
  let combined = [{ sum: 0, squares: 0 }];
  for (const { all, weight } of drops) {
    combined = combined.flatMap(({ sum, squares }) =>
      all.map((drop) => ({ sum: sum + drop, squares: squares + square(drop, weight) })),
    );
  }
  const sum = drops.reduce((total, each) => total + each.observed, 0);
  const squares = drops.reduce((total, each) => total + square(each.observed, each.weight), 0);
  return {
    everywhere: combined.filter((deal) => deal.sum >= sum - 1e-7).length / combined.length,
    fewTasks: combined.filter((deal) => deal.squares >= squares - 1e-7).length / combined.length,
  };
}

describe('testRegression', () => {
  it('counts every way to deal the runs where there are few', () => {
    fc.assert(
      fc.property(suiteOf(3, 2), (tasks) => {
        const test = testRegression(tasks);
        const expected = bruteForce(tasks);
        expect(test.exact).toBe(true);
        expect(test.pEverywhere).toBeCloseTo(expected.everywhere, 9);
        expect(test.pFewTasks).toBeCloseTo(expected.fewTasks, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('sees a rise as a test of the two sides exchanged would see a drop', () => {
    const exchanged = (tasks: readonly PairedTask[]): PairedTask[] =>
      tasks.map(({ taskId, baseline, head }) => ({ taskId, baseline: head, head: baseline }));
    fc.assert(
      fc.property(suiteOf(3, 2), (tasks) => {
        expect(testRegression(tasks).pValueBetter).toBeCloseTo(testRegression(exchanged(tasks)).pValue, 9);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(suiteOf(12, 4), (tasks) => {
        const other = testRegression(exchanged(tasks), { deals: 4000 }).pValue;
        expect(Math.abs(testRegression(tasks, { deals: 4000 }).pValueBetter - other)).toBeLessThan(0.15);
      }),
      { numRuns: 20 },
    );
  });

  it('counts deals that are equal but for rounding as equal', () => {
    const tasks = [
      { taskId: 't0', baseline: [0.09, 0.03], head: [0, 0] },
      { taskId: 't1', baseline: [0.07, 0.21], head: [0.29] },
      { taskId: 't2', baseline: [0], head: [0] },
    ];
    expect(testRegression(tasks).pFewTasks).toBeCloseTo(bruteForce(tasks).fewTasks, 9);
  });

  it('comes close to the count by a sample where there are many', () => {
    fc.assert(
      fc.property(suiteOf(3, 2), (tasks) => {
        const exact = testRegression(tasks);
        const sampled = testRegression(tasks, { deals: 200 });
        expect(Math.abs(sampled.pEverywhere - exact.pEverywhere)).toBeLessThan(0.2);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same answer twice, whatever the order of tasks', () => {
    fc.assert(
      fc.property(
        suiteOf(12, 4).chain((tasks) =>
          fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
        ),
        ([tasks, shuffled]) => {
          expect(testRegression(shuffled, { deals: 500 })).toEqual(testRegression(tasks, { deals: 500 }));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never takes a better run of head as more evidence of a drop everywhere', () => {
    fc.assert(
      fc.property(suiteOf(8, 4), fc.nat(), fc.nat(), score, (tasks, which, run, value) => {
        const better = tasks.map((task, i) => {
          if (i !== which % tasks.length) return task;
          const head = [...task.head];
          const at = run % head.length;
          head[at] = Math.max(head[at]!, value);
          return { ...task, head };
        });
        const [before, after] = [
          testRegression(tasks, { deals: 400 }),
          testRegression(better, { deals: 400 }),
        ];
        expect(after.drop).toBeLessThanOrEqual(before.drop + 1e-9);
        expect(after.pEverywhere).toBeGreaterThanOrEqual(before.pEverywhere - 1e-12);
        for (const [i, task] of after.tasks.entries()) {
          expect(task.pWorse).toBeGreaterThanOrEqual(before.tasks[i]!.pWorse - 1e-12);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('finds nothing where nothing got worse', () => {
    fc.assert(
      fc.property(suiteOf(6, 3), (tasks) => {
        const same = tasks.map((task) => ({ ...task, head: task.baseline }));
        expect(testRegression(same, { deals: 400 }).pValue).toBeGreaterThan(0.4);
      }),
      { numRuns: 30 },
    );
  });

  it('is sure of nothing if all scores are equal, or there is one run of one task', () => {
    const equal = Array.from({ length: 27 }, (_, i) => ({
      taskId: `t${i}`,
      baseline: [0.5, 0.5, 0.5],
      head: [0.5, 0.5, 0.5],
    }));
    expect(testRegression(equal)).toMatchObject({ drop: 0, pValue: 1 });
    expect(testRegression([{ taskId: 't', baseline: [1], head: [0] }])).toMatchObject({
      drop: 1,
      pEverywhere: 0.5,
      exact: true,
    });
    expect(testRegression([])).toMatchObject({ drop: 0, pValue: 1, tasks: [] });
  });

  it('sees a small drop everywhere, and a large one in few tasks', () => {
    const normal = standardNormal(seededRandom(1));
    const draw = (mean: number): number[] =>
      Array.from({ length: 3 }, () => Math.min(1, Math.max(0, mean + 0.15 * normal())));
    const suite = (dropOf: (task: number) => number): PairedTask[] =>
      Array.from({ length: 27 }, (_, i) => ({
        taskId: `t${i + 10}`,
        baseline: draw(0.6),
        head: draw(0.6 - dropOf(i)),
      }));
    const everywhere = testRegression(suite(() => 0.12));
    expect(everywhere.pEverywhere).toBeLessThan(0.001);
    const few = testRegression(suite((i) => (i < 3 ? 0.5 : 0)));
    expect(few.pFewTasks).toBeLessThan(0.005);
    expect(few.tasks.filter((task) => task.pWorse <= 0.05).map((task) => task.taskId)).toEqual(
      expect.arrayContaining(['t10', 't11', 't12']),
    );
  });

  it.each([0.05, 0.2, 0.5])(
    'raises false alarms no more often than α at noise %f, also with noise that differs by task',
    (noise) => {
      const normal = standardNormal(seededRandom(Math.round(noise * 100)));
      const draw = (mean: number, deviation: number): number[] =>
        Array.from({ length: 3 }, () => Math.min(1, Math.max(0, mean + deviation * normal())));
      let alarms = 0;
      const trials = 600;
      for (let trial = 0; trial < trials; trial += 1) {
        const tasks = Array.from({ length: 12 }, (_, i) => {
          const deviation = noise * (i % 3);
          return { taskId: `t${i + 10}`, baseline: draw(i / 12, deviation), head: draw(i / 12, deviation) };
        });
        if (testRegression(tasks, { deals: 500 }).pValue < 0.05) alarms += 1;
      }
      // 0.05 and three standard errors of 600 trials.
      expect(alarms / trials).toBeLessThan(0.077);
    },
  );

  it('is fast enough for many runs', () => {
    const random = seededRandom(2);
    const draw = (): number[] => Array.from({ length: 10 }, () => random.unit());
    const tasks = Array.from({ length: 27 }, (_, i) => ({ taskId: `t${i}`, baseline: draw(), head: draw() }));
    const started = performance.now();
    testRegression(tasks);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('minimumDetectableEffect', () => {
  const rules = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };
  const noisy = (runs: number, spread: number): PairedTask[] => {
    const side = Array.from({ length: runs }, (_, i) => 0.5 + spread * (i % 2 === 0 ? 1 : -1));
    return Array.from({ length: 20 }, (_, i) => ({ taskId: `t${i}`, baseline: side, head: side }));
  };

  it('shrinks with more runs and less noise', () => {
    const effect = (runs: number, spread: number): number =>
      minimumDetectableEffect(noisy(runs, spread), rules)!;
    expect(effect(8, 0.2)).toBeLessThan(effect(4, 0.2));
    expect(effect(4, 0.1)).toBeLessThan(effect(4, 0.2));
  });

  it('is never below max-regression, since smaller drops are not red', () => {
    for (const confirmRuns of [0, 3]) {
      const least = minimumDetectableEffect(noisy(4, 0), { ...rules, confirmRuns })!;
      expect(least).toBeGreaterThan(0.03);
      expect(least).toBeLessThan(0.045);
    }
  });

  it('is larger where scores repeat, since the test of these is more careful', () => {
    const tasks = (apart: number): PairedTask[] =>
      Array.from({ length: 27 }, (_, task) => {
        const runs = [0.3, 0.3, 0.7, 0.7].map((value, run) => value + apart * run);
        return { taskId: `t${task}`, baseline: runs, head: runs.map((value) => value + 5 * apart) };
      });
    const ratio = minimumDetectableEffect(tasks(0), rules)! / minimumDetectableEffect(tasks(1e-7), rules)!;
    // Of the 28 pairs of 8 runs, 12 have the same score.
    expect(ratio).toBeCloseTo((1.02 + 0.165 * (12 / 28)) / 1.02, 4);
  });

  it('follows from the standard error', () => {
    const tasks = noisy(4, 0.2);
    const error = standardError(tasks);
    expect(error).toBeCloseTo(Math.sqrt(((0.2 ** 2 * 8) / 6) * (2 / 4) * 20) / 20, 12);
    const expected = (-normalQuantile(0.05 * 0.9) + normalQuantile(0.8)) * error;
    const ratio = minimumDetectableEffect(tasks, rules)! / expected;
    expect(ratio).toBeGreaterThan(1.03);
    expect(ratio).toBeLessThan(1.12);
  });

  it('takes the spread over tasks for noise if no task was repeated, and is unknown for few tasks', () => {
    const single = Array.from({ length: 27 }, (_, i) => ({
      taskId: `t${i}`,
      baseline: [0.5],
      head: [0.5 + 0.02 * (i % 10)],
    }));
    expect(minimumDetectableEffect(single, rules)).toBeGreaterThan(0);
    expect(minimumDetectableEffect(single.slice(0, 10), rules)).toBeNull();
    expect(minimumDetectableEffect(noisy(3, 0.2).slice(0, 5), rules)).toBeNull();
  });

  it('does not believe few runs that are alike by luck', () => {
    const alike = (tasks: number): PairedTask[] => noisy(3, 0).slice(0, tasks);
    const error = minimumDetectableEffect(alike(8), { ...rules, maxRegression: 0 })!;
    expect(error).toBeGreaterThan(0.04);
    expect(minimumDetectableEffect(alike(20), { ...rules, maxRegression: 0 })).toBeLessThan(error / 2);
  });
});

describe('plannedDetectableEffect', () => {
  const rules = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };
  const side = [0.7, 0.3, 0.7, 0.3];
  const baseline = Array.from({ length: 20 }, () => side);
  const pairs = baseline.map((_, i): PairedTask => ({ taskId: `t${i}`, baseline: side, head: side }));

  it('foretells what runs as noisy as those of the baseline can show', () => {
    for (const confirmRuns of [0, 9]) {
      const gate = { ...rules, confirmRuns };
      const ratio = plannedDetectableEffect(baseline, 4, gate)! / minimumDetectableEffect(pairs, gate)!;
      expect(ratio).toBeGreaterThan(0.97);
      expect(ratio).toBeLessThan(1.03);
    }
    expect(plannedDetectableEffect(baseline, 8, rules)).toBeLessThan(
      plannedDetectableEffect(baseline, 4, rules)!,
    );
  });

  it('is unknown if no task of the baseline was repeated', () => {
    expect(plannedDetectableEffect([[0.5], [0.6]], 3, rules)).toBeNull();
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1.6448536269514722, 0.95],
    [-1.959963984540054, 0.025],
    [3.090232306167813, 0.999],
  ])('has z = %f at p = %f', (z, p) => {
    expect(normalCdf(z)).toBeCloseTo(p, 6);
    expect(normalQuantile(p)).toBeCloseTo(z, 4);
  });
});
