import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  findPath,
  isRefusal,
  type Places,
  placesBelow,
  readChecked,
  readFound,
  type Refusal,
} from '../base/checked-file.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import { parseJson } from '../result/formats/json.ts';
import { type Gathered, gatheredOf, MOST_EVALUATIONS, type SavedRead } from './gathered.ts';
import { carriedSchema } from './history-record.ts';
import { type FoundEvaluation, noOrigin, type Origin, readEvaluation } from './read-evaluation.ts';

const MAX_FILE_BYTES = 20_000_000;
/** `gh run download` makes a directory for each artifact; a workflow may sort them by run. */
const MOST_LEVELS = 4;
const MOST_DIRECTORIES = 20_000;

/**
 * The evaluations that a path holds: an earlier `history.json`, or a directory with any number of unpacked artifacts.
 * @throws ActionError `bad-history`
 */
export function fromPath(written: string, places: Places): Gathered {
  const found = findPath(written, places);
  if (isRefusal(found)) throw unreadable(written, found);
  if (found.kind === 'directory') return fromDirectory(found.path, written);
  const read = readFound(found, MAX_FILE_BYTES);
  if (isRefusal(read)) throw unreadable(written, read);
  if (path.basename(found.path) === 'verdict.json') return fromDirectory(path.dirname(found.path), written);
  return fromHistory(read.content, written);
}

/**
 * The evaluations of an earlier `history.json`.
 * @throws ActionError `bad-history`
 */
export function fromHistory(bytes: Uint8Array, name: string): Gathered {
  const parsed = carriedSchema.safeParse(jsonOf(bytes, name));
  if (!parsed.success) {
    throw new ActionError('bad-history', `${name} is not a history.json of this action.`, {
      hint: 'Write the directory of unpacked artifacts, or a history.json that `mode: history` wrote.',
    });
  }
  const found = parsed.data.series.flatMap(({ id, name: seriesName, evaluations }) =>
    evaluations.map((evaluation): FoundEvaluation => {
      return { series: { id, name: seriesName }, evaluation, branch: undefined };
    }),
  );
  return { found, notes: [] };
}

function fromDirectory(directory: string, written: string): Gathered {
  const read = artifactsBelow(directory, written).map((relative) =>
    readSaved(placesBelow(path.join(directory, relative)), {
      name: path.join(written, relative),
      origin: noOrigin,
    }),
  );
  if (read.length > 0) return gatheredOf(read);
  throw new ActionError(
    'bad-history',
    `There is no verdict.json in ${written}, nor in a directory below it.`,
    {
      hint: 'Download artifacts of evaluations in an earlier step, for example with `gh run download`.',
      terminalHint: 'Download artifacts of evaluations, for example with `gh run download`.',
    },
  );
}

/** The directories with a verdict.json, relative to the given one. */
function artifactsBelow(directory: string, written: string): string[] {
  const artifacts: string[] = [];
  let visited = 0;
  const visit = (relative: string, level: number): void => {
    if (++visited > MOST_DIRECTORIES || artifacts.length >= MOST_EVALUATIONS * 4)
      throw new ActionError('bad-history', `${written} has too many directories.`, {
        hint: 'Write the directories of the artifacts alone.',
      });
    const entries = readdirSync(path.join(directory, relative), { withFileTypes: true });
    if (entries.some((entry) => entry.isFile() && entry.name === 'verdict.json')) artifacts.push(relative);
    else if (level < MOST_LEVELS)
      for (const entry of entries) if (entry.isDirectory()) visit(path.join(relative, entry.name), level + 1);
  };
  visit('', 0);
  return artifacts.sort();
}

/** Reads the files of an unpacked artifact. */
export function readSaved(places: Places, { name, origin }: { name: string; origin: Origin }): SavedRead {
  try {
    const verdict = jsonIn('verdict.json', places);
    if (verdict === undefined) return { note: `${name} has no verdict.json; it was left out.` };
    const read = readEvaluation({ verdict, manifest: jsonIn('manifest.json', places) }, origin);
    return read ?? { note: `The verdict.json of ${name} is not of this action; it was left out.` };
  } catch (error) {
    return { note: `${name} was left out: ${messageOf(error)}` };
  }
}

/** @returns undefined if there is no such file */
function jsonIn(file: string, places: Places): unknown {
  const read = readChecked(file, places, MAX_FILE_BYTES);
  if (!isRefusal(read)) return parseJson(read.content, { name: file, maxBytes: MAX_FILE_BYTES });
  if (read.isMissing === true) return undefined;
  throw new Error(`${file} ${read.refusal}.`);
}

function jsonOf(bytes: Uint8Array, name: string): unknown {
  try {
    return parseJson(bytes, { name, maxBytes: MAX_FILE_BYTES });
  } catch (error) {
    throw new ActionError('bad-history', messageOf(error), { cause: error });
  }
}

function unreadable(written: string, { refusal }: Refusal): ActionError {
  return new ActionError('bad-history', `The history ${written} ${refusal}.`, {
    hint: 'Paths are relative to the working directory; download the artifacts in an earlier step.',
    terminalHint: 'Paths are relative to the working directory.',
  });
}
