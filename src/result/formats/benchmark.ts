import { z } from 'zod';
import { ActionError } from '../../base/errors.ts';
import { parseJson } from './json.ts';

/**
 * `benchmark.json` as the ClawBench harness writes it (`BenchmarkResult`). Fields that this program computes with are
 * required, fields that it only passes on have defaults, and unknown fields of other harness versions are kept.
 */

const share = z.number().min(0).max(1);
const amount = z.number().min(0);
const count = z.number().int().min(0);
const counts = z.record(z.string(), count);

/** Ids end up in paths, tables and log lines, so they must be printable and without spaces. */
const taskId = z
  .string()
  .regex(/^[^\s\p{C}]{1,200}$/u, 'is not a task id (1 to 200 printable characters, no spaces)')
  .refine((id) => id !== '.' && id !== '..', 'is not a task id');

/** The fields that identify and group tasks, in run files as well as in summaries. */
export const taskFields = {
  task_id: taskId,
  tier: z.string().min(1).max(100),
  family: z.string().default(''),
  scenario: z.string().default(''),
  subscenario: z.string().default(''),
  artifact_type: z.string().default(''),
  prompt_variant: z.string().default(''),
  query_difficulty: z.string().default(''),
  query_weight: amount.default(1),
  pool: z.string().default(''),
  subsets: z.array(z.string()).default([]),
  capabilities: z.array(z.string()).default([]),
  variant_group: z.string().default(''),
  variant_id: z.string().default(''),
  template_id: z.string().default(''),
  release_id: z.string().default(''),
  source_kind: z.string().default(''),
  privacy_tier: z.string().default(''),
  contamination_risk: z.string().default(''),
  freshness_epoch: z.string().default(''),
  similarity_hash: z.string().default(''),
  official: z.boolean().default(false),
};

const taskStatsSchema = z.looseObject({
  ...taskFields,
  runs: count.min(1),
  scores: z.array(share).min(1),
  mean_completion_score: share.default(0),
  mean_trajectory_score: share.default(0),
  mean_behavior_score: share.default(0),
  mean_judge_score: share.default(0),
  mean_judge_confidence: share.default(0),
  judge_pass_rate: share.default(0),
  judged_runs: count.default(0),
  judge_error_count: count.default(0),
  mean_run_score: share,
  reliability_score: share,
  mean_task_score: share,
  stddev: amount.default(0),
  pass_rate: share,
  pass_hat_k: z.boolean(),
  worst_of_n: share.default(0),
  mean_duration_ms: amount,
  median_duration_ms: amount.default(0),
  p95_duration_ms: amount.default(0),
  mean_input_tokens: amount.default(0),
  mean_output_tokens: amount.default(0),
  mean_reasoning_tokens: amount.default(0),
  mean_total_tokens: amount,
  mean_cost_usd: amount,
  tokens_per_pass: amount.default(0),
  cost_per_pass: amount.default(0),
  delivery_outcome_counts: counts.default({}),
  failure_mode_counts: counts.default({}),
});

const tierResultSchema = z.looseObject({
  tier: z.string(),
  mean_task_score: share,
  mean_completion: share.default(0),
  mean_trajectory: share.default(0),
  mean_behavior: share.default(0),
  mean_judge: share.default(0),
  mean_reliability: share.default(0),
  ci_lower: share,
  ci_upper: share,
  pass_hat_k_rate: share.default(0),
  task_stats: z.array(taskStatsSchema),
});

const scenarioResultSchema = z.looseObject({
  scenario: z.string(),
  mean_task_score: share,
  weighted_score: share,
  mean_completion: share.default(0),
  mean_trajectory: share.default(0),
  mean_behavior: share.default(0),
  mean_judge: share.default(0),
  mean_reliability: share.default(0),
  pass_hat_k_rate: share.default(0),
  total_weight: amount.default(0),
  task_stats: z.array(taskStatsSchema),
});

