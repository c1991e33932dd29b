import { spawn } from 'node:child_process';
import { kubeOf } from './build.ts';
import type { Cluster } from './cluster.ts';
import { componentEnvironment, run } from './processes.ts';

/** Runs kubectl as admin and returns its output. @throws Error with its error output if it fails */
export async function kubectl(cluster: Cluster, args: readonly string[], input = ''): Promise<string> {
  return run(await kubeOf(cluster, () => {}), ['kubectl', ...args], {
    input,
    env: kubectlEnvironment(cluster),
  });
}

/** Runs kubectl on our own terminal; resolves with its exit code. */
export async function kubectlInteractive(cluster: Cluster, args: readonly string[]): Promise<number> {
  const kube = await kubeOf(cluster, (line) => console.error(line));
  return new Promise((resolve, reject) => {
    const child = spawn(kube, ['kubectl', ...args], { stdio: 'inherit', env: kubectlEnvironment(cluster) });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function kubectlEnvironment(cluster: Cluster): NodeJS.ProcessEnv {
  return componentEnvironment({ KUBECONFIG: cluster.kubeconfig });
}
