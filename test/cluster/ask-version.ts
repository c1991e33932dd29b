import { clock } from '../../src/base/clock.ts';
import { isActionError } from '../../src/base/errors.ts';
import { chooseCluster } from '../../src/cluster/choose.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { connect } from '../../src/kube/client.ts';

/** Whether the cluster of `$KUBECONFIG` tells its version. Other errors than ours are thrown. */
export async function askVersion(env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  try {
    const cluster = await loadKubeconfig(chooseCluster('auto', null, env), { env, clock });
    const kube = connect(cluster, { clock });
    try {
      await kube.request('GET', '/version', { retryForMs: 0, timeoutMs: 10_000 });
      return true;
    } finally {
      await kube.close();
    }
  } catch (error) {
    if (isActionError(error)) return false;
    throw error;
  }
}

if (import.meta.main) process.exitCode = (await askVersion(process.env)) ? 0 : 1;
