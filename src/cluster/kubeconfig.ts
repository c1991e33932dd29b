import type { RequestOptions } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { User } from '@kubernetes/client-node';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { Cluster, Credentials, TlsOptions } from '../kube/cluster.ts';
import { credentialPlugin } from './credential-plugin.ts';
import type { PluginCredential, PluginDeps } from './credential-plugin.ts';
import { caFingerprint, parseKubeconfig } from './kubeconfig-context.ts';
import type { Kubeconfig, KubeconfigText } from './kubeconfig-context.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface LoadOptions {
  /** The context to use. Default: the current one. */
  context?: string | undefined;
  env: Env;
  clock: Clock;
  /** Called with every token from a plugin or a file, before it is used. */
  mask?: (secret: string) => void;
}

/**
 * The cluster that a kubeconfig's context names. Nothing is written to disk and nothing is sent yet.
 * The client library is imported only after the kubeconfig was checked, so that a wrong one is reported quickly.
 *
 * @param texts one, or several as in `KUBECONFIG=a:b`
 * @throws ActionError `no-cluster`, `bad-kubeconfig`, or `cluster-auth` if the credentials have expired
 */
export async function loadKubeconfig(
  texts: readonly KubeconfigText[],
  options: LoadOptions,
): Promise<Cluster> {
  const { context, env, clock, mask = () => undefined } = options;
  const kubeconfig = parseKubeconfig(texts, { context, env, now: clock.now() });
  const { KubeConfig } = await import('@kubernetes/client-node');
  const own = ownAuthenticator(kubeconfig, { env, clock, mask });

  const build = (): InstanceType<typeof KubeConfig> => {
    const config = new KubeConfig();
    config.addAuthenticator({
      isAuthProvider: (user: User) => isOwn(user),
      applyAuthentication: (_user: User, request: RequestOptions) => own.apply(request),
    });
    config.loadFromString(JSON.stringify(plainDocument(kubeconfig)));
    return config;
  };
  let config = build();
  let certificate: string | undefined;

  return {
    server: kubeconfig.server,
    proxyUrl: kubeconfig.proxyUrl,
    context: kubeconfig.context,
    namespace: kubeconfig.namespace,
    caSha256: caFingerprint(kubeconfig.ca),
    async authenticate({ fresh = false } = {}) {
      if (fresh) own.forget();
      const request: RequestOptions = {};
      try {
        await config.applyToHTTPSOptions(request);
        // client-node caches an agent per user for good, with the certificate it had at first.
        if (certificate !== undefined && certificate !== String(request.cert)) {
          config = build();
          await config.applyToHTTPSOptions(request);
        }
      } catch (error) {
        if (isActionError(error)) throw error;
        throw new ActionError('cluster-auth', `${kubeconfig.origin}: its credentials cannot be refreshed.`, {
          hint: 'Log in to the cluster in an earlier step of the job.',
          terminalHint: 'Log in to the cluster again.',
          cause: error,
        });
      }
      certificate = String(request.cert);
      return credentialsOf(request);
    },
  };
}

const OWN_PROVIDER = 'clawbench-k8s-action';

function isOwn(user: User): boolean {
  const provider: unknown = user.authProvider;
  return (
    typeof provider === 'object' && provider !== null && 'name' in provider && provider.name === OWN_PROVIDER
  );
}

/** The kubeconfig for client-node: everything inline, and credentials that change replaced by our authenticator. */
function plainDocument(kubeconfig: Kubeconfig): object {
  const { user } = kubeconfig;
  const isOwnUser = user.plugin !== undefined || user.tokenFile !== undefined;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'context',
    contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
    clusters: [
      {
        name: 'cluster',
        cluster: {
          server: kubeconfig.server,
          'certificate-authority-data': base64(kubeconfig.ca),
          'insecure-skip-tls-verify': kubeconfig.skipTlsVerify,
          'tls-server-name': kubeconfig.tlsServerName,
          'proxy-url': kubeconfig.proxyUrl,
        },
      },
    ],
    users: [
      {
        name: 'user',
        user: {
          // A token file takes precedence over a token, as for kubectl.
          token: isOwnUser ? undefined : user.token,
          username: user.username,
          password: user.password,
          'client-certificate-data': base64(user.certificate),
          'client-key-data': base64(user.key),
          as: kubeconfig.impersonate,
          'auth-provider': isOwnUser
            ? { name: OWN_PROVIDER, config: {} }
            : user.oidc && { name: 'oidc', config: user.oidc },
        },
      },
    ],
  };
}

interface OwnAuthenticator {
  apply(request: RequestOptions): Promise<void>;
  forget(): void;
}

/** For token files, which client-node ignores, and for plugins, which we run better: see credentialPlugin. */
function ownAuthenticator(kubeconfig: Kubeconfig, deps: PluginDeps): OwnAuthenticator {
  const { tokenFile, plugin: spec } = kubeconfig.user;
  const plugin = spec && credentialPlugin(spec, deps);
  let masked: string | undefined;
  const current = async (): Promise<PluginCredential> => {
    if (tokenFile === undefined && plugin) return await plugin.get();
    const token = (await readFile(tokenFile ?? '', 'utf8')).trim();
    if (token !== masked) deps.mask(token);
    masked = token;
    return { token, certificate: undefined, key: undefined };
  };
  return {
    async apply(request) {
      const { token, certificate, key } = await current();
      if (token !== undefined) Object.assign((request.headers ??= {}), { Authorization: `Bearer ${token}` });
      if (certificate !== undefined && key !== undefined) Object.assign(request, { cert: certificate, key });
    },
    forget: () => plugin?.forget(),
  };
}

function credentialsOf(request: RequestOptions): Credentials {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (typeof value === 'string') headers[name] = value;
  }
  if (typeof request.auth === 'string') {
    headers['Authorization'] = `Basic ${Buffer.from(request.auth).toString('base64')}`;
  }
  const tls: TlsOptions = {};
  for (const field of ['ca', 'cert', 'key', 'servername', 'rejectUnauthorized'] as const) {
    if (request[field] !== undefined) Object.assign(tls, { [field]: request[field] });
  }
  const { agent } = request;
  return { headers, tls, agent: typeof agent === 'object' ? agent : undefined };
}

function base64(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text).toString('base64');
}
