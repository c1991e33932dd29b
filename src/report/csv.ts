import { stringify } from 'csv-stringify/sync';
import { type Clean, madeOfClean } from '../base/clean.ts';
import type { RunDetail } from '../result/formats/run-detail.ts';
import type { TaskRow } from '../result/formats/verdict-record.ts';
import type { ReportSource } from './source.ts';

const columns = [
  'label',
  'model',
  'task',
  'tier',
  'run',
  'valid',
  'score',
  'outcome',
  'failure_mode',
  'first_failure',
  'error',
  'completion',
  'trajectory',
  'behavior',
  'judge',
  'duration_s',
  'total_tokens',
  'input_tokens',
  'output_tokens',
  'cost_usd',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | boolean | null>>>;

/**
 * `runs.csv`: a row for each run, `run` counted from 0. What is not known is empty. Without run files (`artifact-content:
 * scores`) there is a row for each valid run, with its score alone.
 */
export function renderRunsCsv({ verdict, facts, runs }: ReportSource): Clean<string> {
  const common = { label: facts.label, model: verdict.identity.model };
  const tasks = new Map(verdict.tasks.map((task) => [task.taskId, task]));
  const written = new Set<string>();
  const rows: Row[] = [];
  for (const run of runs()) {
    written.add(keyOf(run.taskId, run.runIndex));
    rows.push({ ...common, ...rowOf(run, tasks.get(run.taskId), verdict.totals.costUsd !== null) });
  }
  for (const task of verdict.tasks)
    for (const { run, score } of scoredRuns(task)) {
      if (!written.has(keyOf(task.taskId, run)))
        rows.push({ ...common, task: task.taskId, tier: task.tier, run, valid: true, score });
    }
  return madeOfClean(csv(columns, rows));
}

/** The valid runs of a task, those that only confirm included. */
function scoredRuns({ scores, scoredRuns: runs, confirming }: TaskRow): { run: number; score: number }[] {
  const planned = scores.map((score, index) => ({ run: runs?.[index] ?? index, score }));
  const others = confirming?.scores.map((score, index) => ({ run: confirming.scoredRuns[index]!, score }));
  return [...planned, ...(others ?? [])];
}

const keyOf = (taskId: string, run: number): string => `${taskId} ${run}`;

function rowOf(run: RunDetail, task: TaskRow | undefined, isPriceKnown: boolean): Row {
  return {
    task: run.taskId,
    tier: run.tier,
    run: run.runIndex,
    valid: task?.scoredRuns === undefined ? null : scoredRuns(task).some((one) => one.run === run.runIndex),
    score: run.score,
    outcome: run.outcome,
    failure_mode: run.failureMode,
    first_failure: run.failures[0] ?? null,
    error: run.error,
    ...run.axes,
    duration_s: run.durationMs / 1000,
    total_tokens: run.totalTokens,
    input_tokens: run.inputTokens,
    output_tokens: run.outputTokens,
    cost_usd: isPriceKnown ? run.costUsd : null,
  };
}

/**
 * A table as RFC 4180 describes it. A spreadsheet would run a cell that looks like a formula, so such a cell begins with
 * an apostrophe, which shows it as text.
 */
export function csv(head: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...head],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  });
}
