import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import type { ContainerRef } from '../kube/types.ts';
import type { RunFiles } from './collect.ts';
import { writeFile } from './pod-commands.ts';
import { podPaths, type ShardRequest } from './protocol.ts';

/**
 * Gives a new pod the runs that are home already, so that they are not paid again.
 * @returns what the `start` request says about them; the supervisor checks each hash
 */
export async function seedPod(
  kube: Kube,
  target: ContainerRef,
  files: RunFiles,
  signal: AbortSignal,
): Promise<NonNullable<ShardRequest['seed']>> {
  const seed = [...files.fetched].filter(([name]) => !files.tampered.has(name));
  return await Promise.all(
    seed.map(async ([name, sha256]) => {
      // Relative to the run cache: the supervisor puts it there.
      const relative = path.posix.relative('run_cache', name);
      const stdin = await readFile(path.join(files.directory, name));
      const command = writeFile(`${podPaths.seed}/${relative}`, stdin.length);
      const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000, signal });
      if (exitCode !== 0) {
        throw new ActionError(
          'shard-lost',
          `${name} could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`,
        );
      }
      return { path: relative, sha256 };
    }),
  );
}
