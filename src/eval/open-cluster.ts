import type { ClusterRequest, EvalCluster } from './cluster.ts';
import { joinCluster } from './existing-cluster.ts';
import type { EvalHost } from './host.ts';
import { makeCluster } from './own-cluster.ts';

/**
 * Connects to an existing cluster, or has kind make one.
 * @throws ActionError no-cluster, bad-kubeconfig, kind-failed
 */
export async function openCluster(request: ClusterRequest, host: EvalHost): Promise<EvalCluster> {
  const { cluster, terms } = request;
  return cluster.kind === 'own'
    ? await makeCluster(request, cluster.settings, host)
    : await joinCluster(cluster.access, terms.cleanup, host);
}
