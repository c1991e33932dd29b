import type { Kube } from '../kube/client.ts';
import { isKubeError, mayPass } from '../kube/errors.ts';
import { exec } from '../kube/exec.ts';
import { printFile } from './pod-commands.ts';
import { MAX_POD_FILE_BYTES, parsePodFile, shardDoneSchema, shardStateSchema } from './pod-files.ts';
import type { PodTarget } from './place.ts';
import { podPaths, type ShardDone, type ShardState } from './protocol.ts';

/** The state the supervisor last wrote; undefined before the first, or while the pod can not be asked. */
export async function readState(
  kube: Kube,
  target: PodTarget,
  signal: AbortSignal,
): Promise<ShardState | undefined> {
  const bytes = await readPodFile(kube, target, podPaths.state, signal);
  return bytes === undefined ? undefined : parsePodFile(shardStateSchema, bytes, podPaths.state);
}

/** How the shard ended its last order, or for good; undefined as long as it did not. */
export async function readDone(
  kube: Kube,
  target: PodTarget,
  lastOrder: string,
  signal: AbortSignal,
): Promise<ShardDone | undefined> {
  const bytes = await readPodFile(kube, target, podPaths.done, signal);
  if (bytes === undefined) return undefined;
  const done = parsePodFile(shardDoneSchema, bytes, podPaths.done);
  // The one of an earlier request may still lie there.
  return done.generation === lastOrder || done.reason !== 'finished' ? done : undefined;
}

async function readPodFile(
  kube: Kube,
  target: PodTarget,
  file: string,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const result = await tolerate(
    exec(kube, target, printFile(target, file), { maxBytes: MAX_POD_FILE_BYTES, timeoutMs: 15_000, signal }),
  );
  return result === undefined || result.stdout.length === 0 ? undefined : result.stdout;
}

/** What may come back by itself is no reason to give up a shard: the pod's status says when to. */
export async function tolerate<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (mayPass(error) || isKubeError(error, 'ContainerEnded')) return undefined;
    throw error;
  }
}
