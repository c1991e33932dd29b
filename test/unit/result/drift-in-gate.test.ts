import { describe, expect, it } from 'vitest';
import { compare, isImprovement, type Sample } from '../../../src/result/verdict/compare.ts';
import { driftNote } from '../../../src/result/verdict/drift-note.ts';
import { minimumDetectableEffect, plannedDetectableEffect } from '../../../src/result/stats/detectable.ts';
import { chanceOfDrop, noiseOfDrop } from '../../../src/result/stats/noise-of-drop.ts';
import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';
import { type Drift, driftOfDrop, estimateDrift } from '../../../src/result/stats/drift.ts';
import { nextEvalInterval } from '../../../src/result/stats/noise.ts';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import type { Identity } from '../../../src/result/formats/verdict-record.ts';

const gate: RegressionGate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };
const identity: Identity = {
  model: 'openai/gpt-5.5',
  judgeModel: '',
  harnessVersion: '0.4.0',
  openclawVersion: '2026.9.4',
  taskFingerprint: 'f',
  concurrency: 1,
  images: {},
};

/** As if many evaluations had shown it. */
function driftOf(sd: number): Drift {
  const many = { evaluations: 10, freedom: 1000, noise: 0.0001, noiseFreedom: 1000 };
  return { ...many, variance: sd ** 2, total: sd ** 2 + 0.0001 };
}

/** Fifteen tasks with three runs around a mean. */
function sampleAround(mean: number): Sample {
  const tasks = Array.from({ length: 15 }, (_, task) => {
    return { taskId: `t${task}`, score: mean, scores: [mean - 0.02, mean, mean + 0.02] };
  });
  return { identity, tasks };
}

const compared = (mean: number, drift?: Drift, stage: 'single' | 'screening' = 'single'): Comparison =>
  compare(
    { name: 'main', ...sampleAround(0.6), drift: drift === undefined ? undefined : driftOfDrop(drift, 1) },
    sampleAround(mean),
    gate,
    stage,
  );

const history = (drift: Drift | null, evaluations = 10): NonNullable<Comparison['history']> => {
  return { branch: 'main', evaluations, from: '2026-10-12T00:00:00Z', to: '2026-11-12T00:00:00Z', drift };
};

