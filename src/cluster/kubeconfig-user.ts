import { X509Certificate, createPrivateKey } from 'node:crypto';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { PluginSpec } from './credential-plugin.ts';
import { asString, isMapping } from './kubeconfig-document.ts';
import type { Mapping } from './kubeconfig-document.ts';
import { bad, certificateOf, flatten, pemOf, quoted, readableText, redacted } from './kubeconfig-files.ts';

export interface UserCredentials {
  token: string | undefined;
  /** Read again for every request, because tokens of ServiceAccounts are replaced in place. */
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

interface UserContext {
  where: string;
  cluster: Mapping;
  now: number;
}

export function credentialsOf(user: Mapping, context: UserContext): UserCredentials {
  const { where, now } = context;
  const token = asString(user['token'])?.trim();
  if (token !== undefined && /^(?:REDACTED|DATA\+OMITTED)$/.test(token)) throw redacted(where);
  if (token !== undefined && /[^\x21-\x7e]/.test(token))
    throw bad(`${where}: its token contains spaces or line breaks.`);
  const credentials: UserCredentials = {
    token,
    tokenFile: tokenFileOf(user, where),
    certificate: certificateOf(user, 'client-certificate', where),
    key: keyOf(user, where),
    username: asString(user['username']),
    password: asString(user['password']),
    plugin: pluginOf(user, context),
    oidc: oidcOf(user, where),
  };
  if ((credentials.certificate === undefined) !== (credentials.key === undefined)) {
    throw bad(
      `${where} has a client certificate without its key, or a key without its certificate.`,
      flatten,
    );
  }
  const expiry = expiryOf(credentials);
  if (expiry !== undefined && expiry < now) {
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
  return credentials;
}

export function hasCredentials(user: UserCredentials): boolean {
  return Object.values(user).some((value) => value !== undefined);
}

/** When the token or certificate expires, if known. Milliseconds since the epoch. */
function expiryOf({ token, certificate }: UserCredentials): number | undefined {
  if (token !== undefined) {
    try {
      const payload: unknown = JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
      );
      return isMapping(payload) && typeof payload['exp'] === 'number' ? payload['exp'] * 1000 : undefined;
    } catch {
      return undefined; // Not a JWT: only the server knows when it expires.
    }
  }
  return certificate === undefined ? undefined : Date.parse(new X509Certificate(certificate).validTo);
}

function tokenFileOf(user: Mapping, where: string): string | undefined {
  const file = asString(user['tokenFile']) ?? asString(user['token-file']);
  if (file === undefined) return undefined;
  if (readableText(file, `${where}: its tokenFile`).trim() === '')
    throw bad(`${where}: its tokenFile is empty.`);
  return file;
}

function keyOf(user: Mapping, where: string): string | undefined {
  const pem = pemOf(user, 'client-key', where);
  if (pem === undefined) return undefined;
  try {
    createPrivateKey(pem);
  } catch {
    throw bad(`${where}: its client-key is not a private key in PEM.`, flatten);
  }
  return pem;
}

function pluginOf(user: Mapping, { where, cluster }: UserContext): PluginSpec | undefined {
  const spec = user['exec'];
  if (!isMapping(spec)) return undefined;
  const command = asString(spec['command']);
  if (command === undefined) throw bad(`${where}: its exec names no command.`);
  const apiVersion = asString(spec['apiVersion']) ?? '';
  if (!/^client\.authentication\.k8s\.io\/v1(?:beta1)?$/.test(apiVersion)) {
    throw bad(
      `${where}: its exec has the apiVersion ${quoted(apiVersion)}, which Kubernetes no longer supports.`,
      'Update the tool that wrote the kubeconfig, and write it again: the current one is client.authentication.k8s.io/v1.',
    );
  }
  if (spec['interactiveMode'] === 'Always') {
    throw bad(
      `${where}: its credential plugin ${quoted(command)} is interactive, which is not possible here.`,
    );
  }
  if (/[\\/]/.test(command) && !path.isAbsolute(command)) {
    throw bad(
      `${where}: its exec command is the relative path ${quoted(command)}, which has no meaning here.`,
    );
  }
  return {
    apiVersion,
    command,
    args: strings(spec['args']),
    env: (Array.isArray(spec['env']) ? spec['env'] : []).flatMap((item: unknown) => {
      const name = isMapping(item) ? asString(item['name']) : undefined;
      return isMapping(item) && name !== undefined ? [{ name, value: asString(item['value']) ?? '' }] : [];
    }),
    installHint: asString(spec['installHint']),
    clusterInfo: spec['provideClusterInfo'] === true ? cluster : undefined,
  };
}

function oidcOf(user: Mapping, where: string): Mapping | undefined {
  const provider = user['auth-provider'];
  if (!isMapping(provider)) return undefined;
  const name = asString(provider['name']) ?? '';
  if (name !== 'oidc') {
    throw bad(
      `${where}: its auth-provider ${quoted(name)} was removed from Kubernetes in 1.26.`,
      'Write the kubeconfig again with a current gcloud or az, which name a credential plugin instead.',
    );
  }
  return isMapping(provider['config']) ? provider['config'] : {};
}

export function impersonationOf(user: Mapping, where: string): string | undefined {
  const unsupported = ['as-uid', 'as-groups', 'as-user-extra'].filter((field) => user[field] !== undefined);
  if (unsupported.length > 0) {
    throw bad(`${where}: impersonation by ${unsupported.join(', ')} is not supported, only by \`as\`.`);
  }
  return asString(user['as']);
}

function strings(list: unknown): string[] {
  return Array.isArray(list) ? list.map((item: unknown) => asString(item) ?? '') : [];
}
