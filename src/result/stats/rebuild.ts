import { z } from 'zod';
import { benchmarkSchema, taskFields, type BenchmarkResult, type TaskStats } from '../formats/benchmark.ts';
import { mean, sampleDeviation } from './bootstrap.ts';
import { composeResult } from './merge.ts';
import { isPassing, type RunCacheEntry } from '../formats/run-cache.ts';
import { reliabilityOf, taskScoreOf } from './score.ts';

/** The fields of a result that run files do not have. */
type ResultBase = Pick<BenchmarkResult, 'model'> & Partial<BenchmarkResult>;

/**
 * Builds the result that the harness would have written for these runs. Needed if it was stopped, because then it writes
 * none, and if some tasks were run again, because then its own file only has the last of their runs.
 *
 * @param base the harness's own file if there is one, else what is known without it
 */
export function rebuildResult(base: ResultBase, runFiles: Iterable<RunCacheEntry>): BenchmarkResult {
  const byTask = new Map<string, RunCacheEntry[]>();
  for (const run of runFiles) byTask.set(run.task_id, [...(byTask.get(run.task_id) ?? []), run]);
  return composeResult(
    benchmarkSchema.parse({
      overall_score: 0,
      overall_ci_lower: 0,
      overall_ci_upper: 0,
      task_results: [],
      ...base,
    }),
    [...byTask.values()].map(statsOf),
  );
}

/** The harness's summary of the runs of one task. */
export function statsOf(runFiles: readonly RunCacheEntry[]): TaskStats {
  const runs = [...runFiles].sort((a, b) => a.run_index - b.run_index);
  const scores = runs.map((run) => run.run_score);
  const passing = runs.filter(isPassing);
  const reliability = reliabilityOf(scores, passing.length);
  const deviation = sampleDeviation(scores);
  const judged = runs.filter((run) => run.judge_result.enabled && !run.judge_result.error);
  const durations = runs.map((run) => run.duration_ms).filter((duration) => duration > 0);
  const average = (of: readonly RunCacheEntry[], value: (run: RunCacheEntry) => number): number =>
    of.length === 0 ? 0 : of.reduce((sum, run) => sum + value(run), 0) / of.length;
  return {
    ...taskOf(runs[0]!),
    runs: runs.length,
    scores,
    mean_completion_score: average(runs, (run) => run.completion_result.score),
    mean_trajectory_score: average(runs, (run) => run.trajectory_result.score),
    mean_behavior_score: average(runs, (run) => run.behavior_result.score),
    mean_judge_score: average(judged, (run) => run.judge_result.score),
    mean_judge_confidence: average(judged, (run) => run.judge_result.confidence),
    judge_pass_rate: average(judged, (run) => (run.judge_result.passed ? 1 : 0)),
    judged_runs: judged.length,
    judge_error_count: runs.filter((run) => run.judge_result.enabled && run.judge_result.error).length,
    mean_run_score: mean(scores),
    reliability_score: reliability.score,
    variance_score: reliability.varianceScore,
    mean_task_score: taskScoreOf(scores, passing.length),
    stddev: deviation,
    min_score: Math.min(...scores),
    max_score: Math.max(...scores),
    worst_of_n: Math.min(...scores),
    pass_at_1: isPassing(runs[0]!),
    pass_rate: reliability.passRate,
    pass_hat_k: reliability.allPassed,
    high_variance: deviation > 0.15,
    mean_duration_ms: durations.length === 0 ? 0 : durations.reduce((a, b) => a + b, 0) / durations.length,
    median_duration_ms: percentile(durations, 0.5),
    p95_duration_ms: percentile(durations, 0.95),
    mean_input_tokens: average(runs, (run) => run.token_usage.input_tokens),
    mean_output_tokens: average(runs, (run) => run.token_usage.output_tokens),
    mean_reasoning_tokens: average(runs, (run) => run.token_usage.reasoning_tokens),
    mean_total_tokens: average(runs, (run) => run.token_usage.total_tokens),
    mean_cost_usd: average(runs, (run) => run.token_usage.total_cost_usd),
    tokens_per_pass: average(passing, (run) => run.token_usage.total_tokens),
    cost_per_pass: average(passing, (run) => run.token_usage.total_cost_usd),
    delivery_outcome_counts: countOf(runs.map((run) => run.delivery_outcome)),
    failure_mode_counts: countOf(runs.flatMap((run) => run.failure_mode ?? [])),
  };
}

type TaskFields = z.infer<z.ZodObject<typeof taskFields>>;

function taskOf(run: RunCacheEntry): TaskFields {
  return taskSchema.parse(run);
}

const taskSchema = z.object(taskFields);

/** The harness's percentile: linear between the nearest two. */
function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const ordered = [...values].sort((a, b) => a - b);
  const position = (ordered.length - 1) * share;
  const below = Math.floor(position);
  const weight = position - below;
  return ordered[below]! * (1 - weight) + ordered[Math.min(below + 1, ordered.length - 1)]! * weight;
}

function countOf(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]),
  );
}
