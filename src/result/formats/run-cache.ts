import { z } from 'zod';
import { ActionError, isActionError } from '../../base/errors.ts';
import { taskFields } from './benchmark.ts';
import { parseJson } from './json.ts';
import { failureFields, failureModeSchema } from './run-failures.ts';

/**
 * One file of the harness's run cache (`<model>/v<schema>-<scope>/<task>/run<i>.json`): everything it knows about one
 * scored run. Only the fields that this program uses are described. Schema 2 is the current one; schema 4 of newer
 * harnesses adds `execution_status` and `error_phase`.
 */

const share = z.number().min(0).max(1);
const amount = z.number().min(0);

const usageSchema = z
  .object({
    input_tokens: amount.default(0),
    output_tokens: amount.default(0),
    reasoning_tokens: amount.default(0),
    total_tokens: amount.default(0),
    total_cost_usd: amount.default(0),
  })
  .prefault({});

// Fields that are not used are dropped: all runs of an evaluation are in memory at the same time.
const messageSchema = z.object({
  role: z.string(),
  text: z.string().nullish(),
  tool_calls: z.array(z.object({ name: z.string().nullish() })).default([]),
  usage: usageSchema,
});

const axis = { score: share.default(0) };

export const runCacheEntrySchema = z.object({
  ...taskFields,
  run_index: z.number().int().min(0),
  run_score: share,
  completion_result: z.object({ ...axis, ...failureFields.completion }).prefault({}),
  trajectory_result: z.object({ ...axis, ...failureFields.trajectory }).prefault({}),
  behavior_result: z.object({ ...axis, ...failureFields.behavior }).prefault({}),
  judge_result: z
    .object({
      ...failureFields.judge,
      enabled: z.boolean().default(false),
      passed: z.boolean().default(false),
      score: share.default(0),
      confidence: share.default(0),
      error: z.string().nullish(),
      token_usage: usageSchema,
    })
    .prefault({}),
  transcript: z.object({ messages: z.array(messageSchema).default([]) }).prefault({}),
  duration_ms: amount.default(0),
  token_usage: usageSchema,
  delivery_outcome: z.string().default(''),
  failure_mode: failureModeSchema,
  error: z.string().nullish(),
  /** Schema 4 only. */
  execution_status: z.string().nullish(),
  error_phase: z.string().nullish(),
});

export type RunCacheEntry = z.infer<typeof runCacheEntrySchema>;

/** Identifies a run everywhere: task id and zero-based index. */
export type RunKey = `${string}/run${number}`;

export function runKey(taskId: string, runIndex: number): RunKey {
  return `${taskId}/run${runIndex}`;
}

/** The run in a file of this name: `model/v2-0a/t1-x/run2.json` is run 2 of t1-x. Null for other files. */
export function runOfPath(file: string): RunKey | null {
  const [, task, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(file) ?? [];
  return task === undefined || index === undefined ? null : runKey(task, Number(index));
}

/** `…/openai_fake-1/v2-0a/t1-x/run0.json` is of openai_fake-1; null for a path without these directories. */
export function modelOfPath(file: string): string | null {
  return /([^/\\]+)[/\\]v\d+-[0-9a-f]+[/\\][^/\\]+[/\\][^/\\]+$/.exec(file)?.[1] ?? null;
}

/** What names have in common that the harness made directories of: it replaces other characters. */
export const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Transcripts of long runs have a few hundred kB; the pod keeps no larger file. */
export const MAX_RUN_FILE_BYTES = 16 * 1024 * 1024;

/**
 * Reads one file of the run cache.
 *
 * @throws ActionError `bad-result` if the file is not a run
 */
export function parseRunFile(bytes: Uint8Array, name: string): RunCacheEntry {
  const parsed = runCacheEntrySchema.safeParse(parseJson(bytes, { name, maxBytes: MAX_RUN_FILE_BYTES }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ActionError(
      'bad-result',
      `${name} is not a run of ClawBench: ${issue.path.join('.')}: ${issue.message}.`,
    );
  }
  return parsed.data;
}

export interface RunCache {
  entries: ReadonlyMap<RunKey, RunCacheEntry>;
  /** Runs of which there is more than one file. */
  repeated: ReadonlySet<RunKey>;
  /** Files that were skipped, one sentence each. */
  problems: string[];
  /** What is wrong with the files that cannot be read, by the run that their paths name. */
  unreadable: ReadonlyMap<RunKey, string>;
}

interface RunFile {
  /** Relative to the cache directory. */
  path: string;
  bytes: Uint8Array;
}

/**
 * Reads all run files of an evaluation. A file that cannot be read, contradicts its own path or repeats a run is skipped
 * and reported; its run then counts as if there were no file.
 *
 * @param files sorted by path; taken one by one, so that the bytes need not all be in memory
 */
export function readRunCache(files: Iterable<RunFile>): RunCache {
  const { add, cache } = openRunCache();
  for (const file of files) add(file);
  return cache;
}

/** The same for files that are read one after the other; `skip` notes one that cannot be. */
export function openRunCache(): {
  add: (file: RunFile) => void;
  skip: (path: string, problem: string) => void;
  cache: RunCache;
} {
  const entries = new Map<RunKey, RunCacheEntry>();
  const repeated = new Set<RunKey>();
  const problems: string[] = [];
  const unreadable = new Map<RunKey, string>();
  function add({ path, bytes }: RunFile): void {
    const [, directory, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(path) ?? [];
    if (index === undefined) return;
    try {
      const entry = parseRunFile(bytes, path);
      const key = runKey(entry.task_id, entry.run_index);
      if (entry.run_index !== Number(index) || directoryOf(entry.task_id) !== directory) {
        problems.push(`${path} claims to be ${key}; it was not used.`);
      } else if (entries.has(key)) {
        repeated.add(key);
        problems.push(`${path} repeats a run of ${entry.task_id}; the first file was used.`);
      } else {
        entries.set(key, entry);
      }
    } catch (error) {
      if (!isActionError(error)) throw error;
      skip(path, error.message);
    }
  }
  function skip(path: string, problem: string): void {
    const key = runOfPath(path);
    if (key !== null) unreadable.set(key, problem);
    problems.push(`${problem} The run was not used.`);
  }
  return { add, skip, cache: { entries, repeated, problems, unreadable } };
}

/** The harness's directory name for a task id. */
export function directoryOf(id: string): string {
  return (
    id
      .trim()
      .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
      .replaceAll(/^[._-]+|[._-]+$/g, '') || 'unknown'
  );
}

/** Whether a judge was asked and gave no judgement. */
export function isUnjudged({ judge_result: { enabled, error } }: RunCacheEntry): boolean {
  return enabled && Boolean(error);
}

/** ClawBench's own mark of a passing run: every assertion held and the score reached the task's pass threshold. */
export function isPassing(entry: RunCacheEntry): boolean {
  return entry.delivery_outcome === 'pass';
}
