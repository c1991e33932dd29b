import { rename } from 'node:fs/promises';
import path from 'node:path';
import { type FileEntry, SCHEMA_VERSION, type ShardDone } from '../src/protocol/pod.ts';
import { digest, findFiles, readRegular, writeAtomic } from './files.ts';
import { asObject, parseObject } from './json.ts';
import type { PodPaths } from './paths.ts';

const maxFiles = 20_000;
/** For comparison: 27 tasks make 139 kB. */
const maxResultBytes = 256 * 1024 * 1024;

/**
 * Moves the harness's output into place if it is a result; the action checks it in full.
 * @returns whether it was
 */
export async function acceptResult(written: string, place: string): Promise<boolean> {
  const content = await readRegular(written, maxResultBytes);
  const tasks =
    content === undefined ? undefined : asObject(parseObject(content.toString('utf8')))['task_results'];
  if (!Array.isArray(tasks) || tasks.length === 0) return false;
  await rename(written, place);
  return true;
}

/** Writes done.json, with size and hash of every file worth fetching. It is always the last file to be written. */
export async function writeDone(
  paths: PodPaths,
  outcome: Omit<ShardDone, 'schemaVersion' | 'finishedAt' | 'files'>,
): Promise<void> {
  const own = new Set(
    [paths.state, paths.done, paths.journal].map((file) => path.relative(paths.results, file)),
  );
  const files: FileEntry[] = [];
  for (const { path: name } of await findFiles(paths.results, maxFiles)) {
    if (own.has(name) || name.endsWith('.tmp')) continue;
    const content = await digest(path.join(paths.results, name));
    if (content !== undefined) files.push({ path: name, ...content });
  }
  const done: ShardDone = {
    schemaVersion: SCHEMA_VERSION,
    ...outcome,
    finishedAt: new Date().toISOString(),
    files,
  };
  await writeAtomic(paths.done, `${JSON.stringify(done, null, 2)}\n`);
}
