import { runsOfEachSide } from './both-sides.ts';
import { bisect, normalCdf, normalDensity } from './normal.ts';
import { shrunk, type Spread, spreadOf, spreadOfOne, type WithDrift } from './noise-of-drop.ts';
import { meanOf, sum } from './numbers.ts';
import { SHARE_EVERYWHERE, type PairedTask } from './regression.ts';
import { decisiveLevel, type RegressionGate, suspicionLevel } from './regression-gate.ts';
import { studentQuantile } from './student.ts';

const POWER = 0.8;

/** With fewer degrees of freedom the runs say too little of their noise: better to print no drop than one that is not true. */
const LEAST_FREEDOM = 26;
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
  const ties = shareOfTies(tasks.map(({ baseline: was, head }) => [...was, ...head]));
  return detectable({ baseline, headRuns, ties, ...spreadOf(tasks) }, gate, drift);
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
  const ties = shareOfTies(baseline);
  return detectable({ baseline, headRuns, ties, ...spreadOfOne(baseline) }, gate, drift);
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
  const freedom = freedomOf(runs, tasks.length);
  const ties = shareOfTies(tasks.map(({ baseline: was, head }) => [...was, ...head]));
  return detectable({ ...seen, baseline, headRuns, freedom, ties }, gate, drift);
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
interface Sides extends Spread {
  baseline: readonly (readonly number[])[];
  headRuns: readonly number[];
  /** The share of pairs of runs of a task that have the same score. */
  ties: number;
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
