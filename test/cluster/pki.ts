import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Node } from './cluster.ts';
import { run } from './processes.ts';

export interface KeyPair {
  certificate: string;
  key: string;
}

export interface Authority extends KeyPair {
  /** Signs and checks ServiceAccount tokens. */
  serviceAccounts: KeyPair;
  apiserver: KeyPair;
  /** The API server's identity towards kubelets. */
  apiserverClient: KeyPair;
}

/** Paths of the cluster's keys; `createAuthority` makes the files. */
export function authorityOf(cluster: Cluster): Authority {
  return {
    ...keyPair(cluster, 'ca'),
    serviceAccounts: keyPair(cluster, 'service-accounts'),
    apiserver: keyPair(cluster, 'apiserver'),
    apiserverClient: keyPair(cluster, 'apiserver-client'),
  };
}

/** Makes a CA, the API server's certificates, the key of ServiceAccounts, and the admin's token, which it returns. */
export async function createAuthority(cluster: Cluster): Promise<string> {
  mkdirSync(cluster.pki, { recursive: true, mode: 0o700 });
  await certify(cluster, 'ca', '/CN=clawbench-test-cluster', [
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ]);
  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'localhost'];
  const inCluster = 'kubernetes.default.svc.cluster.local';
  // 127.0.0.1 is where the fault proxy listens: a client behind it must still be able to verify the server.
  const addresses = [cluster.address, cluster.firstServiceAddress, '127.0.0.1'];
  await Promise.all([
    signedBy(cluster, 'apiserver', '/CN=kube-apiserver', [
      ...[...names, inCluster].map((name) => `DNS:${name}`),
      ...addresses.map((address) => `IP:${address}`),
    ]),
    signedBy(cluster, 'apiserver-client', '/O=system:masters/CN=kube-apiserver'),
    signedBy(cluster, 'service-accounts', '/CN=service-accounts'),
  ]);
  const token = randomBytes(24).toString('hex');
  writeFileSync(cluster.tokenFile, `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  return token;
}

/** The kubelet's identity: as the Node authorizer wants it, and for its own server. */
export async function createNodeCertificate(cluster: Cluster, node: Node): Promise<KeyPair> {
  await signedBy(cluster, node.name, `/O=system:nodes/CN=system:node:${node.name}`, [
    `DNS:${node.name}`,
    `IP:${node.address}`,
  ]);
  return keyPair(cluster, node.name);
}

/** For a server beside the control plane that the API server calls. */
export async function createServingCertificate(cluster: Cluster, name: string): Promise<KeyPair> {
  await signedBy(cluster, name, `/CN=${name}`, [`DNS:${name}`, `IP:${cluster.address}`]);
  return keyPair(cluster, name);
}

async function signedBy(
  cluster: Cluster,
  name: string,
  subject: string,
  alternativeNames: readonly string[] = [],
): Promise<void> {
  const authority = authorityOf(cluster);
  const args = ['-CA', authority.certificate, '-CAkey', authority.key];
  args.push('-addext', 'basicConstraints=critical,CA:FALSE');
  args.push('-addext', 'extendedKeyUsage=serverAuth,clientAuth');
  if (alternativeNames.length > 0) args.push('-addext', `subjectAltName=${alternativeNames.join(',')}`);
  await certify(cluster, name, subject, args);
}

async function certify(
  cluster: Cluster,
  name: string,
  subject: string,
  args: readonly string[],
): Promise<void> {
  const { certificate, key } = keyPair(cluster, name);
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 365'.split(' ');
  await run('openssl', [...request, '-subj', subject, '-keyout', key, '-out', certificate, ...args]);
}

function keyPair(cluster: Cluster, name: string): KeyPair {
  return { certificate: join(cluster.pki, `${name}.crt`), key: join(cluster.pki, `${name}.key`) };
}
