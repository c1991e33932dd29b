import { rm } from 'node:fs/promises';
import { sha256 } from '../src/base/sha256.ts';
import path from 'node:path';
import type { SeedFile } from '../src/protocol/pod.ts';
import { readRegular, writeAtomic } from './files.ts';
import { maxRunFileBytes, modelAnswered, parseRunPath, type RunFile } from './run-files.ts';
import { parseObject } from './json.ts';

/**
 * Takes over run files of an earlier evaluation. All are checked before the first is copied. Runs in which the model
 * did not answer are left out, since the harness would take them for finished.
 * @returns paths taken over, or a sentence about what is wrong with the seed
 */
export async function takeSeeds(
  seed: readonly SeedFile[],
  from: string,
  runCache: string,
): Promise<{ ok: true; taken: string[] } | { ok: false; reason: string }> {
  for (const { path: name, sha256: expected } of seed) {
    if (parseRunPath(name) === undefined || name.split('/').some((part) => part === '..' || part === '.')) {
      return {
        ok: false,
        reason: `the seed ${JSON.stringify(name.slice(0, 200))} is not the path of a run file`,
      };
    }
    const content = await readRegular(path.join(from, name), maxRunFileBytes);
    if (content === undefined) return { ok: false, reason: `the seed ${name} does not exist` };
    if (sha256(content) !== expected)
      return { ok: false, reason: `the seed ${name} does not have the announced content` };
  }
  const taken: string[] = [];
  for (const { path: name } of seed) {
    const content = await readRegular(path.join(from, name), maxRunFileBytes);
    // Whether the harness stopped it for its time, its own evaluation has judged.
    if (content === undefined || !modelAnswered(parseObject(content.toString('utf8')), true)) continue;
    await writeAtomic(path.join(runCache, name), content);
    taken.push(name);
  }
  return { ok: true, taken };
}

/** Removes run files so that the harness runs these runs again. */
export async function dropRuns(runCache: string, files: readonly RunFile[]): Promise<void> {
  for (const file of files) await rm(path.join(runCache, file.path), { force: true });
}
