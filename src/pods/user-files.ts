import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathIn, type PodTarget } from '../backends/backend.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { copyFile, exec } from '../kube/exec.ts';
import { podPaths } from '../protocol/pod.ts';
import { writeFile } from './pod-commands.ts';

const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

/** Brings the files of `agent-files` and `tasks-dir` to the pods. A pod waits for them before it lists its tasks. */
export interface UserFileDelivery {
  /**
   * Writes the files to a pod; does nothing in an evaluation without user files.
   * @throws ActionError shard-lost if they cannot be written, or if this process has no copy of them; KubeError
   */
  deliverTo(kube: Kube, target: PodTarget): Promise<void>;
  /** Copies the files from a pod that has them, for a pod that may replace it. Does nothing if we have a copy. */
  copyFrom(kube: Kube, target: PodTarget): Promise<void>;
}

interface DeliveryContext {
  /** Hash of the bundle; null in an evaluation without user files. */
  sha256: string | null;
  /** The files; undefined in a process that did not launch the evaluation. */
  bundle: Buffer | undefined;
  /** Local directory for a copy; exists. */
  directory: string;
  /** The running pods of all shards. */
  runningPods: () => Promise<readonly PodTarget[]>;
}

export function userFileDelivery({
  sha256,
  bundle,
  directory,
  runningPods,
}: DeliveryContext): UserFileDelivery {
  let ours = bundle;
  let lastCopy = Promise.resolve();

  async function fetchCopy(kube: Kube, target: PodTarget, expected: string): Promise<void> {
    const local = path.join(directory, `user-files-${target.pod}.json`);
    try {
      const source = pathIn(target, podPaths.userFiles);
      await copyFile(kube, target, source, { to: local, maxBytes: MAX_BUNDLE_BYTES, sha256: expected });
      ours = await readFile(local);
    } catch (error) {
      kube.signal.throwIfAborted();
      if (!isActionError(error)) throw error;
      // Only a replacement of this pod would need the copy, and another pod may have the files too.
      kube.log?.debug(`The user files of pod ${target.pod} could not be copied: ${error.message}`);
    }
  }

  /** One copy is enough, so pods are asked one after the other until one works. */
  async function copyFrom(kube: Kube, target: PodTarget, expected: string): Promise<void> {
    const before = lastCopy;
    const copyAfter = async (): Promise<void> => {
      await before;
      if (ours === undefined) await fetchCopy(kube, target, expected);
    };
    lastCopy = copyAfter();
    await lastCopy;
  }

  /** This process may have seen no other pod yet, and those of other shards still have the files. */
  async function copyFromAny(kube: Kube, except: PodTarget, expected: string): Promise<void> {
    for (const other of await runningPods())
      if (other.pod !== except.pod && ours === undefined) await copyFrom(kube, other, expected);
  }

  return {
    async deliverTo(kube, target) {
      if (sha256 === null) return;
      if (ours === undefined) await copyFromAny(kube, target, sha256);
      if (ours === undefined) {
        throw new ActionError(
          'shard-lost',
          `Pod ${target.pod} replaces one that was lost, and no other pod has the files of "agent-files" and "tasks-dir".`,
          { hint: 'Start the evaluation again.' },
        );
      }
      const stdin = ours;
      const command = writeFile(target, podPaths.userFiles, stdin.length);
      const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000 });
      if (exitCode === 0) return;
      throw new ActionError(
        'shard-lost',
        `The files of "agent-files" and "tasks-dir" could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`,
      );
    },
    async copyFrom(kube, target) {
      if (sha256 === null || ours !== undefined) return;
      await copyFrom(kube, target, sha256);
    },
  };
}
