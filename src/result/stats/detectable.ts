import { runsOfEachSide } from './both-sides.ts';
import { bisect, normalCdf, normalDensity } from './normal.ts';
import { meanOf, sum } from './numbers.ts';
import { SHARE_EVERYWHERE, type PairedTask } from './regression.ts';
import { pooledVariance, type RunSpread } from './run-spread.ts';
import { studentQuantile, studentTail } from './student.ts';

/** What counts as a regression. */
export interface RegressionGate {
  /** The chance of a false alarm per comparison. */
  alpha: number;
  /** A drop of at most this is never called a regression. */
  maxRegression: number;
  /** Runs added to each suspect task to confirm a regression; 0 to decide without them. */
  confirmRuns: number;
  /** Which side makes them; head if absent. With `both` the fresh runs of the two decide alone, at `alpha`. */
  confirmBy?: 'both' | 'head';
  /** On how many sides runs were added until the score was clear of the threshold, as `runs: auto` does; 0 if absent. */
  sequentialSides?: 0 | 1 | 2;
}

/** A variance that was estimated, and the degrees of freedom of the estimate. */
export interface EstimatedVariance {
  variance: number;
  freedom: number;
}

/** Adds to the variance of a difference, which is due to the noise of its runs, what evaluations drift apart. */
export type WithDrift = (runs: EstimatedVariance) => EstimatedVariance;

/** With confirmation, a drop is suspected below this p-value … */
export const suspicionLevel = (alpha: number): number => 2 * alpha;
/** … and confirmed if all runs together are below this one: false alarms fall to a fifth although there are two tests. */
export const confirmationLevel = (alpha: number): number => alpha / 5;

/**
 * What is left of a level if so many sides ended when their score was clear of a threshold. Such runs end early where they are
 * bad by chance: p-values below 0.05 come up in up to 7 % of unchanged comparisons if one side ended so, in up to 10 % if both did.
 */
const LEFT_OF_LEVEL = [1, 0.6, 0.4] as const;

/** Whether a score ended the runs of head, of the baseline, or of both. */
export function sidesEndedByScore(head: boolean, baseline: boolean): 0 | 1 | 2 {
  if (head && baseline) return 2;
  return head || baseline ? 1 : 0;
}

/** The p-value below which a drop is a regression: by the runs that were ordered, or by these and others of head that confirm. */
export function decisiveLevel(
  { alpha, sequentialSides = 0 }: RegressionGate,
  by: 'single' | 'confirmation',
): number {
  return LEFT_OF_LEVEL[sequentialSides] * (by === 'confirmation' ? confirmationLevel(alpha) : alpha);
}

