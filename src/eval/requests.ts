import { ActionError } from '../errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import type { ContainerRef } from '../kube/types.ts';
import { writeFile } from './pod-commands.ts';
import { podPaths, type ShardRequest } from './protocol.ts';

/** Hands the supervisor its next task. Repeating a request is harmless: its id says that it is the same. */
export async function sendRequest(
  kube: Kube,
  target: ContainerRef,
  request: ShardRequest,
  signal: AbortSignal,
): Promise<void> {
  const stdin = Buffer.from(JSON.stringify(request));
  const command = writeFile(podPaths.request, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000, signal });
  if (exitCode !== 0) {
    throw new ActionError(
      'shard-lost',
      `The request could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`,
    );
  }
}

/** Lets the pod end: what it has is home, or nobody wants it any more. */
export async function releaseShard(
  kube: Kube,
  namespace: string,
  pod: string,
  signal: AbortSignal,
): Promise<void> {
  await sendRequest(
    kube,
    { namespace, pod, container: 'results' },
    { id: `finish-${pod}`, kind: 'finish' },
    signal,
  );
}
