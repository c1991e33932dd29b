import { seededRandom, type Random } from './random.ts';

/** The valid runs of one task in the baseline and in head, scores 0..1. */
export interface PairedTask {
  taskId: string;
  baseline: readonly number[];
  head: readonly number[];
}

export interface RegressionTest {
  /** Mean over tasks of (mean of baseline runs − mean of head runs); above 0 is worse. */
  drop: number;
  /** The chance of evidence at least this strong if baseline and head were the same. */
  pValue: number;
  /** The same for evidence of a rise. */
  pValueBetter: number;
  /** The same for each statistic alone: a drop everywhere, and large drops in few tasks. */
  pEverywhere: number;
  pFewTasks: number;
  /** Whether every way to deal the runs was counted; if not, it was a seeded sample of them. */
  exact: boolean;
  tasks: TaskChange[];
}

interface TaskChange {
  taskId: string;
  /** Mean of baseline runs − mean of head runs. */
  drop: number;
  /** Chance of a drop at least this large in this task alone if nothing had changed. */
  pWorse: number;
  /** The same for a rise. */
  pBetter: number;
}

/** How many ways to deal the runs of all tasks are tried: the error of a p-value near 0.01 is then 0.0007. */
const DEALS = 20_000;
/** The most ways to deal the runs of one task that are kept. */
const DEALS_PER_TASK = 2000;
const SEED = 20_261_122;
/** Differences below this come from rounding and count as equal: scores are not that precise. */
const TIE = 1e-7;
/** The share of the false alarms that the test for a drop everywhere may cause; the rest is left to drops in few tasks. */
export const SHARE_EVERYWHERE = 0.9;

/**
 * A paired permutation test, stratified by task: if nothing changed, the runs of a task could have come from either side.
 * So the runs of each task are dealt to baseline and head again, and the observed difference is compared with those of
 * all deals. That needs no assumption about the noise, which differs from task to task.
 *
 * There are two statistics. The mean drop has power against a small drop everywhere, which is what most regressions look
 * like. The sum of squared drops of the tasks that got worse has power against a large drop in few tasks, which is easy
 * to detect. They share the allowed false alarms nine to one (weighted Bonferroni). Runs per task may differ; the caller
 * leaves out tasks without runs on both sides. The order of tasks makes no difference.
 */
export function testRegression(
  tasks: readonly PairedTask[],
  { deals = DEALS, seed = SEED }: { deals?: number; seed?: number } = {},
): RegressionTest {
  const random = seededRandom(seed);
  const strata = [...tasks]
    .sort((a, b) => (a.taskId < b.taskId ? -1 : 1))
    .map((task) => ({ taskId: task.taskId, ...dealTask(task, random) }));
  const { everywhere, fewTasks, fewRises, exact } = dealAll(strata, deals, random);
  const pEverywhere = upperTail(everywhere, everywhere[0]!);
  const pFewTasks = upperTail(fewTasks, fewTasks[0]!);
  return {
    drop: strata.reduce((sum, { drops }) => sum + drops[0]!, 0) / Math.max(1, strata.length),
    pValue: together(pEverywhere, pFewTasks),
    // The drops of the same deals, seen from the other side, are what a second test would deal out.
    pValueBetter: together(lowerTail(everywhere, everywhere[0]!), upperTail(fewRises, fewRises[0]!)),
    pEverywhere,
    pFewTasks,
    exact,
    tasks: strata.map(({ taskId, drops }) => taskChange(taskId, drops)),
  };
}

/** Of both statistics, each with its share of the false alarms. */
function together(pEverywhere: number, pFewTasks: number): number {
  return Math.min(1, pEverywhere / SHARE_EVERYWHERE, pFewTasks / (1 - SHARE_EVERYWHERE));
}

interface Stratum {
  /** The drop under each way to deal the runs of the task, the observed one first. */
  drops: Float64Array;
  /** Half the harmonic mean of the runs per side, so that drops of tasks with more runs count for more. */
  weight: number;
  /** Whether `drops` has every way to deal. */
  complete: boolean;
}

