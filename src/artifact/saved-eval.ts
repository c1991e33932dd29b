import path from 'node:path';
import { ActionError, isActionError } from '../base/errors.ts';
import {
  type BenchmarkResult,
  MAX_RESULT_BYTES,
  parseBenchmark,
  refuseIncomplete,
} from '../result/formats/benchmark.ts';
import { assessRuns } from '../result/verdict/health.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { mergeShards } from '../result/stats/merge.ts';
import { readRunCache, type RunCache, type RunCacheEntry, type RunKey } from '../result/formats/run-cache.ts';
import { artifactOf, evidenceOf, readArtifact, type SavedArtifact } from './read.ts';
import { isDirectory, readIfFile, readRunFiles } from './files.ts';
import { runsOfRecord } from './scores.ts';

export interface SavedEval {
  evidence: Evidence;
  /** Whether runs were made to confirm a suspected regression. */
  isConfirmed: boolean;
  /** Problems with the files, a sentence each. */
  problems: string[];
}

/**
 * Reads an evaluation from its files into the evidence for a verdict.
 * @param paths one directory of an unpacked artifact, or benchmark.json files: of an evaluation, or of each of its shards
 * @param runCache directory of the run files; null for those of the artifact, if there is one
 * @throws ActionError `bad-input` for missing files, `bad-result` for files that cannot be judged
 */
export async function readSavedEval(paths: readonly string[], runCache: string | null): Promise<SavedEval> {
  const { result, artifact } = await readResults(paths);
  const own = artifact === null ? null : path.join(artifact.directory, 'runs');
  const runs = await readRuns(runCache ?? own, runCache === null);
  if (runCache !== null && runs === null)
    throw new ActionError('bad-input', `The run cache ${runCache} has no run files.`, {
      hint: 'Write the directory that holds `<task>/run<number>.json`, or leave `run-cache` out.',
    });
  const planned =
    artifact === null
      ? plannedBy(result, runs)
      : artifact.record.tasks.map((task) => ({ taskId: task.taskId, runs: task.runs.planned }));
  const evidence: Evidence = {
    result,
    planned,
    ...(artifact !== null && runs === null && !hadRunFiles(artifact)
      ? runsOfRecord(artifact.record)
      : runsOfFiles(planned, result, runs, artifact)),
    ...circumstances(result, artifact),
    contradictions: artifact?.manifest.contradictions ?? [],
    remarks: [],
  };
  return {
    evidence,
    isConfirmed: artifact?.record.comparison?.confirmed ?? false,
    problems: runs?.problems ?? [],
  };
}

/** Whether an artifact has all the run files there were: then a run without one was not made, whatever benchmark.json says. */
function hadRunFiles({ manifest: { content, shards } }: SavedArtifact): boolean {
  // A result that was judged again has no shards.
  return content !== 'scores' && shards.length > 0;
}

function runsOfFiles(
  planned: Evidence['planned'],
  result: BenchmarkResult | null,
  runs: RunCache | null,
  artifact: SavedArtifact | null,
): Pick<Evidence, 'health' | 'runFiles'> {
  const shards = artifact === null ? [] : evidenceOf(artifact);
  const tampered = new Set([...(artifact?.tampered ?? []), ...(runs?.repeated ?? [])]);
  // The figures of a bare result have to do.
  const runFiles = runs?.entries ?? (artifact === null ? null : new Map<RunKey, RunCacheEntry>());
  return { health: assessRuns({ planned, result, runFiles, tampered, shards }), runFiles };
}

async function readResults(
  paths: readonly string[],
): Promise<{ result: BenchmarkResult | null; artifact: SavedArtifact | null }> {
  const [first] = paths;
  if (first !== undefined && paths.length === 1 && (await isDirectory(first))) {
    const artifact = await readArtifact(first);
    const read = await readResult(path.join(first, 'benchmark.json'));
    if (read === null && artifact === null) {
      throw badInput(`The directory ${first} has neither a benchmark.json nor the files of an artifact.`);
    }
    return { result: read?.result ?? null, artifact };
  }
  const shards = await Promise.all(
    paths.map(async (file) => {
      const read = await readResult(file);
      if (read === null) throw badInput(`There is no file ${file}.`);
      return { ...read, file };
    }),
  );
  const [only] = shards;
  if (only !== undefined && shards.length === 1) {
    return { result: only.result, artifact: await artifactOf(only.file, only.bytes) };
  }
  return { result: mergeShards(shards.map(({ result }) => result)), artifact: null };
}

