import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { kubeOf } from '../../cluster/build.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { componentEnvironment } from '../../cluster/processes.ts';

/**
 * Runs kubectl as admin and resolves with what it printed.
 * @throws Error when it fails, unless it may; the signal's reason when it aborts
 */
export type Kubectl = (
  args: readonly string[],
  options?: { input?: string; mayFail?: boolean },
) => Promise<string>;

const execute = promisify(execFile);

/** Looks for the program only once, so that a call costs what kubectl itself costs. */
export async function findKubectl(cluster: Cluster, signal?: AbortSignal): Promise<Kubectl> {
  const binary = await kubeOf(cluster, () => {});
  const env = componentEnvironment({ KUBECONFIG: cluster.kubeconfig });
  return async (args, { input = '', mayFail = false } = {}) => {
    signal?.throwIfAborted();
    const running = execute(binary, ['kubectl', ...args], {
      env,
      ...(signal === undefined ? {} : { signal }),
    });
    // Who does not read it closes the pipe; the exit code says whether that matters.
    running.child.stdin?.on('error', () => undefined).end(input);
    try {
      return (await running).stdout;
    } catch (error) {
      signal?.throwIfAborted();
      if (mayFail) return '';
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      throw new Error(`kubectl ${args.slice(0, 3).join(' ')} failed: ${said}`, { cause: error });
    }
  };
}

/** Deletes all namespaces whose name begins so, and waits until they are gone. */
export async function deleteNamespaces(kubectl: Kubectl, prefix: string): Promise<void> {
  const names = (await kubectl(['get', 'namespaces', '-o', 'name'])).trim().split('\n');
  const ours = names.filter((name) => name.startsWith(`namespace/${prefix}`));
  if (ours.length > 0) await kubectl(['delete', ...ours, '--ignore-not-found', '--timeout=180s']);
}
