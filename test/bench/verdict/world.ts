import { bisect, normalCdf, normalDensity } from '../../../src/result/stats/normal.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { suite } from '../simulation.ts';
import type { Dice } from './dice.ts';

/** What moves the runs of a task away from how they usually are. */
export interface Shift {
  /** Of the mean score. */
  score: number;
  /** Of the logarithm of the odds to solve the task. */
  logOdds: number;
}

export interface SimTask {
  taskId: string;
  /** The score of one run. */
  run(random: Dice, shift: Shift): number;
  /** The mean score of very many runs. */
  expected(shift: Shift): number;
}

/** How the runs of a task vary. */
export interface Nature {
  name: string;
  tasks(random: Dice, count: number): SimTask[];
}

const clip = (value: number): number => Math.min(1, Math.max(0, value));
const shiftOdds = (chance: number, logOdds: number): number => {
  const inside = Math.min(0.999, Math.max(0.001, chance));
  return logOdds === 0 ? chance : 1 / (1 + Math.exp(-Math.log(inside / (1 - inside)) - logOdds));
};

/** Normal noise around the mean, cut off at 0 and 1. */
function normalTask(taskId: string, mean: number, deviation: number): SimTask {
  const centre = ({ score, logOdds }: Shift): number => shiftOdds(mean, logOdds) + score;
  return {
    taskId,
    run: (random, shift) => clip(centre(shift) + deviation * random.normal()),
    expected: (shift) => {
      const m = centre(shift);
      const [low, high] = [-m / deviation, (1 - m) / deviation];
      const inside =
        m * (normalCdf(high) - normalCdf(low)) + deviation * (normalDensity(low) - normalDensity(high));
      return inside + 1 - normalCdf(high);
    },
  };
}

/** Solved or not, with a score drawn from one range or the other. */
function solvedTask(
  taskId: string,
  chance: number,
  ranges: { fails: [number, number]; solves: [number, number] },
): SimTask {
  const { fails, solves } = ranges;
  const middle = ([low, high]: [number, number]): number => (low + high) / 2;
  const gap = middle(solves) - middle(fails);
  const moved = ({ score, logOdds }: Shift): number => clip(shiftOdds(chance, logOdds) + score / gap);
  return {
    taskId,
    run: (random, shift) => {
      const [low, high] = random.unit() < moved(shift) ? solves : fails;
      return low + (high - low) * random.unit();
    },
    expected: (shift) => middle(fails) + moved(shift) * gap,
  };
}

/** Means of a real result, each time of other tasks of it where fewer are asked for. */
function realMeans(random: Dice, count: number): number[] {
  const left = suite.map((task) => task.mean);
  return Array.from({ length: count }, () => left.splice(Math.floor(random.unit() * left.length), 1)[0]!);
}

const named = <T>(
  values: readonly T[],
  task: (taskId: string, value: T, index: number) => SimTask,
): SimTask[] => values.map((value, index) => task(`t${String(index).padStart(2, '0')}`, value, index));

export const gaussian = (deviation: number): Nature => ({
  name: `Gaussian ${deviation}`,
  tasks: (random, count) => named(realMeans(random, count), (id, mean) => normalTask(id, mean, deviation)),
});

const chances = (random: Dice, count: number): number[] =>
  Array.from({ length: count }, () => random.beta(0.6, 0.6));

export const solvedOrNot: Nature = {
  name: 'solved or not',
  tasks: (random, count) =>
    named(chances(random, count), (id, chance) =>
      solvedTask(id, chance, { fails: [0.22, 0.42], solves: [0.9, 1] }),
    ),
};

export const ties: Nature = {
  name: 'ties',
  tasks: (random, count) =>
    named(chances(random, count), (id, chance) =>
      solvedTask(id, chance, { fails: [0.3, 0.3], solves: [1, 1] }),
    ),
};

export const uneven: Nature = {
  name: 'uneven noise',
  tasks: (random, count) =>
    named(realMeans(random, count), (id, mean, index) => normalTask(id, mean, index % 3 === 0 ? 0.4 : 0.03)),
};

/** By how much evaluations of the same thing differ. */
export interface Weather {
  /** Standard deviation of what moves the score of all tasks of an evaluation. */
  drift: number;
  /** Standard deviation of what moves the log odds of each task of an evaluation by itself. */
  taskDrift: number;
}

/** The hour of one evaluation: what it does to each task, by index. */
export type Hour = readonly Shift[];

export function hourOf(random: Dice, { drift, taskDrift }: Weather, tasks: number): Hour {
  const score = drift * random.normal();
  return Array.from({ length: tasks }, () => ({
    score,
    logOdds: taskDrift === 0 ? 0 : taskDrift * random.normal(),
  }));
}

/** How head differs from the baseline, task by task: nothing, a drop of the mean, or a task that is never solved again. */
export type Change = readonly Shift[];

const NO_SHIFT: Shift = { score: 0, logOdds: 0 };

export const unchanged = (tasks: number): Change => Array.from({ length: tasks }, () => NO_SHIFT);

/**
 * The same shift of all tasks, by which the mean of their scores falls by `drop`. It is larger than that where a task that
 * is never solved cannot get worse.
 *
 * @returns null if no shift lowers the mean by as much
 */
export function worseBy(tasks: readonly SimTask[], drop: number): Change | null {
  const lowered = (by: number): number =>
    meanOf(tasks.map((task) => task.expected(NO_SHIFT) - task.expected({ score: -by, logOdds: 0 })));
  if (lowered(3) < drop) return null;
  const by = bisect((shift) => lowered(shift) - drop, 0, 3);
  return tasks.map(() => ({ score: -by, logOdds: 0 }));
}

/** Runs of one task in an hour. */
export function runsOf(
  random: Dice,
  task: SimTask,
  { shifts, count }: { shifts: readonly Shift[]; count: number },
): number[] {
  const shift = {
    score: shifts.reduce((sum, each) => sum + each.score, 0),
    logOdds: shifts.reduce((sum, each) => sum + each.logOdds, 0),
  };
  return Array.from({ length: count }, () => task.run(random, shift));
}

/** The mean score that decides about a pass. */
const PASS = 0.7;
export const scored = (scores: readonly number[]): { scores: readonly number[]; passes: number } => ({
  scores,
  passes: scores.filter((score) => score >= PASS).length,
});
