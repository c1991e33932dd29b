import { describe, expect, it } from 'vitest';
import { addDrift, estimateDrift, type EvaluationRuns } from '../../../src/result/stats/drift.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';

const oneTask = (...scores: number[]): EvaluationRuns => [{ taskId: 't', scores }];

describe('estimateDrift', () => {
  it('is what is left of the differences between neighbours when the noise of their runs is taken off', () => {
    // Means 0.5, 0.6, 0.4: differences 0.1 and 0.2, half of their mean square is 0.0125. The variance of a run is 0.02, so
    // that of a mean of two is 0.01.
    const drift = estimateDrift([oneTask(0.4, 0.6), oneTask(0.5, 0.7), oneTask(0.3, 0.5)])!;
    expect(drift.evaluations).toBe(3);
    expect(drift.total).toBeCloseTo(0.0125, 12);
    expect(drift.noise).toBeCloseTo(0.01, 12);
    expect(drift.variance).toBeCloseTo(0.0025, 12);
    expect(drift.freedom).toBeCloseTo(8 / 5, 12);
    expect(drift.noiseFreedom).toBe(2);
  });

  it('is never below nothing', () => {
    const drift = estimateDrift([oneTask(0.2, 0.8), oneTask(0.2, 0.8), oneTask(0.2, 0.8)])!;
    expect(drift.total).toBe(0);
    expect(drift.variance).toBe(0);
  });

  it('compares neighbours on the tasks that both have', () => {
    const only = (...scores: number[]) => ({ taskId: 'only here', scores });
    const [a, b, c] = [oneTask(0.4, 0.6), oneTask(0.5, 0.7), oneTask(0.3, 0.5)];
    expect(estimateDrift([a, [...b, only(0, 1)], [...c, { taskId: 'no run', scores: [] }]])).toEqual(
      estimateDrift([a, b, c]),
    );
  });

  it('needs three evaluations whose runs show how noisy they are', () => {
    expect(estimateDrift([])).toBeNull();
    expect(estimateDrift([oneTask(0.4, 0.6), oneTask(0.5, 0.7)])).toBeNull();
    expect(estimateDrift([oneTask(0.4), oneTask(0.5), oneTask(0.6)])).toBeNull();
    expect(estimateDrift([oneTask(0.4, 0.6), [], oneTask(0.5, 0.7)])).toBeNull();
  });

  it('takes a slow slide for no drift', () => {
    const slide = Array.from({ length: 9 }, (_, week) => oneTask(0.79 - week / 80, 0.81 - week / 80));
    // 0.10 in eight steps of 0.0125: the variance of the nine means is 0.0012, and half the square of a step 0.00008.
    expect(estimateDrift(slide)!.total).toBeCloseTo(0.0125 ** 2 / 2, 12);
    expect(estimateDrift(slide)!.variance).toBeLessThan(0.0001);
  });

  it('is right on average, with one run of a task or several', () => {
    const normal = standardNormal(seededRandom(41));
    for (const runs of [1, 3]) {
      const estimates = Array.from({ length: 400 }, () => {
        const evaluations = Array.from({ length: 10 }, () => {
          const effect = 0.04 * normal();
          return Array.from({ length: 20 }, (_, task) => ({
            taskId: `t${task}`,
            scores: Array.from({ length: runs }, () => task / 20 + effect + 0.1 * normal()),
          }));
        });
        const { total, noise } = estimateDrift(evaluations)!;
        return { difference: total - noise, total };
      });
      // Four standard errors of 400 estimates with 6.2 degrees of freedom.
      expect(Math.abs(meanOf(estimates.map((each) => each.difference)) - 0.0016)).toBeLessThan(0.0002);
    }
  });
});

describe('addDrift', () => {
  const drift = estimateDrift([oneTask(0.4, 0.6), oneTask(0.5, 0.7), oneTask(0.3, 0.5)])!;

  it('adds the variance of each evaluation in the difference', () => {
    expect(addDrift({ variance: 0.02, freedom: 2 }, drift, 2).variance).toBeCloseTo(0.025, 12);
    expect(addDrift({ variance: 0.02, freedom: 2 }, drift, 1.5).variance).toBeCloseTo(0.02375, 12);
  });

  it('has the degrees of freedom of a sum', () => {
    // (0.02 + 2 · 0.0025)² / (0.02² / 2 + 4 · (0.0125² / 1.6 + 0.01² / 2))
    expect(addDrift({ variance: 0.02, freedom: 2 }, drift, 2).freedom).toBeCloseTo(0.000625 / 0.000790625, 9);
  });

  it('leaves room for a drift that cannot be seen', () => {
    const unseen = { ...drift, variance: 0, total: 0.01 };
    const sum = addDrift({ variance: 0.02, freedom: 100 }, unseen, 2);
    expect(sum.variance).toBe(0.02);
    expect(sum.freedom).toBeLessThan(2);
  });
});
