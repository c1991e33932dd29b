import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { ClusterChoice } from './choices.ts';
import { nameCluster, noSecrets } from './kubeconfig-document.ts';
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
export async function chooseCluster(
  choice: ClusterChoice,
  kubeconfig: string | null,
  env: Env,
  serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount',
): Promise<KubeconfigText[]> {
  const sources: Record<ClusterChoice, () => Promise<KubeconfigText[]>> = {
    auto: async () => await fromInputOrVariable(kubeconfig, env),
    kubeconfig: async () => [fromInput(kubeconfig)],
    ambient: async () => [await fromHome(env)],
    // Its kubeconfig comes from kind when the cluster is created, not from here.
    kind: () =>
      Promise.reject(new ActionError('no-cluster', 'The kind cluster of this evaluation does not exist.')),
    'in-cluster': async () => [await fromServiceAccount(env, serviceAccount)],
  };
  return await sources[choice]();
}

function fromInput(kubeconfig: string | null): KubeconfigText {
  return { text: kubeconfig ?? '', origin: 'The kubeconfig input' };
}

async function fromInputOrVariable(kubeconfig: string | null, env: Env): Promise<KubeconfigText[]> {
  if (kubeconfig !== null && kubeconfig.trim() !== '') return [fromInput(kubeconfig)];
  if (env['KUBECONFIG']) return await fromVariable(env['KUBECONFIG']);
  throw new ActionError(
    'no-cluster',
    'No cluster was named: the kubeconfig input and $KUBECONFIG are empty.',
    {
      hint: `${noSecrets} Write the contents of a kubeconfig as \`kubeconfig\`, log in to a cluster in an earlier step, or choose another one with the input \`cluster\`.`,
      terminalHint: nameCluster,
    },
  );
}

async function fromVariable(value: string): Promise<KubeconfigText[]> {
  const files = value.split(path.delimiter).filter((file) => file !== '');
  return await Promise.all(
    files.map((file) => fromFile(file, `The kubeconfig ${file} that $KUBECONFIG names`, nameCluster)),
  );
}

async function fromHome(env: Env): Promise<KubeconfigText> {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const instead = 'Leave out --cluster ambient. Set KUBECONFIG, or write --kubeconfig PATH.';
  return await fromFile(path.join(home, '.kube', 'config'), 'The kubeconfig ~/.kube/config', instead);
}

async function fromFile(file: string, origin: string, terminalHint: string): Promise<KubeconfigText> {
  try {
    return { text: await readFile(file, 'utf8'), origin, directory: path.dirname(path.resolve(file)) };
  } catch (cause) {
    throw new ActionError('no-cluster', `${origin} cannot be read.`, {
      hint: 'Log in to the cluster in an earlier step of the same job, or pass the contents of a kubeconfig as the input `kubeconfig`.',
      terminalHint,
      cause,
    });
  }
}

/** The ServiceAccount of the pod this runs in, as a kubeconfig. */
async function fromServiceAccount(env: Env, directory: string): Promise<KubeconfigText> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
  const namespace = await readFile(path.join(directory, 'namespace'), 'utf8').catch(() => undefined);
  if (host === undefined || host === '' || namespace === undefined) {
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
    text: JSON.stringify({
      'current-context': name,
      contexts: [{ name, context: { cluster: name, user: name, namespace: namespace.trim() } }],
      clusters: [{ name, cluster: { server, 'certificate-authority': path.join(directory, 'ca.crt') } }],
      users: [{ name, user: { tokenFile: path.join(directory, 'token') } }],
    }),
  };
}
