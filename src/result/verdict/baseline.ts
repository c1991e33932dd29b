import { ActionError, type ErrorCode, isActionError } from '../../base/errors.ts';
import {
  MAX_RESULT_BYTES,
  parseBenchmark,
  refuseIncomplete,
  type BenchmarkResult,
} from '../formats/benchmark.ts';
import type { Evidence } from './evidence.ts';
import { type Gate, NO_GATE } from './gate.ts';
import { assessRuns } from './health.ts';
import { parseJson } from '../formats/json.ts';
import type { RunCacheEntry, RunKey } from '../formats/run-cache.ts';
import { verdictRecordSchema, type VerdictRecord } from '../formats/verdict-record.ts';
import { judge } from './verdict.ts';

/** As the default of `min-coverage`: what no gate judged is held to it before others are compared with it. */
const BARE_GATE: Gate = { ...NO_GATE, minCoverage: 0.9 };

/**
 * Reads a file to compare a result with.
 *
 * @param name its name in messages
 * @throws ActionError `bad-baseline` if it cannot be one, has no valid run, or came to no verdict
 */
export function parseBaseline(bytes: Uint8Array, name: string): VerdictRecord {
  const record = parseRecord(bytes, name);
  if (record.coverage.valid === 0) throw notABaseline(`${name} has no valid run to compare with.`);
  if (canBeBaseline(record)) return record;
  throw notABaseline(`${name} came to no verdict and is no baseline: ${record.reasons[0]}`);
}

/** Why nothing could be said of a comparison, whatever was measured. */
const OF_THE_COMPARISON: ReadonlySet<ErrorCode | null> = new Set(['not-comparable', 'cannot-detect']);

/**
 * Whether an evaluation measured enough to compare others with it. One that is inconclusive only because of its own comparison
 * did: else a branch that is compared with itself would never again have a baseline after a change of the image.
 */
export function canBeBaseline({ verdict, failureReason, coverage }: VerdictRecord): boolean {
  return verdict !== 'inconclusive' || (OF_THE_COMPARISON.has(failureReason) && coverage.valid > 0);
}

/**
 * Reads a `verdict.json`, which says what ran and which runs were valid, or a bare `benchmark.json`, which says less. It
 * may have no valid run.
 *
 * @throws ActionError `bad-baseline` if it is neither
 */
export function parseRecord(bytes: Uint8Array, name: string): VerdictRecord {
  try {
    return readRecord(bytes, name);
  } catch (error) {
    if (!isActionError(error)) throw error;
    throw notABaseline(error.message, error);
  }
}

function readRecord(bytes: Uint8Array, name: string): VerdictRecord {
  const value = parseJson(bytes, { name, maxBytes: MAX_RESULT_BYTES });
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) {
    const result = parseBenchmark(bytes, { name });
    refuseIncomplete(result, name);
    return recordOf(result, null, BARE_GATE);
  }
  const parsed = verdictRecordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw notABaseline(`${name} is not a verdict record of this version: ${path.join('.')}: ${message}.`);
}

/**
 * The record of a result by itself, without a baseline.
 *
 * @param runFiles its run cache; null if there is none
 */
export function recordOf(
  result: BenchmarkResult,
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null,
  gate: Gate = NO_GATE,
): VerdictRecord {
  const planned = result.task_results.map((task) => ({ taskId: task.task_id, runs: task.runs }));
  const evidence: Evidence = {
    result,
    planned,
    health: assessRuns({ planned, result, runFiles, tampered: new Set(), shards: [] }),
    runFiles,
    droppedTasks: [],
    lostShards: [],
    contradictions: [],
    stopped: null,
    priceKnown: result.task_results.some((task) => task.mean_cost_usd > 0),
    identity: {},
    remarks: [],
  };
  return judge(evidence, gate);
}

function notABaseline(message: string, cause?: unknown): ActionError {
  return new ActionError('bad-baseline', message, {
    cause,
    hint: 'Give "baseline" the verdict.json or benchmark.json of an earlier evaluation.',
  });
}
