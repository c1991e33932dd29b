import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { ClusterChoice } from './choices.ts';
import { nameCluster, noSecrets } from './kubeconfig-document.ts';
import { textOf } from './kubeconfig-files.ts';
import type { KubeconfigText } from './kubeconfig-context.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Which cluster the user names, and how it is reached. */
export interface ClusterAccess {
  cluster: ClusterChoice;
  /** Contents of the kubeconfig input; null if it is empty. */
  kubeconfig: string | null;
  /** Of the kubeconfig; null for its current one. */
  context: string | null;
}

/**
 * Finds the kubeconfig of the cluster that the inputs name. It never falls back to another cluster.
 *
 * @param kubeconfig contents of the input, null when it is empty
 * @param serviceAccount the directory where a pod finds the credentials of its ServiceAccount
 * @returns texts for `loadKubeconfig`; `secretsOf` finds the secrets in them
 * @throws ActionError `no-cluster`, `bad-kubeconfig` if a file cannot be read
 */
export function chooseCluster(
  choice: ClusterChoice,
  kubeconfig: string | null,
  env: Env,
  serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount',
): KubeconfigText[] {
  const sources: Record<ClusterChoice, () => KubeconfigText[]> = {
    auto: () => fromInputOrVariable(kubeconfig, env),
    kubeconfig: () => [fromInput(kubeconfig)],
    ambient: () => [fromHome(env)],
    // Its kubeconfig comes from kind when the cluster is created, not from here.
    kind: () => {
      throw new ActionError('no-cluster', 'The kind cluster of this evaluation does not exist.');
    },
    'in-cluster': () => [fromServiceAccount(env, serviceAccount)],
  };
  return sources[choice]();
}

function fromInput(kubeconfig: string | null): KubeconfigText {
  return { text: kubeconfig ?? '', origin: 'The kubeconfig input' };
}

function fromInputOrVariable(kubeconfig: string | null, env: Env): KubeconfigText[] {
  if (kubeconfig !== null && kubeconfig.trim() !== '') return [fromInput(kubeconfig)];
  if (env['KUBECONFIG']) return fromVariable(env['KUBECONFIG']);
  throw new ActionError(
    'no-cluster',
    'No cluster was named: the kubeconfig input and $KUBECONFIG are empty.',
    {
      hint: `${noSecrets} Write the contents of a kubeconfig as \`kubeconfig\`, log in to a cluster in an earlier step, or choose another one with the input \`cluster\`.`,
      terminalHint: nameCluster,
    },
  );
}

/** As kubectl reads it: of several files, those that do not exist are left out; one below a file is a mistake. */
function fromVariable(value: string): KubeconfigText[] {
  const files = [...new Set(value.split(path.delimiter).filter((file) => file !== ''))];
  const readings = files.map((file) => ({ file, reading: textOf(file) }));
  const isThere = ({ reading }: (typeof readings)[number]): boolean =>
    !('isMissing' in reading) || 'isBelowFile' in reading;
  const existing = readings.filter(isThere);
  if (existing.length === 0) {
    const [file = value, ...others] = files;
    throw others.length === 0
      ? unreadable(`The kubeconfig ${file} that $KUBECONFIG names`, 'cannot be read', nameCluster)
      : unreadable(`None of the kubeconfigs ${value} that $KUBECONFIG names`, 'exists', nameCluster);
  }
  return existing.map(({ file, reading }) =>
    fromFile(file, reading, {
      origin: `The kubeconfig ${file} that $KUBECONFIG names`,
      terminalHint: nameCluster,
    }),
  );
}

function fromHome(env: Env): KubeconfigText {
  const file = path.join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.kube', 'config');
  return fromFile(file, textOf(file), {
    origin: 'The kubeconfig ~/.kube/config',
    terminalHint: 'Leave out --cluster ambient. Set KUBECONFIG, or write --kubeconfig PATH.',
  });
}

function fromFile(
  file: string,
  reading: ReturnType<typeof textOf>,
  { origin, terminalHint }: { origin: string; terminalHint: string },
): KubeconfigText {
  if ('text' in reading) return { text: reading.text, origin, directory: path.dirname(path.resolve(file)) };
  const says = reading.isMissing ? 'cannot be read' : reading.refusal;
  throw unreadable(origin, says, terminalHint);
}

function unreadable(origin: string, says: string, terminalHint: string): ActionError {
  return new ActionError('no-cluster', `${origin} ${says}.`, {
    hint: 'Log in to the cluster in an earlier step of the same job, or pass the contents of a kubeconfig as the input `kubeconfig`.',
    terminalHint,
  });
}

/** The ServiceAccount of the pod this runs in, as a kubeconfig. */
function fromServiceAccount(env: Env, directory: string): KubeconfigText {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'] || '443';
  const namespace = textOf(path.join(directory, 'namespace'));
  if (host === undefined || host === '' || 'refusal' in namespace) {
    throw new ActionError(
      'no-cluster',
      'Input `cluster` is in-cluster, but this runner is not a pod with a ServiceAccount.',
      {
        hint: 'Give the pod of the runner a ServiceAccount (automountServiceAccountToken), or use the input `kubeconfig`.',
        terminalHint: `Leave out --cluster in-cluster. ${nameCluster}`,
      },
    );
  }
  const name = 'in-cluster';
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    origin: "The ServiceAccount of the runner's pod",
    isServiceAccount: true,
    text: JSON.stringify({
      'current-context': name,
      contexts: [{ name, context: { cluster: name, user: name, namespace: namespace.text.trim() } }],
      clusters: [{ name, cluster: { server, 'certificate-authority': path.join(directory, 'ca.crt') } }],
      users: [{ name, user: { tokenFile: path.join(directory, 'token') } }],
    }),
  };
}
