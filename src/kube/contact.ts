import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from './client.ts';
import { KubeError, oneLine } from './errors.ts';

/** An API server that answered, and who we are to it. */
export interface Contact {
  /** `v1.34.4`, with what a vendor adds. */
  version: string;
  minor: number;
  /** As the server knows the credentials, for example `system:serviceaccount:ci:clawbench`. */
  user: string | undefined;
}

/** Native sidecars are on by default from 1.29. */
export const OLDEST_MINOR = 29;
const CONTACT_TIMEOUT_MS = 10_000;

/**
 * The first two requests to a cluster. They are not repeated: a wrong address or CA is better told in seconds
 * than after two minutes.
 * @throws ActionError `cluster-unreachable`, `cluster-tls`, `cluster-auth`, `cluster-too-old`
 */
export async function contact(kube: Kube): Promise<Contact> {
  const options = { timeoutMs: CONTACT_TIMEOUT_MS, retryForMs: 0 };
  // A credential plugin runs once here, not once for each of the requests that follow side by side.
  await kube.cluster.authenticate();
  const [version, user] = await Promise.all([serverVersion(kube, options), whoAmI(kube, options)]);
  if (version.major === 1 && version.minor < OLDEST_MINOR) {
    throw new ActionError('cluster-too-old', `${kube.cluster.server} runs Kubernetes ${version.text}.`, {
      hint: `The eval pod needs native sidecars: Kubernetes 1.${OLDEST_MINOR} or newer.`,
    });
  }
  return { version: version.text, minor: version.minor, user };
}

/** The same, told to whoever reads the log. @throws ActionError as `contact` does */
export async function greet(kube: Kube, log: Log): Promise<Contact> {
  const found = await contact(kube);
  const { version, user } = found;
  log.info(`Kubernetes ${version} at ${kube.cluster.server}${user === undefined ? '' : ` as ${user}`}.`);
  return found;
}

interface CallOptions {
  timeoutMs: number;
  retryForMs: number;
}

async function serverVersion(
  kube: Kube,
  options: CallOptions,
): Promise<{ text: string; major: number; minor: number }> {
  const operation = 'ask the API server for its version';
  const { body } = await kube.request<{ gitVersion?: unknown }>('GET', '/version', { ...options, operation });
  const text = typeof body.gitVersion === 'string' ? oneLine(body.gitVersion, 60) : '';
  const numbers = /^v(\d+)\.(\d+)/.exec(text);
  if (numbers === null) {
    throw new KubeError(
      'cluster-unreachable',
      `${kube.cluster.server} answers, but not as Kubernetes does.`,
      {
        status: 0,
        reason: 'NotKubernetes',
        retryable: false,
        hint: 'Write the address of the API server as server in the kubeconfig.',
      },
    );
  }
  return { text, major: Number(numbers[1]), minor: Number(numbers[2]) };
}

/**
 * Anybody may ask for the version, so only this tells whether the credentials are good. Undefined where the
 * server does not know the question, or keeps the answer from accounts it knows.
 */
async function whoAmI(kube: Kube, options: CallOptions): Promise<string | undefined> {
  try {
    const { body } = await kube.request<{ status?: { userInfo?: { username?: unknown } } }>(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        ...options,
        operation: 'log in to the cluster',
        body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      },
    );
    const username = body.status?.userInfo?.username;
    return typeof username === 'string' ? oneLine(username, 200) : undefined;
  } catch (error) {
    if (error instanceof KubeError && (error.status === 404 || error.code === 'missing-permission'))
      return undefined;
    throw error;
  }
}
