import { bisect, normalCdf, normalDensity, normalQuantile } from './normal.ts';
import { meanOf, sum } from './numbers.ts';
import { SHARE_EVERYWHERE, type PairedTask } from './regression.ts';

/** What counts as a regression. */
export interface RegressionGate {
  /** The chance of a false alarm per comparison. */
  alpha: number;
  /** A drop of at most this is never called a regression. */
  maxRegression: number;
  /** Runs added to each suspect task to confirm a regression; 0 to decide without them. */
  confirmRuns: number;
}

/** With confirmation, a drop is suspected below this p-value … */
export const suspicionLevel = (alpha: number): number => 2 * alpha;
/** … and confirmed if all runs together are below this one: false alarms fall to a fifth although there are two tests. */
export const confirmationLevel = (alpha: number): number => alpha / 5;

const POWER = 0.8;

/**
 * The standard error of the mean drop due to run-to-run noise. The noise of a task is the spread of its runs around the
 * mean of their side. Tasks without repeated runs are given the mean noise of the others; if no task has repeated runs,
 * the spread of the drops over tasks is used instead.
 *
 * @param extraRuns runs still to be added to each task of head
 */
export function standardError(tasks: readonly PairedTask[], extraRuns = 0): number {
  const error = errorOf(
    tasks.map(({ baseline, head }) => ({
      squares: squaresAround(baseline) + squaresAround(head),
      freedom: baseline.length + head.length - 2,
      perUnit: 1 / baseline.length + 1 / (head.length + extraRuns),
    })),
  );
  if (Number.isFinite(error) || tasks.length < 2) return error;
  const drops = tasks.map(({ baseline, head }) => meanOf(baseline) - meanOf(head));
  return Math.sqrt(squaresAround(drops) / (drops.length - 1) / drops.length);
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

/**
 * The minimum detectable effect: the drop of the mean run score, the same on all tasks, that the gate calls a
 * regression with 80 % probability.
 *
 * @returns null if the runs do not show how noisy they are, or if it is a larger drop than the baseline can have
 */
export function minimumDetectableEffect(tasks: readonly PairedTask[], gate: RegressionGate): number | null {
  const first = standardError(tasks);
  if (!Number.isFinite(first)) return null;
  const joint = gate.confirmRuns > 0 ? standardError(tasks, gate.confirmRuns) : first;
  return upTo(
    tasks.map(({ baseline }) => baseline),
    detectable(first, joint, gate),
  );
}

/**
 * The same for an evaluation that is only planned, whose runs are taken to be as noisy as those of the baseline.
 *
 * @param baseline scores of the runs of each task
 * @param runs planned runs of each task
 * @returns null if no task of the baseline has two runs, or if it is a larger drop than the baseline can have
 */
export function plannedDetectableEffect(
  baseline: readonly (readonly number[])[],
  runs: number,
  gate: RegressionGate,
): number | null {
  const errorWith = (head: number): number =>
    errorOf(
      baseline.map((scores) => ({
        squares: squaresAround(scores),
        freedom: scores.length - 1,
        perUnit: 1 / scores.length + 1 / head,
      })),
    );
  const first = errorWith(runs);
  if (!Number.isFinite(first)) return null;
  return upTo(baseline, detectable(first, errorWith(runs + gate.confirmRuns), gate));
}

/** A drop, unless it is larger than scores that are never below 0 allow. */
function upTo(baseline: readonly (readonly number[])[], drop: number): number | null {
  return drop <= meanOf(baseline.map(meanOf)) ? drop : null;
}

/** @param first the standard error that screening sees @param joint that of all runs, after confirmation */
function detectable(first: number, joint: number, gate: RegressionGate): number {
  const chance = (drop: number): number =>
    gate.confirmRuns > 0
      ? confirmedChance(drop, first, joint, gate)
      : beyond(Math.max(criticalDrop(gate.alpha, first), gate.maxRegression), drop, first);
  return bisect((drop) => chance(drop) - POWER, 0, 2);
}

function criticalDrop(level: number, error: number): number {
  return -normalQuantile(level * SHARE_EVERYWHERE) * error;
}

/** P(an estimate of `drop` with this error is above `bound`). */
function beyond(bound: number, drop: number, error: number): number {
  if (error === 0) return drop > bound ? 1 : 0;
  return normalCdf((drop - bound) / error);
}

/**
 * P(screening raises a suspicion and the joint data confirm it), integrated over the first estimate. The joint estimate
 * contains the first one, so their covariance is the variance of the joint one.
 */
function confirmedChance(drop: number, first: number, joint: number, gate: RegressionGate): number {
  const suspicious = Math.max(criticalDrop(suspicionLevel(gate.alpha), first), gate.maxRegression);
  const confirmed = Math.max(criticalDrop(confirmationLevel(gate.alpha), joint), gate.maxRegression);
  if (first === 0) return drop > Math.max(suspicious, confirmed) ? 1 : 0;
  const slope = (joint / first) ** 2;
  const residual = joint * Math.sqrt(Math.max(0, 1 - slope));
  const from = Math.max(-6, (suspicious - drop) / first);
  const step = (6 - from) / 200;
  if (step <= 0) return 0;
  let total = 0;
  for (let i = 0; i < 200; i += 1) {
    const z = from + (i + 0.5) * step;
    total += normalDensity(z) * step * beyond(confirmed, drop + slope * z * first, residual);
  }
  return total;
}

function squaresAround(values: readonly number[]): number {
  const centre = meanOf(values);
  return sum(values, (value) => (value - centre) ** 2);
}
