import { sha256 } from '../base/sha256.ts';
import type { Trust } from '../kube/cluster.ts';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import { mergeDocuments, noSecrets, nameCluster, parseDocument } from './kubeconfig-document.ts';
import type { KubeconfigDocument } from './kubeconfig-document.ts';
import { asString } from './mapping.ts';
import { bad, flatten, quoted } from './kubeconfig-files.ts';
import { withAbsolutePaths } from './kubeconfig-paths.ts';
import { credentialsOf, impersonationOf, nobody } from './kubeconfig-user.ts';
import type { UserCredentials } from './kubeconfig-user.ts';
import { clusterOf, withoutSlash } from './kubeconfig-cluster.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The text of a kubeconfig, and its origin. */
export interface KubeconfigText {
  text: string;
  /** For messages, at the start of a sentence: "The kubeconfig input". */
  origin: string;
  /** Relative paths in it start here; the contents of an input have none. */
  directory?: string;
  /** It stands for the ServiceAccount of the pod this runs in. */
  isServiceAccount?: true;
}

/** The cluster and user of one context, checked, with all files read except the token's. */
export interface Kubeconfig {
  origin: string;
  context: string;
  namespace: string | undefined;
  /** Without a trailing slash. */
  server: string;
  proxyUrl: string | undefined;
  /** PEM. */
  ca: string | undefined;
  trust: Trust;
  skipTlsVerify: boolean;
  tlsServerName: string | undefined;
  user: UserCredentials;
  /** Headers by which requests are made as somebody else. */
  impersonation: Record<string, string | string[]>;
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
  const [first] = texts;
  const origin = texts.length === 1 && first ? first.origin : 'The kubeconfig of the files in $KUBECONFIG';
  if (texts.every(({ text }) => text.trim() === ''))
    throw new ActionError('no-cluster', `${origin} is empty.`, {
      hint: noSecrets,
      terminalHint: nameCluster,
    });
  const document = mergeDocuments(
    texts.map((item) => withAbsolutePaths(parseDocument(item.text, item.origin), item.directory)),
  );
  const context = chooseContext(document, options.context, origin);
  const clusterEntry = document.clusters.get(context.cluster);
  if (clusterEntry === undefined) throw notThere('cluster', context.cluster, { context, origin });
  const cluster = clusterOf(clusterEntry, `${origin}: cluster ${quoted(context.cluster)}`, options.env);
  const { server, proxyUrl, ca, skipTlsVerify, tlsServerName } = cluster;
  const isEncrypted = server.protocol === 'https:';
  const userEntry = document.users.get(context.user ?? '');
  if (userEntry === undefined && context.user !== undefined && isEncrypted)
    throw notThere('user', context.user, { context, origin });
  const where = `${origin}: user ${quoted(context.user ?? '')}`;
  return {
    origin,
    context: context.name,
    namespace: context.namespace,
    server: withoutSlash(server),
    proxyUrl,
    ca,
    trust: ca === undefined ? 'system' : first?.isServiceAccount ? 'service-account' : 'kubeconfig',
    skipTlsVerify,
    tlsServerName,
    // Like kubectl, we never send credentials in clear.
    user: isEncrypted
      ? credentialsOf(userEntry ?? {}, { where, clusterInfo: cluster.info, now: options.now })
      : nobody,
    impersonation: impersonationOf(userEntry ?? {}, where),
  };
}

interface ChosenContext {
  name: string;
  cluster: string;
  user: string | undefined;
  namespace: string | undefined;
}

function notThere(
  kind: 'cluster' | 'user',
  name: string,
  { context, origin }: { context: ChosenContext; origin: string },
): ActionError {
  const says = `${origin}: context ${oneLine(context.name, 120)} names the ${kind} ${quoted(name)}`;
  return bad(`${says}, which is not in it.`, flatten);
}

function chooseContext(
  document: KubeconfigDocument,
  wanted: string | undefined,
  origin: string,
): ChosenContext {
  const name = wanted ?? document.currentContext;
  const names = [...document.contexts.keys()];
  const known =
    names.length === 0
      ? 'It has no contexts.'
      : `It has ${names.slice(0, 20).map(quoted).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`;
  if (document.missing.includes('contexts')) {
    throw bad(`${origin} is not a kubeconfig: it has no list of ${document.missing.join(', ')}.`, flatten);
  }
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

/** SHA-256 of the CA certificates, hex; empty if there are none. */
export function caFingerprint(ca: string | undefined): string {
  return ca === undefined ? '' : sha256(ca.trim());
}
