import path from 'node:path';
import { type FoundPath, findPath, isRefusal, type Places, placesBelow } from '../base/checked-file.ts';
import { ActionError } from '../base/errors.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import {
  lettersOf,
  modelOfPath,
  readRunCache,
  type RunCache,
  type RunKey,
  runOfPath,
} from '../result/formats/run-cache.ts';
import { findRunFiles, unusable } from './files.ts';
import { isListedBy } from './integrity.ts';
import type { Manifest } from './manifest.ts';

/** The run files of a saved evaluation. */
export interface SavedRuns extends RunCache {
  directory: string;
  /** The model they are of, as the harness names its directory; null if that does not show. */
  model: string | null;
  /** Runs whose file is not the one that was collected. */
  changed: ReadonlySet<RunKey>;
}

/**
 * The run files of an artifact, which are of one evaluation, whatever its pods wrote. Null if there are none.
 * @throws ActionError `bad-result` if they cannot be read
 */
export function runsOfArtifact(directory: string, manifest: Manifest): SavedRuns | null {
  const found = findPath('runs', placesBelow(directory));
  if (isRefusal(found) && found.isMissing !== true) throw unusable(path.join(directory, 'runs'), found);
  if (isRefusal(found) || found.kind !== 'directory') return null;
  const isListed = isListedBy(manifest);
  const runs = readRuns(found, (file) => isListed({ ...file, path: `runs/${file.path}` }));
  return runs && { ...runs, model: null };
}

/**
 * The run files beside a bare result, in `runs`. Null if there are none.
 * @throws ActionError `bad-result` if they cannot be read, or are not of this result
 */
export function runsBesideResult(directory: string, result: BenchmarkResult | null): SavedRuns | null {
  const found = findPath('runs', placesBelow(directory));
  if (isRefusal(found) && found.isMissing !== true) throw unusable(path.join(directory, 'runs'), found);
  if (isRefusal(found) || found.kind !== 'directory') return null;
  return runsOfOne(found, path.join(directory, 'runs'), result);
}

/**
 * The run files in a directory that the input `run-cache` names.
 * @throws ActionError `bad-input` if there are none, `bad-result` if they are not of this result
 */
export function runsOfInput(name: string, places: Places, result: BenchmarkResult | null): SavedRuns {
  const found = findPath(name, places);
  if (isRefusal(found) && found.isMissing !== true) {
    throw new ActionError('bad-input', `Input \`run-cache\` names ${name}, which ${found.refusal}.`, {
      hint: whereRunsAre,
    });
  }
  const runs = isRefusal(found) || found.kind !== 'directory' ? null : runsOfOne(found, name, result);
  if (runs !== null) return runs;
  throw new ActionError('bad-input', `The run cache ${name} has no run files.`, { hint: whereRunsAre });
}

function runsOfOne(found: FoundPath, name: string, result: BenchmarkResult | null): SavedRuns | null {
  const files = findRunFiles(found.path).names;
  refuseSeveral(name, files);
  const models = [...new Set(files.map((file) => modelOfPath(path.join(found.path, file))))];
  for (const model of models) if (result !== null) refuseOtherModel(name, model, result.model);
  const runs = readRuns(found, () => true);
  return runs && { ...runs, model: models.length === 1 ? models[0]! : null };
}

function readRuns(
  found: FoundPath,
  isAsCollected: (file: { path: string; bytes: Uint8Array }) => boolean,
): Omit<SavedRuns, 'model'> | null {
  const files = findRunFiles(found.path);
  if (files.names.length === 0) return null;
  const unread: string[] = [];
  const changed = new Set<RunKey>();
  const skipped = new Map<RunKey, string>();
  function* checked(): Generator<{ path: string; bytes: Uint8Array }> {
    const skip = (name: string, problem: string): void => {
      unread.push(problem);
      skipped.set(runOfPath(name)!, problem);
    };
    for (const file of files.contents(skip)) {
      const key = runOfPath(file.path);
      if (key !== null && !isAsCollected(file)) {
        changed.add(key);
        unread.push(`${file.path} is not the file that manifest.json lists; its run does not count.`);
      }
      yield file;
    }
  }
  const cache = readRunCache(checked());
  const unreadable = new Map([...skipped, ...cache.unreadable]);
  return { ...cache, directory: found.path, changed, unreadable, problems: [...unread, ...cache.problems] };
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

/** Compared without the provider: the gateway may call one `custom` whose name the user knows. */
function refuseOtherModel(directory: string, found: string | null, model: string): void {
  if (found === null || model === '') return;
  const id = lettersOf(model.slice(model.indexOf('/') + 1));
  if (id !== '' && lettersOf(found).endsWith(id)) return;
  throw new ActionError(
    'bad-result',
    `${directory} has runs of another model: they are in the directory ${found}, and the result is of ${model}.`,
    { hint: 'The run files belong to another evaluation: write the directory of those of this result.' },
  );
}

const whereRunsAre = 'Write the directory that holds `<task>/run<number>.json`, or leave `run-cache` out.';
