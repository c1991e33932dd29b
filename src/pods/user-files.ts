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

interface DeliveryContext {
  /** Of the bundle; null in an evaluation without user files. */
  sha256: string | null;
  /** Undefined in a process that did not begin the evaluation. */
  bundle: Buffer | undefined;
  /** For a copy; exists. */
  directory: string;
  /** The pods of all shards that can be asked now. */
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
      // Only a pod that replaces this one needs them, and then says so; another pod may still have them.
      kube.log?.debug(`The user files of pod ${target.pod} could not be copied: ${error.message}`);
    }
  }

  /** One after the other: the first that works is enough. */
  async function copyFrom(kube: Kube, target: PodTarget, expected: string): Promise<void> {
    const before = lastCopy;
    const copyAfter = async (): Promise<void> => {
      await before;
      if (ours === undefined) await fetchCopy(kube, target, expected);
    };
    lastCopy = copyAfter();
    await lastCopy;
  }

  /** This pod may be the first that is seen, and the pods of other shards still have the files. */
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
          `Pod ${target.pod} replaces one that was lost, and no pod has the files of "agent-files" and "tasks-dir" any more.`,
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
