import { readFile } from 'node:fs/promises';
import { ifExists } from '../base/missing-file.ts';
import path from 'node:path';
import { isActionError, messageWithHint } from '../base/errors.ts';
import type { EvalRecord } from '../backends/eval-record.ts';
import { type BenchmarkResult, MAX_RESULT_BYTES, parseBenchmark } from '../result/formats/benchmark.ts';
import { wireOfShards } from '../result/verdict/eval-wire.ts';
import { assessRuns, scoredWithoutFile, type ShardEvidence } from '../result/verdict/health.ts';
import { mergeShards } from '../result/stats/merge.ts';
import { rebuildResult } from '../result/stats/rebuild.ts';
import {
  openRunCache,
  type RunCache,
  type RunCacheEntry,
  type RunKey,
  runOfPath,
} from '../result/formats/run-cache.ts';
import { isFloating } from '../stack/images.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { readShardEvidence } from '../artifact/shard-evidence.ts';
import { type CollectedShard, planOf, tasksOf, versionOf } from '../pods/collect.ts';
import type { ShardPlan } from '../result/formats/shard-plan.ts';
import { contradictionsOf, plannedOf } from './contradictions.ts';

export interface GatheredEvidence {
  evidence: Evidence;
  /** The merged result of all shards, with the model's name as the user wrote it; null unless every shard has one. */
  result: BenchmarkResult | null;
  /** Without a result: one rebuilt from the runs that were collected; null if there are none. */
  partial: BenchmarkResult | null;
  /** Runs whose file was changed, is there twice, or is missing although the result has points for it. */
  tampered: ReadonlySet<RunKey>;
  /** Problems with the collected files, a sentence each. */
  problems: string[];
}

/** Reads the collected files of all shards into the evidence for a verdict, without asking the cluster. */
export async function gatherEvidence(
  shards: readonly CollectedShard[],
  record: EvalRecord,
): Promise<GatheredEvidence> {
  const problems: string[] = [];
  const results: BenchmarkResult[] = [];
  for (const shard of shards) {
    const result = await shardResult(shard, problems);
    if (result !== null) results.push(result);
  }
  const { entries, repeated, unreadable, problems: cacheProblems } = await runCacheOf(shards);
  problems.push(...cacheProblems);
  const planned = shards.flatMap(plannedOf);
  const { result, partial } = mergedResult(shards, results, plannedRuns(planned, entries), record);
  problems.push(...shards.flatMap(({ wire }) => wire?.problems ?? []));
  const ofShards = shards.map((shard) => shardEvidence(shard, record));
  const wire = wireOfShards(ofShards, record.model.ref);
  const tampered = new Set([
    ...shards.flatMap((shard) => shard.tampered.map(runOfPath).filter((key) => key !== null)),
    ...repeated,
    ...scoredWithoutFile(results, new Set([...entries.keys(), ...unreadable.keys()]), ofShards),
  ]);
  const evidence: Evidence = {
    result,
    planned,
    health: assessRuns({ planned, result, runFiles: entries, unreadable, tampered, shards: ofShards }),
    runFiles: entries,
    lostShards: shards.flatMap(({ index, failure }) =>
      failure === undefined ? [] : [{ shard: index, code: failure.code, reason: messageWithHint(failure) }],
    ),
    contradictions: contradictionsOf(shards, results, record),
    stopped: stopOf(shards),
    isSequential: record.runs === 'auto',
    ...known(shards, record),
    ...wire,
    remarks: [...record.pastRelay, ...floatingHarness(shards, record)],
  };
  return { evidence, result, partial, tampered, problems };
}

/** The result is that of the planned runs, as the score is: those that only confirm are in the comparison and among the run files. */
function plannedRuns(
  planned: Evidence['planned'],
  files: ReadonlyMap<RunKey, RunCacheEntry>,
): RunCacheEntry[] {
  const confirmFrom = new Map(
    planned.flatMap(({ taskId, runs, confirming }) =>
      confirming === undefined ? [] : [[taskId, runs - confirming] as const],
    ),
  );
  return [...files.values()].filter(
    ({ task_id: task, run_index: index }) => index < (confirmFrom.get(task) ?? Infinity),
  );
}

function mergedResult(
  shards: readonly CollectedShard[],
  results: readonly BenchmarkResult[],
  runs: readonly RunCacheEntry[],
  record: EvalRecord,
): Pick<GatheredEvidence, 'result' | 'partial'> {
  // With more shards than tasks, some have no task; they write no result, and none is missing.
  const working = shards.filter((shard) => planOf(shard)?.tasks.length !== 0);
  const merged = results.length < Math.max(1, working.length) ? null : mergeShards(results);
  const hasRounds = shards.some(({ rounds }) => rounds.length > 0);
  const whole = merged === null || !hasRounds ? merged : rebuildResult(merged, runs);
  if (whole !== null) return { result: underUsersName(whole, record), partial: null };
  if (runs.length === 0) return { result: null, partial: null };
  const partial = rebuildResult(results[0] ?? { model: record.model.model }, runs);
  return { result: null, partial: underUsersName(partial, record) };
}