const POWER = 0.8;

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
function shrunk(spread: readonly RunSpread[], mean: number): number[] {
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

/** With fewer degrees of freedom the runs say too little of their noise: better to print no drop than one that is not true. */
const LEAST_FREEDOM = 26;
/** How many degrees of freedom a usual spread of runs weighs as much as: few runs can be alike by luck. */
const PRIOR_WEIGHT = 4;
/** The same of the mean spread of all tasks, for the spread of one task. */
const SHRINKAGE = 4;
/**
 * The permutation test spends less than its level, the more so the more often scores repeat: so much larger is the drop that it
 * finds as often as it should, without repeated scores and by the share of pairs of runs that have the same one.
 */
const FOR_DEALS = 1.02;
const FOR_TIES = 0.165;

/**
 * The minimum detectable effect: the drop of the mean run score, the same on all tasks, that the gate calls a
 * regression with 80 % probability.
 *
 * @param drift what evaluations drift apart; undefined if it is not known
 * @returns null if too few runs show how noisy they are, or if it is a larger drop than the baseline can have
 */
export function minimumDetectableEffect(
  tasks: readonly PairedTask[],
  gate: RegressionGate,
  drift?: WithDrift,
): number | null {
  const baseline = tasks.map((task) => task.baseline);
  const headRuns = tasks.map(({ head }) => head.length);
  return detectable({ baseline, headRuns, ...spreadOf(tasks) }, gate, drift);
}

/**
 * The same for an evaluation that is only planned, whose runs are taken to be as noisy as those of the baseline.
 *
 * @param baseline scores of the runs of each task
 * @param runs planned runs of each task
 */
export function plannedDetectableEffect(
  baseline: readonly (readonly number[])[],
  runs: number,
  gate: RegressionGate,
  drift?: WithDrift,
): number | null {
  const headRuns = baseline.map(() => runs);
  return detectable({ baseline, headRuns, ...spreadOfOne(baseline) }, gate, drift);
}

function spreadOfOne(
  baseline: readonly (readonly number[])[],
): Pick<Sides, 'spread' | 'mean' | 'freedom' | 'ties'> {
  const spread = baseline.map((scores) => ({ squares: squaresAround(scores), freedom: scores.length - 1 }));
  return { spread, mean: pooledVariance(spread, PRIOR_WEIGHT), ties: shareOfTies(baseline) };
}

/**
 * The same with so many runs of each task on both sides, which are taken to be as noisy as those that were seen.
 *
 * @param tasks without runs of head if it is only planned
 */
export function detectableWithRuns(
  tasks: readonly PairedTask[],
  runs: number,
  gate: RegressionGate,
  drift?: WithDrift,
): number | null {
  const isPlanned = tasks.every(({ head }) => head.length === 0);
  const seen = isPlanned ? spreadOfOne(tasks.map(({ baseline }) => baseline)) : spreadOf(tasks);
  if ((seen.freedom ?? sum(seen.spread, ({ freedom }) => freedom)) < LEAST_FREEDOM) return null;
  const baseline = tasks.map((task) => repeatScores(task.baseline, runs));
  const headRuns = baseline.map(() => runs);
  return detectable({ ...seen, baseline, headRuns, freedom: freedomOf(runs, tasks.length) }, gate, drift);
}

/** As many scores with about the same mean. */
export function repeatScores(scores: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => scores[index % scores.length]!);
}

/** What so many runs on both sides show of their noise; of single ones, the spread of the drops over tasks. */
function freedomOf(runs: number, tasks: number): number {
  return runs > 1 ? 2 * (runs - 1) * tasks : tasks - 1;
}

/** What is known of the noise of both sides. */
interface Sides {
  baseline: readonly (readonly number[])[];
  headRuns: readonly number[];
  spread: readonly RunSpread[];
  /** The mean variance of a run. */
  mean: number;
  /** Of `mean`, if no task has repeated runs. */
  freedom?: number;
  /** The share of pairs of runs of a task that have the same score. */
  ties: number;
}

/** Where no task has repeated runs, the spread of the drops over tasks shows the noise: each has that of two runs. */
function spreadOf(tasks: readonly PairedTask[]): Pick<Sides, 'spread' | 'mean' | 'freedom' | 'ties'> {
  const spread = tasks.map(({ baseline, head }) => ({
    squares: squaresAround(baseline) + squaresAround(head),
    freedom: baseline.length + head.length - 2,
  }));
  const ties = shareOfTies(tasks.map(({ baseline, head }) => [...baseline, ...head]));
  if (spread.some(({ freedom }) => freedom > 0))
    return { spread, mean: pooledVariance(spread, PRIOR_WEIGHT), ties };
  const drops = tasks.map(({ baseline, head }) => meanOf(baseline) - meanOf(head));
  const over = { squares: squaresAround(drops) / 2, freedom: tasks.length - 1 };
  return { spread, mean: pooledVariance([over], PRIOR_WEIGHT), freedom: over.freedom, ties };
}

