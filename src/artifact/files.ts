import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  findPath,
  isRefusal,
  placesBelow,
  readChecked,
  readFound,
  type Refusal,
} from '../base/checked-file.ts';
import { ActionError, messageOf } from '../base/errors.ts';
import { hasCode } from '../base/missing-file.ts';
import { MAX_RUN_FILE_BYTES, runOfPath } from '../result/formats/run-cache.ts';

/** Twice what an evaluation can make: 100 tasks × 100 runs. */
const MOST_RUN_FILES = 20_000;
/** Of all run files together. They are parsed one by one, and what is kept of them is smaller. */
const MOST_RUN_BYTES = 512_000_000;
/** The harness needs three levels, and has a few files beside each run. */
const MOST_LEVELS = 16;
const MOST_ENTRIES = 200_000;

/**
 * Reads a file that may be missing, below a directory that it must not lead out of.
 * @returns undefined if there is no such file, or if it is a directory
 * @throws ActionError `bad-result` if it is larger than `maxBytes` or cannot be read
 */
export function readIfFile(directory: string, name: string, maxBytes: number): Buffer | undefined {
  const found = findPath(name, placesBelow(directory));
  if (!isRefusal(found) && found.kind === 'directory') return undefined;
  const read = isRefusal(found) ? found : readFound(found, maxBytes);
  if (!isRefusal(read)) return read.content;
  if (read.isMissing === true) return undefined;
  throw unusable(path.join(directory, name), read);
}

export function unusable(file: string, { refusal }: Refusal): ActionError {
  return new ActionError('bad-result', `${file} ${refusal}.`);
}

interface RunFile {
  /** Relative to the directory, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/** The run files below a directory, at any depth. */
export interface FoundRunFiles {
  /** Relative to the directory, with forward slashes, sorted. */
  readonly names: readonly string[];
  /** Reads them one by one. One that cannot be read is left out, and told with its name and a sentence. */
  contents(skip: (name: string, problem: string) => void): Iterable<RunFile>;
}

/** @throws ActionError `bad-result` if there are too many, or the directory cannot be read */
export function findRunFiles(directory: string): FoundRunFiles {
  const names = runFilesBelow(directory);
  return {
    names,
    *contents(skip) {
      let total = 0;
      for (const name of names) {
        const read = readChecked(name, placesBelow(directory), MAX_RUN_FILE_BYTES);
        const refusal = isRefusal(read) ? read.refusal : overLimit((total += read.content.length));
        if (refusal !== null) skip(name, `${name} ${refusal}; it was not used.`);
        else if (!isRefusal(read)) yield { path: name, bytes: read.content };
      }
    },
  };
}

function overLimit(total: number): string | null {
  return total <= MOST_RUN_BYTES
    ? null
    : `is beyond the ${MOST_RUN_BYTES / 1e6} MB of run files that are read in all`;
}

function runFilesBelow(directory: string): string[] {
  const names: string[] = [];
  let entries = 0;
  const visit = (relative: string, level: number): void => {
    if (level > MOST_LEVELS) throw tooMany(directory, `is more than ${MOST_LEVELS} directories deep`);
    for (const entry of listed(path.join(directory, relative))) {
      if (++entries > MOST_ENTRIES) throw tooMany(directory, `holds more than ${MOST_ENTRIES} files`);
      const child = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) visit(child, level + 1);
      else if (runOfPath(child) !== null) names.push(child);
    }
  };
  visit('', 0);
  if (names.length > MOST_RUN_FILES)
    throw tooMany(directory, `has ${names.length} run files; at most ${MOST_RUN_FILES} are read`);
  return names.sort();
}

function listed(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return [];
    throw new ActionError('bad-result', `${directory} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function tooMany(directory: string, what: string): ActionError {
  return new ActionError('bad-result', `${directory} ${what}.`, {
    hint: 'Write the directory of one evaluation, with nothing else in it.',
  });
}