function dealTask({ baseline, head }: PairedTask, random: Random, most = DEALS_PER_TASK): Stratum {
  const runs = [...baseline, ...head];
  const total = runs.reduce((sum, score) => sum + score, 0);
  const drop = (baselineSum: number): number =>
    grid(baselineSum / baseline.length - (total - baselineSum) / head.length);
  const weight = 1 / (1 / baseline.length + 1 / head.length);
  const ways = binomial(runs.length, baseline.length);
  if (ways <= most) {
    const drops = new Float64Array(ways);
    for (const [deal, sum] of subsetSums(runs, baseline.length).entries()) drops[deal] = drop(sum);
    return { drops, weight, complete: true };
  }
  const drops = new Float64Array(most);
  // The observed deal is part of the sample, which keeps the test exact whatever the size of the sample.
  drops[0] = drop(baseline.reduce((sum, score) => sum + score, 0));
  // What one side gets leaves the rest to the other, so the side with fewer runs is drawn: 3, say, and not 30.
  const isOfHead = head.length < baseline.length;
  const size = isOfHead ? head.length : baseline.length;
  for (let deal = 1; deal < most; deal += 1) {
    let sum = 0;
    for (let drawn = 0; drawn < size; drawn += 1) {
      const other = drawn + random.below(runs.length - drawn);
      const run = runs[other]!;
      runs[other] = runs[drawn]!;
      runs[drawn] = run;
      sum += run;
    }
    drops[deal] = drop(isOfHead ? total - sum : sum);
  }
  return { drops, weight, complete: false };
}

/** The sums of all subsets of a size; the first is that of the first elements. */
function subsetSums(values: readonly number[], size: number): number[] {
  const sums: number[] = [];
  const extend = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      sums.push(sum);
      return;
    }
    for (let i = from; i <= values.length - left; i += 1) extend(i + 1, left - 1, sum + values[i]!);
  };
  extend(0, size, 0);
  return sums;
}

/** All statistics under every combination of deals, or under a sample of them; the observed one is first. */
function dealAll(
  strata: readonly Stratum[],
  deals: number,
  random: Random,
): { everywhere: Float64Array; fewTasks: Float64Array; fewRises: Float64Array; exact: boolean } {
  const combinations = strata.reduce((product, { drops }) => product * drops.length, 1);
  const enumerate = combinations <= deals;
  const size = enumerate ? combinations : deals;
  const everywhere = new Float64Array(size);
  const fewTasks = new Float64Array(size);
  const fewRises = new Float64Array(size);
  let repeat = 1;
  for (const { drops, weight } of strata) {
    const squares = drops.map((drop) => grid(weight * drop * drop));
    const ofDrops = squares.map((square, way) => (drops[way]! > 0 ? square : 0));
    const ofRises = squares.map((square, way) => (drops[way]! > 0 ? 0 : square));
    for (let deal = 0; deal < size; deal += 1) {
      const own = enumerate ? Math.floor(deal / repeat) % drops.length : random.below(drops.length);
      const chosen = deal === 0 ? 0 : own;
      everywhere[deal]! += drops[chosen]!;
      fewTasks[deal]! += ofDrops[chosen]!;
      fewRises[deal]! += ofRises[chosen]!;
    }
    repeat *= drops.length;
  }
  return { everywhere, fewTasks, fewRises, exact: enumerate && strata.every(({ complete }) => complete) };
}

/** The share of values that are at least this large. */
function upperTail(values: Float64Array, from: number): number {
  const least = from - TIE;
  let count = 0;
  for (const value of values) if (value >= least) count += 1;
  return count / values.length;
}

/** The share of values that are at most this large. */
function lowerTail(values: Float64Array, from: number): number {
  const most = from + TIE;
  let count = 0;
  for (const value of values) if (value <= most) count += 1;
  return count / values.length;
}

/**
 * The test of one task by itself, which decides nothing about the others.
 *
 * @param deals up to so many ways to deal its runs are counted, else as many are drawn
 */
export function testTask(task: PairedTask, { deals, seed }: { deals: number; seed: number }): TaskChange {
  return taskChange(task.taskId, dealTask(task, seededRandom(seed), deals).drops);
}

function taskChange(taskId: string, drops: Float64Array): TaskChange {
  const observed = drops[0]!;
  return { taskId, drop: observed, pWorse: upperTail(drops, observed), pBetter: lowerTail(drops, observed) };
}

/** Rounds to a multiple of 2⁻³², so that sums are exact and do not depend on the order of tasks. */
function grid(value: number): number {
  return Math.round(value * 2 ** 32) / 2 ** 32;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) result = (result * (n - i + 1)) / i;
  return Math.round(result);
}
