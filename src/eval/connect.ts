import { chooseCluster } from '../cluster/choose.ts';
import type { KubeconfigText } from '../cluster/kubeconfig-context.ts';
import { loadKubeconfig } from '../cluster/kubeconfig.ts';
import { secretsOf } from '../cluster/secrets.ts';
import type { Clock, MaskingLog } from '../base/ports.ts';
import type { Inputs } from '../inputs/types.ts';
import { connect, type Kube } from '../kube/client.ts';

export interface ConnectDeps {
  log: MaskingLog;
  clock: Clock;
  env: Readonly<Record<string, string | undefined>>;
  /** Ends what is asked of the cluster; never by default. */
  signal?: AbortSignal;
}

/**
 * Gets hold of the cluster the inputs name. Asks it nothing yet. Every secret of the credentials is masked, also those
 * that plugins hand out later.
 * @param made of a cluster that was made for this run
 * @returns to be closed
 * @throws ActionError no-cluster, bad-kubeconfig
 */
export async function connectTo(
  inputs: Inputs,
  { log, clock, env, signal }: ConnectDeps,
  made: KubeconfigText | null = null,
): Promise<Kube> {
  const texts = made === null ? await chooseCluster(inputs.cluster, inputs.kubeconfig, env) : [made];
  log.mask(texts.flatMap(({ text }) => secretsOf(text)));
  const cluster = await loadKubeconfig(texts, {
    context: inputs.context ?? undefined,
    env,
    mask: (secret) => log.mask([secret]),
  });
  return connect(cluster, { clock, log, ...(signal === undefined ? {} : { signal }) });
}
