import type { ErrorCode } from '../../base/errors.ts';
import type { BenchmarkResult } from '../formats/benchmark.ts';
import type { RunHealth } from './health.ts';
import type { RunCacheEntry, RunKey } from '../formats/run-cache.ts';
import type { Comparison, Identity } from '../formats/verdict-record.ts';

/** What the user asked for. All scores are 0..1. */
export interface Rules {
  threshold: number | null;
  minCoverage: number;
  /** Least score by tier name. */
  tierThresholds: Readonly<Record<string, number>>;
  /** Tasks every valid run of which must pass. */
  requiredTasks: readonly string[];
}

export interface JudgeInput {
  /** The merged result; null if the harness wrote none. */
  result: BenchmarkResult | null;
  /** What was to be run, without dropped tasks. Order does not matter. */
  planned: readonly { taskId: string; runs: number }[];
  /** One for each planned run (see `assessRuns`). */
  health: readonly RunHealth[];
  /** The run files; null if the result came without. Where there are any, they are believed before `result`. */
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
  droppedTasks: readonly string[];
  /** Shards without a complete result; `reason` is a sentence. */
  lostShards: readonly { shard: number; code: ErrorCode; reason: string }[];
  /** Why the eval was stopped before its end; null if it was not. `message` is one sentence. */
  stopped: { code: Extract<ErrorCode, 'budget' | 'timeout' | 'cancelled'>; message: string } | null;
  /** False if the gateway does not know the model's price: cost is then no measurement. */
  priceKnown: boolean;
  /** What ran, beyond what the result says of itself. */
  identity: Partial<Identity>;
  rules: Rules;
  /** What came up before judging that a reader should know; whole sentences. */
  remarks: readonly string[];
  /** Comparison with a baseline; null if none was asked for. */
  comparison: Comparison | null;
}