/** What is known of the evaluation from before its start, and from the cluster. */
function known(
  shards: readonly CollectedShard[],
  record: EvalRecord,
): Pick<Evidence, 'droppedTasks' | 'priceKnown' | 'identity'> {
  const plans = shards.map(planOf);
  const taskContents = contentsOf(plans);
  const harnessVersion = versionOf('harnessVersion', shards);
  return {
    droppedTasks: [...new Set(plans.flatMap((plan) => plan?.droppedTasks ?? []))].sort(),
    priceKnown: plans.every((plan) => plan?.priceKnown ?? false),
    identity: {
      model: record.model.model,
      judgeModel: record.judge?.model ?? '',
      openclawVersion: versionOf('openclawVersion', shards),
      concurrency: record.concurrency,
      agentFiles: record.given?.agent?.sha256 ?? 'none',
      ownTasks: record.given?.tasks?.sha256 ?? 'none',
      clawbenchArgs: (record.clawbenchArgs ?? []).join(' ') || 'none',
      images: Object.assign({}, ...shards.map((shard) => shard.pod?.images ?? {})),
      ...(taskContents === null ? {} : { taskContents }),
      ...(harnessVersion === null ? {} : { harnessVersion }),
    },
  };
}

/** Of all tasks; null if one shard did not say it, since half of it would look like another suite. */
function contentsOf(plans: readonly (ShardPlan | undefined)[]): Record<string, string> | null {
  const parts = plans.flatMap((plan) => (plan === undefined || plan.tasks.length === 0 ? [] : [plan]));
  if (parts.length === 0 || parts.some(({ taskContents }) => taskContents === null)) return null;
  return Object.assign({}, ...parts.map(({ taskContents }) => taskContents));
}

/** Which image a name without a digest meant, and how to have it again. */
function floatingHarness(shards: readonly CollectedShard[], { inputs }: EvalRecord): string[] {
  const { 'clawbench-image': image, 'load-images': loaded } = inputs;
  if (typeof image !== 'string' || !isFloating(image, Array.isArray(loaded) ? loaded : [])) return [];
  const ran = shards.flatMap(
    ({ pod }) => /sha256:[0-9a-f]{64}/.exec(pod?.images['clawbench'] ?? '')?.[0] ?? [],
  );
  const [digest] = ran;
  if (digest === undefined) return [];
  const pin = `${image.replace(/:latest$/, '')}@${digest}`;
  return [
    `\`clawbench-image\` ${image} is not pinned: tomorrow it may be another image, with other tasks or graders. To keep the one that ran, write ${pin}.`,
  ];
}

/** What ended the evaluation early, if anything did. */
function stopOf(shards: readonly CollectedShard[]): Evidence['stopped'] {
  for (const { done, failure } of shards) {
    if (failure?.code === 'timeout') return { code: 'timeout', message: failure.message };
    switch (done?.reason) {
      case 'timeout':
        return { code: 'timeout', message: 'The evaluation did not finish within "timeout".' };
      case 'budget':
        return { code: 'budget', message: done.message };
      case 'cancelled':
      case 'abandoned':
        return { code: 'cancelled', message: done.message };
      case 'finished':
      case 'failed':
      case undefined:
    }
  }
  return null;
}

/** Replaces the gateway's own name of the model by the one the user wrote. */
function underUsersName(result: BenchmarkResult, record: EvalRecord): BenchmarkResult {
  const { model } = record.model;
  return {
    ...result,
    model,
    provider: model.slice(0, model.indexOf('/')),
    judge_model: result.judge_model === '' ? '' : (record.judge?.model ?? result.judge_model),
  };
}

async function shardResult(shard: CollectedShard, problems: string[]): Promise<BenchmarkResult | null> {
  const bytes = await ifExists(readFile(path.join(shard.directory, 'benchmark.json')));
  if (bytes === undefined) return null;
  try {
    return parseBenchmark(bytes.subarray(0, MAX_RESULT_BYTES), {
      name: `benchmark.json of shard ${shard.index}`,
    });
  } catch (error) {
    if (!isActionError(error)) throw error;
    problems.push(error.message);
    return null;
  }
}

/** One by one, since together they can be larger than the memory. */
async function runCacheOf(shards: readonly CollectedShard[]): Promise<RunCache> {
  const files = shards.flatMap(({ directory, runFiles }) => runFiles.map((name) => ({ directory, name })));
  const { add, skip, cache } = openRunCache();
  for (const name of shards.flatMap(({ notKept }) => notKept))
    skip(name, `${name} was not kept in its pod: a run file has at most 16 MiB, and all have 1 GiB.`);
  for (const { directory, name } of files.sort((one, other) => (one.name < other.name ? -1 : 1)))
    add({ path: name, bytes: await readFile(path.join(directory, name)) });
  return cache;
}

function shardEvidence(shard: CollectedShard, record: EvalRecord): ShardEvidence {
  return readShardEvidence(shard.directory, {
    tasks: tasksOf(shard),
    harnessStartedAt: shard.state?.harnessStartedAt ?? null,
    incidents: shard.incidents,
    model: record.model.ref,
    wire: shard.wire ?? null,
  });
}
