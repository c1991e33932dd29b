import { meanOf, sum } from './numbers.ts';
import { seededRandom, type Random } from './random.ts';
import { testTask } from './regression.ts';

/** Valid runs of one task. */
interface ScoredRuns {
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
  /** The smaller of both, corrected for being one of two tests of each task. */
  pValue: number;
  /** Whether it is below the level of all alarms together. */
  isSuspect: boolean;
}

/** So many ways to deal the runs of a task are tried, because a corrected p-value is small only with many. */
const DEALS = 20_000;
/** Below this chance of passes that differ as much between evaluations of the same thing, a task is unstable. */
const UNSTABLE_LEVEL = 0.01;
const SEED = 20_261_201;

/**
 * Looks for tasks that got worse, each by itself: head against all runs of its history, by Fisher's exact test of the
 * passes (R. A. Fisher, "The design of experiments", 1935, §11) and a permutation test of the scores (as in
 * regression.ts). With Bonferroni's correction for both tests of all tasks, the chance of any false alarm is below `level`.
 * Tasks without a run on one side are left out, and do not count in the correction.
 *
 * The same function confirms: with the fresh runs of the suspects alone as head, the correction is for these only.
 */
export function taskAlarms(tasks: readonly WatchedTask[], level: number): TaskAlarm[] {
  const watched = tasks
    .map(({ taskId, history, head }) => ({ taskId, before: pooled(history), head }))
    .filter(({ before, head }) => before.scores.length > 0 && head.scores.length > 0);
  return watched.map(({ taskId, before, head }) => {
    const pPasses = fewerPasses(before, head);
    const pScores = lowerScores(before, head);
    const pValue = Math.min(1, 2 * watched.length * Math.min(pPasses, pScores));
    return { taskId, pPasses, pScores, pValue, isSuspect: pValue < level };
  });
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
  return testTask(task, { deals: DEALS, seed: SEED }).pWorse;
}

/**
 * The chance that the passes of a task differ between evaluations as much as in its history, if each of its runs passes
 * equally often: Pearson's χ² of the passes, counted over deals of the passes to the evaluations. The observed deal is one
 * of them (B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", 2010).
 *
 * @returns 1 for evaluations of one run each, which cannot show it
 */
export function passesDiffer(history: readonly ScoredRuns[]): number {
  const evaluations = history.filter(({ scores }) => scores.length > 0);
  if (evaluations.every(({ scores }) => scores.length === 1)) return 1;
  const { scores, passes } = pooled(evaluations);
  if (passes === 0 || passes === scores.length) return 1;
  const random = seededRandom(SEED);
  const observed = unevenness(evaluations);
  const runs = Array.from(scores, (_, run) => (run < passes ? 1 : 0));
  let asUneven = 1;
  for (let deal = 1; deal < DEALS; deal += 1) {
    shuffle(runs, random);
    let from = 0;
    const dealt = evaluations.map((evaluation) => {
      const own = runs.slice(from, from + evaluation.scores.length);
      from += own.length;
      return { scores: own, passes: sum(own, (pass) => pass) };
    });
    if (unevenness(dealt) >= observed - 1e-9) asUneven += 1;
  }
  return asUneven / DEALS;
}

/** Pearson's χ² up to factors that are the same for all deals. */
function unevenness(evaluations: readonly ScoredRuns[]): number {
  return sum(evaluations, ({ scores, passes }) => passes ** 2 / scores.length);
}

function shuffle(items: number[], random: Random): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}

/** Whether the evaluations of the base branch themselves disagree about a task, so that it says little about head. */
export function isUnstable(history: readonly ScoredRuns[]): boolean {
  return passesDiffer(history) < UNSTABLE_LEVEL;
}
