import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { writeFile } from './pod-commands.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podPaths, type ShardRequest } from '../protocol/pod.ts';

/** Hands the supervisor its next task. Repeating a request is harmless: its id says that it is the same. */
export async function sendRequest(kube: Kube, target: PodTarget, request: ShardRequest): Promise<void> {
  const stdin = Buffer.from(JSON.stringify(request));
  const command = writeFile(target, podPaths.request, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000 });
  if (exitCode !== 0) {
    throw new ActionError(
      'shard-lost',
      `The request could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`,
    );
  }
}

/**
 * Lets the pod end: what it has is home. One that can not be told is no reason to lose that: the clean-up ends it.
 * @throws the signal's reason
 */
export async function releaseShard(kube: Kube, target: PodTarget): Promise<void> {
  try {
    await sendRequest(kube, target, { id: `finish-${target.pod}`, kind: 'finish' });
  } catch (error) {
    kube.signal.throwIfAborted();
    if (!isActionError(error)) throw error;
    kube.log?.debug(`Pod ${target.namespace}/${target.pod} was not told to end: ${error.message}`);
  }
}
