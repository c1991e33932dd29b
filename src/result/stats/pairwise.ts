import { type Interval, sampleDeviation } from './bootstrap.ts';
import { studentT975 } from './noise.ts';
import { meanOf } from './numbers.ts';
import { type Random, seededRandom } from './random.ts';
import { overallScoreOf, taskScoreOf } from './score.ts';

/** The valid runs of one task by one contender: at least one run, scores 0..1. */
export interface TaskRuns {
  scores: readonly number[];
  /** How many of them passed. */
  passes: number;
}

/** Two contenders, compared on the tasks that both have. */
export interface Pair {
  /** Index of the contender with the higher score; the first of the two if the scores are equal. */
  better: number;
  worse: number;
  /** Score of `better` − score of `worse`, 0..1. */
  difference: number;
  /** 95 % interval of the difference over tasks; null for fewer than two tasks. */
  interval: Interval | null;
  /** Chance of a difference this large if neither were better at tasks of this kind; corrected for all pairs. */
  pTasks: number;
  /** Chance of a difference this large if both did these very tasks equally well; corrected for all pairs. */
  pRuns: number;
  shown: Shown;
}

/**
 * What a comparison shows: that one is better at tasks of this kind (`tasks`), that it did these tasks better while other
 * tasks might turn it round (`runs`), or no difference (`nothing`).
 */
type Shown = 'tasks' | 'runs' | 'nothing';

/** The chance of one false claim of a kind or more, over all pairs. */
const ALPHA = 0.05;
/** How many ways to deal are tried: 45 pairs can still be told apart, because 45 / 10 000 is well below α. */
const DEALS = 10_000;
/** How many ways to deal the runs of one task are kept. */
const DEALS_PER_TASK = 1000;
const SEED = 20_261_130;
/** Differences below this come from rounding and count as equal. */
const TIE = 1e-9;

/**
 * Compares every two contenders, paired by task, by their overall scores (`overallScoreOf` of `taskScoreOf`).
 *
 * There are two permutation tests, both two-sided. Over tasks: if neither is better at tasks of this kind, each task's
 * difference could have had the other sign (E. J. G. Pitman, "Significance tests which may be applied to samples from any
 * populations", 1937; R. A. Fisher, "The design of experiments", 1935, §21). Over runs: if both did a task equally well, its
 * runs could have come from either, so they are dealt again within each task, as in regression.ts. Of all deals a seeded
 * sample is tried; the observed one is part of it, which keeps the tests valid (B. Phipson and G. K. Smyth,
 * "Permutation p-values should never be zero", 2010). The p-values of all pairs are corrected by S. Holm's method ("A
 * simple sequentially rejective multiple test procedure", 1979), each kind for itself.
 *
 * The interval is Student's, of the mean of the tasks' differences, which have the noise of the runs in them.
 *
 * @param contenders the runs of each, task by task; all have the same tasks in the same order
 */
export function comparePairs(contenders: readonly (readonly TaskRuns[])[]): Pair[] {
  const scores = contenders.map((tasks) =>
    tasks.map(({ scores: runs, passes }) => taskScoreOf(runs, passes)),
  );
  const compared = contenders.flatMap((_, second) =>
    contenders.slice(0, second).map((__, first) => {
      const isSwapped = overallScoreOf(scores[second]!) > overallScoreOf(scores[first]!);
      const [better, worse] = isSwapped ? [second, first] : [first, second];
      return { better, worse, ...compareTwo(contenders[better]!, contenders[worse]!) };
    }),
  );
  const pTasks = holm(compared.map((pair) => pair.pTasks));
  const pRuns = holm(compared.map((pair) => pair.pRuns));
  return compared.map((pair, index) => {
    const corrected = { pTasks: pTasks[index]!, pRuns: pRuns[index]! };
    return { ...pair, ...corrected, shown: shownBy(corrected) };
  });
}

function shownBy({ pTasks, pRuns }: Pick<Pair, 'pTasks' | 'pRuns'>): Shown {
  if (pTasks < ALPHA) return 'tasks';
  return pRuns < ALPHA ? 'runs' : 'nothing';
}

