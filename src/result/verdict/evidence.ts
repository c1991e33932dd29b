import type { ErrorCode } from '../../base/errors.ts';
import type { BenchmarkResult } from '../formats/benchmark.ts';
import type { EvalWire } from './eval-wire.ts';
import type { RunHealth } from './run-health.ts';
import type { OrderedRuns } from '../formats/rounds.ts';
import type { RunCacheEntry, RunKey } from '../formats/run-cache.ts';
import type { Identity } from '../formats/verdict-record.ts';

/** Why a base arm cannot be compared with. */
export interface LostBase {
  code: ErrorCode;
  sentence: string;
}

/** Everything known about an evaluation that its verdict depends on, whatever it is judged by. */
export interface Evidence {
  /** The merged result; null if the harness wrote none. */
  result: BenchmarkResult | null;
  /** The runs that were ordered, without dropped tasks, and how many of them only confirm; in any order. */
  planned: readonly OrderedRuns[];
  /** One for each planned run (see `assessRuns`). */
  health: readonly RunHealth[];
  /** The run files; null if the result came without them. If there are any, they take precedence over `result`. */
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
  droppedTasks: readonly string[];
  /** Shards without a complete result; `reason` is a sentence. */
  lostShards: readonly { shard: number; code: ErrorCode; reason: string }[];
  /** Why the base arm that ran beside this result cannot be compared with; nothing can be decided then. Absent if it can be. */
  lostBase?: LostBase;
  /** What pods said or left that contradicts what they were ordered, a sentence each: nothing can be judged then. */
  contradictions: readonly string[];
  /** Files of an artifact that are not as they were written, a sentence each: as for contradictions, but no pod is to blame. */
  changedFiles?: readonly string[];
  /** Why the evaluation was stopped early; null if it was not. `message` is one sentence. */
  stopped: { code: Extract<ErrorCode, 'budget' | 'timeout' | 'cancelled'>; message: string } | null;
  /** False if the gateway does not know the model's price: the cost is then meaningless. */
  priceKnown: boolean;
  /** What ran, where more is known than the result says. */
  identity: Partial<Identity>;
  /** Whether runs were added until the threshold was decided, as `runs: auto` does. */
  isSequential?: boolean;
  /** Absent without a relay. */
  wire?: EvalWire;
  /** Whole sentences about what was noticed before judging and a reader should know. */
  remarks: readonly string[];
}
