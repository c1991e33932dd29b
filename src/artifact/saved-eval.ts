import path from 'node:path';
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
import { rebuildResult } from '../result/stats/rebuild.ts';
import type { RunCache, RunCacheEntry, RunKey } from '../result/formats/run-cache.ts';
import { orderedIn } from './ordered-runs.ts';
import { artifactOf, evidenceOf, readArtifact, type SavedArtifact } from './read.ts';
import { readIfFile, unusable } from './files.ts';
import { BASE_TOP } from './file-names.ts';
import { changesOf } from './integrity.ts';
import { runsBesideResult, runsOfArtifact, runsOfInput, type SavedRuns } from './saved-runs.ts';
import { runsOfRecord } from './scores.ts';
import type { Comparison } from '../result/formats/comparison.ts';
import type { BaseArm } from '../result/formats/verdict-record.ts';

/** One side of an evaluation. */
interface SavedArm {
  evidence: Evidence;
  /** The comparison for which runs were made to confirm a suspected regression; null if there were none. */
  confirmed: Comparison | null;
  /** Directory of the run files; null without any. */
  runsDirectory: string | null;
  /** Problems with the files, a sentence each. */
  problems: string[];
  /** The inputs it was made by, by name; undefined if nothing says them. */
  inputs: Readonly<Record<string, unknown>> | undefined;
}

type SavedBase = SavedArm & Pick<BaseArm, 'name' | 'madeAgain'>;

export interface SavedEval extends SavedArm {
  /** What ran beside it to be compared with, or the directory in which that is missing; null if nothing ran beside it. */
  base: SavedBase | { missing: string } | null;
}

/**
 * Reads an evaluation from its files into the evidence for a verdict.
 * @param paths one directory of an unpacked artifact or with a result and its `runs`, or benchmark.json files: of an evaluation, or of each of its shards
 * @param runCache directory of the run files; null for those in `runs` of the directory
 * @param places where these paths may lead
 * @throws ActionError `bad-input` for missing files, `bad-result` for files that cannot be judged
 */
export function readSavedEval(paths: readonly string[], runCache: string | null, places: Places): SavedEval {
  const read = readResults(paths.map((name) => ({ name, found: findNamed(name, places) })));
  const runs = runsOf(read, runCache, places);
  if (read.artifact === null && read.listed === null && resultOfRuns(runs) === null)
    throw nothingIn(paths[0] ?? '');
  return { ...armOf(read, runs), base: baseOf(read.artifact) };
}

/** The base arm in the artifact of its head, whose manifest lists it; null if there is none. */
function baseOf(head: SavedArtifact | null): SavedEval['base'] {
  const name = `${BASE_TOP}manifest.json`;
  if (head === null || !head.manifest.files.some((file) => file.path === name)) return null;
  const directory = path.join(head.directory, BASE_TOP);
  const artifact = readArtifact(directory);
  if (artifact === null) return { missing: directory };
  const bytes = readIfFile(directory, 'benchmark.json', MAX_RESULT_BYTES);
  const listed = bytes === undefined ? null : parsed(bytes, path.join(directory, 'benchmark.json'));
  const arm = armOf({ listed, artifact, beside: null }, runsOfArtifact(directory, artifact.manifest));
  const { baseArm, comparison } = head.record;
  return {
    ...arm,
    name: baseArm?.name ?? comparison?.baseline ?? 'base',
    ...(baseArm?.madeAgain === true ? { madeAgain: true } : {}),
  };
}

