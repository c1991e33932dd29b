import type { SequentialOutcome } from '../formats/verdict-record.ts';
import { isBelow, sum } from './numbers.ts';
import { mean } from './bootstrap.ts';
import { pooledVariance, runSpread } from './run-spread.ts';
import { overallScoreOf, reliabilityOf, taskScoreOf } from './score.ts';

/** The valid runs of one task so far. */
export interface RunsSoFar {
  taskId: string;
  scores: readonly number[];
  /** Which runs passed; same order and length as `scores`. */
  passed: readonly boolean[];
  /** All runs made, the invalid ones included. */
  made: number;
}

interface SequentialRules {
  /** The score to tell above from below, 0..1. */
  threshold: number;
  /** The most runs of any task. */
  maxRuns: number;
  /** The chance of a wrong verdict if the true score is at least `margin` away from the threshold. */
  error?: number;
  /** A true score that is nearer to the threshold leaves the verdict to chance. */
  margin?: number;
}

type NextStep =
  | { done: true; outcome: SequentialOutcome }
  /** `runs` is the new number of runs of each of these tasks. */
  | { done: false; tasks: string[]; runs: number };

/** Decides after each third of a round: smaller steps save little more, and each costs a start of the harness. */
const ROUND_SHARE = 1 / 3;
/** How many runs beyond the first of a task the assumed spread weighs as much as. */
const PRIOR_WEIGHT = 6;
/** How many runs beyond the first a task needs for its own spread to weigh as much as the mean spread. */
const SHRINKAGE = 4;

/**
 * Decides after each batch of runs whether the verdict is clear, and if not, which tasks to run once more: Wald's
 * sequential probability ratio test of "the score is `margin` above the threshold" against "`margin` below", on the
 * overall score, with the noise estimated from the runs (Wald, Sequential Analysis, 1947). It stops when the
 * distance to the threshold exceeds ln((1 − error) / error) × variance / (2 × margin): at once if the score is far from
 * the threshold, late if it is near. A score still undecided at `maxRuns` is too close to the threshold to tell.
 */
export function nextStep(all: readonly RunsSoFar[], rules: SequentialRules): NextStep {
  const { threshold, maxRuns, error = 0.05, margin = 0.05 } = rules;
  const unanswered = all.filter((task) => task.scores.length === 0 && task.made < maxRuns);
  if (unanswered.length > 0) return together(unanswered);
  // A task without any valid run is left out here; it makes the verdict inconclusive anyway.
  const tasks = all.filter((task) => task.scores.length > 0);
  if (tasks.length === 0) return { done: true, outcome: 'too-close' };

  const variances = runVariances(tasks);
  const ofScore = sum(tasks, (task) => variances.get(task)! / task.scores.length) / tasks.length ** 2;
  const score = overallScoreOf(tasks.map((task) => taskScoreOf(task.scores, passesOf(task))));
  const settled = overallScoreOf(tasks.map((task) => settledScore(task, variances.get(task)!)));
  const clear = (Math.log((1 - error) / error) * ofScore) / (2 * margin);
  // Only repeated runs show the noise, so the first decision waits for some.
  const repeated = tasks.filter((task) => task.scores.length > 1).length;
  const measured = repeated >= Math.min(tasks.length, Math.ceil(tasks.length * ROUND_SHARE));
  const isReached = !isBelow(score, threshold);
  const agree = isReached === !isBelow(settled, threshold);
  if (measured && agree && Math.abs(settled - threshold) >= clear) {
    return { done: true, outcome: isReached ? 'above' : 'below' };
  }
  return oneMoreBatch(tasks, variances, maxRuns) ?? { done: true, outcome: 'too-close' };
}

/** What the runs come to if there are no more of them. */
export function outcomeOf(
  all: readonly RunsSoFar[],
  rules: Omit<SequentialRules, 'maxRuns'>,
): SequentialOutcome {
  const step = nextStep(all, { ...rules, maxRuns: 0 });
  return step.done ? step.outcome : 'too-close';
}

const passesOf = (task: RunsSoFar): number => task.passed.filter(Boolean).length;

/**
 * The task score with the spread that its runs will show in the end. A single run shows none, which ClawBench's formula
 * rewards as perfect reliability, so early scores are up to 0.02 too high.
 */
function settledScore(task: RunsSoFar, runVariance: number): number {
  const passes = passesOf(task);
  const { allPassed, passRate } = reliabilityOf(task.scores, passes);
  const varianceScore = Math.max(0, 1 - Math.sqrt(runVariance) / 0.9 / 0.2);
  return 0.9 * mean(task.scores) + 0.1 * (0.5 * (allPassed ? 1 : 0) + 0.3 * passRate + 0.2 * varianceScore);
}

/** The tasks whose next run tells most: noisy ones with few runs. All tasks of a batch get the same number of runs. */
function oneMoreBatch(
  tasks: readonly RunsSoFar[],
  variances: ReadonlyMap<RunsSoFar, number>,
  maxRuns: number,
): NextStep | null {
  const gain = (task: RunsSoFar): number =>
    variances.get(task)! / (task.scores.length * (task.scores.length + 1));
  const open = tasks.filter((task) => task.made < maxRuns).sort((a, b) => gain(b) - gain(a) || byId(a, b));
  const [best] = open;
  if (best === undefined) return null;
  const alike = open.filter((task) => task.made === best.made);
  return together(alike.slice(0, Math.ceil(tasks.length * ROUND_SHARE)));
}

/** One more run of the tasks that have the fewest. */
function together(tasks: readonly RunsSoFar[]): NextStep {
  const fewest = Math.min(...tasks.map((task) => task.made));
  const ids = tasks.filter((task) => task.made === fewest).map((task) => task.taskId);
  return { done: false, tasks: ids.sort(), runs: fewest + 1 };
}

const byId = (a: RunsSoFar, b: RunsSoFar): number => (a.taskId < b.taskId ? -1 : 1);

/** The variance of what one run adds to its task score, that of each task shrunk towards the mean of all. */
function runVariances(tasks: readonly RunsSoFar[]): Map<RunsSoFar, number> {
  const spread = tasks.map((task) => ({ task, ...runSpread(task) }));
  const pooled = pooledVariance(spread, PRIOR_WEIGHT);
  return new Map(
    spread.map(({ task, squares, freedom }) => [
      task,
      (SHRINKAGE * pooled + squares) / (SHRINKAGE + freedom),
    ]),
  );
}
