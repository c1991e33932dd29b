import { likeness } from './comparability.ts';
import {
  confirmationLevel,
  minimumDetectableEffect,
  standardError,
  suspicionLevel,
  type RegressionGate,
} from '../stats/detectable.ts';
import { studentT975 } from '../stats/noise.ts';
import { sum } from '../stats/numbers.ts';
import {
  SHARE_EVERYWHERE,
  testRegression,
  type PairedTask,
  type RegressionTest,
} from '../stats/regression.ts';
import { overallScoreOf } from '../stats/score.ts';
import type { Comparison, TaskRow, VerdictRecord } from '../formats/verdict-record.ts';

/** One side of a comparison; a verdict record is one. */
export type Side = Pick<VerdictRecord, 'identity'> & {
  tasks: readonly Pick<TaskRow, 'taskId' | 'score' | 'scores'>[];
};

/**
 * When the comparison is made. `only`: there will be no more runs, decide at α. `first`: say what is suspected, so that
 * it can be run more often. `second`: decide on the joint data.
 */
export type Look = 'only' | 'first' | 'second';

/**
 * Holds a result against a baseline, if the two are alike (see `likeness`). Red takes both: differences that chance
 * hardly explains, and a mean drop above `maxRegression`. Only tasks with a valid run on both sides count.
 *
 * With `confirmRuns`, a first look at twice α only names suspects: all tasks if the drop is everywhere, else those that
 * stand out. After more runs of these in head, the second look decides on all runs at α / 5. False alarms stay below
 * that level, because the second test is valid by itself and the first can only acquit; running only suspects again
 * moves their means back towards the truth and so acquits more than it blames.
 */
export function compare(
  { name, ...baseline }: Side & { name: string },
  head: Side,
  gate: RegressionGate,
  look: Look,
): Comparison {
  const { differences, notes } = likeness(baseline.identity, head.identity);
  const pairs = pair(baseline, head);
  if (pairs.length === 0 && differences.length === 0)
    differences.push('no task has a valid run on both sides');
  const level = levelOf(gate, look);
  const common = {
    baseline: name,
    alpha: gate.alpha,
    level,
    maxRegression: gate.maxRegression,
    confirmed: look === 'second',
  };
  if (differences.length > 0) {
    return { ...common, comparable: false, differences, notes, ...NOTHING_COMPARED };
  }

  const left = new Set([...baseline.tasks, ...head.tasks].map((task) => task.taskId));
  for (const { taskId } of pairs) left.delete(taskId);
  if (left.size > 0)
    notes.push(`Not compared, for want of a valid run on one side: ${[...left].sort().join(', ')}.`);

  const test = testRegression(pairs);
  return {
    ...common,
    comparable: true,
    differences,
    notes,
    runs: {
      baseline: sum(pairs, (task) => task.baseline.length),
      head: sum(pairs, (task) => task.head.length),
    },
    baselineScore: scoreOver(baseline, pairs),
    headScore: scoreOver(head, pairs),
    drop: test.drop,
    dropInterval: dropInterval(pairs, test.drop),
    pValue: test.pValue,
    pValueBetter: testRegression(
      pairs.map(({ taskId, baseline: was, head: is }) => ({ taskId, baseline: is, head: was })),
    ).pValue,
    minimumDetectableEffect: minimumDetectableEffect(
      pairs,
      look === 'second' ? { ...gate, alpha: level, confirmRuns: 0 } : gate,
    ),
    regressed: look !== 'first' && isRegression(test, gate, look),
    suspects: look === 'first' ? suspects(test, gate) : [],
    tasks: test.tasks.map(({ taskId, drop, pWorse, pBetter }, i) => ({
      taskId,
      baselineMean: meanOf(pairs[i]!.baseline),
      headMean: meanOf(pairs[i]!.head),
      change: -drop,
      pWorse,
      pBetter,
    })),
  };
}

