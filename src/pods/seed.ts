import { mkdir, readFile, writeFile as writeLocal } from 'node:fs/promises';
import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { type PodFacts, type RunFiles } from './collect.ts';
import { writeFile } from './pod-commands.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podContainers } from '../protocol/containers.ts';
import { podPaths, type SeedFile } from '../protocol/pod.ts';

/** Valid runs of an earlier attempt of the same eval. */
export interface EarlierRuns {
  /** Holds `files`, laid out as a run cache. */
  directory: string;
  files: readonly string[];
  /** Tasks of each shard then. */
  tasks: readonly (readonly string[])[];
  /** Image digests by container: with others, they would be runs of something else. */
  images: Readonly<Record<string, string>>;
  /** Of all settings that runs depend on. */
  settingsHash: string;
  /** By which tasks were dealt to shards, in seconds; to be used again, so that each shard gets the same tasks. */
  taskDurations: Readonly<Record<string, number>>;
}

const judgedBy = [podContainers.gateway, podContainers.clawbench] as const;

/**
 * Makes the runs of an earlier attempt those that are home already, if this pod runs the same images.
 * @returns how many
 */
export async function takeOver(
  earlier: EarlierRuns,
  shard: number,
  pod: PodFacts,
  files: RunFiles,
): Promise<number> {
  if (judgedBy.some((name) => !pod.images[name] || pod.images[name] !== earlier.images[name])) return 0;
  const tasks = new Set(earlier.tasks[shard]);
  const own = earlier.files.filter((name) => tasks.has(path.posix.dirname(name).split('/').at(-1) ?? ''));
  await Promise.all(
    own.map(async (name) => {
      const bytes = await readFile(path.join(earlier.directory, name));
      const relative = path.posix.join('run_cache', name);
      const local = path.join(files.directory, relative);
      await mkdir(path.dirname(local), { recursive: true });
      await writeLocal(local, bytes);
      files.fetched.set(relative, sha256(bytes));
    }),
  );
  return own.length;
}

/**
 * Gives a new pod the runs that are home already, so that they are not paid again.
 * @returns what the `start` request says about them; the supervisor checks each hash
 */
export async function seedPod(kube: Kube, target: PodTarget, files: RunFiles): Promise<SeedFile[]> {
  const seed = [...files.fetched].filter(([name]) => !files.tampered.has(name));
  return await Promise.all(
    seed.map(async ([name, hash]) => {
      // Relative to the run cache: the supervisor puts it there.
      const relative = path.posix.relative('run_cache', name);
      const stdin = await readFile(path.join(files.directory, name));
      const command = writeFile(target, `${podPaths.seed}/${relative}`, stdin.length);
      const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000 });
      if (exitCode !== 0) {
        throw new ActionError(
          'shard-lost',
          `${name} could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`,
        );
      }
      return { path: relative, sha256: hash };
    }),
  );
}
