import type { Comparison } from '../result/formats/comparison.ts';
import { comparedScores, type TaskRow, type VerdictRecord } from '../result/formats/verdict-record.ts';
import { isAbove } from '../result/stats/numbers.ts';
import { oneLine } from '../base/plain-text.ts';
import { onBranch } from '../result/verdict/alarm-words.ts';
import { confirmedTasks } from '../result/verdict/watch-tasks.ts';
import { runAnchor, taskAnchor } from './anchors.ts';

/** How a task did; in this order in reports. */
export const taskKinds = ['regressed', 'unanswered', 'failed', 'flaky', 'passed', 'quarantined'] as const;
type TaskKind = (typeof taskKinds)[number];

/** What reports say of one task. */
export interface TaskReport {
  taskId: string;
  kind: TaskKind;
  isRequired: boolean;
  /** Score in the baseline; null without one. */
  before: number | null;
  after: number | null;
  /** Scores of the runs in the baseline; empty if unknown. */
  scoresBefore: readonly number[];
  scores: readonly number[];
  /** What alarms of single tasks say of it, in a few words; empty if nothing. */
  alarm: string;
  /** That, and how its runs failed, in a few words; empty if there is nothing to say. */
  why: string;
  /** The first failed assertion; null if none is known. */
  failure: string | null;
  /** Its place in the HTML report: its worst run if that is known, else the task. */
  anchor: string;
}

/** The tasks, those that got worse first, then those that failed, the flaky ones, the rest and those in quarantine; the worst first in each. */
export function taskReports(verdict: VerdictRecord): TaskReport[] {
  const changes = new Map(verdict.comparison?.tasks.map((task) => [task.taskId, task]));
  const fresh = new Map(verdict.comparison?.confirmation?.tasks.map((task) => [task.taskId, task]));
  const required = new Set(verdict.requiredTasks);
  const worse = new Set(worseTasks(verdict.comparison));
  const alarms = alarmsOf(verdict.comparison);
  const confirmed = new Set(confirmedTasks(verdict.comparison?.taskAlarms).map(({ taskId }) => taskId));
  const reports = verdict.tasks.map((row): TaskReport => {
    const change = changes.get(row.taskId);
    const { before, after } = scoresOf(row, change);
    const alarm = alarms.get(row.taskId) ?? '';
    const gotWorse = worse.has(row.taskId) && before !== null && after !== null && after < before;
    return {
      taskId: row.taskId,
      kind:
        row.quarantined === true
          ? 'quarantined'
          : gotWorse || confirmed.has(row.taskId)
            ? 'regressed'
            : kindOf(row),
      isRequired: required.has(row.taskId),
      before,
      after,
      scoresBefore: [...(change?.baselineScores ?? []), ...(fresh.get(row.taskId)?.baselineScores ?? [])],
      scores: comparedScores(row),
      alarm,
      why: [alarm, whyOf(row)].filter((part) => part !== '').join('; '),
      failure: row.firstFailure === undefined ? null : oneLine(row.firstFailure, LONGEST_FAILURE),
      anchor: anchorOf(row),
    };
  });
  return reports.sort(
    (a, b) =>
      taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind) ||
      Number(b.isRequired) - Number(a.isRequired) ||
      weightOf(a) - weightOf(b),
  );
}

const LONGEST_FAILURE = 140;

type TaskChange = Comparison['tasks'][number];

/** Records of earlier versions have no score of the baseline, but the mean of its runs, which is then shown of both sides. */
function scoresOf(row: TaskRow, change: TaskChange | undefined): Pick<TaskReport, 'before' | 'after'> {
  if (change === undefined) return { before: null, after: row.score };
  const { baselineScore, baselineMean, headMean } = change;
  return baselineScore === undefined
    ? { before: baselineMean, after: headMean }
    : { before: baselineScore, after: row.score };
}

/** A single task stands out below this p-value if all of them together got worse. */
const SUSPECT_LEVEL = 0.1;

/**
 * The tasks that got worse, by more than `max-regression` if there are any. After a regression these are the ones that stand
 * out; else only drops of which chance would cause less than one among all tasks.
 */
function worseTasks(comparison: Comparison | null): string[] {
  if (comparison === null || !comparison.comparable) return [];
  // What fresh runs of both sides said of a task decided about it.
  const fresh = new Map(comparison.confirmation?.tasks.map((task) => [task.taskId, task]));
  const fell = comparison.tasks
    .map((task) => fresh.get(task.taskId) ?? task)
    .filter((task) => task.change < 0);
  const least = Math.min(...fell.map((task) => task.pWorse));
  const level =
    comparison.regressed || comparison.suspects.length > 0
      ? Math.max(SUSPECT_LEVEL, least)
      : 1 / comparison.tasks.length;
  const worse = fell.filter((task) => task.pWorse <= level);
  const much = worse.filter((task) => isAbove(-task.change, comparison.maxRegression));
  return (much.length > 0 || !comparison.regressed ? much : worse).map((task) => task.taskId);
}

