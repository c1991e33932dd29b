import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { writeFile } from './pod-commands.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podPaths, type ShardRequest } from '../protocol/pod.ts';
import type { RelayAllowance } from '../protocol/relay.ts';

/**
 * Hands a request to the supervisor. Sending it twice is harmless, since it has an id.
 * @throws ActionError shard-lost; KubeError
 */
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

/** Changes the caps of a pod from its next request on. @throws ActionError shard-lost; KubeError */
export async function writeAllowance(
  kube: Kube,
  target: PodTarget,
  allowance: RelayAllowance,
): Promise<void> {
  const stdin = Buffer.from(JSON.stringify(allowance));
  const command = writeFile(target, podPaths.allowance, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin });
  if (exitCode !== 0) {
    const sentence = `The allowance could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`;
    throw new ActionError('shard-lost', sentence);
  }
}

/**
 * Lets a pod end whose results are collected. If the request fails that is only logged: the clean-up ends the pod.
 * @throws the signal's reason
 */
export async function releaseShard(kube: Kube, target: PodTarget): Promise<void> {
  try {
    await sendRequest(kube, target, { id: `finish-${target.pod}`, kind: 'finish' });
  } catch (error) {
    kube.signal.throwIfAborted();
    if (!isActionError(error)) throw error;
    kube.log?.debug(`Pod ${target.namespace}/${target.pod} was not asked to end: ${error.message}`);
  }
}