export const benchmarkSchema = z.looseObject({
  submission_id: z.string().default(''),
  model: z.string().min(1),
  provider: z.string().default(''),
  timestamp: z.string().default(''),
  openclaw_version: z.string().default(''),
  benchmark_version: z.string().default(''),
  environment: z.looseObject({ task_count: count.optional() }).default({}),
  overall_score: share,
  overall_completion: share.default(0),
  overall_trajectory: share.default(0),
  overall_behavior: share.default(0),
  judge_model: z.string().default(''),
  overall_judge_score: share.default(0),
  overall_judge_confidence: share.default(0),
  overall_judge_pass_rate: share.default(0),
  judge_task_coverage: share.default(0),
  judge_error_count: count.default(0),
  overall_reliability: share.default(0),
  overall_weighted_query_score: share.default(0),
  overall_median_latency_ms: amount.default(0),
  overall_p95_latency_ms: amount.default(0),
  overall_input_tokens: amount.default(0),
  overall_output_tokens: amount.default(0),
  overall_reasoning_tokens: amount.default(0),
  overall_total_tokens: amount.default(0),
  overall_cost_usd: amount.default(0),
  overall_tokens_per_pass: amount.default(0),
  overall_cost_per_pass: amount.default(0),
  overall_worst_of_n: share.default(0),
  public_dev_score: share.default(0),
  official_hidden_score: share.default(0),
  clear_prompt_score: share.default(0),
  ambiguous_prompt_score: share.default(0),
  consensus_subset_score: share.default(0),
  hard_subset_score: share.default(0),
  overall_delivery_outcome_counts: counts.default({}),
  overall_failure_mode_counts: counts.default({}),
  overall_ci_lower: share,
  overall_ci_upper: share,
  overall_pass_hat_k: share.default(0),
  tier_results: z.array(tierResultSchema).default([]),
  scenario_results: z.array(scenarioResultSchema).default([]),
  task_results: z.array(taskStatsSchema),
  certified: z.boolean().default(false),
  environment_checksum: z.string().default(''),
  task_snapshot_fingerprint: z.string().default(''),
});

/** Whether the judge's score is part of the score: its figures are advisory unless the harness was told so. */
export function judgeScores(result: BenchmarkResult | null): boolean {
  return result?.environment['judge_affects_score'] === true;
}

export type TaskStats = z.infer<typeof taskStatsSchema>;
export type TierResult = z.infer<typeof tierResultSchema>;
export type ScenarioResult = z.infer<typeof scenarioResultSchema>;
export type BenchmarkResult = z.infer<typeof benchmarkSchema>;

/** A result of 27 tasks has 139 kB, so a file near this size cannot be one. */
export const MAX_RESULT_BYTES = 200_000_000;

/**
 * Reads one `benchmark.json`.
 *
 * @param name the name of the file in messages
 * @throws ActionError `bad-result` with one sentence that says what is wrong: too large, truncated, not JSON, NaN,
 * another shape, no tasks, duplicate ids, a score outside 0..1
 */
export function parseBenchmark(
  bytes: Uint8Array,
  { name = 'benchmark.json', maxBytes = MAX_RESULT_BYTES }: { name?: string; maxBytes?: number } = {},
): BenchmarkResult {
  const value = parseJson(bytes, { name, maxBytes });
  refuseLookalikes(value, name);
  const parsed = benchmarkSchema.safeParse(value);
  if (!parsed.success) throw badResult(`${name} is not a ClawBench result: ${firstProblem(parsed.error)}.`);
  const result = parsed.data;
  if (result.task_results.length === 0) throw badResult(`${name} has no tasks.`);
  checkTasks(result.task_results, name);
  return result;
}

/** Files that are easily mistaken for a result get a better message than the first field that they lack. */
function refuseLookalikes(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) return;
  if ('overall_composite' in value) {
    throw badResult(`${name} has the shape of ClawBench before 0.3 ("overall_composite").`, {
      hint: 'Use a harness image of ClawBench 0.4 or newer.',
    });
  }
  if ('schemaVersion' in value && 'verdict' in value) {
    throw badResult(`${name} is a verdict record, which is already judged, not a result.`, {
      hint: 'Give the benchmark.json beside it, or the directory of both.',
    });
  }
  if ('run_index' in value && 'run_score' in value) {
    throw badResult(`${name} is one run of the run cache, not a result.`, {
      hint: 'Give the benchmark.json of the evaluation, and the directory of its runs as run cache.',
    });
  }
}

function checkTasks(tasks: readonly TaskStats[], name: string): void {
  const seen = new Set<string>();
  for (const task of tasks) {
    if (seen.has(task.task_id)) throw badResult(`${name} lists task ${task.task_id} twice.`);
    seen.add(task.task_id);
    if (task.scores.length !== task.runs) {
      throw badResult(
        `${name} contradicts itself: task ${task.task_id} has ${task.runs} runs but ${task.scores.length} scores.`,
      );
    }
  }
}

/**
 * Refuses a result that claims more or fewer tasks than it lists: it was cut or pasted together, after the loss of a
 * shard for example. The harness and `composeResult` write the number of tasks that they list.
 * @throws ActionError `bad-result`
 */
export function refuseIncomplete({ environment, task_results: tasks }: BenchmarkResult, name: string): void {
  const { task_count: expected } = environment;
  if (expected === undefined || expected === tasks.length) return;
  throw badResult(
    `${name} claims ${expected} tasks but lists ${tasks.length}: a shard or some tasks are missing.`,
  );
}

/** `task_results[3].scores[0]: Too big: expected number to be <=1`: the first problem, with its place. */
function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return `${path === '' ? 'the document' : path.replace(/^\./, '')}: ${issue.message}`;
}

function badResult(message: string, options: { hint?: string } = {}): ActionError {
  return new ActionError('bad-result', message, options);
}
