import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { asString, isMapping, mergeDocuments, parseDocument } from './kubeconfig-document.ts';
import type { KubeconfigDocument, Mapping } from './kubeconfig-document.ts';
import { bad, certificateOf, flatten, quoted } from './kubeconfig-files.ts';
import { credentialsOf, hasCredentials, impersonationOf } from './kubeconfig-user.ts';
import type { UserCredentials } from './kubeconfig-user.ts';
import { isLoopback, proxyFor } from '../base/proxy.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The text of a kubeconfig, and its origin. */
export interface KubeconfigText {
  text: string;
  /** For messages, at the start of a sentence: "The kubeconfig input". */
  origin: string;
  /** Relative paths in it start here; the contents of an input have none. */
  directory?: string;
}

/** The cluster and user of one context, checked, with all files read except the token's. */
export interface Kubeconfig {
  origin: string;
  context: string;
  namespace: string | undefined;
  server: string;
  proxyUrl: string | undefined;
  /** PEM. */
  ca: string | undefined;
  skipTlsVerify: boolean;
  tlsServerName: string | undefined;
  user: UserCredentials;
  impersonate: string | undefined;
}

/**
 * Finds the context in one or more kubeconfigs, and checks everything that can be checked without the cluster.
 *
 * @throws ActionError `no-cluster`, `bad-kubeconfig`, or `cluster-auth` if the credentials have expired
 */
export function parseKubeconfig(
  texts: readonly KubeconfigText[],
  options: { context: string | undefined; env: Env; now: number },
): Kubeconfig {
  const origin = texts[0]?.origin ?? 'The kubeconfig';
  const document = mergeDocuments(
    texts.map((item) => withAbsolutePaths(parseDocument(item.text, item.origin), item.directory)),
  );
  const context = chooseContext(document, options.context, origin);
  const name = oneLine(context.name, 120);
  const cluster = document.clusters.get(context.cluster);
  if (cluster === undefined) {
    throw bad(
      `${origin}: context ${name} names the cluster ${quoted(context.cluster)}, which is not in it.`,
      flatten,
    );
  }
  const userEntry = context.user === undefined ? {} : document.users.get(context.user);
  if (userEntry === undefined) {
    throw bad(
      `${origin}: context ${name} names the user ${quoted(context.user ?? '')}, which is not in it.`,
      flatten,
    );
  }
  const server = serverOf(cluster, `${origin}: cluster ${quoted(context.cluster)}`);
  const where = `${origin}: user ${quoted(context.user ?? '')}`;
  const user = credentialsOf(userEntry, { where, cluster, now: options.now });
  if (!hasCredentials(user) && !isLoopback(server.hostname)) {
    throw bad(`${where} has no credentials: no token, client certificate or credential plugin.`, flatten);
  }
  const url = server.href.replace(/\/+$/, '');
  return {
    origin,
    context: context.name,
    namespace: context.namespace,
    server: url,
    proxyUrl: proxyUrlOf(cluster, server, options.env),
    ca: certificateOf(cluster, 'certificate-authority', `${origin}: cluster ${quoted(context.cluster)}`),
    skipTlsVerify: cluster['insecure-skip-tls-verify'] === true || server.protocol === 'http:',
    tlsServerName: asString(cluster['tls-server-name']),
    user,
    impersonate: impersonationOf(userEntry, where),
  };
}

function chooseContext(
  document: KubeconfigDocument,
  wanted: string | undefined,
  origin: string,
): { name: string; cluster: string; user: string | undefined; namespace: string | undefined } {
  const name = wanted ?? document.currentContext;
  const names = [...document.contexts.keys()];
  const known =
    names.length === 0
      ? 'It has no contexts.'
      : `It has ${names.slice(0, 20).map(quoted).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`;
  if (name === undefined) {
    throw new ActionError('bad-kubeconfig', `${origin} has no current-context. ${known}`, {
      hint: 'Choose one of them with the input `context`.',
    });
  }
  const entry = document.contexts.get(name);
  if (entry === undefined) {
    const whose = wanted === undefined ? 'Its current-context is' : 'Input `context` is';
    throw new ActionError('bad-kubeconfig', `${origin} has no context ${quoted(name)}. ${known}`, {
      hint: `${whose} ${quoted(name)}: choose an existing one with the input \`context\`.`,
    });
  }
  const cluster = asString(entry['cluster']);
  if (cluster === undefined) {
    throw new ActionError('bad-kubeconfig', `${origin}: context ${quoted(name)} names no cluster.`, {
      hint: flatten,
    });
  }
  return { name, cluster, user: asString(entry['user']), namespace: asString(entry['namespace']) };
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
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && cluster['insecure-skip-tls-verify'] !== true) {
    throw bad(
      `${where}: its server ${quoted(url.origin)} is not https: the credentials would be sent unencrypted.`,
      'Write the https:// address. If this is intended, set `insecure-skip-tls-verify: true`.',
    );
  }
  url.search = '';
  url.hash = '';
  return url;
}

function proxyUrlOf(cluster: Mapping, server: URL, env: Env): string | undefined {
  const text = asString(cluster['proxy-url']) ?? proxyFor(server, env);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url === null || !/^(?:https?|socks5h?):$/.test(url.protocol)) {
    throw bad(
      `The proxy to ${server.origin} is not an http://, https:// or socks5:// address.`,
      'It comes from proxy-url in the kubeconfig, or from HTTPS_PROXY.',
    );
  }
  return url.href;
}

/** Resolves relative paths from the file's directory; without one they stay as they are, and are refused when used. */
function withAbsolutePaths(document: KubeconfigDocument, directory: string | undefined): KubeconfigDocument {
  if (directory === undefined) return document;
  const absolute = (entry: Mapping, fields: readonly string[]): void => {
    for (const field of fields) {
      const file = asString(entry[field]);
      if (file !== undefined) entry[field] = path.resolve(directory, file);
    }
  };
  for (const cluster of document.clusters.values()) absolute(cluster, ['certificate-authority']);
  for (const user of document.users.values()) {
    absolute(user, ['client-certificate', 'client-key', 'tokenFile', 'token-file']);
    const plugin = user['exec'];
    // A bare name is searched in PATH.
    if (isMapping(plugin) && /[\\/]/.test(asString(plugin['command']) ?? '')) absolute(plugin, ['command']);
  }
  return document;
}

/** SHA-256 of the CA certificates, hex; empty if there are none. */
export function caFingerprint(ca: string | undefined): string {
  return ca === undefined ? '' : sha256(ca.trim());
}