/** Null if there is no such file. */
async function readResult(file: string): Promise<{ result: BenchmarkResult; bytes: Uint8Array } | null> {
  const bytes = await readIfFile(file, MAX_RESULT_BYTES);
  if (bytes === undefined) return null;
  const result = parsed(bytes, file);
  refuseIncomplete(result, file);
  return { result, bytes };
}

function parsed(bytes: Uint8Array, file: string): BenchmarkResult {
  try {
    return parseBenchmark(bytes, { name: file });
  } catch (error) {
    if (!isActionError(error) || error.hint !== undefined) throw error;
    throw new ActionError(error.code, error.message, { hint: whatToWrite, cause: error.cause });
  }
}

/**
 * Null if there are no run files.
 * @param isOwn whether they are those of an artifact, which are of one evaluation, whatever its pods wrote
 * @throws ActionError `bad-result` if they are of several evaluations
 */
async function readRuns(directory: string | null, isOwn: boolean): Promise<RunCache | null> {
  if (directory === null || !(await isDirectory(directory))) return null;
  const files = await readRunFiles(directory);
  if (files.length === 0) return null;
  if (!isOwn) refuseSeveral(directory, files);
  return readRunCache(files);
}

function refuseSeveral(directory: string, files: readonly { path: string }[]): void {
  const seen = new Map<string, string>();
  for (const { path: file } of files) {
    const [, evalName = '', run = ''] = /^(.*?)\/?([^/]+\/[^/]+)$/.exec(file) ?? [];
    const other = seen.get(run);
    if (other !== undefined) {
      const sentence = `${directory} has runs of several evaluations, such as "${other}" and "${evalName}".`;
      throw new ActionError('bad-result', sentence, { hint: 'Write the directory of the one to judge.' });
    }
    seen.set(run, evalName);
  }
}

/** The runs a result lists, and the runs made beyond them. */
function plannedBy(result: BenchmarkResult | null, runs: RunCache | null): Evidence['planned'] {
  const listed = new Map(result?.task_results.map((task) => [task.task_id, task.runs]));
  const made = new Map<string, number>();
  for (const { task_id: id, run_index: index } of runs?.entries.values() ?? [])
    made.set(id, Math.max(made.get(id) ?? 0, index + 1));
  const unlisted = [...made.keys()].filter((id) => !listed.has(id)).sort();
  if (unlisted.length > 0) {
    const names = unlisted.slice(0, 3).join(', ');
    const sentence = `The run cache has runs of ${unlisted.length} task(s) that the result does not list (${names}).`;
    throw new ActionError('bad-result', sentence, {
      hint: 'The run cache belongs to another evaluation, or a shard is missing: write the results of all shards.',
    });
  }
  return [...listed].map(([taskId, count]) => ({ taskId, runs: Math.max(count, made.get(taskId) ?? 0) }));
}

/** How the evaluation went, apart from its runs. */
function circumstances(
  result: BenchmarkResult | null,
  artifact: SavedArtifact | null,
): Pick<Evidence, 'droppedTasks' | 'lostShards' | 'stopped' | 'priceKnown' | 'identity'> {
  if (artifact === null) {
    const priceKnown = result?.task_results.some((task) => task.mean_cost_usd > 0) ?? false;
    return { droppedTasks: [], lostShards: [], stopped: null, priceKnown, identity: {} };
  }
  const { record, lostShards } = artifact;
  return {
    droppedTasks: record.coverage.droppedTasks,
    lostShards,
    stopped: stopOf(artifact),
    priceKnown: record.totals.costUsd !== null,
    identity: record.identity,
  };
}

/** Why the evaluation was stopped: the record has that if it decided the verdict. */
function stopOf({ record }: SavedArtifact): Evidence['stopped'] {
  const { failureReason: code, reasons } = record;
  if (code !== 'budget' && code !== 'timeout' && code !== 'cancelled') return null;
  return { code, message: reasons[0] ?? '' };
}

const whatToWrite = 'Write the path of a benchmark.json, or of the directory of an unpacked artifact.';

function badInput(message: string): ActionError {
  return new ActionError('bad-input', message, { hint: whatToWrite });
}