function armOf({ listed, artifact, beside }: Read, runs: SavedRuns | null): SavedArm {
  const changes = artifact === null ? null : changesOf(artifact.directory, artifact.manifest);
  const result = listed ?? (artifact === null ? resultOfRuns(runs) : null);
  const shards = artifact === null ? [] : evidenceOf(artifact);
  const planned = artifact === null ? plannedBy(listed, runs) : orderedIn(artifact, runs !== null);
  const evidence: Evidence = {
    result,
    planned,
    ...(artifact !== null && runs === null && !hadRunFiles(artifact)
      ? runsOfRecord(artifact.record)
      : runsOfFiles({ planned, result, shards }, runs, artifact)),
    ...circumstances(result, artifact),
    ...wireOfShards(shards, artifact?.manifest.model?.ref ?? null),
    contradictions: [...(artifact?.manifest.contradictions ?? [])],
    changedFiles: changes?.changed ?? [],
    remarks: changes?.remarks ?? [
      ...(beside === null ? [] : remarksOn(beside, listed)),
      ...unequalRuns(planned),
    ],
  };
  return {
    evidence,
    confirmed: artifact?.record.comparison?.confirmed === true ? artifact.record.comparison : null,
    runsDirectory: runs?.directory ?? null,
    problems: runs?.problems ?? [],
    inputs: artifact?.manifest.inputs,
  };
}

function runsOf(
  { listed, artifact, beside }: Read,
  runCache: string | null,
  places: Places,
): SavedRuns | null {
  if (runCache !== null) return runsOfInput(runCache, places, listed);
  if (artifact !== null) return runsOfArtifact(artifact.directory, artifact.manifest);
  return beside === null ? null : runsBesideResult(beside, listed);
}

/** A stopped evaluation leaves its runs without a result. */
function resultOfRuns(runs: SavedRuns | null): BenchmarkResult | null {
  if (runs === null || runs.entries.size === 0) return null;
  return rebuildResult({ model: runs.model ?? '' }, runs.entries.values());
}

/** What is missing in the directory of a bare result, where a reader may think it is there. */
function remarksOn(directory: string, listed: BenchmarkResult | null): string[] {
  const has = (name: string): boolean => !isRefusal(findPath(name, placesBelow(directory)));
  const [there, missing] = has('verdict.json')
    ? ['verdict.json', 'manifest.json']
    : ['manifest.json', 'verdict.json'];
  return [
    ...(has(there)
      ? [`There is a ${there} without a ${missing}: only the result and its run files were judged.`]
      : []),
    ...(listed === null
      ? ['There is no benchmark.json: only the runs that have a file were judged, and others may be missing.']
      : []),
  ];
}

/** Without a manifest nothing says which runs were planned, and the score of a task falls with their number. */
function unequalRuns(planned: Evidence['planned']): string[] {
  const least = Math.min(...planned.map(({ runs }) => runs));
  const more = planned.filter(({ runs }) => runs > least);
  const [first] = more;
  if (first === undefined) return [];
  const others = more.length === 1 ? '' : ` and ${more.length - 1} more`;
  return [
    `Task ${first.taskId}${others} has more runs than others (${first.runs}, and ${least}): without manifest.json it is not known whether some of them only confirm a suspected regression, so all count as planned.`,
  ];
}

/** Whether an artifact has all the run files there were: then a run without one was not made, whatever benchmark.json says. */
function hadRunFiles({ manifest: { content, shards } }: SavedArtifact): boolean {
  // A result that was judged again has no shards.
  return content === 'full' && shards.length > 0;
}

