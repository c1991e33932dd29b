import { describe, expect, it } from 'vitest';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { minimumDetectableEffect, plannedDetectableEffect } from '../../../src/result/stats/detectable.ts';
import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';
import { driftOfDrop } from '../../../src/result/stats/drift.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';
import { type PairedTask, testRegression } from '../../../src/result/stats/regression.ts';
import { suspects } from '../../../src/result/verdict/compare.ts';

const gate: RegressionGate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 9, confirmBy: 'both' };
const SD = 0.25;

describe('the smallest drop that fresh runs of both sides confirm', () => {
  const normal = standardNormal(seededRandom(11));
  const draw = (runs: number, mean: number): number[] =>
    Array.from({ length: runs }, () => mean + SD * normal());
  const suite = (tasks: number, runs: number, drop: number): PairedTask[] =>
    Array.from({ length: tasks }, (_, i) => {
      const mean = 0.5 + (0.2 * i) / tasks;
      return { taskId: `t${i}`, baseline: draw(runs, mean), head: draw(runs, mean - drop) };
    });

  /** Whether a drop is suspected at first and then confirmed, as an evaluation does it. */
  function isFound(tasks: number, runs: number, drop: number): boolean {
    const first = testRegression(suite(tasks, runs, drop), { deals: 1000 });
    const suspected = new Set(suspects(first, gate));
    if (suspected.size === 0) return false;
    const fresh = suite(tasks, runsOfEachSide(gate.confirmRuns), drop);
    const again = fresh.filter(({ taskId }) => suspected.has(taskId));
    return confirmBothSides(again, tasks, { gate, deals: 1000 }).regressed;
  }

  it.each([
    [27, 3],
    [12, 3],
    [27, 1],
  ])('is found in 4 of 5 cases by %i tasks with %i runs', (tasks, runs) => {
    const samples = Array.from({ length: 40 }, () => minimumDetectableEffect(suite(tasks, runs, 0), gate));
    const drop = meanOf(samples.map((least) => least ?? Number.NaN));
    const trials = 400;
    let found = 0;
    for (let trial = 0; trial < trials; trial += 1) if (isFound(tasks, runs, drop)) found += 1;
    // 0.75 … 0.88, and two standard errors of 400 trials.
    expect(found / trials).toBeGreaterThan(0.71);
    expect(found / trials).toBeLessThan(0.92);
  });

  it('is larger where evaluations drift by the first look alone, unlike with more runs of head alone', () => {
    const pairs = suite(27, 3, 0);
    const many = { evaluations: 10, freedom: 1000, noise: 0.0001, noiseFreedom: 1000 };
    const drift = driftOfDrop({ ...many, variance: 0.04 ** 2, total: 0.0017 }, 1);
    const both = minimumDetectableEffect(pairs, gate, drift)!;
    const head = minimumDetectableEffect(pairs, { ...gate, confirmBy: 'head' }, drift)!;
    expect(both).toBeLessThan(head - 0.03);
    expect(both).toBeGreaterThan(minimumDetectableEffect(pairs, gate)!);
  });

  it('of a plan is of the same design', () => {
    const pairs = suite(27, 3, 0);
    const scores = pairs.map(({ baseline }) => baseline);
    const [both, head] = [gate, { ...gate, confirmBy: 'head' as const }].map((of) =>
      plannedDetectableEffect(scores, 3, of),
    );
    expect(both).not.toBeCloseTo(head!, 4);
    expect(both).toBeCloseTo(minimumDetectableEffect(pairs, gate)!, 1);
  });
});