function levelOf({ alpha }: RegressionGate, look: Look): number {
  return look === 'second' ? confirmationLevel(alpha) : alpha;
}

/** Red: chance hardly explains it, and it is large enough to matter. */
export function isRegression(
  test: RegressionTest,
  gate: RegressionGate,
  look: Exclude<Look, 'first'>,
): boolean {
  return test.pValue < levelOf(gate, look) && test.drop > gate.maxRegression;
}

const NOTHING_COMPARED = {
  runs: { baseline: 0, head: 0 },
  baselineScore: null,
  headScore: null,
  drop: null,
  dropInterval: null,
  pValue: null,
  pValueBetter: null,
  minimumDetectableEffect: null,
  regressed: false,
  suspects: [],
  tasks: [],
};

/** Puts several results of the same thing together, so that the baseline has more runs. */
export function poolSides(sides: readonly [Side, ...Side[]]): Side {
  const [newest] = sides;
  const ids = new Set(sides.flatMap((side) => side.tasks.map((task) => task.taskId)));
  return {
    identity: newest.identity,
    tasks: [...ids].sort().map((taskId) => {
      const rows = sides.flatMap((side) => side.tasks.filter((task) => task.taskId === taskId));
      const known = rows.flatMap((row) => (row.score === null ? [] : [row.score]));
      return {
        taskId,
        score: known.length === 0 ? null : overallScoreOf(known),
        scores: rows.flatMap((row) => row.scores),
      };
    }),
  };
}

/** Tasks with valid runs on both sides, in the order of their ids, as `testRegression` gives them back. */
function pair(baseline: Side, head: Side): PairedTask[] {
  const before = new Map(baseline.tasks.map((task) => [task.taskId, task.scores]));
  return head.tasks
    .map(({ taskId, scores }) => ({ taskId, baseline: before.get(taskId) ?? [], head: scores }))
    .filter((task) => task.baseline.length > 0 && task.head.length > 0)
    .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
}

/** A task alone stands out from here on; with few runs nothing gets below the share of a single deal. */
const SUSPECT_LEVEL = 0.1;

/** Tasks to run more often; none if nothing is suspected. */
export function suspects(test: RegressionTest, gate: RegressionGate): string[] {
  if (test.pValue >= suspicionLevel(gate.alpha) || test.drop <= gate.maxRegression) return [];
  const everywhere = test.pEverywhere / SHARE_EVERYWHERE;
  const inFewTasks = test.pFewTasks / (1 - SHARE_EVERYWHERE);
  // Large drops weigh on the mean as well: where they convince by themselves, nothing else is suspect.
  if (inFewTasks >= Math.max(everywhere, confirmationLevel(gate.alpha))) {
    return test.tasks.map((task) => task.taskId);
  }
  const worse = test.tasks.filter((task) => task.drop > 0);
  const least = Math.min(...worse.map((task) => task.pWorse));
  return worse.filter((task) => task.pWorse <= Math.max(SUSPECT_LEVEL, least)).map((task) => task.taskId);
}

function dropInterval(pairs: readonly PairedTask[], drop: number): Comparison['dropInterval'] {
  const error = standardError(pairs);
  if (!Number.isFinite(error)) return null;
  const freedom = sum(pairs, (task) => task.baseline.length + task.head.length - 2) || pairs.length - 1;
  const half = studentT975(freedom) * error;
  return { lower: Math.max(-1, drop - half), upper: Math.min(1, drop + half) };
}

function scoreOver(side: Side, pairs: readonly PairedTask[]): number | null {
  const compared = new Set(pairs.map((task) => task.taskId));
  const scores = side.tasks.flatMap((task) =>
    compared.has(task.taskId) && task.score !== null ? [task.score] : [],
  );
  return scores.length === 0 ? null : overallScoreOf(scores);
}

const meanOf = (values: readonly number[]): number => sum(values, (value) => value) / values.length;
