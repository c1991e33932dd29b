import { sha256 } from '../../base/sha256.ts';
import { compareText } from '../../base/compare-text.ts';
import { ActionError } from '../../base/errors.ts';
import type { BenchmarkResult, ScenarioResult, TaskStats, TierResult } from '../formats/benchmark.ts';
import { bootstrapInterval, mean } from './bootstrap.ts';

/**
 * Merges the results of shards exactly: every shard ran whole tasks, and each number of a result is a function of its
 * tasks, so the merged file is what one harness would have written for all of them. Tasks are sorted by tier and id, also
 * those of a single shard, because the bootstrap interval depends on their order and a harness shuffles them. So the
 * number of shards affects no figure.
 *
 * @throws ActionError `bad-result` if there is nothing to merge, tasks overlap, or shards ran different things
 */
export function mergeShards(shards: readonly BenchmarkResult[]): BenchmarkResult {
  const first = shards[0];
  if (first === undefined) throw new ActionError('bad-result', 'There is no result to merge.');
  refuseMismatch(shards);
  return composeResult(
    first,
    shards.flatMap((shard) => shard.task_results),
  );
}

/** Fields that must be equal in all shards, beside `environment` without its number of tasks. */
const SAME_IN_ALL = [
  'model',
  'provider',
  'judge_model',
  'benchmark_version',
  'benchmark_release_id',
  'public_release_id',
  'hidden_release_id',
] as const;

function refuseMismatch(shards: readonly BenchmarkResult[]): void {
  const first = shards[0]!;
  const owner = new Map<string, number>();
  for (const [index, shard] of shards.entries()) {
    for (const field of SAME_IN_ALL) {
      if (shard[field] !== first[field]) {
        throw new ActionError(
          'bad-result',
          `Shards 0 and ${index} cannot be merged: ${field} is "${String(first[field])}" in one and "${String(shard[field])}" in the other.`,
        );
      }
    }
    if (environmentKey(shard) !== environmentKey(first)) {
      throw new ActionError(
        'bad-result',
        `Shards 0 and ${index} cannot be merged: their "environment" differs.`,
      );
    }
    for (const task of shard.task_results) {
      const other = owner.get(task.task_id);
      if (other !== undefined) {
        throw new ActionError(
          'bad-result',
          `Shards ${other} and ${index} cannot be merged: both ran task ${task.task_id}.`,
        );
      }
      owner.set(task.task_id, index);
    }
  }
}

function environmentKey(shard: BenchmarkResult): string {
  return canonical({ ...shard.environment, task_count: 0 });
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareText(a, b)))
      : part,
  );
}

/** The fixed order of tasks: tier, then id. */
export function sortTasks<T extends { tier: string; task_id: string }>(tasks: readonly T[]): T[] {
  return [...tasks].sort((a, b) => compareText(a.tier, b.tier) || compareText(a.task_id, b.task_id));
}

/**
 * Builds a whole result from its tasks, by the harness's own aggregation.
 *
 * @param base has the fields that are not computed from tasks
 */
export function composeResult(base: BenchmarkResult, stats: readonly TaskStats[]): BenchmarkResult {
  const tasks = sortTasks(stats);
  const judged = judgedOnly(tasks);
  const interval = bootstrapInterval(scores(tasks));
  return {
    ...base,
    environment: { ...base.environment, task_count: tasks.length },
    overall_score: mean(scores(tasks)),
    overall_completion: average(tasks, (task) => task.mean_completion_score),
    overall_trajectory: average(tasks, (task) => task.mean_trajectory_score),
    overall_behavior: average(tasks, (task) => task.mean_behavior_score),
    overall_judge_score: average(judged, (task) => task.mean_judge_score),
    overall_judge_confidence: average(judged, (task) => task.mean_judge_confidence),
    overall_judge_pass_rate: average(judged, (task) => task.judge_pass_rate),
    judge_task_coverage: tasks.length === 0 ? 0 : judged.length / tasks.length,
    judge_error_count: tasks.reduce((sum, task) => sum + task.judge_error_count, 0),
    overall_reliability: average(tasks, (task) => task.reliability_score),
    overall_weighted_query_score: weighted(tasks) ?? 0,
    overall_median_latency_ms: average(tasks, (task) => task.median_duration_ms),
    overall_p95_latency_ms: average(tasks, (task) => task.p95_duration_ms),
    overall_input_tokens: average(tasks, (task) => task.mean_input_tokens),
    overall_output_tokens: average(tasks, (task) => task.mean_output_tokens),
    overall_reasoning_tokens: average(tasks, (task) => task.mean_reasoning_tokens),
    overall_total_tokens: average(tasks, (task) => task.mean_total_tokens),
    overall_cost_usd: average(tasks, (task) => task.mean_cost_usd),
    overall_tokens_per_pass: average(tasks, (task) => task.tokens_per_pass),
    overall_cost_per_pass: average(tasks, (task) => task.cost_per_pass),
    overall_worst_of_n: average(tasks, (task) => task.worst_of_n),
    public_dev_score: scoreOfOnly(tasks, (task) => task.pool === 'public_dev'),
    official_hidden_score: scoreOfOnly(tasks, (task) => task.pool === 'official_hidden'),
    clear_prompt_score: scoreOfOnly(tasks, (task) => task.prompt_variant === 'clear'),
    ambiguous_prompt_score: scoreOfOnly(tasks, (task) => task.prompt_variant === 'ambiguous'),
    consensus_subset_score: scoreOfOnly(tasks, (task) => task.subsets.includes('consensus')),
    hard_subset_score: scoreOfOnly(tasks, (task) => task.subsets.includes('hard')),
    overall_delivery_outcome_counts: addCounts(tasks.map((task) => task.delivery_outcome_counts)),
    overall_failure_mode_counts: addCounts(tasks.map((task) => task.failure_mode_counts)),
    overall_ci_lower: interval.lower,
    overall_ci_upper: interval.upper,
    overall_pass_hat_k: passShare(tasks),
    tier_results: groups(tasks, (task) => task.tier).map(([tier, members]) => tierResult(tier, members)),
    scenario_results: groups(tasks, (task) => task.scenario)
      .filter(([scenario]) => scenario !== '')
      .map(([scenario, members]) => scenarioResult(scenario, members)),
    task_results: tasks,
    environment_checksum: fingerprint(tasks, (task) => [
      task.task_id,
      task.pool,
      task.variant_id,
      task.release_id,
    ]),
    task_snapshot_fingerprint: fingerprint(tasks, (task) => [
      task.task_id,
      task.pool,
      task.variant_group,
      task.variant_id,
      task.release_id,
    ]),
  };
}

