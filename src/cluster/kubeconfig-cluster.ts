import { proxyFor } from '../base/proxy.ts';
import { bad, certificatesIn, pemOf, quoted } from './kubeconfig-files.ts';
import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** How to reach a cluster, from its entry in a kubeconfig. */
export interface ClusterEntry {
  server: URL;
  proxyUrl: string | undefined;
  /** PEM. */
  ca: string | undefined;
  skipTlsVerify: boolean;
  tlsServerName: string | undefined;
  /** For plugins: `Cluster` of client.authentication.k8s.io. */
  info: Mapping;
}

/** @throws ActionError `bad-kubeconfig` */
export function clusterOf(entry: Mapping, where: string, env: Env): ClusterEntry {
  const server = serverOf(entry, where);
  const isEncrypted = server.protocol === 'https:';
  const pem = isEncrypted ? pemOf(entry, 'certificate-authority', where) : undefined;
  const ca = certificatesIn(pem, `${where}: its certificate-authority`);
  const skipTlsVerify = entry['insecure-skip-tls-verify'] === true;
  if (ca !== undefined && skipTlsVerify)
    throw bad(
      `${where} has a certificate-authority and insecure-skip-tls-verify.`,
      'Leave out insecure-skip-tls-verify, so that the server is checked: kubectl refuses both.',
    );
  const tlsServerName = asString(entry['tls-server-name']);
  const ownProxy = asString(entry['proxy-url']);
  const info = {
    // As it is written.
    server: asString(entry['server'])?.replace(/[?#].*$/s, ''),
    'tls-server-name': tlsServerName,
    'insecure-skip-tls-verify': skipTlsVerify || undefined,
    'certificate-authority-data': pem === undefined ? undefined : Buffer.from(pem).toString('base64'),
    'proxy-url': ownProxy,
    'disable-compression': entry['disable-compression'] === true || undefined,
    config: pluginConfigOf(entry),
  };
  return { server, proxyUrl: proxyUrlOf(ownProxy, server, env), ca, skipTlsVerify, tlsServerName, info };
}

export function withoutSlash(server: URL): string {
  return server.href.replace(/\/+$/, '');
}

function serverOf(cluster: Mapping, where: string): URL {
  const text = asString(cluster['server']);
  if (text === undefined) throw bad(`${where} has no server.`);
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw bad(`${where}: its server ${quoted(text)} is not an https:// address.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw bad(
      `${where}: its server contains a user name or password; they belong in the user of the context.`,
    );
  }
  url.search = '';
  url.hash = '';
  return url;
}

function proxyUrlOf(own: string | undefined, server: URL, env: Env): string | undefined {
  const text = own ?? proxyFor(server, env);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url === null || !/^(?:https?|socks5):$/.test(url.protocol)) {
    throw bad(
      `The proxy to ${server.origin} is not an http://, https:// or socks5:// address.`,
      'It comes from proxy-url in the kubeconfig, or from HTTPS_PROXY.',
    );
  }
  return url.href;
}

/** The name of the extension whose content is for plugins. */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

function pluginConfigOf(entry: Mapping): unknown {
  const extensions: unknown[] = Array.isArray(entry['extensions']) ? entry['extensions'] : [];
  const own = extensions.find((item) => isObject(item) && item['name'] === EXEC_EXTENSION);
  return (isObject(own) ? own['extension'] : undefined) ?? null;
}
