import { readFile } from 'node:fs/promises';
import { ifExists } from '../base/missing-file.ts';
import path from 'node:path';
import { isActionError, messageWithHint } from '../base/errors.ts';
import type { EvalRecord } from '../backends/eval-record.ts';
import { type BenchmarkResult, MAX_RESULT_BYTES, parseBenchmark } from '../result/formats/benchmark.ts';
import { assessRuns, runFilesToJudge, type ShardEvidence } from '../result/verdict/health.ts';
import { mergeShards } from '../result/stats/merge.ts';
import { rebuildResult } from '../result/stats/rebuild.ts';
import { readRunCache, runOfPath } from '../result/formats/run-cache.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { readShardEvidence } from '../artifact/shard-evidence.ts';
import type { CollectedShard } from '../pods/collect.ts';

export interface GatheredEvidence {
  evidence: Evidence;
  /** The merged result of all shards, with the model's name as the user wrote it; null unless every shard has one. */
  result: BenchmarkResult | null;
  /** Without a result: one rebuilt from the runs that were collected; null if there are none. */
  partial: BenchmarkResult | null;
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
  const lostShards: Evidence['lostShards'][number][] = [];
  for (const shard of shards) {
    const result = await shardResult(shard, problems);
    if (result !== null) results.push(result);
    if (shard.failure !== undefined)
      lostShards.push({
        shard: shard.index,
        code: shard.failure.code,
        reason: messageWithHint(shard.failure),
      });
  }
  const { entries, problems: cacheProblems } = readRunCache(await runFilesOf(shards));
  problems.push(...cacheProblems);
  const planned = shards.flatMap(plannedOf);
  // With more shards than tasks, some have no task; they write no result, and none is missing.
  const working = shards.filter(({ state }) => state?.tasks?.length !== 0);
  const merged = results.length < Math.max(1, working.length) ? null : mergeShards(results);
  const hasRounds = shards.some(({ rounds }) => rounds.length > 0);
  const whole = merged === null || !hasRounds ? merged : rebuildResult(merged, entries.values());
  const result = whole === null ? null : underUsersName(whole, record);
  const partial =
    result !== null || entries.size === 0
      ? null
      : underUsersName(rebuildResult(results[0] ?? { model: record.model.model }, entries.values()), record);
  const tampered = new Set(
    shards.flatMap((shard) => shard.tampered.map(runOfPath).filter((key) => key !== null)),
  );
  const ofShards = shards.map((shard) => shardEvidence(shard, record));
  const runFiles = runFilesToJudge(result, entries, ofShards);
  const first = shards.find((shard) => shard.state !== undefined)?.state;
  const evidence: Evidence = {
    result,
    planned,
    health: assessRuns({ planned, result, runFiles, tampered, shards: ofShards }),
    runFiles,
    droppedTasks: [...new Set(shards.flatMap((shard) => shard.state?.droppedTasks ?? []))].sort(),
    lostShards,
    stopped: stopOf(shards),
    priceKnown: shards.every((shard) => shard.state?.priceKnown ?? false),
    identity: {
      model: record.model.model,
      judgeModel: record.judge?.model ?? '',
      openclawVersion: first?.openclawVersion ?? null,
      concurrency: record.concurrency,
      agentFiles: record.given?.agent?.sha256 ?? 'none',
      clawbenchArgs: (record.clawbenchArgs ?? []).join(' ') || 'none',
      images: Object.assign({}, ...shards.map((shard) => shard.pod?.images ?? {})),
      ...(first?.harnessVersion ? { harnessVersion: first.harnessVersion } : {}),
    },
    remarks: [],
  };
  return { evidence, result, partial, problems };
}

/** The runs a shard was ordered to make. */
function plannedOf({ state, rounds }: CollectedShard): { taskId: string; runs: number }[] {
  return (state?.tasks ?? []).map((taskId) => ({
    taskId,
    runs: Math.max(
      state?.runsPerTask ?? 0,
      ...rounds.filter(({ tasks }) => tasks.includes(taskId)).map(({ runs }) => runs),
    ),
  }));
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

async function runFilesOf(shards: readonly CollectedShard[]): Promise<{ path: string; bytes: Uint8Array }[]> {
  const files = shards.flatMap((shard) => shard.runFiles.map((name) => ({ shard, name })));
  return await Promise.all(
    files.map(async ({ shard, name }) => ({
      path: name,
      bytes: await readFile(path.join(shard.directory, name)),
    })),
  );
}

function shardEvidence({ directory, state, incidents }: CollectedShard, record: EvalRecord): ShardEvidence {
  const { tasks, harnessStartedAt = null } = state ?? {};
  return readShardEvidence(directory, {
    tasks: tasks ?? [],
    harnessStartedAt,
    incidents,
    model: record.model.ref,
  });
}
