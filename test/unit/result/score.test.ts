import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval, mean, pcg64, sampleDeviation } from '../../../src/result/stats/bootstrap.ts';
import { overallScoreOf, passesOf, reliabilityOf, taskScoreOf } from '../../../src/result/stats/score.ts';
import { benchmark, sampleNames } from '../../fixtures/result.ts';

describe("ClawBench's formulas", () => {
  it.each(sampleNames)('give back every score of %s to 1e-9', (name) => {
    const result = benchmark(name);
    const taskScores = result.task_results.map((task) => {
      const score = taskScoreOf(task.scores, passesOf(task));
      expect(score).toBeCloseTo(task.mean_task_score, 9);
      expect(reliabilityOf(task.scores, passesOf(task)).score).toBeCloseTo(task.reliability_score, 9);
      expect(sampleDeviation(task.scores)).toBeCloseTo(task.stddev, 9);
      return score;
    });
    expect(Math.abs(overallScoreOf(taskScores) - result.overall_score)).toBeLessThan(1e-9);
  });

  it('give 0.02 to a task all runs of which scored 0', () => {
    expect(taskScoreOf([0, 0, 0], 0)).toBeCloseTo(0.02, 12);
  });

  it('give 1 to a task all runs of which are perfect', () => {
    expect(taskScoreOf([1, 1, 1], 3)).toBe(1);
  });

  it('count half a pass as reliability of its share and no more', () => {
    expect(reliabilityOf([1, 0.5], 1)).toMatchObject({ passRate: 0.5, allPassed: false, varianceScore: 0 });
    expect(reliabilityOf([1, 0.5], 1).score).toBeCloseTo(0.15, 12);
  });

  it('give 0 for no runs', () => {
    expect(taskScoreOf([], 0)).toBe(0);
    expect(reliabilityOf([], 0).score).toBe(0);
  });
});

describe('bootstrapInterval', () => {
  it.each(sampleNames)('gives the intervals of %s bit for bit', (name) => {
    const result = benchmark(name);
    const taskScores = result.task_results.map((task) => task.mean_task_score);
    expect(bootstrapInterval(taskScores)).toEqual({
      lower: result.overall_ci_lower,
      upper: result.overall_ci_upper,
    });
    expect(mean(taskScores)).toBe(result.overall_score);
    for (const tier of result.tier_results) {
      const scores = tier.task_stats.map((task) => task.mean_task_score);
      expect(bootstrapInterval(scores)).toEqual({ lower: tier.ci_lower, upper: tier.ci_upper });
      expect(mean(scores)).toBe(tier.mean_task_score);
    }
  });

  it('is the value itself for one task and zero for none, as in the harness', () => {
    expect(bootstrapInterval([0.4])).toEqual({ lower: 0.4, upper: 0.4 });
    expect(bootstrapInterval([])).toEqual({ lower: 0, upper: 0 });
  });

  it('lies within the range of the scores, around their mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (scores) => {
          const { lower, upper } = bootstrapInterval(scores);
          expect(lower).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-12);
          expect(upper).toBeLessThanOrEqual(Math.max(...scores) + 1e-12);
          expect(lower).toBeLessThanOrEqual(mean(scores) + 1e-12);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('pcg64', () => {
  // numpy.random.default_rng(42).integers(0, 10, 10) and default_rng(42).integers(0, 100, 5)
  it("draws numpy's integers", () => {
    const ten = pcg64(42);
    expect(Array.from({ length: 10 }, () => ten.below(10))).toEqual([0, 7, 6, 4, 4, 8, 0, 6, 2, 0]);
    const hundred = pcg64(42);
    expect(Array.from({ length: 5 }, () => hundred.below(100))).toEqual([8, 77, 65, 43, 43]);
  });
});
