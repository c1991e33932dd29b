import { describe, expect, test } from 'vitest';
import { minimumDetectableEffect, plannedDetectableEffect } from '../../../src/result/stats/detectable.ts';
import { type Power, powerOf } from '../../../src/result/stats/power.ts';
import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';
import type { PairedTask } from '../../../src/result/stats/regression.ts';

const gate: RegressionGate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };
const both: RegressionGate = { ...gate, confirmRuns: 9, confirmBy: 'both' };
const free = { drift: undefined, costOfRun: null };

/** Three runs of each task on both sides, each task as noisy as the others. */
function suite(tasks: number, spread: number): PairedTask[] {
  return Array.from({ length: tasks }, (_, i) => {
    const centre = 0.4 + (0.3 * i) / tasks;
    const side = [centre - spread, centre, centre + spread];
    return { taskId: `t${i}`, baseline: side, head: side };
  });
}

const planned = (tasks: readonly PairedTask[]): PairedTask[] => tasks.map((task) => ({ ...task, head: [] }));
const drops = (power: Power | null): (number | null)[] => power!.byRuns.map(({ drop }) => drop);

describe('powerOf', () => {
  test('has a smaller drop with each run more, and with as many as now the one that is printed', () => {
    for (const rules of [gate, { ...gate, confirmRuns: 9 }, both]) {
      const tasks = suite(27, 0.2);
      const found = drops(powerOf(tasks, rules, free));
      expect(found).toHaveLength(10);
      expect(found).toEqual(found.toSorted((a, b) => b! - a!));
      expect(new Set(found).size).toBe(10);
      expect(found[2]).toBeCloseTo(minimumDetectableEffect(tasks, rules)!, 9);
    }
  });

  test('says of what is only planned what the baseline shows', () => {
    const tasks = planned(suite(27, 0.2));
    const expected = plannedDetectableEffect(
      tasks.map(({ baseline }) => baseline),
      3,
      gate,
    )!;
    expect(drops(powerOf(tasks, gate, free))[2]! / expected).toBeCloseTo(1, 1);
  });

  test('says nothing of a number of runs that shows too little, and nothing at all of too few tasks', () => {
    const found = drops(powerOf(suite(8, 0.2), gate, free));
    expect(found.slice(0, 2)).toEqual([null, null]);
    expect(found[2]).not.toBeNull();
    expect(powerOf(suite(5, 0.2), gate, free)).toBeNull();
    expect(powerOf(suite(1, 0.2), gate, free)).toBeNull();
  });

  test('says what drops take: the fewest runs that detect them, which no number does at max-regression', () => {
    const { toDetect, byRuns } = powerOf(suite(27, 0.1), gate, { drift: undefined, costOfRun: 0.2 })!;
    const [large, small] = toDetect;
    expect(small).toEqual({ drop: 0.03, runs: null, confirmRuns: 0, costUsd: null });
    const { runs, costUsd } = large!;
    expect(byRuns[runs! - 1]!.drop).toBeLessThanOrEqual(0.05);
    expect(byRuns[runs! - 2]!.drop).toBeGreaterThan(0.05);
    expect(costUsd).toBeCloseTo(0.2 * runs!, 9);
    expect(byRuns.map((row) => row.costUsd)).toEqual(byRuns.map((row) => 0.2 * row.runs));
    const lower = powerOf(suite(27, 0.1), { ...gate, maxRegression: 0.01 }, free)!.toDetect[1]!;
    expect(lower.runs).toBeGreaterThan(runs!);
  });

  test('asks for more confirming runs where these decide alone', () => {
    const tasks = suite(27, 0.3);
    const found = powerOf(tasks, both, free)!;
    const [large] = found.toDetect;
    // However often the first look runs, five fresh runs of each side do not show it.
    expect(found.byRuns[9]!.drop).toBeGreaterThan(0.05);
    expect(large).toMatchObject({ confirmRuns: 3 * large!.runs! });
    expect(powerOf(tasks, { ...both, confirmBy: 'head' }, free)!.toDetect[0]!.confirmRuns).toBe(9);
  });

  test('says so where more runs do not help against a drift', () => {
    const drift = (runs: { variance: number; freedom: number }) => ({
      variance: runs.variance + 2 * 0.04 ** 2,
      freedom: 8,
    });
    const found = powerOf(suite(27, 0.1), gate, { drift, costOfRun: 1 })!;
    expect(found.byRuns[9]!.drop).toBeGreaterThan(0.1);
    expect(found.toDetect[0]).toMatchObject({ runs: null, costUsd: null });
  });
});