/** What is said of each task that is suspect, or unstable. */
function alarmsOf(comparison: Comparison | null): Map<string, string> {
  const alarms = comparison?.taskAlarms;
  if (comparison === null || alarms === undefined) return new Map();
  return new Map([
    ...alarms.unstable.map(({ taskId, before }): [string, string] => [
      taskId,
      `unstable ${onBranch(comparison)}: passed ${before.passes} of ${before.valid}`,
    ]),
    ...alarms.suspects.map(({ taskId, state, fresh, before }): [string, string] => [
      taskId,
      fresh === undefined
        ? `suspected, not confirmed: passed ${before.passes} of ${before.valid} ${onBranch(comparison)}`
        : `${state} by fresh runs: passed ${fresh.passes} of ${fresh.valid}, ${onBranch(comparison)} ${before.passes} of ${before.valid}`,
    ]),
  ]);
}

function kindOf({ passes, runs }: TaskRow): TaskKind {
  if (runs.valid === 0) return 'unanswered';
  if (passes === 0) return 'failed';
  return passes < runs.valid ? 'flaky' : 'passed';
}

/** By how much it fell, for those that got worse; else the score. */
function weightOf({ kind, before, after }: TaskReport): number {
  return (after ?? 0) - (kind === 'regressed' ? (before ?? 0) : 0);
}

/** `verification skipped 4 of 5`, or how many runs passed if nothing says how the others failed. */
function whyOf({ passes, runs, invalid, failureModes = {} }: TaskRow): string {
  if (runs.valid === 0) return oneLine(invalid[0]?.cause ?? 'no run finished', LONGEST_FAILURE);
  if (passes === runs.valid)
    return runs.valid === runs.planned ? '' : `${runs.valid} of ${runs.planned} runs can be judged`;
  const [mode] = Object.entries(failureModes).sort(([, a], [, b]) => b - a);
  if (mode === undefined) return `passed ${passes} of ${runs.valid}`;
  const [name, times] = mode;
  // A summary counts invalid runs too.
  return `${failureWords(name)} ${Math.min(times, runs.valid)} of ${runs.valid}`;
}

/** ClawBench's name for a way to fail, in words. */
export function failureWords(mode: string): string {
  return oneLine(mode.replaceAll('_', ' '), 60);
}

/** The worst run. Records of older versions do not say which runs the scores are of, unless all of them are valid. */
function anchorOf({ taskId, scores, scoredRuns, runs }: TaskRow): string {
  const worst = scores.indexOf(Math.min(...scores));
  const run =
    scoredRuns === undefined && runs.valid < runs.planned ? undefined : (scoredRuns?.[worst] ?? worst);
  return run === undefined || worst < 0 ? taskAnchor(taskId) : runAnchor(taskId, run);
}

/** A way to fail, and how often valid runs of the compared tasks fail so on each side: a mean over tasks, 0..1. */
export interface FailureShift {
  mode: string;
  before: number;
  after: number;
}

/** Smaller shifts are not worth a word. */
const LEAST_SHIFT = 0.02;

/** How the ways to fail shifted since the baseline, the largest shifts first; empty if the baseline does not say. */
export function failureShift({ comparison, tasks }: VerdictRecord): FailureShift[] {
  if (comparison === null || comparison.tasks.length === 0) return [];
  const rows = new Map(tasks.map((row) => [row.taskId, row]));
  const [before, after] = [new Map<string, number>(), new Map<string, number>()];
  // Task by task, because only some tasks have runs that were made to confirm a regression.
  for (const { taskId, baselineFailureModes, baselineScores = [] } of comparison.tasks) {
    const { failureModes, runs } = rows.get(taskId) ?? {};
    if (baselineFailureModes === undefined || failureModes === undefined) return [];
    addShares(before, baselineFailureModes, baselineScores.length);
    addShares(after, failureModes, runs?.valid ?? 0);
  }
  const share = (sums: Map<string, number>, mode: string): number =>
    (sums.get(mode) ?? 0) / comparison.tasks.length;
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((mode) => ({ mode: failureWords(mode), before: share(before, mode), after: share(after, mode) }))
    .filter((shift) => Math.abs(shift.after - shift.before) >= LEAST_SHIFT)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** A summary counts invalid runs too, so that a share can seem to be over 1. */
function addShares(sums: Map<string, number>, counts: Readonly<Record<string, number>>, runs: number): void {
  for (const [mode, times] of Object.entries(counts))
    sums.set(mode, (sums.get(mode) ?? 0) + Math.min(1, times / Math.max(1, runs)));
}
