import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReady } from './api.ts';
import type { Cluster } from './cluster.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { authorityOf, createAuthority } from './pki.ts';
import { isAlive, kill, readRecord, signal, start, waitFor, type ProcessRecord } from './processes.ts';

export const controlPlaneComponents = [
  'etcd',
  'apiserver',
  'controllers',
  'scheduler',
  'dns',
  'volumes',
] as const;

/** Starts etcd and the API server with empty state, and what works on top of them; ready when it returns. */
export async function startControlPlane(cluster: Cluster, kube: string): Promise<void> {
  writeKubeconfig(cluster, cluster.kubeconfig, 'admin', { token: await createAuthority(cluster) });
  const peer = `http://${cluster.loopback}:2380`;
  const etcd = flags({
    'data-dir': join(cluster.directory, 'etcd'),
    'listen-client-urls': etcdUrl(cluster),
    'advertise-client-urls': etcdUrl(cluster),
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'log-level': 'warn',
    'unsafe-no-fsync': 'true',
  });
  start(cluster, 'etcd', [kube, 'etcd', ...etcd]);
  await startApiServer(cluster, kube);

  const { certificate, serviceAccounts } = authorityOf(cluster);
  const { kubeconfig } = cluster;
  const controllers = flags({
    kubeconfig,
    'root-ca-file': certificate,
    'service-account-private-key-file': serviceAccounts.key,
    'use-service-account-credentials': 'true',
    'cluster-cidr': cluster.podRange,
    'allocate-node-cidrs': 'false',
    'leader-elect': 'false',
    'secure-port': '0',
  });
  start(cluster, 'controllers', [kube, 'controllers', ...controllers]);
  const scheduler = flags({ kubeconfig, 'leader-elect': 'false', 'secure-port': '0' });
  start(cluster, 'scheduler', [kube, 'scheduler', ...scheduler]);
  start(cluster, 'volumes', [kube, 'volumes', ...flags({ kubeconfig, root: cluster.volumes })]);
  const corefile = join(cluster.directory, 'Corefile');
  writeFileSync(
    corefile,
    `.:53 {
  bind ${cluster.address}
  errors
  cache 5
  kubernetes cluster.local {
    kubeconfig ${kubeconfig} admin
  }
}
`,
  );
  start(cluster, 'dns', [kube, 'dns', '-conf', corefile]);
}

/** Starts the API server, if it does not run, and waits until it is ready. */
export async function startApiServer(cluster: Cluster, kube: string): Promise<void> {
  const { certificate, serviceAccounts, apiserver, apiserverClient } = authorityOf(cluster);
  const running = readRecord(cluster, 'apiserver');
  const apiserverFlags = flags({
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
    // Else logs and exec look a node's name up in DNS.
    'kubelet-preferred-address-types': 'InternalIP',
  });
  const record = isAlive(running)
    ? running
    : start(cluster, 'apiserver', [kube, 'apiserver', ...apiserverFlags]);
  await waitFor('the API server', () => isReady(cluster), { timeoutMs: 60_000, intervalMs: 100, record });
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

export function controlPlaneRecords(cluster: Cluster): (ProcessRecord | undefined)[] {
  return controlPlaneComponents.map((name) => readRecord(cluster, name));
}

function etcdUrl(cluster: Cluster): string {
  return `http://${cluster.loopback}:2379`;
}

export function createStateDirectories(cluster: Cluster): void {
  for (const directory of [cluster.logs, cluster.store, cluster.volumes]) {
    mkdirSync(directory, { recursive: true });
  }
}

function flags(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => `--${name}=${value}`);
}
