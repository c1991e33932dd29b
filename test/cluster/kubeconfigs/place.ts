import { Buffer } from 'node:buffer';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateChain, Certificates } from '../../fakes/certificates.ts';

/** Where the kubeconfigs of a test are, and what they connect to. */
export interface Surroundings {
  /** Empty. */
  directory: string;
  /** Ports of one server. */
  port: number;
  plainPort: number;
  chain: CertificateChain;
  certificates: Certificates;
  /** Of an HTTP proxy that knows `proxiedName` and requires a login, and of a SOCKS proxy. */
  proxyUrl: string;
  socksUrl: string;
  /** Of a proxy that does not exist. */
  deadUrl: string;
}

export interface KubeconfigCase {
  name: string;
  /** `KUBECONFIG`. */
  kubeconfig: string;
  env: Record<string, string>;
  /** We do not do as kubectl does: what we do. Each is in docs/decisions/0031-kubeconfigs.md. */
  ours: 'usable' | 'unusable' | undefined;
}

/** A name of the server that only the proxy can resolve. */
export const proxiedName = 'api.example.test';

export type Entry = Record<string, unknown>;
/** One of many values of a feature, and what we do with it if that is not what kubectl does. */
export type Variant = [name: string, value: Entry, ours?: KubeconfigCase['ours']];

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** The API group of credential plugins. */
export const execGroup = 'client.authentication.k8s.io';

export function writeFiles({ directory, chain, certificates }: Surroundings): void {
  const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);
  const { client, otherCa } = certificates;
  for (const [name, { certificate }] of Object.entries({ ...chain, other: otherCa }))
    write(`${name}.crt`, certificate);
  write('client.crt', client.certificate);
  write('client.key', client.key);
  write('token', 'token-of-file');
  write('token-line', 'token-of-file\n');
  write('nothing', '');
  mkdirSync(join(directory, 'folder'));
  for (const [name, status] of Object.entries({
    token: { token: 'token-of-plugin' },
    certificate: { clientCertificateData: client.certificate, clientKeyData: client.key },
    both: { token: 'token-of-plugin', clientCertificateData: client.certificate, clientKeyData: client.key },
    half: { token: 'token-of-plugin', clientKeyData: client.key },
    empty: {},
  })) {
    const credential = { apiVersion: `${execGroup}/v1`, kind: 'ExecCredential', status };
    write(`plugin-${name}`, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(credential)}\nEND\n`);
    chmodSync(join(directory, `plugin-${name}`), 0o755);
  }
}

interface Parts {
  cluster: Entry;
  user: Entry;
  context: Entry;
  more: Entry;
}

/** The kubeconfig that all others differ from in one thing. */
export function plain({ chain, port }: Surroundings): Parts {
  return {
    cluster: {
      server: `https://127.0.0.1:${port}`,
      'certificate-authority-data': base64(chain.root.certificate),
    },
    user: { token: 'token-of-user' },
    context: { cluster: 'c', user: 'u' },
    more: {},
  };
}

export function document(parts: Parts): Entry {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'ctx',
    clusters: [{ name: 'c', cluster: parts.cluster }],
    users: [{ name: 'u', user: parts.user }],
    contexts: [{ name: 'ctx', context: parts.context }],
    ...parts.more,
  };
}

export function file(
  { directory }: Surroundings,
  name: string,
  text: string,
  more: Partial<KubeconfigCase> = {},
): KubeconfigCase {
  const kubeconfig = join(directory, `${name.replace(/[^\w-]+/g, '_')}.yaml`);
  writeFileSync(kubeconfig, text);
  return { name, kubeconfig, env: {}, ours: undefined, ...more };
}
