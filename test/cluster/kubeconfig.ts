import { readFileSync, writeFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import type { Cluster } from './cluster.ts';
import { authorityOf } from './pki.ts';

type User = { token: string } | { 'client-certificate': string; 'client-key': string } | { exec: object };

/**
 * Writes a kubeconfig for one user; client certificates are files outside it.
 * @param account.server URL of the API server. Default: the cluster's own.
 */
export function writeKubeconfig(
  cluster: Cluster,
  path: string,
  account: { name: string; user: User; server?: string },
): void {
  const { name, user, server = cluster.apiUrl } = account;
  const authority = readFileSync(authorityOf(cluster).certificate).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name: 'clawbench-test', cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: 'clawbench-test', user: name } }],
  };
  writeFileSync(path, dump(config), { mode: 0o600 });
}

/** The admin's token of a running cluster. */
export function adminToken(cluster: Cluster): string {
  return readFileSync(cluster.tokenFile, 'utf8').split(',')[0] ?? '';
}
