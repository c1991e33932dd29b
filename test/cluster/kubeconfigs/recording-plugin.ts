import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { base64, document, execGroup } from './place.ts';
import type { Entry, KubeconfigCase, Surroundings } from './place.ts';

const extension = { shootRef: { namespace: 'garden', name: 'one' }, replicas: 3, isOwn: true };

/** Clusters of which plugins are told different things. */
export function toldClusters({ port, chain, proxyUrl }: Surroundings): [name: string, cluster: Entry][] {
  const server = `https://127.0.0.1:${port}`;
  const authority = base64(chain.root.certificate);
  return [
    ['plain', { server, 'certificate-authority-data': authority }],
    [
      'a file, a name and a path',
      { server: `${server}/prefix/`, 'certificate-authority': 'root.crt', 'tls-server-name': 'localhost' },
    ],
    ['unchecked', { server: `${server}/`, 'insecure-skip-tls-verify': true, 'disable-compression': true }],
    ['a proxy', { server, 'certificate-authority-data': authority, 'proxy-url': proxyUrl }],
    [
      'for plugins',
      {
        server,
        'certificate-authority-data': authority,
        color: 'red',
        extensions: [
          { name: 'other', extension: { a: 1 } },
          { name: `${execGroup}/exec`, extension },
        ],
      },
    ],
  ];
}

/** A kubeconfig with a plugin that keeps what it is told, and wants to know everything of the cluster. */
export function recordingPlugin(
  { directory }: Surroundings,
  cluster: Entry,
): { each: KubeconfigCase; info: () => unknown } {
  const at = (name: string): string => join(directory, name);
  const credential = {
    apiVersion: `${execGroup}/v1`,
    kind: 'ExecCredential',
    status: { token: 'token-of-plugin' },
  };
  const script = `printf %s "$KUBERNETES_EXEC_INFO" > ${at('info')}\necho '${JSON.stringify(credential)}'\n`;
  writeFileSync(at('recorder'), `#!/bin/sh\n${script}`);
  chmodSync(at('recorder'), 0o755);
  const plugin = { apiVersion: `${execGroup}/v1`, command: './recorder', interactiveMode: 'Never' };
  const user = { exec: { ...plugin, provideClusterInfo: true } };
  writeFileSync(
    at('recorder.yaml'),
    dump(document({ cluster, user, context: { cluster: 'c', user: 'u' }, more: {} })),
  );
  return {
    each: { name: 'recorder', kubeconfig: at('recorder.yaml'), env: {}, ours: undefined },
    info: () => JSON.parse(readFileSync(at('info'), 'utf8')),
  };
}