function runsOfFiles(
  known: Pick<Evidence, 'planned' | 'result'> & { shards: readonly ShardEvidence[] },
  runs: SavedRuns | null,
  artifact: SavedArtifact | null,
): Pick<Evidence, 'health' | 'runFiles'> {
  const tampered = new Set([
    ...(artifact?.tampered ?? []),
    ...(runs?.repeated ?? []),
    ...(runs?.changed ?? []),
  ]);
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

interface Read {
  /** What benchmark.json files say; null without any. */
  listed: BenchmarkResult | null;
  artifact: SavedArtifact | null;
  /** Where the run files of a bare result may be; null if there is no such directory. */
  beside: string | null;
}

function readResults(paths: readonly NamedPath[]): Read {
  const [first] = paths;
  if (first !== undefined && paths.length === 1 && first.found.kind === 'directory') {
    const directory = first.found.path;
    const artifact = readArtifact(directory);
    const bytes = readIfFile(directory, 'benchmark.json', MAX_RESULT_BYTES);
    const listed = bytes === undefined ? null : parsed(bytes, `${first.name}/benchmark.json`);
    return { listed, artifact, beside: directory };
  }
  const shards = paths.map(({ name, found }) => {
    if (found.kind === 'directory') throw badInput(`There is no file ${name}, only a directory.`);
    const read = readFound(found, MAX_RESULT_BYTES);
    if (isRefusal(read)) throw unusable(name, read);
    return { result: parsed(read.content, name), bytes: read.content, found };
  });
  const [only] = shards;
  if (only !== undefined && shards.length === 1) {
    const { path: file } = only.found;
    const beside = path.basename(file) === 'benchmark.json' ? path.dirname(file) : null;
    return { listed: only.result, artifact: artifactOf(only.found, only.bytes), beside };
  }
  return { listed: mergeShards(shards.map(({ result }) => result)), artifact: null, beside: null };
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
 * The runs a result lists; without one, those that were made.
 * @throws ActionError `bad-result` if there are runs beyond those it lists
 */
function plannedBy(listed: BenchmarkResult | null, runs: RunCache | null): Evidence['planned'] {
  const made = new Map<string, number>();
  for (const { task_id: id, run_index: index } of runs?.entries.values() ?? [])
    made.set(id, Math.max(made.get(id) ?? 0, index + 1));
  if (listed === null) return [...made].map(([taskId, count]) => ({ taskId, runs: count }));
  const planned = new Map(listed.task_results.map((task) => [task.task_id, task.runs]));
  const unlisted = [...made.keys()].filter((id) => !planned.has(id)).sort();
  if (unlisted.length > 0) {
    const names = unlisted.slice(0, 3).join(', ');
    const sentence = `The run cache has runs of ${unlisted.length} task(s) that the result does not list (${names}).`;
    throw new ActionError('bad-result', sentence, {
      hint: 'The run cache belongs to another evaluation, or a shard is missing: write the results of all shards.',
    });
  }
  for (const [id, count] of made) {
    const least = planned.get(id) ?? 0;
    if (count <= least) continue;
    const sentence = `The run cache has run ${count} of ${id}, but the result lists ${least} of that task.`;
    throw new ActionError('bad-result', sentence, {
      hint: 'Runs that confirm a suspected regression are told from those of another evaluation by the manifest.json and verdict.json of the artifact: write its directory with both, or leave only the files of the runs that the result is of.',
    });
  }
  return [...planned].map(([taskId, count]) => ({ taskId, runs: count }));
}

/** How the evaluation went, apart from its runs. */
function circumstances(
  result: BenchmarkResult | null,
  artifact: SavedArtifact | null,
): Pick<Evidence, 'droppedTasks' | 'lostShards' | 'stopped' | 'isSequential' | 'priceKnown' | 'identity'> {
  if (artifact === null) {
    const priceKnown = result?.task_results.some((task) => task.mean_cost_usd > 0) ?? false;
    return { droppedTasks: [], lostShards: [], stopped: null, priceKnown, identity: {} };
  }
  const { record, manifest, lostShards } = artifact;
  return {
    droppedTasks: record.coverage.droppedTasks,
    lostShards,
    stopped: stopOf(artifact),
    // One that was judged again has the inputs of that.
    isSequential: manifest.inputs?.['runs'] === 'auto' || record.sequential !== undefined,
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

function nothingIn(name: string): ActionError {
  return badInput(
    `The directory ${name} has neither a benchmark.json nor run files nor the files of an artifact.`,
  );
}

function badInput(message: string): ActionError {
  return new ActionError('bad-input', message, { hint: whatToWrite });
}
