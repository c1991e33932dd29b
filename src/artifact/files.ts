import { readdir, readFile, stat } from 'node:fs/promises';
import { ifExists } from '../base/missing-file.ts';
import path from 'node:path';
import { ActionError, isActionError } from '../base/errors.ts';
import { MAX_RUN_FILE_BYTES, runOfPath } from '../result/formats/run-cache.ts';

/** Twice what an evaluation can make: 100 tasks × 100 runs. */
const MOST_RUN_FILES = 20_000;

/**
 * Reads a file that may be missing.
 * @returns undefined if there is no such file, or if it is a directory
 * @throws ActionError `bad-result` if it is larger than `maxBytes` or cannot be read
 */
export async function readIfFile(file: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    const found = await ifExists(stat(file));
    if (!found?.isFile()) return undefined;
    if (found.size > maxBytes)
      throw new ActionError('bad-result', `${file} has ${found.size} bytes; at most ${maxBytes} are read.`);
    return await readFile(file);
  } catch (error) {
    if (isActionError(error)) throw error;
    throw new ActionError('bad-result', `${file} cannot be read: ${String(error)}`, { cause: error });
  }
}

export async function isDirectory(name: string): Promise<boolean> {
  return await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

export interface RunFile {
  /** Relative to the directory, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/**
 * Reads all run files below a directory, at any depth; links are not followed.
 * @throws ActionError `bad-result` if there are too many, or one is too large
 */
export async function readRunFiles(directory: string): Promise<RunFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((name) => runOfPath(name) !== null)
    .sort();
  if (names.length > MOST_RUN_FILES) {
    const sentence = `${directory} has ${names.length} run files; at most ${MOST_RUN_FILES} are read.`;
    throw new ActionError('bad-result', sentence);
  }
  const files: RunFile[] = [];
  for (const name of names) {
    const bytes = await readIfFile(path.join(directory, name), MAX_RUN_FILE_BYTES);
    if (bytes !== undefined) files.push({ path: name, bytes });
  }
  return files;
}
