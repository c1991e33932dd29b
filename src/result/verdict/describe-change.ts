import type { Comparison } from '../formats/comparison.ts';
import { comparedScores, type TaskRow, type VerdictRecord } from '../formats/verdict-record.ts';
import type { WithDrift } from '../stats/noise-of-drop.ts';
import type { RegressionGate } from '../stats/regression-gate.ts';
import { changeInterval } from '../stats/noise.ts';
import { meanOf, sum } from '../stats/numbers.ts';
import { powerOf } from '../stats/power.ts';
import type { BranchHistory } from './branch-history.ts';
import type { Sample } from './compare.ts';

/** Both sides of a comparison, with what decides nothing. */
interface Sides {
  /** As it was compared. */
  sample: Sample;
  /** The records it was pooled from, newest first. */
  records: readonly VerdictRecord[];
  history: BranchHistory | undefined;
  noHistory: string | undefined;
  drift: WithDrift | undefined;
  head: readonly TaskRow[];
  isPriceKnown: boolean;
  gate: RegressionGate;
}

/** The comparison with what a reader wants to know of the change, and no decision rests on. */
export function describeChange(comparison: Comparison, sides: Sides): Comparison {
  const { records, sample, head, history, noHistory } = sides;
  const [newest] = records;
  const described = {
    ...comparison,
    ...(newest === undefined ? {} : { baselineTimestamp: newest.resultTimestamp }),
    baselineEvaluations: records.length,
    ...(history === undefined ? {} : { history: shownHistory(history) }),
    ...(noHistory === undefined ? {} : { noHistory }),
  };
  if (!comparison.comparable) return described;
  const compared = new Set(comparison.tasks.map(({ taskId }) => taskId));
  const before = records.flatMap((record) => record.tasks).filter(({ taskId }) => compared.has(taskId));
  const after = head.filter(({ taskId }) => compared.has(taskId));
  const was = Map.groupBy(before, ({ taskId }) => taskId);
  const scores = new Map(sample.tasks.map(({ taskId, score }) => [taskId, score]));
  const change = (comparison.headScore ?? 0) - (comparison.baselineScore ?? 0);
  const isPriceKnown = sides.isPriceKnown && records.every(({ totals }) => totals.costUsd !== null);
  const isUnlike = after.some(({ taskId, runs }) =>
    was.get(taskId)?.some((row) => row.runs.planned !== runs.planned),
  );
  const costPerRun = isPriceKnown
    ? {
        baseline: meanOf([...was.values()].map(costOfRun)),
        head: meanOf(after.map((row) => costOfRun([row]))),
      }
    : null;
  return {
    ...described,
    scoreChangeInterval: changeInterval(
      [...was.values()].map(runsOf),
      after.map((row) => runsOf([row])),
      change,
      sides.drift,
    ),
    ...(isUnlike ? byMeanRunScore(comparison) : {}),
    costPerRun,
    ...moreRuns(comparison, sides, costPerRun),
    tasks: comparison.tasks.map((task) => {
      const rows = was.get(task.taskId) ?? [];
      const score = scores.get(task.taskId) ?? null;
      const modes = failureModesOf(rows);
      return {
        ...task,
        ...(score === null || isUnlike ? {} : { baselineScore: score }),
        baselineScores: rows.flatMap(comparedScores),
        ...(modes === null ? {} : { baselineFailureModes: modes }),
      };
    }),
  };
}

/** What other numbers of runs would show; nothing where this comparison could not be red, which a sentence says. */
function moreRuns(
  { tasks, cannotDetect, arm }: Comparison,
  { sample, head, gate, drift }: Sides,
  costPerRun: Comparison['costPerRun'],
): Pick<Comparison, 'power'> {
  if (cannotDetect !== undefined) return {};
  const before = new Map(sample.tasks.map((task) => [task.taskId, comparedScores(task)]));
  const after = new Map(head.map((task) => [task.taskId, comparedScores(task)]));
  const pairs = tasks.map(({ taskId }) => ({
    taskId,
    baseline: before.get(taskId) ?? [],
    head: after.get(taskId) ?? [],
  }));
  // Of a number of runs that no score decides.
  const power = powerOf(
    pairs,
    { ...gate, sequentialSides: 0 },
    {
      drift,
      costOfRun: costPerRun
        ? (costPerRun.head + (arm === true ? costPerRun.baseline : 0)) * tasks.length
        : null,
    },
  );
  return power === null ? {} : { power };
}

/** What is the same whatever the number of runs: with more of them, the score of the same agent is lower. */
function byMeanRunScore({
  tasks,
  dropInterval,
}: Comparison): Pick<Comparison, 'unlikeRuns' | 'baselineScore' | 'headScore' | 'scoreChangeInterval'> {
  return {
    unlikeRuns: true,
    baselineScore: meanOf(tasks.map((task) => task.baselineMean)),
    headScore: meanOf(tasks.map((task) => task.headMean)),
    scoreChangeInterval: dropInterval && { lower: -dropInterval.upper, upper: -dropInterval.lower },
  };
}

function shownHistory({
  branch,
  records,
  from,
  to,
  slide,
  drift,
}: BranchHistory): NonNullable<Comparison['history']> {
  return { branch, evaluations: records.length, from, to, drift, ...(slide === null ? {} : { slide }) };
}

/** All runs of one task. The record does not say which of them passed; as passing takes a minimum score, the best did. */
function runsOf(rows: readonly TaskRow[]): { scores: number[]; passed: boolean[] } {
  const scores = rows.flatMap((row) => row.scores).sort((a, b) => b - a);
  const passes = sum(rows, (row) => row.passes);
  return { scores, passed: scores.map((_, index) => index < passes) };
}

function costOfRun(rows: readonly TaskRow[]): number {
  return (
    sum(rows, (row) => row.costUsd) /
    Math.max(
      1,
      sum(rows, (row) => row.runs.planned),
    )
  );
}

/** Null if an older record does not have them. */
function failureModesOf(rows: readonly TaskRow[]): Record<string, number> | null {
  const modes = new Map<string, number>();
  for (const { failureModes, confirming } of rows) {
    if (failureModes === undefined) return null;
    for (const [mode, runs] of [failureModes, confirming?.failureModes ?? {}].flatMap(Object.entries<number>))
      modes.set(mode, (modes.get(mode) ?? 0) + runs);
  }
  return Object.fromEntries(modes);
}