function tierResult(tier: string, tasks: TaskStats[]): TierResult {
  const interval = bootstrapInterval(scores(tasks));
  return {
    tier,
    mean_task_score: mean(scores(tasks)),
    mean_completion: average(tasks, (task) => task.mean_completion_score),
    mean_trajectory: average(tasks, (task) => task.mean_trajectory_score),
    mean_behavior: average(tasks, (task) => task.mean_behavior_score),
    mean_judge: average(judgedOnly(tasks), (task) => task.mean_judge_score),
    mean_reliability: average(tasks, (task) => task.reliability_score),
    ci_lower: interval.lower,
    ci_upper: interval.upper,
    pass_hat_k_rate: passShare(tasks),
    task_stats: tasks,
  };
}

function scenarioResult(scenario: string, tasks: TaskStats[]): ScenarioResult {
  return {
    scenario,
    mean_task_score: average(tasks, (task) => task.mean_task_score),
    weighted_score: weighted(tasks) ?? average(tasks, (task) => task.mean_task_score),
    mean_completion: average(tasks, (task) => task.mean_completion_score),
    mean_trajectory: average(tasks, (task) => task.mean_trajectory_score),
    mean_behavior: average(tasks, (task) => task.mean_behavior_score),
    mean_judge: average(judgedOnly(tasks), (task) => task.mean_judge_score),
    mean_reliability: average(tasks, (task) => task.reliability_score),
    pass_hat_k_rate: passShare(tasks),
    total_weight: tasks.reduce((sum, task) => sum + task.query_weight, 0),
    task_stats: tasks,
  };
}

const scores = (tasks: readonly TaskStats[]): number[] => tasks.map((task) => task.mean_task_score);

/** Figures of the judge are averaged over the tasks that it judged. */
function judgedOnly(tasks: readonly TaskStats[]): TaskStats[] {
  return tasks.filter((task) => task.judged_runs > 0);
}

/** Python's `sum(values) / len(values)`: plain summation, unlike numpy's mean. */
function average(tasks: readonly TaskStats[], value: (task: TaskStats) => number): number {
  return plainMean(tasks.map(value));
}

function plainMean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function scoreOfOnly(tasks: readonly TaskStats[], belongs: (task: TaskStats) => boolean): number {
  return plainMean(scores(tasks.filter(belongs)));
}

function passShare(tasks: readonly TaskStats[]): number {
  return plainMean(tasks.map((task) => (task.pass_hat_k ? 1 : 0)));
}

/** Mean task score by query weight; null if no task has a weight. */
function weighted(tasks: readonly TaskStats[]): number | null {
  const total = tasks.reduce((sum, task) => sum + task.query_weight, 0);
  if (total === 0) return null;
  return tasks.reduce((sum, task) => sum + task.mean_task_score * task.query_weight, 0) / total;
}

/** Groups sorted by name. */
function groups(tasks: readonly TaskStats[], nameOf: (task: TaskStats) => string): [string, TaskStats[]][] {
  const byName = new Map<string, TaskStats[]>();
  for (const task of tasks) {
    const name = nameOf(task);
    byName.set(name, [...(byName.get(name) ?? []), task]);
  }
  return [...byName].sort(([a], [b]) => compareText(a, b));
}

function addCounts(all: readonly Record<string, number>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => compareText(a, b)));
}

/** ClawBench's fingerprint of a set of tasks. */
function fingerprint(tasks: readonly TaskStats[], parts: (task: TaskStats) => string[]): string {
  const lines = tasks.map((task) => parts(task).join(':')).sort(compareText);
  return sha256(lines.join('|'));
}