function detectable(sides: Sides, gate: RegressionGate, drift: WithDrift | undefined): number | null {
  const { baseline, headRuns, spread, mean } = sides;
  const freedom = sides.freedom ?? sum(spread, (task) => task.freedom);
  if (freedom < LEAST_FREEDOM) return null;
  const variances = shrunk(spread, mean);
  const errorWith = (extraRuns: number): number => {
    const ofDrops = variances.map(
      (variance, task) => variance * (1 / baseline[task]!.length + 1 / (headRuns[task]! + extraRuns)),
    );
    return Math.sqrt(sum(ofDrops, (each) => each)) / variances.length;
  };
  const lookAt = (extraRuns: number, level: number): Estimate => {
    const error = errorWith(extraRuns);
    const critical = studentQuantile(level * SHARE_EVERYWHERE, freedom) * error;
    return { error, bound: Math.max(critical, gate.maxRegression) };
  };
  const decideAt = (extraRuns: number, level: number): Estimate => {
    const look = lookAt(extraRuns, level);
    if (drift === undefined) return look;
    const all = drift({ variance: look.error ** 2, freedom });
    const error = Math.sqrt(all.variance);
    return { error, bound: Math.max(look.bound, studentQuantile(level, all.freedom) * error) };
  };
  const { alpha, confirmRuns } = gate;
  const only = decideAt(0, decisiveLevel(gate, 'single'));
  // The first look leaves the drift to the decision, though its estimate drifts all the same.
  const first = { error: only.error, bound: lookAt(0, suspicionLevel(alpha)).bound };
  const chanceOf = (): ((drop: number) => number) => {
    if (confirmRuns === 0) return (drop) => beyond(only.bound, drop, only.error);
    if (gate.confirmBy === 'both') {
      const fresh = ofFreshRuns(variances, freedom, gate);
      return (drop) => beyond(first.bound, drop, first.error) * beyond(fresh.bound, drop, fresh.error);
    }
    const joint = decideAt(confirmRuns, decisiveLevel(gate, 'confirmation'));
    return (drop) => confirmedChance(drop, first, joint);
  };
  const chance = chanceOf();
  const drop = (FOR_DEALS + FOR_TIES * sides.ties) * bisect((at) => chance(at) - POWER, 0, 2);
  return drop <= meanOf(baseline.map(meanOf)) ? drop : null;
}

/** By fresh runs of both sides, which share whatever drifts: independent of the first look, and decided at α. */
function ofFreshRuns(
  variances: readonly number[],
  freedom: number,
  { alpha, confirmRuns, maxRegression }: RegressionGate,
): Estimate {
  const error =
    Math.sqrt((2 / runsOfEachSide(confirmRuns)) * sum(variances, (each) => each)) / variances.length;
  const critical = studentQuantile(alpha * SHARE_EVERYWHERE, freedom) * error;
  return { error, bound: Math.max(critical, maxRegression) };
}

function shareOfTies(tasks: readonly (readonly number[])[]): number {
  const pairs = sum(tasks, (scores) => (scores.length * (scores.length - 1)) / 2);
  const equal = sum(tasks, (scores) =>
    sum(
      [...Map.groupBy(scores, (score) => score).values()],
      (alike) => (alike.length * (alike.length - 1)) / 2,
    ),
  );
  return pairs === 0 ? 0 : equal / pairs;
}

/** How far an estimate of the drop varies, and above which estimate it is red. */
interface Estimate {
  error: number;
  bound: number;
}

/** P(an estimate of `drop` with this error is above `bound`). */
function beyond(bound: number, drop: number, error: number): number {
  return normalCdf((drop - bound) / error);
}

/**
 * P(screening raises a suspicion and the joint data confirm it), integrated over the first estimate. The joint estimate
 * contains the first one, so their covariance is the variance of the joint one; drift is in both as it is.
 */
function confirmedChance(drop: number, first: Estimate, joint: Estimate): number {
  const slope = (joint.error / first.error) ** 2;
  const residual = joint.error * Math.sqrt(Math.max(0, 1 - slope));
  const from = Math.max(-6, (first.bound - drop) / first.error);
  const step = (6 - from) / 200;
  if (step <= 0) return 0;
  let total = 0;
  for (let i = 0; i < 200; i += 1) {
    const z = from + (i + 0.5) * step;
    total += normalDensity(z) * step * beyond(joint.bound, drop + slope * z * first.error, residual);
  }
  return total;
}

function squaresAround(values: readonly number[]): number {
  const centre = meanOf(values);
  return sum(values, (value) => (value - centre) ** 2);
}
