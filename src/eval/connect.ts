import type { Host } from '../base/ports.ts';
import { chooseCluster, type ClusterAccess } from '../cluster/choose.ts';
import type { KubeconfigText } from '../cluster/kubeconfig-context.ts';
import { loadKubeconfig } from '../cluster/kubeconfig.ts';
import { secretsOf } from '../cluster/secrets.ts';
import { connect, type Kube } from '../kube/client.ts';

/** Without a signal, nothing but the connection's own limits ends a request. */
type ConnectHost = Pick<Host, 'log' | 'clock' | 'env'> & Partial<Pick<Host, 'signal'>>;

/**
 * Makes a connection to the cluster that the inputs name, and asks it nothing yet. Every secret of its credentials is
 * masked, also those that plugins hand out later.
 * @returns to be closed
 * @throws ActionError no-cluster, bad-kubeconfig
 */
export async function connectTo(access: ClusterAccess, host: ConnectHost): Promise<Kube> {
  const texts = await chooseCluster(access.cluster, access.kubeconfig, host.env);
  return await connectBy(texts, access.context, host);
}

/** Makes a connection by these kubeconfigs. @param context null for their current one */
export async function connectBy(
  texts: readonly KubeconfigText[],
  context: string | null,
  { log, clock, env, signal }: ConnectHost,
): Promise<Kube> {
  log.mask(texts.flatMap(({ text }) => secretsOf(text)));
  const cluster = await loadKubeconfig(texts, {
    context: context ?? undefined,
    env,
    clock,
    mask: (secret) => log.mask([secret]),
  });
  return connect(cluster, { clock, log, ...(signal === undefined ? {} : { signal }) });
}

/** Does some work on the cluster that the inputs name. @throws ActionError */
export async function onCluster<T>(
  access: ClusterAccess,
  host: ConnectHost,
  work: (kube: Kube) => Promise<T>,
): Promise<T> {
  const kube = await connectTo(access, host);
  try {
    return await work(kube);
  } finally {
    await kube.close();
  }
}
