import type { BenchmarkResult } from '../formats/benchmark.ts';
import type { GatewayLog } from '../formats/gateway-log.ts';
import type { HarnessRun } from '../formats/harness-log.ts';
import { runKey, type RunCacheEntry, type RunKey } from '../formats/run-cache.ts';
import { classifyBySummary } from './classify-by-summary.ts';
import { classifyRun } from './classify-run.ts';
import type { Incident } from './run-evidence.ts';
import type { RunHealth } from './run-health.ts';

/** What a shard's logs and pod tell about its runs. */
export interface ShardEvidence {
  /** Tasks this shard ran. */
  tasks: readonly string[];
  gateway: GatewayLog | null;
  harness: ReadonlyMap<RunKey, HarnessRun>;
  incidents: readonly Incident[];
}

/**
 * The run files to judge by; null if only the summary figures are left, because the files were not kept. A run that ended
 * with an exception leaves no file: if all did, the harness's log tells more than the figures.
 */
export function runFilesToJudge(
  result: BenchmarkResult | null,
  found: ReadonlyMap<RunKey, RunCacheEntry>,
  shards: readonly ShardEvidence[],
): ReadonlyMap<RunKey, RunCacheEntry> | null {
  if (found.size > 0 || result === null) return found;
  const tookTime = result.task_results.some((task) => task.mean_duration_ms > 0);
  return tookTime || shards.every(({ harness }) => harness.size === 0) ? null : found;
}

/**
 * Classifies every planned run, in the order of `planned`.
 *
 * @param evidence its `runFiles` as `runFilesToJudge` returns them
 */
export function assessRuns(evidence: {
  planned: readonly { taskId: string; runs: number }[];
  result: BenchmarkResult | null;
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
  tampered: ReadonlySet<RunKey>;
  shards: readonly ShardEvidence[];
}): RunHealth[] {
  const { planned, result, runFiles, tampered, shards } = evidence;
  const bySummary = new Map(
    runFiles === null && result !== null
      ? classifyBySummary(result).map((health) => [runKey(health.taskId, health.runIndex), health])
      : [],
  );
  const shardOf = new Map(shards.flatMap((shard) => shard.tasks.map((task) => [task, shard] as const)));
  return planned.flatMap(({ taskId, runs }) =>
    Array.from({ length: runs }, (_, runIndex) => {
      const key = runKey(taskId, runIndex);
      const likely = bySummary.get(key);
      if (likely !== undefined) return likely;
      const shard = shardOf.get(taskId);
      return classifyRun({
        taskId,
        runIndex,
        entry: runFiles?.get(key) ?? null,
        tampered: tampered.has(key),
        harness: shard?.harness.get(key) ?? null,
        gateway: shard?.gateway ?? null,
        neighbours: [...(shard?.harness ?? [])].flatMap(([other, run]) =>
          other === key ? run.earlier : [run, ...run.earlier],
        ),
        incidents: shard?.incidents ?? [],
      });
    }),
  );
}
