import type { RequestOptions } from 'node:https';
import { ActionError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { Cluster, Credentials } from '../kube/cluster.ts';
import { credentialPlugin } from './credential-plugin.ts';
import type { PluginCredential, PluginDeps } from './credential-plugin.ts';
import { caFingerprint, parseKubeconfig } from './kubeconfig-context.ts';
import type { Kubeconfig, KubeconfigText } from './kubeconfig-context.ts';
import { tlsMaker } from './tls.ts';
import { tokenReader } from './token-file.ts';

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
  const tlsFor = tlsMaker(kubeconfig, env);
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromString(JSON.stringify(plainDocument(kubeconfig)));
  const changing = changingCredential(kubeconfig, { env, clock, mask });
  const used = new WeakMap<Credentials, PluginCredential>();

  return {
    server: kubeconfig.server,
    proxyUrl: kubeconfig.proxyUrl,
    context: kubeconfig.context,
    namespace: kubeconfig.namespace,
    caSha256: caFingerprint(kubeconfig.ca),
    trust: kubeconfig.trust,
    async authenticate(refused) {
      const request: RequestOptions = {};
      const credential = await changing?.(refused && used.get(refused));
      try {
        await config.applyToHTTPSOptions(request);
      } catch (error) {
        throw new ActionError('cluster-auth', `${kubeconfig.origin}: its credentials cannot be refreshed.`, {
          hint: 'Log in to the cluster in an earlier step of the job.',
          terminalHint: 'Log in to the cluster again.',
          cause: error,
        });
      }
      const credentials: Credentials = {
        headers: {
          ...headersOf(request),
          ...(credential?.token === undefined ? {} : { Authorization: `Bearer ${credential.token}` }),
          ...kubeconfig.impersonation,
        },
        tls: tlsFor(
          credential?.certificate ?? kubeconfig.user.certificate,
          credential?.key ?? kubeconfig.user.key,
        ),
      };
      if (credential !== undefined) used.set(credentials, credential);
      return credentials;
    },
  };
}

/** The kubeconfig for client-node: everything inline, and nothing of what it cannot do. */
function plainDocument({ server, user }: Kubeconfig): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'context',
    contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
    // It refuses what is not encrypted otherwise. How we connect is not its affair: see tlsMaker.
    clusters: [{ name: 'cluster', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [
      {
        name: 'user',
        user: {
          // A token file takes precedence over a token, as for kubectl.
          token: user.tokenFile === undefined ? user.token : undefined,
          username: user.username,
          password: user.username === undefined ? undefined : (user.password ?? ''),
          'auth-provider': user.oidc && { name: 'oidc', config: user.oidc },
        },
      },
    ],
  };
}

/**
 * The current credential of a token file, which client-node ignores, or of a plugin, which we run better: see
 * credentialPlugin. Undefined if there is neither.
 */
function changingCredential(
  { user, origin }: Kubeconfig,
  deps: PluginDeps,
): ((refused: PluginCredential | undefined) => Promise<PluginCredential>) | undefined {
  if (user.tokenFile !== undefined) {
    const read = tokenReader(user.tokenFile, { token: user.token, origin, mask: deps.mask });
    return () => Promise.resolve({ token: read(), certificate: undefined, key: undefined });
  }
  const plugin = user.plugin && credentialPlugin(user.plugin, deps);
  return plugin && (async (refused) => await plugin.get(refused));
}

function headersOf(request: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (typeof value === 'string') headers[name] = value;
  }
  if (typeof request.auth === 'string') {
    headers['Authorization'] = `Basic ${Buffer.from(request.auth).toString('base64')}`;
  }
  return headers;
}
