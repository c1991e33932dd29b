import type { ZodType } from 'zod';
import type { Kube } from '../kube/client.ts';
import { isKubeError, isTransient } from '../kube/errors.ts';
import { exec, type ExecOptions } from '../kube/exec.ts';
import { printFile } from './pod-commands.ts';
import { MAX_POD_FILE_BYTES, parsePodFile, shardDoneSchema, shardStateSchema } from './pod-files.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podPaths, type ShardDone, type ShardState } from '../protocol/pod.ts';

/** So often a file is read that arrives in pieces. */
const MOST_READS = 4;
const READ_AGAIN_MS = 300;

/**
 * Reads a file that a program in the pod writes whole; undefined before the first time. Truncated output with exit code 0
 * is a known fault of exec (https://github.com/kubernetes/kubernetes/issues/60140): what is not what it should be is read
 * again before it is believed.
 * @throws ActionError bad-result, KubeError
 */
export async function readPodFile<T>(
  kube: Kube,
  target: PodTarget,
  file: string,
  schema: ZodType<T>,
  options: Pick<ExecOptions, 'timeoutMs' | 'retryForMs' | 'signal'>,
): Promise<T | undefined> {
  for (let reads = 1; ; reads++) {
    const command = printFile(target, file);
    const { stdout } = await exec(kube, target, command, { ...options, maxBytes: MAX_POD_FILE_BYTES });
    if (stdout.length === 0) return undefined;
    try {
      return parsePodFile(schema, stdout, file);
    } catch (error) {
      if (reads >= MOST_READS) throw error;
    }
    await kube.clock.sleep(READ_AGAIN_MS, options.signal);
  }
}

const POLL_TIMEOUT_MS = 15_000;

/** The state the supervisor last wrote; undefined before the first, or while the pod can not be asked. */
export async function readState(kube: Kube, target: PodTarget): Promise<ShardState | undefined> {
  const options = { timeoutMs: POLL_TIMEOUT_MS };
  return await ignoreTransient(readPodFile(kube, target, podPaths.state, shardStateSchema, options));
}

/**
 * A pod that replaces another does not know its tasks until its gateway is up, and may never: the runs that are home are
 * judged, and taken over by the next attempt, by what the lost one told.
 */
export function withTasksOf(before: ShardState | undefined, now: ShardState): ShardState {
  if (before === undefined || before.tasks === null || now.tasks !== null) return now;
  const { tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt } = before;
  return { ...now, tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt };
}

/** How the shard ended its last order, or for good; undefined as long as it did not. */
export async function readDone(
  kube: Kube,
  target: PodTarget,
  lastOrder: string,
): Promise<ShardDone | undefined> {
  const options = { timeoutMs: POLL_TIMEOUT_MS };
  const done = await ignoreTransient(readPodFile(kube, target, podPaths.done, shardDoneSchema, options));
  if (done === undefined) return undefined;
  // The one of an earlier request may still lie there.
  return done.generation === lastOrder || done.reason !== 'finished' ? done : undefined;
}

/** Whether it may be that the pod, or its container, was lost, for now or for good. */
function mayBeLoss(error: unknown): boolean {
  return isTransient(error) || isKubeError(error, 'ContainerEnded', 'NotFound');
}

/** What may come back by itself is no reason to give up a shard: the pod's status says when to. */
export async function ignoreTransient<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (mayBeLoss(error)) return undefined;
    throw error;
  }
}

/**
 * What fails because the pod was lost meanwhile is no reason to give up a shard: the Job may replace the pod.
 * @returns undefined if it failed so
 */
export async function unlessLost<T>(
  work: Promise<T>,
  stillRuns: () => Promise<boolean>,
): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!mayBeLoss(error) || (await stillRuns())) throw error;
    return undefined;
  }
}
