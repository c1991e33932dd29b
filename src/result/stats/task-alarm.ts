import { isBelow, meanOf, sum } from './numbers.ts';
import { seededRandom, type Random } from './random.ts';
import { testTask } from './regression.ts';

/** Valid runs of one task. */
export interface ScoredRuns {
  scores: readonly number[];
  /** How many of them passed. */
  passes: number;
}

/** A task that is watched: its runs in each evaluation of the base branch, and in head. */
export interface WatchedTask {
  taskId: string;
  history: readonly ScoredRuns[];
  head: ScoredRuns;
}

export interface TaskAlarm {
  taskId: string;
  /** The chance of so few passes of head if nothing had changed, of this task alone. */
  pPasses: number;
  /** The same for scores that are so low. */
  pScores: number;
  /** The smaller of both, corrected for all tests that could have raised an alarm. */
  pValue: number;
  /** Whether it is below the level of all alarms together. */
  isSuspect: boolean;
}

/** So many ways to deal the runs of a task are tried, because a corrected p-value is small only with many. */
const DEALS = 20_000;
/** Enough to see that the scores of a task are no lower than chance makes them, as those of most tasks are not. */
const FIRST_DEALS = 500;
const WORTH_MORE_DEALS = 0.05;
/** Below this chance of passes that differ as much between evaluations of the same thing, a task is unstable. */
const UNSTABLE_LEVEL = 0.01;
const SEED = 20_261_201;

/**
 * Looks for tasks that got worse, each by itself: head against all runs of its history, by Fisher's exact test of the
 * passes (R. A. Fisher, "The design of experiments", 1935, §11) and a permutation test of the scores (as in
 * regression.ts). The correction for many tests is Bonferroni's, as R. E. Tarone sharpened it ("A modified Bonferroni method
 * for discrete data", 1990): a test that could not reach its level, whichever of the runs were head's, is not counted. The chance
 * of any false alarm is below `level`. Tasks without a run on one side are left out.
 *
 * The same function confirms: with the fresh runs of the suspects alone as head, the correction is for these only.
 */
export function taskAlarms(tasks: readonly WatchedTask[], level: number): TaskAlarm[] {
  const watched = tasks
    .map(({ taskId, history, head }) => ({ taskId, before: pooled(history), head }))
    .filter(({ before, head }) => before.scores.length > 0 && head.scores.length > 0);
  const least = watched.flatMap(({ before, head }) => [
    leastOfPasses(before, head),
    leastOfScores(before, head),
  ]);
  const tests = countedTests(least, level);
  return watched.map(({ taskId, before, head }) => {
    const pPasses = fewerPasses(before, head);
    const pScores = lowerScores(before, head);
    const pValue = Math.min(1, tests * Math.min(pPasses, pScores));
    return { taskId, pPasses, pScores, pValue, isSuspect: isBelow(pValue, level) };
  });
}

/** The least number of tests to correct for, so that at most as many of them could be below their part of the level. */
function countedTests(least: readonly number[], level: number): number {
  const ascending = [...least].sort((a, b) => a - b);
  for (let tests = 1; tests < ascending.length; tests += 1)
    if (!isBelow(ascending[tests]!, level / tests)) return tests;
  return Math.max(1, ascending.length);
}

/** The chance of the passes if all runs that failed were head's, as far as it has runs. */
function leastOfPasses(before: ScoredRuns, head: ScoredRuns): number {
  const passes = before.passes + head.passes;
  const inHead = Math.max(0, passes - before.scores.length);
  return fewerPasses({ ...before, passes: passes - inHead }, { ...head, passes: inHead });
}

/** The chance of the scores if the lowest of all were head's: of equal ones, it does not matter which. */
function leastOfScores(before: ScoredRuns, head: ScoredRuns): number {
  const all = [...before.scores, ...head.scores].sort((a, b) => a - b);
  const drawn = head.scores.length;
  const edge = all[drawn - 1]!;
  const equal = all.filter((score) => score === edge).length;
  const taken = all.slice(0, drawn).filter((score) => score === edge).length;
  return Math.max(1 / DEALS, Math.exp(logChoose(equal, taken) - logChoose(all.length, drawn)));
}

/** How many runs an alarm would rest on. */
interface AlarmShape {
  /** Of each task. */
  historicRuns: number;
  headRuns: number;
  tasks: number;
}

/**
 * What the runs can show: a task that has always passed is suspect if at most so many of its runs pass.
 * @returns null if it is none even if all fail
 */
