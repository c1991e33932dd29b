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
import { runOfPath } from '../result/formats/run-cache.ts';
import { addLines, type ShardWire } from './wire.ts';
import { linesOfRuns } from './wire-before.ts';

/** Valid runs of an earlier attempt of the same evaluation. */
export interface EarlierRuns {
  /** Local directory with `files`, laid out as a run cache. */
  directory: string;
  files: readonly string[];
  /** Local files with what the relays of that attempt wrote, by which these runs are judged; each may be missing. */
  journals: readonly string[];
  /** Tasks of each shard in that attempt. */
  tasks: readonly (readonly string[])[];
  /** Image digests by container: runs of other images do not count. */
  images: Readonly<Record<string, string>>;
  /** Hash of all settings that runs depend on. */
  settingsHash: string;
  /** Expected seconds by task, as used to assign tasks to shards. Used again, so that each shard gets the same tasks. */
  taskDurations: Readonly<Record<string, number>>;
}

const judgedBy = [podContainers.gateway, podContainers.clawbench] as const;

/**
 * Adds the runs of an earlier attempt to the collected ones of a shard, if its pod runs the same images, with what went over the
 * wire for them.
 * @returns how many were added
 */
export async function takeOver(
  earlier: EarlierRuns,
  shard: number,
  pod: PodFacts,
  { files, wire }: { files: RunFiles; wire: ShardWire },
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
  const keys = new Set(own.flatMap((name) => runOfPath(name) ?? []));
  for (const journal of earlier.journals) {
    const lines = [...linesOfRuns(journal, path.dirname(journal), keys)];
    if (lines.length > 0) await addLines(wire, Buffer.from(lines.join('')));
  }
  return own.length;
}

/**
 * Writes the runs collected so far to a new pod, so that they are not paid for again.
 * @returns the list of them for the `start` request; the supervisor checks each hash
 * @throws ActionError shard-lost; KubeError
 */
export async function seedPod(kube: Kube, target: PodTarget, files: RunFiles): Promise<SeedFile[]> {
  const seed = [...files.fetched].filter(([name]) => !files.tampered.has(name));
  return await Promise.all(
    seed.map(async ([name, hash]) => {
      // The supervisor moves the file into the run cache, so its path is relative to that.
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