describe('a drop where evaluations are known to drift apart', () => {
  it('is a regression only if it is more than that', () => {
    expect(compared(0.52)).toMatchObject({ regressed: true });
    expect(compared(0.52)).not.toHaveProperty('pValueDrift');
    expect(compared(0.52, driftOf(0.01))).toMatchObject({ regressed: true });
    // 0.08 is less than 1.64 × √2 × 0.04.
    const drifted = compared(0.52, driftOf(0.04));
    expect(drifted).toMatchObject({ regressed: false, pValue: compared(0.52).pValue });
    expect(drifted.pValueDrift).toBeCloseTo(0.079, 2);
    expect(compared(0.48, driftOf(0.04))).toMatchObject({ regressed: true });
  });

  it('is suspected as before, since more runs may be made of both sides', () => {
    expect(compared(0.52, driftOf(0.04), 'screening').suspects).toHaveLength(15);
  });

  it('has a wider interval, and what can be detected is larger', () => {
    const [alone, drifted] = [compared(0.58), compared(0.58, driftOf(0.04))];
    const width = ({ dropInterval }: Comparison): number => dropInterval!.upper - dropInterval!.lower;
    // ± 1.96 × √2 × 0.04
    expect(width(drifted)).toBeCloseTo(2 * 1.96 * Math.SQRT2 * 0.04, 2);
    expect(width(alone)).toBeLessThan(width(drifted) / 4);
    // (1.64 + 0.84) × √2 × 0.04, and what the noise of the runs adds
    expect(drifted.minimumDetectableEffect).toBeGreaterThan(2.48 * Math.SQRT2 * 0.04);
    expect(drifted.minimumDetectableEffect).toBeLessThan(3 * Math.SQRT2 * 0.04);
    expect(alone.minimumDetectableEffect).toBeLessThan(drifted.minimumDetectableEffect! / 2);
  });

  it('is detected with confirmation only if it is larger than without the drift', () => {
    const pairs = sampleAround(0.6).tasks.map(({ taskId, scores }) => ({
      taskId,
      baseline: scores,
      head: scores,
    }));
    const confirming = { ...gate, confirmRuns: 9 };
    const drift = driftOfDrop(driftOf(0.04), 1);
    const drifted = minimumDetectableEffect(pairs, confirming, drift)!;
    // (2.33 + 0.84) × √2 × 0.04: more runs of one side do not make the drift smaller.
    expect(drifted).toBeGreaterThan(3.17 * Math.SQRT2 * 0.04);
    expect(drifted).toBeLessThan(3.7 * Math.SQRT2 * 0.04);
    const scores = pairs.map(({ baseline }) => baseline);
    expect(plannedDetectableEffect(scores, 3, confirming, drift)).toBeGreaterThan(3.17 * Math.SQRT2 * 0.04);
    expect(plannedDetectableEffect(scores, 3, confirming)).toBeLessThan(drifted / 2);
  });

  it('shows where the next score lies', () => {
    const tasks = sampleAround(0.6).tasks.map(({ scores }) => ({ scores, passed: scores.map(() => false) }));
    const [alone, drifted] = [
      nextEvalInterval(tasks, 0.6)!,
      nextEvalInterval(tasks, 0.6, driftOfDrop(driftOf(0.04), 1))!,
    ];
    expect(drifted.upper - drifted.lower).toBeGreaterThan(2 * 1.96 * Math.SQRT2 * 0.04);
    expect(alone.upper - alone.lower).toBeLessThan((drifted.upper - drifted.lower) / 1.5);
  });

  it('is better only if it rose by more than that', () => {
    expect(isImprovement(compared(0.68))).toBe(true);
    expect(isImprovement(compared(0.68, driftOf(0.04)))).toBe(false);
    expect(isImprovement(compared(0.8, driftOf(0.04)))).toBe(true);
  });

  it.each([0, 0.02, 0.04])('is rarely a false alarm, estimated from ten evaluations at %f', (sd) => {
    const normal = standardNormal(seededRandom(97));
    const evaluation = () => {
      const effect = sd * normal();
      return Array.from({ length: 27 }, (_, task) => ({
        taskId: `t${task}`,
        scores: [0, 1, 2].map(() => 0.5 + effect + 0.25 * normal()),
      }));
    };
    const trials = 1000;
    let alarms = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const past = Array.from({ length: 10 }, evaluation);
      const head = evaluation();
      const pairs = head.map(({ taskId, scores }, task) => ({
        taskId,
        head: scores,
        baseline: past[9]![task]!.scores,
      }));
      const drop =
        pairs.reduce(
          (all, { baseline, head: is }) =>
            all + baseline[0]! + baseline[1]! + baseline[2]! - is[0]! - is[1]! - is[2]!,
          0,
        ) / 81;
      if (chanceOfDrop(drop, driftOfDrop(estimateDrift(past)!, 1)(noiseOfDrop(pairs)!)) < 0.05) alarms += 1;
    }
    // Three standard errors of the count above 5 %.
    expect(alarms / trials).toBeLessThan(0.07);
  });
});

describe('driftNote', () => {
  it('says what is taken for granted where the drift is not known', () => {
    expect(driftNote(compared(0.58))).toMatch(
      /noise of their runs alone\..*`baseline: artifact` or `baseline: mlflow` with `history`/,
    );
    expect(driftNote({ ...compared(0.58), history: history(null, 2) })).toMatch(
      /three or more show it, and main has 2/,
    );
    expect(driftNote({ ...compared(0.58), history: history(null, 5) })).toMatch(
      /runs of the 5 .* do not show/,
    );
  });

  it('says what is allowed for where it is', () => {
    const drift = driftOf(0.04);
    expect(driftNote({ ...compared(0.58, drift), history: history(drift) })).toBe(
      '10 evaluations of main (12 Oct – 12 Nov) drift apart by a standard deviation of 0.040 beyond the noise of their runs; intervals, the smallest detectable drop and the decision allow for it.',
    );
    expect(driftNote({ ...compared(0.52, drift), history: history(drift) })).toMatch(
      /^The drop would be a regression by the noise of the runs alone, but it is within what/,
    );
  });
});
