import type { PodTarget } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import type { GivenFiles } from '../plan/user-files.ts';
import { podPaths } from '../protocol/pod.ts';
import { writeFile } from './pod-commands.ts';

/**
 * Puts the files into a pod, which waits for them before it lists its tasks.
 * @throws ActionError shard-lost
 */
export async function giveFiles(
  kube: Kube,
  target: PodTarget,
  given: GivenFiles | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (given === undefined) return;
  const stdin = given.bundle;
  const command = writeFile(target, podPaths.userFiles, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000, signal });
  if (exitCode === 0) return;
  throw new ActionError(
    'shard-lost',
    `The files of "agent-files" and "tasks-dir" could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`,
  );
}
