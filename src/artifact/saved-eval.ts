import {
  findPath,
  type FoundPath,
  isRefusal,
  type Places,
  placesBelow,
  readFound,
} from '../base/checked-file.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import {
  type BenchmarkResult,
  MAX_RESULT_BYTES,
  parseBenchmark,
  refuseIncomplete,
} from '../result/formats/benchmark.ts';
import { wireOfShards } from '../result/verdict/eval-wire.ts';
import { assessRuns, type ShardEvidence } from '../result/verdict/health.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { mergeShards } from '../result/stats/merge.ts';
import { readRunCache, type RunCache, type RunCacheEntry, type RunKey } from '../result/formats/run-cache.ts';
import { artifactOf, evidenceOf, readArtifact, type SavedArtifact } from './read.ts';
import { findRunFiles, readIfFile, unusable } from './files.ts';
import { runsOfRecord } from './scores.ts';
import type { Comparison } from '../result/formats/verdict-record.ts';

export interface SavedEval {
  evidence: Evidence;
  /** The comparison for which runs were made to confirm a suspected regression; null if there were none. */
  confirmed: Comparison | null;
  /** Directory of the run files; null without any. */
  runsDirectory: string | null;
  /** Problems with the files, a sentence each. */
  problems: string[];
}

/**
 * Reads an evaluation from its files into the evidence for a verdict.
 * @param paths one directory of an unpacked artifact, or benchmark.json files: of an evaluation, or of each of its shards
 * @param runCache directory of the run files; null for those of the artifact, if there is one
 * @param places where these paths may lead
 * @throws ActionError `bad-input` for missing files, `bad-result` for files that cannot be judged
 */
export function readSavedEval(paths: readonly string[], runCache: string | null, places: Places): SavedEval {
  const { result, artifact } = readResults(paths.map((name) => ({ name, found: findNamed(name, places) })));
  const runs =
    runCache === null
      ? artifact && readRuns('runs', placesBelow(artifact.directory), true)
      : readRuns(runCache, places, false);
  if (runCache !== null && runs === null)
    throw new ActionError('bad-input', `The run cache ${runCache} has no run files.`, {
      hint: whereRunsAre,
    });
  const shards = artifact === null ? [] : evidenceOf(artifact);
  const planned =
    artifact === null
      ? plannedBy(result, runs)
      : artifact.record.tasks.map((task) => ({ taskId: task.taskId, runs: task.runs.planned }));
  const evidence: Evidence = {
    result,
    planned,
    ...(artifact !== null && runs === null && !hadRunFiles(artifact)
      ? runsOfRecord(artifact.record)
      : runsOfFiles({ planned, result, shards }, runs, artifact)),
    ...circumstances(result, artifact),
    ...wireOfShards(shards, artifact?.manifest.model?.ref ?? null),
    contradictions: artifact?.manifest.contradictions ?? [],
    remarks: [],
  };
  return {
    evidence,
    confirmed: artifact?.record.comparison?.confirmed === true ? artifact.record.comparison : null,
    runsDirectory: runs?.directory ?? null,
    problems: runs?.problems ?? [],
  };
}

/** Whether an artifact has all the run files there were: then a run without one was not made, whatever benchmark.json says. */
function hadRunFiles({ manifest: { content, shards } }: SavedArtifact): boolean {
  // A result that was judged again has no shards.
  return content === 'full' && shards.length > 0;
}

function runsOfFiles(
  known: Pick<Evidence, 'planned' | 'result'> & { shards: readonly ShardEvidence[] },
  runs: RunCache | null,
  artifact: SavedArtifact | null,
): Pick<Evidence, 'health' | 'runFiles'> {
  const tampered = new Set([...(artifact?.tampered ?? []), ...(runs?.repeated ?? [])]);
  // The figures of a bare result have to do.
  const runFiles = runs?.entries ?? (artifact === null ? null : new Map<RunKey, RunCacheEntry>());
  const unreadable = runs?.unreadable ?? new Map<RunKey, string>();
  return { health: assessRuns({ ...known, runFiles, unreadable, tampered }), runFiles };
}

/** A path that an input names. */
interface NamedPath {
  name: string;
  found: FoundPath;
}

/** @throws ActionError `bad-input` */
function findNamed(name: string, places: Places): FoundPath {
  const found = findPath(name, places);
  if (!isRefusal(found)) return found;
  throw badInput(
    found.isMissing === true
      ? `There is no file ${name}.`
      : `Input \`result\` names ${name}, which ${found.refusal}.`,
  );
}

function readResults(paths: readonly NamedPath[]): {
  result: BenchmarkResult | null;
  artifact: SavedArtifact | null;
} {
  const [first] = paths;
  if (first !== undefined && paths.length === 1 && first.found.kind === 'directory') {
    const directory = first.found.path;
    const artifact = readArtifact(directory);
    const bytes = readIfFile(directory, 'benchmark.json', MAX_RESULT_BYTES);
    if (bytes === undefined && artifact === null) {
      throw badInput(
        `The directory ${first.name} has neither a benchmark.json nor the files of an artifact.`,
      );
    }
    const result = bytes === undefined ? null : parsed(bytes, `${first.name}/benchmark.json`);
    return { result, artifact };
  }
  const shards = paths.map(({ name, found }) => {
    if (found.kind === 'directory') throw badInput(`There is no file ${name}, only a directory.`);
    const read = readFound(found, MAX_RESULT_BYTES);
    if (isRefusal(read)) throw unusable(name, read);
    return { result: parsed(read.content, name), bytes: read.content, found };
  });
  const [only] = shards;
  if (only !== undefined && shards.length === 1) {
    return { result: only.result, artifact: artifactOf(only.found, only.bytes) };
  }
  return { result: mergeShards(shards.map(({ result }) => result)), artifact: null };
}

function parsed(bytes: Uint8Array, name: string): BenchmarkResult {
  try {
    const result = parseBenchmark(bytes, { name });
    refuseIncomplete(result, name);
    return result;
  } catch (error) {
    if (!isActionError(error) || error.hint !== undefined) throw error;
    throw new ActionError(error.code, error.message, { hint: whatToWrite, cause: error.cause });
  }
}

/**
 * Null if there are no run files.
 * @param isOwn whether they are those of an artifact, which are of one evaluation, whatever its pods wrote
 * @throws ActionError `bad-input` if they cannot be read, `bad-result` if they are of several evaluations
 */
function readRuns(
  directory: string,
  places: Places,
  isOwn: boolean,
): (RunCache & { directory: string }) | null {
  const found = findPath(directory, places);
  if (isRefusal(found) && found.isMissing !== true) {
    if (isOwn) throw unusable(directory, found);
    throw new ActionError('bad-input', `Input \`run-cache\` names ${directory}, which ${found.refusal}.`, {
      hint: whereRunsAre,
    });
  }
  if (isRefusal(found) || found.kind !== 'directory') return null;
  const files = findRunFiles(found.path);
  if (files.names.length === 0) return null;
  if (!isOwn) refuseSeveral(directory, files.names);
  const unread: string[] = [];
  const cache = readRunCache(files.contents(unread));
  return { ...cache, directory: found.path, problems: [...unread, ...cache.problems] };
}

function refuseSeveral(directory: string, files: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const file of files) {
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

const whereRunsAre = 'Write the directory that holds `<task>/run<number>.json`, or leave `run-cache` out.';
const whatToWrite = 'Write the path of a benchmark.json, or of the directory of an unpacked artifact.';

function badInput(message: string): ActionError {
  return new ActionError('bad-input', message, { hint: whatToWrite });
}
