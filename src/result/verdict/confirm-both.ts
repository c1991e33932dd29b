import type { Confirmation } from '../formats/confirmation.ts';
import type { Comparison } from '../formats/comparison.ts';
import type { TaskRow } from '../formats/verdict-record.ts';
import { confirmBothSides } from '../stats/both-sides.ts';
import { cautiousNoiseOfDrop } from '../stats/noise-of-drop.ts';
import { type RegressionGate, suspicionLevel } from '../stats/regression-gate.ts';
import { meanOf, sum } from '../stats/numbers.ts';
import type { PairedTask } from '../stats/regression.ts';
import { studentQuantile } from '../stats/student.ts';

/** Fresh runs of one task, which one side made to confirm a suspicion. */
export interface FreshRuns {
  taskId: string;
  planned: number;
  /** Of the valid ones, and how many of these passed. */
  scores: readonly number[];
  passes: number;
}

/** The runs that both sides made to confirm a suspicion. */
interface FreshSides {
  baseline: readonly FreshRuns[];
  head: readonly FreshRuns[];
}

/** Without the runs that confirm, which are no part of the first look. */
export function plannedRow(row: TaskRow): TaskRow {
  const planned = { ...row };
  delete planned.confirming;
  return planned;
}

/** The runs of a result after the planned ones. */
export function freshRunsOf(tasks: readonly Pick<TaskRow, 'taskId' | 'confirming'>[]): FreshRuns[] {
  return tasks.flatMap(({ taskId, confirming }) =>
    confirming === undefined ? [] : [freshOf(taskId, confirming)],
  );
}

/** @param row of the task, whose runs were all made to confirm */
export function freshOf(
  taskId: string,
  { runs, scores, passes }: Pick<TaskRow, 'runs' | 'scores' | 'passes'>,
): FreshRuns {
  return { taskId, planned: runs.planned, scores, passes };
}

/**
 * Decides about a suspicion by the fresh runs of both sides alone. Its own figures stay those of the first look, so that they
 * are of the runs that the scores are of.
 *
 * @param first the first look, at the stage `screening`
 */
export function confirmByBoth(first: Comparison, fresh: FreshSides, gate: RegressionGate): Comparison {
  const pairs = pair(first, fresh);
  const { test, drop, regressed } = confirmBothSides(pairs, first.tasks.length, { gate });
  const share = pairs.length / Math.max(1, first.tasks.length);
  const paired = new Set(pairs.map(({ taskId }) => taskId));
  const confirmation: Confirmation = {
    planned: {
      baseline: sum(fresh.baseline, ({ planned }) => planned),
      head: sum(fresh.head, ({ planned }) => planned),
    },
    runs: {
      baseline: sum(pairs, (task) => task.baseline.length),
      head: sum(pairs, (task) => task.head.length),
    },
    drop,
    dropInterval: intervalOf(pairs, drop, share),
    pValue: test.pValue,
    level: gate.alpha,
    tasks: test.tasks.map((task, i) => {
      const { baseline, head } = pairs[i]!;
      return {
        taskId: task.taskId,
        baselineMean: meanOf(baseline),
        headMean: meanOf(head),
        change: -task.drop,
        pWorse: task.pWorse,
        baselineScores: [...baseline],
        headScores: [...head],
      };
    }),
    unanswered: fresh.head.map(({ taskId }) => taskId).filter((taskId) => !paired.has(taskId)),
  };
  return {
    ...first,
    level: suspicionLevel(gate.alpha),
    confirmed: true,
    confirmedBy: 'both',
    confirmation,
    // Judged again by another gate, the first look may suspect nothing.
    regressed: first.suspects.length > 0 && regressed,
    suspects: [],
  };
}

/** Compared tasks with valid fresh runs on both sides, sorted by id as in the result of the test. */
function pair(first: Comparison, { baseline, head }: FreshSides): PairedTask[] {
  const compared = new Set(first.tasks.map(({ taskId }) => taskId));
  const before = new Map(baseline.map(({ taskId, scores }) => [taskId, scores]));
  return head
    .map(({ taskId, scores }) => ({ taskId, baseline: before.get(taskId) ?? [], head: scores }))
    .filter((task) => compared.has(task.taskId) && task.baseline.length > 0 && task.head.length > 0)
    .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
}

/** @param share of the compared tasks that the fresh runs are of: the others count as unchanged */
function intervalOf(pairs: readonly PairedTask[], drop: number, share: number): Confirmation['dropInterval'] {
  const noise = cautiousNoiseOfDrop(pairs);
  if (noise === null) return null;
  const half = studentQuantile(0.025, noise.freedom) * Math.sqrt(noise.variance) * share;
  return { lower: Math.max(-1, drop - half), upper: Math.min(1, drop + half) };
}