export function mostPassesOfSuspect(
  { historicRuns, headRuns, tasks }: AlarmShape,
  level: number,
): number | null {
  const before = { scores: Array.from({ length: historicRuns }, () => 1), passes: historicRuns };
  const head = { scores: Array.from({ length: headRuns }, () => 0), passes: 0 };
  const isSuspect = (passes: number): boolean =>
    historicRuns > 0 && isBelow(2 * tasks * fewerPasses(before, { ...head, passes }), level);
  let most: number | null = null;
  for (let passes = 0; passes < headRuns && isSuspect(passes); passes += 1) most = passes;
  return most;
}

/**
 * How many evaluations, of so many runs of each task, it takes until a task that always passed is suspect if all runs of head fail.
 * @returns null if no number that a branch has is enough
 */
export function evaluationsForAlarms(
  { headRuns, tasks }: Pick<AlarmShape, 'headRuns' | 'tasks'>,
  runsEach: number,
  level: number,
): number | null {
  for (let evaluations = 1; evaluations <= 100; evaluations += 1) {
    const historicRuns = evaluations * runsEach;
    if (mostPassesOfSuspect({ historicRuns, headRuns, tasks }, level) !== null) return evaluations;
  }
  return null;
}

function pooled(history: readonly ScoredRuns[]): ScoredRuns {
  return {
    scores: history.flatMap(({ scores }) => scores),
    passes: sum(history, ({ passes }) => passes),
  };
}

/** The chance that of as many passes at most as many as observed are in head, if they are spread at random. */
function fewerPasses(before: ScoredRuns, head: ScoredRuns): number {
  const [earlier, later] = [before.scores.length, head.scores.length];
  const passes = before.passes + head.passes;
  const all = logChoose(earlier + later, passes);
  let chance = 0;
  for (let inHead = Math.max(0, passes - earlier); inHead <= head.passes; inHead += 1)
    chance += Math.exp(logChoose(later, inHead) + logChoose(earlier, passes - inHead) - all);
  return Math.min(1, chance);
}

function logChoose(n: number, k: number): number {
  let log = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) log += Math.log((n - i + 1) / i);
  return log;
}

function lowerScores(before: ScoredRuns, head: ScoredRuns): number {
  if (meanOf(head.scores) >= meanOf(before.scores)) return 1;
  const task = { taskId: '', baseline: before.scores, head: head.scores };
  // Each of both is a valid p-value of deals of its own, and small ones are always of the second.
  const first = testTask(task, { deals: FIRST_DEALS, seed: SEED }).pWorse;
  return first > WORTH_MORE_DEALS ? first : testTask(task, { deals: DEALS, seed: SEED + 1 }).pWorse;
}

/**
 * The chance that the passes of a task differ between evaluations as much as in its history, if each of its runs passes
 * equally often: Pearson's χ² of the passes, counted over deals of the passes to the evaluations. The observed deal is one
 * of them (B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", 2010).
 *
 * @param enough to stop at: a chance above it need not be known exactly
 * @returns 1 for evaluations of one run each, which cannot show it
 */
export function passesDiffer(history: readonly ScoredRuns[], enough = 1): number {
  const evaluations = history.filter(({ scores }) => scores.length > 0);
  if (evaluations.every(({ scores }) => scores.length === 1)) return 1;
  const { scores, passes } = pooled(evaluations);
  if (passes === 0 || passes === scores.length) return 1;
  const random = seededRandom(SEED);
  const sizes = evaluations.map((evaluation) => evaluation.scores.length);
  const observed = sum(evaluations, (evaluation) => evaluation.passes ** 2 / evaluation.scores.length);
  const runs = Array.from(scores, (_, run) => (run < passes ? 1 : 0));
  let asUneven = 1;
  for (let deal = 1; deal < DEALS; deal += 1) {
    shuffle(runs, random);
    if (unevenness(runs, sizes) >= observed - 1e-9) asUneven += 1;
    if (asUneven > enough * DEALS) return asUneven / (deal + 1);
  }
  return asUneven / DEALS;
}

/** Pearson's χ² up to factors that are the same for all deals. @param runs 1 for each that passed, evaluation by evaluation */
function unevenness(runs: readonly number[], sizes: readonly number[]): number {
  let [from, total] = [0, 0];
  for (const size of sizes) {
    let passes = 0;
    for (let run = from; run < from + size; run += 1) passes += runs[run]!;
    total += passes ** 2 / size;
    from += size;
  }
  return total;
}

function shuffle(items: number[], random: Random): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  }
}

/** Whether the evaluations of the base branch themselves disagree about a task, so that it says little about head. */
export function isUnstable(history: readonly ScoredRuns[]): boolean {
  return passesDiffer(history, UNSTABLE_LEVEL) < UNSTABLE_LEVEL;
}
