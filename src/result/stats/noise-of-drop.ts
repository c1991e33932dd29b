import { meanOf, sum } from './numbers.ts';
import type { PairedTask } from './regression.ts';
import { pooledVariance, type RunSpread } from './run-spread.ts';
import { studentTail } from './student.ts';

/** A variance that was estimated, and the degrees of freedom of the estimate. */
export interface EstimatedVariance {
  variance: number;
  freedom: number;
}

/** Adds to the variance of a difference, which is due to the noise of its runs, what evaluations drift apart. */
export type WithDrift = (runs: EstimatedVariance) => EstimatedVariance;

/** How many degrees of freedom a usual spread of runs weighs as much as: few runs can be alike by luck. */
const PRIOR_WEIGHT = 4;
/** The same of the mean spread of all tasks, for the spread of one task. */
const SHRINKAGE = 4;

/**
 * The standard error of the mean drop due to run-to-run noise. The noise of a task is the spread of its runs around the
 * mean of their side. Tasks without repeated runs are given the mean noise of the others; if no task has repeated runs,
 * the spread of the drops over tasks is used instead.
 */
export function standardError(tasks: readonly PairedTask[]): number {
  const error = errorOf(
    tasks.map(({ baseline, head }) => ({
      squares: squaresAround(baseline) + squaresAround(head),
      freedom: baseline.length + head.length - 2,
      perUnit: 1 / baseline.length + 1 / head.length,
    })),
  );
  if (Number.isFinite(error) || tasks.length < 2) return error;
  const drops = tasks.map(({ baseline, head }) => meanOf(baseline) - meanOf(head));
  return Math.sqrt(squaresAround(drops) / (drops.length - 1) / drops.length);
}

/** The variance of the mean drop due to run-to-run noise; null if nothing shows it. */
export function noiseOfDrop(tasks: readonly PairedTask[]): EstimatedVariance | null {
  const error = standardError(tasks);
  if (!Number.isFinite(error)) return null;
  const repeated = sum(tasks, (task) => task.baseline.length + task.head.length - 2);
  return { variance: error ** 2, freedom: repeated || tasks.length - 1 };
}

/**
 * The same for an interval, from a usual spread of runs on: a few runs that are alike by luck make no drop sure, and neither does
 * a spread that was seen nowhere.
 */
export function cautiousNoiseOfDrop(tasks: readonly PairedTask[]): EstimatedVariance | null {
  if (tasks.length === 0) return null;
  const { spread, mean, freedom } = spreadOf(tasks);
  const seen = freedom ?? sum(spread, (task) => task.freedom);
  if (seen === 0) return null;
  const variances = shrunk(spread, mean);
  const ofDrops = tasks.map(
    ({ baseline, head }, task) => variances[task]! * (1 / baseline.length + 1 / head.length),
  );
  return { variance: sum(ofDrops, (each) => each) / tasks.length ** 2, freedom: seen + PRIOR_WEIGHT };
}

/** The variance of a run of each task, which few runs show badly, drawn towards the mean one. */
export function shrunk(spread: readonly RunSpread[], mean: number): number[] {
  return spread.map((task) => (SHRINKAGE * mean + task.squares) / (SHRINKAGE + task.freedom));
}

/** The chance of a drop at least this large if nothing had changed, by Student's t. */
export function chanceOfDrop(drop: number, { variance, freedom }: EstimatedVariance): number {
  if (variance === 0) return drop > 0 ? 0 : 1;
  return studentTail(drop / Math.sqrt(variance), freedom);
}

/** What the runs of one task show about its noise. */
interface TaskNoise {
  /** Sum of squares around the mean of each side, and its degrees of freedom. */
  squares: number;
  freedom: number;
  /** Variance of the drop per unit of variance of a run. */
  perUnit: number;
}

/** @returns NaN if no task has repeated runs */
function errorOf(noise: readonly TaskNoise[]): number {
  const repeated = noise.filter((task) => task.freedom > 0);
  if (repeated.length === 0) return Number.NaN;
  const meanVariance = sum(repeated, (task) => task.squares / task.freedom) / repeated.length;
  const variance = sum(
    noise,
    (task) => (task.freedom > 0 ? task.squares / task.freedom : meanVariance) * task.perUnit,
  );
  return Math.sqrt(variance) / noise.length;
}

/** What the runs of some tasks show of their noise. */
export interface Spread {
  spread: readonly RunSpread[];
  /** The mean variance of a run. */
  mean: number;
  /** Of `mean`, if no task has repeated runs. */
  freedom?: number;
}

/** Where no task has repeated runs, the spread of the drops over tasks shows the noise: each has that of two runs. */
export function spreadOf(tasks: readonly PairedTask[]): Spread {
  const spread = tasks.map(({ baseline, head }) => ({
    squares: squaresAround(baseline) + squaresAround(head),
    freedom: baseline.length + head.length - 2,
  }));
  if (spread.some(({ freedom }) => freedom > 0))
    return { spread, mean: pooledVariance(spread, PRIOR_WEIGHT) };
  const drops = tasks.map(({ baseline, head }) => meanOf(baseline) - meanOf(head));
  const over = { squares: squaresAround(drops) / 2, freedom: tasks.length - 1 };
  return { spread, mean: pooledVariance([over], PRIOR_WEIGHT), freedom: over.freedom };
}

/** The same of the baseline alone. */
export function spreadOfOne(baseline: readonly (readonly number[])[]): Spread {
  const spread = baseline.map((scores) => ({ squares: squaresAround(scores), freedom: scores.length - 1 }));
  return { spread, mean: pooledVariance(spread, PRIOR_WEIGHT) };
}

function squaresAround(values: readonly number[]): number {
  const centre = meanOf(values);
  return sum(values, (value) => (value - centre) ** 2);
}
