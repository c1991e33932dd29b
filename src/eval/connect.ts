import type { Host } from '../base/ports.ts';
import { chooseCluster, type ClusterAccess } from '../cluster/choose.ts';
import type { KubeconfigText } from '../cluster/kubeconfig-context.ts';
import { loadKubeconfig } from '../cluster/kubeconfig.ts';
import { secretsOf } from '../cluster/secrets.ts';
import { connect, type Kube } from '../kube/client.ts';

/** Without a signal, requests only end by their own time limits. */
type ConnectHost = Pick<Host, 'log' | 'clock' | 'env'> & Partial<Pick<Host, 'signal'>>;

/**
 * Opens a connection to an existing cluster without sending a request. All secrets of its credentials are masked,
 * including those that plugins return later.
 * @returns a connection that must be closed
 * @throws ActionError no-cluster, bad-kubeconfig
 */
export async function connectTo(access: ClusterAccess, host: ConnectHost): Promise<Kube> {
  const texts = chooseCluster(access.cluster, access.kubeconfig, host.env);
  return await connectBy(texts, access.context, host);
}

/** Opens a connection from these kubeconfigs. @param context null for their current context */
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
  return connect(cluster, { clock, log, secrets: log.secrets, ...(signal === undefined ? {} : { signal }) });
}

/** Does some work with a connection to an existing cluster, and closes it. @throws ActionError */
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
