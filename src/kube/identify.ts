import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from './client.ts';
import { oneLine } from '../base/plain-text.ts';
import { isKubeError, KubeError } from './errors.ts';
import { unlessAborted } from './http.ts';

/** An API server, and who it takes us for. */
export interface ClusterIdentity {
  /** `v1.34.4`, with any vendor suffix. */
  version: string;
  minor: number;
  /** As the server names the credentials, for example `system:serviceaccount:ci:clawbench`. */
  user: string | undefined;
}

/** Native sidecars are on by default from 1.29. */
const OLDEST_MINOR = 29;
const IDENTIFY_TIMEOUT_MS = 10_000;

/**
 * Asks for the server's version and our user: the first two requests to a cluster. They are not retried, so that a
 * wrong address or CA is reported within seconds instead of after two minutes.
 * @throws ActionError `cluster-unreachable`, `cluster-tls`, `cluster-auth`, `cluster-too-old`
 */
export async function identify(kube: Kube): Promise<ClusterIdentity> {
  const options = { timeoutMs: IDENTIFY_TIMEOUT_MS, retryForMs: 0 };
  // Runs a credential plugin once now, not once for each of the two parallel requests.
  await unlessAborted(kube.signal, () => kube.cluster.authenticate());
  const [version, user] = await Promise.all([serverVersion(kube, options), whoAmI(kube, options)]);
  if (version.major === 1 && version.minor < OLDEST_MINOR) {
    throw new ActionError('cluster-too-old', `${kube.cluster.server} runs Kubernetes ${version.text}.`, {
      hint: `The evaluation's pod needs native sidecars: Kubernetes 1.${OLDEST_MINOR} or newer.`,
    });
  }
  return { version: version.text, minor: version.minor, user };
}

/** The same, and logs the result. @throws ActionError as `identify` does */
export async function identifyAndLog(kube: Kube, log: Log): Promise<ClusterIdentity> {
  const identity = await identify(kube);
  const { version, user } = identity;
  log.info(`Kubernetes ${version} at ${kube.cluster.server}${user === undefined ? '' : ` as ${user}`}.`);
  return identity;
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
      `${kube.cluster.server} answers, but not like a Kubernetes API server.`,
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
 * The version is public, so only this request shows whether the credentials are valid. Undefined if the server
 * lacks this API (before 1.28), or forbids it to users it has authenticated.
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
    if (isKubeError(error) && (error.status === 404 || error.code === 'missing-permission')) return undefined;
    if (!isKubeError(error, 'Unauthorized', 'Forbidden') || !kube.cluster.server.startsWith('http:'))
      throw error;
    const { status, reason, retryable } = error;
    throw new KubeError(error.code, error.message, {
      status,
      reason,
      retryable,
      hint: 'Credentials are not sent over http://. Write the https:// address of the API server.',
    });
  }
}
