import { X509Certificate, createPrivateKey } from 'node:crypto';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { PluginSpec } from './credential-plugin.ts';
import { bad, certificatesOf, flatten, pemOf, quoted, readableText, redacted } from './kubeconfig-files.ts';
import { isObject } from '../base/json.ts';
import { asString } from './mapping.ts';
import type { Mapping } from './mapping.ts';

export interface UserCredentials {
  token: string | undefined;
  /** Read again for every request, because tokens of ServiceAccounts are replaced in place. Preferred to `token`. */
  tokenFile: string | undefined;
  /** PEM. */
  certificate: string | undefined;
  key: string | undefined;
  username: string | undefined;
  password: string | undefined;
  plugin: PluginSpec | undefined;
  /** client-node refreshes these. */
  oidc: Mapping | undefined;
}

/** For requests that say nothing of their sender. */
export const nobody: UserCredentials = {
  token: undefined,
  tokenFile: undefined,
  certificate: undefined,
  key: undefined,
  username: undefined,
  password: undefined,
  plugin: undefined,
  oidc: undefined,
};

interface UserContext {
  where: string;
  /** What a plugin is told about the cluster. */
  clusterInfo: Mapping;
  now: number;
}

/**
 * What a user authenticates with, chosen as kubectl does: a token, a password or a certificate counts before a plugin,
 * and what is empty is as good as absent.
 * @throws ActionError `bad-kubeconfig`, `cluster-auth` if they have expired
 */
export function credentialsOf(user: Mapping, context: UserContext): UserCredentials {
  const { where, now } = context;
  const token = tokenOf(user, where);
  const username = asString(user['username']);
  const password = asString(user['password']);
  const certificate = certificatesOf(user, 'client-certificate', where);
  const plugin = pluginOf(user, context);
  const oidc = oidcOf(user, where);
  const hasToken = token !== undefined || asString(user['tokenFile']) !== undefined;
  if (hasToken && (username !== undefined || (token !== undefined && password !== undefined)))
    throw bad(`${where} has a password and a token.`, 'Leave out one of the two: kubectl refuses both.');
  if (plugin !== undefined && oidc !== undefined)
    throw bad(`${where} has a credential plugin (exec) and an auth-provider.`, 'Leave out one of the two.');
  const isLoggedIn = hasToken || username !== undefined;
  const credentials: UserCredentials = {
    token,
    tokenFile: tokenFileOf(user, token, where),
    certificate,
    // Without a certificate it means nothing, whatever it is.
    key: certificate === undefined ? undefined : keyOf(user, where),
    username,
    password,
    plugin: isLoggedIn || certificate !== undefined ? undefined : plugin,
    oidc: isLoggedIn ? undefined : oidc,
  };
  const { password: _, ...identifying } = credentials;
  if (Object.values(identifying).every((value) => value === undefined))
    throw bad(`${where} has no credentials: no token, client certificate or credential plugin.`, flatten);
  refuseExpired(credentials, where, now);
  return credentials;
}

function tokenOf(user: Mapping, where: string): string | undefined {
  const token = asString(user['token'])?.trim();
  if (token === undefined || token === '') return undefined;
  if (/^(?:REDACTED|DATA\+OMITTED)$/.test(token)) throw redacted(where);
  if (/[^\x21-\x7e]/.test(token)) throw bad(`${where}: its token contains spaces or line breaks.`);
  return token;
}

/** Undefined if it cannot be used, but there is a token. */
function tokenFileOf(user: Mapping, token: string | undefined, where: string): string | undefined {
  const file = asString(user['tokenFile']);
  if (file === undefined || token !== undefined) return file;
  if (readableText(file, `${where}: its tokenFile`).trim() === '')
    throw bad(`${where}: its tokenFile is empty.`);
  return file;
}

function keyOf(user: Mapping, where: string): string {
  const pem = pemOf(user, 'client-key', where);
  if (pem === undefined) throw bad(`${where} has a client certificate without its key.`, flatten);
  try {
    createPrivateKey(pem);
  } catch {
    throw bad(`${where}: its client-key is not a private key in PEM.`, flatten);
  }
  return pem;
}

function refuseExpired(credentials: UserCredentials, where: string, now: number): void {
  const expiry = expiryOf(credentials);
  if (expiry === undefined || expiry >= now) return;
  const what = credentials.token === undefined ? 'client certificate' : 'token';
  throw new ActionError(
    'cluster-auth',
    `${where}: its ${what} expired at ${new Date(expiry).toISOString()}.`,
    {
      hint: 'Create a new one (`kubectl create token`), or log in to the cluster in an earlier step.',
      terminalHint: 'Create a new one (`kubectl create token`), or log in to the cluster again.',
    },
  );
}

