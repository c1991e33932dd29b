import type { Interval } from './bootstrap.ts';
import type { EstimatedVariance, WithDrift } from './noise-of-drop.ts';
import { sum } from './numbers.ts';
import { pooledVariance, runSpread, type ScoredRuns } from './run-spread.ts';
import { taskScoreOf } from './score.ts';
import { studentQuantile } from './student.ts';

/**
 * The 95 % interval of the expected score under run-to-run noise: where the score would settle with many runs.
 *
 * The variance of each task score is that over all resamples of its runs (enumerated, because n runs have few distinct
 * resamples), times n/(n − 1) because resampling only sees the spread around the sample's own mean. Tasks with one run
 * are given the mean variance per run of the others. The bounds come from Student's t, with one degree of freedom for
 * each run beyond the first of its task.
 *
 * @returns null if no task has two runs
 */
export function runNoiseInterval(tasks: readonly ScoredRuns[], score: number): Interval | null {
  const noise = scoreNoise(tasks);
  if (noise === null) return null;
  const half = (studentT975(noise.freedom) * Math.sqrt(noise.variance)) / tasks.length;
  return { lower: Math.max(0, score - half), upper: Math.min(1, score + half) };
}

/** How many runs beyond the first of a task the assumed spread weighs as much as: few runs can be alike by luck. */
const PRIOR_WEIGHT = 4;
/**
 * How many degrees of freedom each of these is worth: the assumed spread is known better than so many runs would show it. Both
 * are such that of few tasks, too, the next score is in the interval in 93 to 97 % over noise of many kinds.
 */
const PRIOR_FREEDOM = 2;

/**
 * The 95 % interval of the score of the next evaluation, of the same tasks with as many runs of each. Both evaluations vary,
 * so it is wider than that of the expected score by √2; and where few runs show the noise, it starts from a spread that is
 * usual for runs, or one task whose three runs are alike would be sure of its score.
 *
 * @param drift between two evaluations, if it is known; a score drifts as its mean run score does, nine tenths of it
 * @returns null if no task has two runs
 */
export function nextEvalInterval(
  tasks: readonly ScoredRuns[],
  score: number,
  drift: WithDrift = (runs) => runs,
): Interval | null {
  const ofScore = cautiousNoise(tasks, tasks);
  if (ofScore === null) return null;
  const ofRuns = { ...ofScore, variance: 2 * ofScore.variance };
  const next = drift(ofRuns);
  const half = studentQuantile(0.025, next.freedom) * Math.sqrt(next.variance);
  return { lower: Math.max(0, score - half), upper: Math.min(1, score + half) };
}

/**
 * The 95 % interval of the change of the overall score, under the noise of both sides.
 *
 * @param before the same tasks as in `after`
 * @param drift as for `nextEvalInterval`
 * @returns null if no task of either side has two runs
 */
export function changeInterval(
  before: readonly ScoredRuns[],
  after: readonly ScoredRuns[],
  change: number,
  drift: WithDrift = (runs) => runs,
): Interval | null {
  const all = [...before, ...after];
  const [was, is] = [cautiousNoise(before, all), cautiousNoise(after, all)];
  if (was === null || is === null) return null;
  const { variance, freedom } = drift({ ...is, variance: was.variance + is.variance });
  const half = studentQuantile(0.025, freedom) * Math.sqrt(variance);
  return { lower: Math.max(-1, change - half), upper: Math.min(1, change + half) };
}

/** The variance of the score of some tasks, by the noise that all of them show; null if none of these has two runs. */
function cautiousNoise(tasks: readonly ScoredRuns[], all: readonly ScoredRuns[]): EstimatedVariance | null {
  const spread = all.map(runSpread);
  const freedom = sum(spread, (each) => each.freedom);
  if (freedom === 0) return null;
  const ofRun = pooledVariance(spread, PRIOR_WEIGHT);
  return {
    variance: sum(tasks, ({ scores }) => ofRun / scores.length) / tasks.length ** 2,
    freedom: freedom + PRIOR_WEIGHT * PRIOR_FREEDOM,
  };
}

/** The sum of the variances of the task scores; null if no task has two runs. */
function scoreNoise(tasks: readonly ScoredRuns[]): { variance: number; freedom: number } | null {
  const repeated = tasks.filter((task) => task.scores.length > 1);
  const freedom = sum(repeated, (task) => task.scores.length - 1);
  if (freedom === 0) return null;
  const variances = new Map(repeated.map((task) => [task, taskScoreVariance(task)]));
  const perRun = sum(repeated, (task) => variances.get(task)! * task.scores.length) / repeated.length;
  const variance = sum(tasks, (task) => variances.get(task) ?? perRun);
  return { variance, freedom };
}

/** More runs have too many resamples to enumerate; there the linear part of the score is accurate enough. */
const ENUMERATE_UP_TO = 6;

function taskScoreVariance({ scores, passed }: ScoredRuns): number {
  const n = scores.length;
  if (n > ENUMERATE_UP_TO) return linearVariance(scores, passed);
  let mean = 0;
  let square = 0;
  for (const { picks, probability } of resamples(n)) {
    const chosen = picks.flatMap((times, run) => Array.from({ length: times }, () => scores[run]!));
    const passes = picks.reduce((total, times, run) => total + (passed[run]! ? times : 0), 0);
    const value = taskScoreOf(chosen, passes);
    mean += probability * value;
    square += probability * value * value;
  }
  return (Math.max(0, square - mean * mean) * n) / (n - 1);
}

/** The variance of `0.9·mean(score) + 0.03·pass rate`: with many runs, the rest of the reliability hardly varies. */
function linearVariance(scores: readonly number[], passed: readonly boolean[]): number {
  const values = scores.map((score, run) => 0.9 * score + 0.03 * (passed[run]! ? 1 : 0));
  const centre = sum(values, (value) => value) / values.length;
  const squares = sum(values, (value) => (value - centre) ** 2);
  return squares / (values.length - 1) / values.length;
}

/** All ways to draw n of n runs with replacement: how often each run is picked, with the multinomial probability. */
function* resamples(n: number): Generator<{ picks: number[]; probability: number }> {
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const all = factorial(n) / n ** n;
  const picks = Array.from({ length: n }, () => 0);
  function* place(run: number, left: number): Generator<{ picks: number[]; probability: number }> {
    if (run === n - 1) {
      picks[run] = left;
      yield { picks, probability: picks.reduce((product, times) => product / factorial(times), all) };
      return;
    }
    for (let times = 0; times <= left; times += 1) {
      picks[run] = times;
      yield* place(run + 1, left - times);
    }
  }
  yield* place(0, n);
}

/** The 97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, else the Cornish-Fisher expansion. */
export function studentT975(freedom: number): number {
  if (freedom === 1) return Math.tan(Math.PI * 0.475);
  if (freedom === 2) return 0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025));
  const z = 1.959963984540054;
  const v = freedom;
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * v ** 4)
  );
}
