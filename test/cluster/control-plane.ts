import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReady } from './api.ts';
import type { Cluster } from './cluster.ts';
import { authorityOf } from './pki.ts';
import { isAlive, kill, readRecord, signal, start, waitFor } from './processes.ts';

/** In the order they are started. */
export const controlPlaneComponents = [
  'etcd',
  'apiserver',
  'controllers',
  'scheduler',
  'dns',
  'volumes',
] as const;

type Component = (typeof controlPlaneComponents)[number];

/** Starts those components of the control plane that do not run; the API server is ready when it returns. */
export async function startControlPlane(cluster: Cluster, kube: string): Promise<void> {
  for (const name of missingComponents(cluster)) {
    start(cluster, name, [kube, name, ...argumentsOf[name](cluster)]);
    // The others give up if it does not answer.
    if (name === 'apiserver') await waitForApiServer(cluster, 180_000);
  }
}

export function missingComponents(cluster: Cluster): Component[] {
  return controlPlaneComponents.filter((name) => !isAlive(readRecord(cluster, name)));
}

export async function waitForApiServer(cluster: Cluster, timeoutMs: number): Promise<void> {
  const record = readRecord(cluster, 'apiserver');
  await waitFor('the API server', () => isReady(cluster), {
    timeoutMs,
    intervalMs: 100,
    ...(record === undefined ? {} : { record }),
  });
}

/**
 * Stops the API server as an upgrade (SIGTERM: it refuses new requests at once but keeps open streams for up to
 * a minute) or a crash (SIGKILL) would. The rest of the cluster goes on.
 */
export async function stopApiServer(cluster: Cluster, how: 'stop' | 'kill'): Promise<void> {
  const record = readRecord(cluster, 'apiserver');
  if (!isAlive(record)) return;
  if (how === 'kill') return kill(cluster, [record]);
  signal(record, 'SIGTERM');
  await waitFor('the end of the API server', () => !isAlive(record), { timeoutMs: 90_000, log: record.log });
}

const argumentsOf: Record<Component, (cluster: Cluster) => string[]> = {
  etcd: (cluster) => {
    const peer = `http://${cluster.loopback}:2380`;
    return flags({
      'data-dir': join(cluster.directory, 'etcd'),
      'listen-client-urls': etcdUrl(cluster),
      'advertise-client-urls': etcdUrl(cluster),
      'listen-peer-urls': peer,
      'initial-advertise-peer-urls': peer,
      'initial-cluster': `default=${peer}`,
      'log-level': 'warn',
      'unsafe-no-fsync': 'true',
    });
  },
  apiserver: (cluster) => {
    const { certificate, serviceAccounts, apiserver, apiserverClient } = authorityOf(cluster);
    return flags({
      'etcd-servers': etcdUrl(cluster),
      'service-cluster-ip-range': cluster.serviceRange,
      'bind-address': cluster.address,
      'advertise-address': cluster.address,
      'secure-port': '6443',
      'tls-cert-file': apiserver.certificate,
      'tls-private-key-file': apiserver.key,
      'client-ca-file': certificate,
      'token-auth-file': cluster.tokenFile,
      'authorization-mode': 'Node,RBAC',
      'enable-admission-plugins': 'NodeRestriction',
      'allow-privileged': 'true',
      'service-account-key-file': serviceAccounts.certificate,
      'service-account-signing-key-file': serviceAccounts.key,
      'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
      'kubelet-certificate-authority': certificate,
      'kubelet-client-certificate': apiserverClient.certificate,
      'kubelet-client-key': apiserverClient.key,
      // How it tells an API that it passes requests on to who asks.
      'requestheader-client-ca-file': certificate,
      'requestheader-allowed-names': 'kube-apiserver',
      'requestheader-username-headers': 'X-Remote-User',
      'requestheader-group-headers': 'X-Remote-Group',
      'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
      'proxy-client-cert-file': apiserverClient.certificate,
      'proxy-client-key-file': apiserverClient.key,
      // Else logs and exec look a node's name up in DNS.
      'kubelet-preferred-address-types': 'InternalIP',
    });
  },
  controllers: (cluster) => {
    const { certificate, serviceAccounts } = authorityOf(cluster);
    return flags({
      kubeconfig: cluster.kubeconfig,
      'root-ca-file': certificate,
      'service-account-private-key-file': serviceAccounts.key,
      'use-service-account-credentials': 'true',
      'cluster-cidr': cluster.podRange,
      'allocate-node-cidrs': 'false',
      'leader-elect': 'false',
      'secure-port': '0',
    });
  },
  scheduler: ({ kubeconfig }) => flags({ kubeconfig, 'leader-elect': 'false', 'secure-port': '0' }),
  dns: (cluster) => ['-conf', writeCorefile(cluster)],
  volumes: ({ kubeconfig, volumes }) => flags({ kubeconfig, root: volumes }),
};

function writeCorefile(cluster: Cluster): string {
  const path = join(cluster.directory, 'Corefile');
  const content = `.:53 {
  bind ${cluster.address}
  errors
  cache 5
  kubernetes cluster.local {
    kubeconfig ${cluster.kubeconfig} admin
  }
}
`;
  writeFileSync(path, content);
  return path;
}

function etcdUrl(cluster: Cluster): string {
  return `http://${cluster.loopback}:2379`;
}

function flags(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