/** When the token or certificate expires, if known. Milliseconds since the epoch. */
function expiryOf({ token, tokenFile, certificate }: UserCredentials): number | undefined {
  if (tokenFile !== undefined) return undefined;
  if (token === undefined)
    return certificate === undefined ? undefined : Date.parse(new X509Certificate(certificate).validTo);
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return isObject(payload) && typeof payload['exp'] === 'number' ? payload['exp'] * 1000 : undefined;
  } catch {
    return undefined; // Not a JWT: only the server knows when it expires.
  }
}

const interactiveModes = ['Never', 'IfAvailable', 'Always'];

function pluginOf(user: Mapping, { where, clusterInfo }: UserContext): PluginSpec | undefined {
  const spec = user['exec'];
  if (!isObject(spec)) return undefined;
  const command = asString(spec['command']);
  if (command === undefined) throw bad(`${where}: its exec names no command.`);
  const apiVersion = asString(spec['apiVersion']) ?? '';
  if (!/^client\.authentication\.k8s\.io\/v1(?:beta1)?$/.test(apiVersion)) {
    throw bad(
      `${where}: its exec has the apiVersion ${quoted(apiVersion)}, which Kubernetes no longer supports.`,
      'Update the tool that wrote the kubeconfig, and write it again: the current one is client.authentication.k8s.io/v1.',
    );
  }
  const mode = asString(spec['interactiveMode']) ?? 'IfAvailable';
  if (mode === 'Always') {
    throw bad(
      `${where}: its credential plugin ${quoted(command)} is interactive, which is not possible here.`,
    );
  }
  if (!interactiveModes.includes(mode))
    throw bad(`${where}: its exec has the interactiveMode ${quoted(mode)}.`, `Write ${interactiveModes[1]}.`);
  if (/[\\/]/.test(command) && !path.isAbsolute(command)) {
    throw bad(
      `${where}: its exec command is the relative path ${quoted(command)}, which has no meaning here.`,
    );
  }
  return {
    apiVersion,
    command,
    args: (Array.isArray(spec['args']) ? spec['args'] : []).map((item: unknown) => asString(item) ?? ''),
    env: variablesOf(spec, where),
    installHint: asString(spec['installHint']),
    clusterInfo: spec['provideClusterInfo'] === true ? clusterInfo : undefined,
  };
}

function variablesOf(spec: Mapping, where: string): PluginSpec['env'] {
  const list: unknown[] = Array.isArray(spec['env']) ? spec['env'] : [];
  return list.map((item) => {
    const name = isObject(item) ? asString(item['name']) : undefined;
    if (!isObject(item) || name === undefined) throw bad(`${where}: its exec has a variable without a name.`);
    return { name, value: asString(item['value']) ?? '' };
  });
}

function oidcOf(user: Mapping, where: string): Mapping | undefined {
  const provider = user['auth-provider'];
  if (!isObject(provider)) return undefined;
  const name = asString(provider['name']) ?? '';
  if (name !== 'oidc') {
    throw bad(
      `${where}: its auth-provider ${quoted(name)} was removed from Kubernetes in 1.26.`,
      'Write the kubeconfig again with a current gcloud or az, which name a credential plugin instead.',
    );
  }
  return isObject(provider['config']) ? provider['config'] : {};
}

/**
 * The headers by which requests are made as somebody else.
 * @throws ActionError `bad-kubeconfig` for groups and the like of nobody
 */
export function impersonationOf(user: Mapping, where: string): Record<string, string | string[]> {
  const name = asString(user['as']);
  const uid = asString(user['as-uid']);
  const groups = texts(user['as-groups']);
  const extra = isObject(user['as-user-extra']) ? Object.entries(user['as-user-extra']) : [];
  if (name === undefined) {
    if (uid === undefined && groups.length === 0 && extra.length === 0) return {};
    throw bad(
      `${where} has as-uid, as-groups or as-user-extra without \`as\`.`,
      'Name the user to impersonate as `as`, or leave them out.',
    );
  }
  return {
    'Impersonate-User': name,
    ...(uid === undefined ? {} : { 'Impersonate-Uid': uid }),
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
    ...Object.fromEntries(
      extra
        .map(([key, values]) => [`Impersonate-Extra-${headerKey(key)}`, texts(values)] as const)
        .filter(([, values]) => values.length > 0),
    ),
  };
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.map((item: unknown) => asString(item) ?? '') : [];
}

/** As the API server expects it: percent-encoded where it may not stand in the name of a header. */
function headerKey(key: string): string {
  const encode = (text: string): string =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return key.replace(/[^A-Za-z0-9!#$&'*+.^_`|~-]+/g, encode);
}
