import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathIn, type PodTarget } from '../backends/backend.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { copyFile, exec } from '../kube/exec.ts';
import { podPaths } from '../protocol/pod.ts';
import { writeFile } from './pod-commands.ts';

const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

/** The files of `agent-files` and `tasks-dir` on their way to the pods, each of which waits for them before it lists its tasks. */
export interface UserFileDelivery {
  /**
   * Gives a pod its files; does nothing in an evaluation without any.
   * @throws ActionError shard-lost when they cannot be written, or when no process has them any more; KubeError
   */
  deliverTo(kube: Kube, target: PodTarget): Promise<void>;
  /** Copies them from a pod that has them, for one that may replace it. Does nothing where we have them already. */
  copyFrom(kube: Kube, target: PodTarget): Promise<void>;
}

/**
 * @param sha256 of the bundle; null in an evaluation without user files
 * @param bundle undefined in a process that did not begin the evaluation
 * @param directory for a copy; exists
 */
export function userFileDelivery(
  sha256: string | null,
  bundle: Buffer | undefined,
  directory: string,
): UserFileDelivery {
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
      // Only a pod that replaces this one needs them, and then says so; another pod may still have them.
      kube.log?.debug(`The user files of pod ${target.pod} could not be copied: ${error.message}`);
    }
  }

  return {
    async deliverTo(kube, target) {
      if (sha256 === null) return;
      if (ours === undefined) {
        throw new ActionError(
          'shard-lost',
          `Pod ${target.pod} replaces one that was lost, and nobody has the files of "agent-files" and "tasks-dir" any more.`,
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
      // One after the other: the first that works is enough.
      const before = lastCopy;
      const copyAfter = async (): Promise<void> => {
        await before;
        if (ours === undefined) await fetchCopy(kube, target, sha256);
      };
      lastCopy = copyAfter();
      await lastCopy;
    },
  };
}
