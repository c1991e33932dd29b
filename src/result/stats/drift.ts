import { type EstimatedVariance, standardError, type WithDrift } from './noise-of-drop.ts';
import { meanOf, sum } from './numbers.ts';
import type { PairedTask } from './regression.ts';

/** The valid runs of one evaluation, task by task. */
export type EvaluationRuns = readonly { taskId: string; scores: readonly number[] }[];

/** By how much evaluations of the same thing differ in their mean run score. */
export interface Drift {
  /** The evaluations that it was estimated from. */
  evaluations: number;
  /** The variance that an evaluation adds by itself, beyond the noise of its runs; 0 if none can be seen. */
  variance: number;
  /** The variance of the mean run score, with the noise of its runs, and the degrees of freedom of this estimate. */
  total: number;
  freedom: number;
  /** The part of it that the noise of the runs explains, and the degrees of freedom of this estimate. */
  noise: number;
  noiseFreedom: number;
}

/**
 * Estimates the drift from evaluations of the same thing, by the method of moments: the variance between the evaluations
 * less what the noise of their runs explains.
 *
 * The variance between them is half the mean square of the differences between neighbours, so that a slow slide hardly
 * adds to it; for n evaluations it has 2(n − 1)² / (3n − 4) degrees of freedom (J. von Neumann, R. H. Kent, H. R.
 * Bellinson and B. I. Hart, "The mean square successive difference", Annals of Mathematical Statistics 12, 1941). Neighbours
 * are compared on the tasks that have a valid run in both.
 *
 * @param evaluations in the order of time
 * @returns null if there are fewer than three evaluations with tasks in common, or their runs show no noise to compare with
 */
export function estimateDrift(evaluations: readonly EvaluationRuns[]): Drift | null {
  const steps: { square: number; noise: number }[] = [];
  let noiseFreedom = 0;
  for (const [index, after] of evaluations.entries()) {
    const before = evaluations[index - 1];
    if (before === undefined) continue;
    const shared = sharedTasks(before, after);
    const error = shared.length === 0 ? Number.NaN : standardError(shared);
    if (!Number.isFinite(error)) continue;
    steps.push({ square: meanDrop(shared) ** 2, noise: error ** 2 });
    // Each evaluation is in two steps, so half of the freedom of a step is its own.
    noiseFreedom += noiseFreedomOf(shared) / 2;
  }
  if (steps.length < 2) return null;
  const total = sum(steps, (step) => step.square) / (2 * steps.length);
  const noise = sum(steps, (step) => step.noise) / (2 * steps.length);
  const count = steps.length + 1;
  return {
    evaluations: count,
    variance: Math.max(0, total - noise),
    total,
    freedom: (2 * (count - 1) ** 2) / (3 * count - 4),
    noise,
    noiseFreedom,
  };
}

/** The degrees of freedom of `standardError`. */
function noiseFreedomOf(tasks: readonly PairedTask[]): number {
  return sum(tasks, (task) => task.baseline.length + task.head.length - 2) || tasks.length - 1;
}

/**
 * Adds the drift to the variance of a difference between evaluations, which is due to the noise of their runs alone. The
 * degrees of freedom are Satterthwaite's ("An approximate distribution of estimates of variance components", Biometrics
 * Bulletin 2, 1946), also where no drift can be seen: then they stand for the drift that may be there nevertheless.
 *
 * @param effects how often the drift is in the difference: 2 between two evaluations, 1 + 1/n between one and n pooled ones
 */
export function addDrift(runs: EstimatedVariance, drift: Drift, effects: number): EstimatedVariance {
  const variance = runs.variance + effects * drift.variance;
  const spread =
    runs.variance ** 2 / runs.freedom +
    effects ** 2 * (drift.total ** 2 / drift.freedom + drift.noise ** 2 / drift.noiseFreedom);
  return { variance, freedom: spread > 0 ? variance ** 2 / spread : runs.freedom };
}

/** The drift of a difference between one evaluation and a number of pooled ones. */
export function driftOfDrop(drift: Drift, pooled: number): WithDrift {
  return (runs) => addDrift(runs, drift, 1 + 1 / pooled);
}

function sharedTasks(before: EvaluationRuns, after: EvaluationRuns): PairedTask[] {
  const scoresBefore = new Map(before.map(({ taskId, scores }) => [taskId, scores]));
  return after
    .map(({ taskId, scores }) => ({ taskId, baseline: scoresBefore.get(taskId) ?? [], head: scores }))
    .filter(({ baseline, head }) => baseline.length > 0 && head.length > 0);
}

function meanDrop(tasks: readonly PairedTask[]): number {
  return sum(tasks, ({ baseline, head }) => meanOf(baseline) - meanOf(head)) / tasks.length;
}
