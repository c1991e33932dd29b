import { allTokens } from '../../protocol/relay.ts';
import type { BenchmarkResult, TaskStats } from '../formats/benchmark.ts';
import type { RunHealth } from './run-health.ts';
import { sortTasks } from '../stats/merge.ts';
import { failuresOf } from '../formats/run-failures.ts';
import type { OrderedRuns } from '../formats/rounds.ts';
import { isPassing, runKey, type RunCacheEntry, type RunKey } from '../formats/run-cache.ts';
import { passedRuns, passesOf } from '../stats/score.ts';

/** The score of one run and what it used. */
export interface Run {
  health: RunHealth;
  /** 0..1; null if the run has no score. */
  score: number | null;
  passed: boolean;
  durationMs: number;
  totalTokens: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
  /** ClawBench's name for the way it failed; null if it gave none. */
  failureMode: string | null;
  /** The first fault that the harness found; null if it found none. */
  firstFailure: string | null;
}

export interface TaskRuns {
  task_id: string;
  /** `unknown` if no run of the task left a record. */
  tier: string;
  family: string;
  /** All planned runs, valid or not, in run order. */
  runs: Run[];
  /** The same of the runs that follow to confirm a suspected regression: nothing but the comparison rests on them. */
  confirming: Run[];
  /** How runs failed, as a summary counts them, invalid runs included; null where the run files say it. */
  summedModes: Readonly<Record<string, number>> | null;
}

/**
 * Collects what is known about each run that was ordered, tasks sorted by tier and id. Run files take precedence over the
 * summary: they are copied when they first appear, while the container under test writes the summary at the end.
 */
export function collectRuns(input: {
  result: BenchmarkResult | null;
  planned: readonly OrderedRuns[];
  health: readonly RunHealth[];
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
}): TaskRuns[] {
  const stats = new Map(input.result?.task_results.map((task) => [task.task_id, task]));
  const healthOf = new Map(input.health.map((health) => [runKey(health.taskId, health.runIndex), health]));
  const tasks = input.planned.map(({ taskId, runs: ordered, confirming = 0 }): TaskRuns => {
    const task = stats.get(taskId);
    const runs = Array.from({ length: ordered }, (_, index): Run => {
      const key = runKey(taskId, index);
      const health = healthOf.get(key) ?? notRun(taskId, index);
      if (input.runFiles !== null) return fromFile(health, input.runFiles.get(key));
      return fromStats(health, task);
    });
    const file = [...Array(ordered).keys()]
      .map((index) => input.runFiles?.get(runKey(taskId, index)))
      .find((entry) => entry !== undefined);
    return {
      task_id: taskId,
      tier: task?.tier ?? file?.tier ?? 'unknown',
      family: task?.family ?? file?.family ?? '',
      runs: runs.slice(0, ordered - confirming),
      confirming: runs.slice(ordered - confirming),
      summedModes: input.runFiles === null ? (task?.failure_mode_counts ?? {}) : null,
    };
  });
  return sortTasks(tasks);
}

function fromFile(health: RunHealth, entry: RunCacheEntry | undefined): Run {
  if (entry === undefined) return { health, score: null, passed: false, ...NOTHING_USED };
  const judge = entry.judge_result.token_usage;
  const used = usageOf(health, entry);
  return {
    health,
    score: entry.run_score,
    passed: isPassing(entry),
    durationMs: entry.duration_ms,
    totalTokens: used.total_tokens + judge.total_tokens,
    inputTokens: used.input_tokens + judge.input_tokens,
    outputTokens: used.output_tokens + judge.output_tokens,
    costUsd: used.total_cost_usd + judge.total_cost_usd,
    failureMode: entry.failure_mode,
    firstFailure: failuresOf(entry)[0] ?? null,
  };
}

/** What the agent's requests used: by the relay if there is one, else by the harness. */
function usageOf(
  { spent }: RunHealth,
  entry: RunCacheEntry,
): Omit<RunCacheEntry['token_usage'], 'reasoning_tokens'> {
  if (spent === undefined) return entry.token_usage;
  const { input, output } = spent.tokens;
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: allTokens(spent.tokens),
    // OpenClaw knows prices that the relay does not.
    total_cost_usd: spent.unpriced === 0 ? spent.costUsd : entry.token_usage.total_cost_usd,
  };
}

function fromStats(health: RunHealth, task: TaskStats | undefined): Run {
  const score = task?.scores[health.runIndex];
  if (task === undefined || score === undefined)
    return { health, score: null, passed: false, ...NOTHING_USED };
  return {
    health,
    score,
    passed: passedRuns(task.scores, passesOf(task))[health.runIndex]!,
    durationMs: task.mean_duration_ms,
    totalTokens: task.mean_total_tokens,
    inputTokens: task.mean_input_tokens,
    outputTokens: task.mean_output_tokens,
    costUsd: task.mean_cost_usd,
    failureMode: null,
    firstFailure: null,
  };
}

const NOTHING_USED = {
  durationMs: 0,
  totalTokens: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  failureMode: null,
  firstFailure: null,
};

function notRun(taskId: string, runIndex: number): RunHealth {
  return {
    taskId,
    runIndex,
    class: 'not-run',
    code: null,
    cause: 'Nothing is known about this run.',
    certainty: 'sure',
    overBudget: false,
  };
}
