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
 * Gets hold of the cluster the inputs name. Asks it nothing yet.
 * @param onSecrets told every secret the credentials hold, also those that plugins hand out later; they are masked
 * @param made of a cluster that was made for this run
 * @returns to be closed
 * @throws ActionError no-cluster, bad-kubeconfig
 */
export async function connectTo(
  inputs: Inputs,
  { log, clock, env, signal }: ConnectDeps,
  onSecrets: (secrets: readonly string[]) => void = () => undefined,
  made: KubeconfigText | null = null,
): Promise<Kube> {
  const hide = (secrets: readonly string[]): void => {
    onSecrets(secrets);
    log.mask(secrets);
  };
  const texts = made === null ? await chooseCluster(inputs.cluster, inputs.kubeconfig, env) : [made];
  hide(texts.flatMap(({ text }) => secretsOf(text)));
  const cluster = await loadKubeconfig(texts, {
    context: inputs.context ?? undefined,
    env,
    mask: (secret) => hide([secret]),
  });
  return connect(cluster, { clock, log, ...(signal === undefined ? {} : { signal }) });
}
