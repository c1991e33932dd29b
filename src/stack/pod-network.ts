import type { PodSpec } from '../kube/types.ts';
import { podContainers } from '../protocol/containers.ts';
import { podVariables } from '../protocol/pod-variables.ts';

/** How pods reach servers outside the cluster. */
export interface PodNetwork {
  /** Hosts that are reached without the proxy, besides the cluster's own; undefined if there is no proxy. */
  noProxy: readonly string[] | undefined;
  /** PEM of CAs to trust in addition to the usual ones. */
  caCertificates: string | undefined;
}

/**
 * The relay calls models, the gateway what agents look for in the web, `results` MLflow. The harness only talks to the
 * gateway, and gets nothing.
 */
const callers: ReadonlySet<string> = new Set([
  podContainers.gateway,
  podContainers.relay,
  podContainers.results,
]);

/** Both spellings: curl reads `http_proxy` in lower case only. */
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'] as const;

const CA_VOLUME = 'ca-certificates';
const CA_DIRECTORY = '/etc/clawbench-ca';
/** The key in the ConfigMap of the CAs. */
export const CA_FILE = 'ca.crt';

/** The proxy as variables of the Secret: its address may hold a password. */
export function proxySecrets(httpsProxy: string | null): Record<string, string> {
  return httpsProxy === null ? {} : Object.fromEntries(proxyVariables.map((name) => [name, httpsProxy]));
}

/**
 * Sends the callers' traffic through a proxy and lets them trust CAs. OpenClaw 2026.7 and 2026.9 obey these variables,
 * including credentials and domain suffixes in them.
 * @param pod is changed
 * @param names names of the Secret with `proxySecrets` and of the ConfigMap with the CAs; hosts that for the gateway are
 *   the relay
 */
export function addNetwork(
  pod: PodSpec,
  network: PodNetwork,
  names: { secret: string; ca: string; relayed?: readonly string[] },
): void {
  const { noProxy, caCertificates } = network;
  const hasCa = caCertificates !== undefined;
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    if (!callers.has(container.name)) continue;
    const env = (container.env ??= []);
    if (noProxy !== undefined) {
      // The relay has all variables of a Secret of its own.
      if (container.name !== podContainers.relay) {
        for (const name of proxyVariables)
          env.push({ name, valueFrom: { secretKeyRef: { name: names.secret, key: name } } });
      }
      const direct =
        container.name === podContainers.gateway ? [...noProxy, ...(names.relayed ?? [])] : noProxy;
      for (const name of ['NO_PROXY', 'no_proxy']) env.push({ name, value: directHosts(direct) });
    }
    if (!hasCa) continue;
    const file = `${CA_DIRECTORY}/${CA_FILE}`;
    // Node adds these to its own CAs; for Python, sidecar/mlflow_client.py does.
    env.push(
      { name: 'NODE_EXTRA_CA_CERTS', value: file },
      { name: podVariables.caCertificates, value: file },
    );
    (container.volumeMounts ??= []).push({ name: CA_VOLUME, mountPath: CA_DIRECTORY, readOnly: true });
  }
  if (hasCa) (pod.volumes ??= []).push({ name: CA_VOLUME, configMap: { name: names.ca } });
}

/** Loopback, names of the cluster and its API server never go through a proxy. */
export function directHosts(noProxy: readonly string[]): string {
  const own = ['localhost', '127.0.0.1', '::1', '.svc', '.cluster.local', '$(KUBERNETES_SERVICE_HOST)'];
  return [...new Set([...own, ...noProxy])].join(',');
}
