import { type BenchmarkResult, judgeScores } from '../formats/benchmark.ts';
import type { GatewayLog } from '../formats/gateway-log.ts';
import type { HarnessRun } from '../formats/harness-log.ts';
import { directoryOf, runKey, type RunCacheEntry, type RunKey } from '../formats/run-cache.ts';
import { classifyBySummary } from './classify-by-summary.ts';
import { classifyRun } from './classify-run.ts';
import { type CollectedRelays, shardWire } from './eval-wire.ts';
import type { Incident } from './run-evidence.ts';
import type { RunHealth } from './run-health.ts';

/** What a shard's logs and pod tell about its runs. */
export interface ShardEvidence {
  /** Tasks this shard ran. */
  tasks: readonly string[];
  gateway: GatewayLog | null;
  harness: ReadonlyMap<RunKey, HarnessRun>;
  incidents: readonly Incident[];
  /** Absent without a relay. */
  wire?: CollectedRelays;
}

/**
 * The runs for which a result has points although there is no file of them, nor anything that explains it. The harness writes
 * a file for every run that it scores, before the result: such a file was removed, or the result was made up.
 * @param files runs that have one, whether it can be read or not; also by the names of their directories
 */
export function scoredWithoutFile(
  results: readonly BenchmarkResult[],
  files: ReadonlySet<RunKey>,
  shards: readonly ShardEvidence[],
): RunKey[] {
  const shardOf = new Map(shards.flatMap((shard) => shard.tasks.map((task) => [task, shard] as const)));
  return results
    .flatMap((result) => result.task_results)
    .flatMap(({ task_id: task, scores }) =>
      scores.flatMap((score, index) => (score > 0 ? [{ task, index, key: runKey(task, index) }] : [])),
    )
    .filter(({ task, index, key }) => {
      const { incidents = [], harness } = shardOf.get(task) ?? {};
      const hasFile = files.has(key) || files.has(runKey(directoryOf(task), index));
      return !hasFile && incidents.length === 0 && (harness?.get(key)?.exception ?? null) === null;
    })
    .map(({ key }) => key);
}

/**
 * Classifies every planned run, in the order of `planned`.
 *
 * @param evidence.runFiles null for a result that came without its run files: then its figures have to do
 */
export function assessRuns(evidence: {
  planned: readonly { taskId: string; runs: number }[];
  result: BenchmarkResult | null;
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
  /** See `RunCache`. */
  unreadable?: ReadonlyMap<RunKey, string>;
  tampered: ReadonlySet<RunKey>;
  shards: readonly ShardEvidence[];
}): RunHealth[] {
  const { planned, result, runFiles, unreadable, tampered, shards } = evidence;
  const bySummary = new Map(
    runFiles === null && result !== null
      ? classifyBySummary(result).map((health) => [runKey(health.taskId, health.runIndex), health])
      : [],
  );
  const isScoring = judgeScores(result);
  const shardOf = new Map(
    shards.flatMap((shard) => {
      const wire = shard.wire === undefined ? {} : { wire: shardWire(shard.wire.journal) };
      return shard.tasks.map((task) => [task, { shard, wire }] as const);
    }),
  );
  return planned.flatMap(({ taskId, runs }) =>
    Array.from({ length: runs }, (_, runIndex) => {
      const key = runKey(taskId, runIndex);
      const likely = bySummary.get(key);
      if (likely !== undefined) return likely;
      const { shard, wire = {} } = shardOf.get(taskId) ?? {};
      return classifyRun({
        taskId,
        runIndex,
        entry: runFiles?.get(key) ?? null,
        judgeScores: isScoring,
        unreadable: unreadable?.get(runKey(directoryOf(taskId), runIndex)) ?? null,
        tampered: tampered.has(key),
        harness: shard?.harness.get(key) ?? null,
        gateway: shard?.gateway ?? null,
        neighbours: [...(shard?.harness ?? [])].flatMap(([other, run]) =>
          other === key ? run.earlier : [run, ...run.earlier],
        ),
        incidents: shard?.incidents ?? [],
        ...wire,
      });
    }),
  );
}