/** Holm's correction: the k-th smallest of n p-values is multiplied by n − k + 1, and none becomes smaller than one before it. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const corrected = pValues.map(() => 1);
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, pValues[index]! * (pValues.length - rank)));
    corrected[index] = largest;
  }
  return corrected;
}

function compareTwo(
  one: readonly TaskRuns[],
  other: readonly TaskRuns[],
): Pick<Pair, 'difference' | 'interval' | 'pTasks' | 'pRuns'> {
  const random = seededRandom(SEED);
  const observed = one.map((runs, task) => scoreOf(runs) - scoreOf(other[task]!));
  return {
    difference: observed.length === 0 ? 0 : meanOf(observed),
    interval: intervalOf(observed),
    pTasks: twoSided(
      observed,
      observed.map((difference) => Float64Array.of(difference, -difference)),
      random,
    ),
    pRuns: twoSided(
      observed,
      one.map((runs, task) => dealRuns(runs, other[task]!, random)),
      random,
    ),
  };
}

function intervalOf(differences: readonly number[]): Interval | null {
  const tasks = differences.length;
  if (tasks < 2) return null;
  const half = (studentT975(tasks - 1) * sampleDeviation(differences)) / Math.sqrt(tasks);
  const middle = meanOf(differences);
  return { lower: Math.max(-1, middle - half), upper: Math.min(1, middle + half) };
}

const scoreOf = ({ scores, passes }: TaskRuns): number => taskScoreOf(scores, passes);

/**
 * The share of deals whose mean difference is at least as far from 0 as the observed one.
 * @param dealt for each task, its difference under the ways to deal it that are kept
 */
function twoSided(observed: readonly number[], dealt: readonly Float64Array[], random: Random): number {
  const totals = new Float64Array(DEALS);
  for (const [task, differences] of dealt.entries()) {
    totals[0]! += observed[task]!;
    for (let deal = 1; deal < DEALS; deal += 1)
      totals[deal]! += differences[random.below(differences.length)]!;
  }
  const extreme = Math.abs(totals[0]!) - TIE;
  return totals.reduce((count, total) => (Math.abs(total) >= extreme ? count + 1 : count), 0) / DEALS;
}

/** Differences of the task score when the runs of a task are dealt again to both; the first is the observed one. */
function dealRuns(one: TaskRuns, other: TaskRuns, random: Random): Float64Array {
  const runs = one.scores.length + other.scores.length;
  const taken = one.scores.length;
  const scores = Float64Array.of(...bestFirst(one), ...bestFirst(other));
  // A run passes by its score, so those with the best scores have passed.
  const passed = scores.map((_, run) => Number(run < taken ? run < one.passes : run - taken < other.passes));
  const difference = (): number =>
    scoreOfPart(scores, passed, 0, taken) - scoreOfPart(scores, passed, taken, runs);
  const differences = new Float64Array(DEALS_PER_TASK);
  differences[0] = difference();
  for (let deal = 1; deal < DEALS_PER_TASK; deal += 1) {
    // The first part of a shuffle is a random choice.
    for (let run = 0; run < taken; run += 1) {
      const from = run + random.below(runs - run);
      swap(scores, run, from);
      swap(passed, run, from);
    }
    differences[deal] = difference();
  }
  return differences;
}

const bestFirst = ({ scores }: TaskRuns): number[] => scores.toSorted((a, b) => b - a);

function swap(values: Float64Array, one: number, other: number): void {
  const value = values[one]!;
  values[one] = values[other]!;
  values[other] = value;
}

/** `taskScoreOf` of a part of the runs, without copies: it is needed a million times. */
function scoreOfPart(scores: Float64Array, passed: Float64Array, from: number, to: number): number {
  const runs = to - from;
  let score = 0;
  let square = 0;
  let passes = 0;
  for (let run = from; run < to; run += 1) {
    score += scores[run]!;
    square += scores[run]! * scores[run]!;
    passes += passed[run]!;
  }
  const deviation = runs < 2 ? 0 : Math.sqrt(Math.max(0, square - (score * score) / runs) / (runs - 1));
  const steadiness = Math.max(0, 1 - deviation / 0.2);
  const reliability = 0.5 * (passes === runs ? 1 : 0) + 0.3 * (passes / runs) + 0.2 * steadiness;
  return 0.9 * (score / runs) + 0.1 * reliability;
}
