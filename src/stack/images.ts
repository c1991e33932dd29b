import type { KubeObject, Manifest, ObjectMeta, Secret } from '../kube/types.ts';
import { type Component, deployedLabels } from './ownership.ts';

type PullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** What the user asked for about pulling images. */
export interface PullWishes {
  policy: 'auto' | PullPolicy;
  /** Images copied into the cluster, which no registry may have. */
  loaded: readonly string[];
}

/**
 * The pull policy of one image; undefined leaves it to Kubernetes, which always pulls the tag `latest` and others once.
 * Pulling again is never right for a digest, which cannot change, or for a copied image, which no registry may have.
 */
export function pullPolicyOf(image: string, { policy, loaded }: PullWishes): PullPolicy | undefined {
  if (policy === 'IfNotPresent' || policy === 'Never') return policy;
  if (isFixed(image, loaded)) return 'IfNotPresent';
  return policy === 'auto' ? undefined : policy;
}

/** A sentence for each image that is not always pulled although the user asked for that. */
export function pullNotes(images: readonly string[], { policy, loaded }: PullWishes): string[] {
  if (policy !== 'Always') return [];
  return [...new Set(images)]
    .filter((image) => isFixed(image, loaded))
    .map((image) => {
      const why = image.includes('@') ? 'is pinned by its digest' : 'was copied into the cluster';
      return `Image ${image} ${why}: it is pulled only where it is missing, not always.`;
    });
}

function isFixed(image: string, loaded: readonly string[]): boolean {
  return image.includes('@sha256:') || loaded.some((other) => fullName(other) === fullName(image));
}

/** Whether tomorrow another image may have this name, which is the tag `latest` or none. */
export function isFloating(image: string, loaded: readonly string[]): boolean {
  return !isFixed(image, loaded) && fullName(image).endsWith(':latest');
}

/** `busybox` is `docker.io/library/busybox:latest`. */
export function fullName(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const named = hasHost ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`;
  return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}

/** Credentials of a private registry. */
export interface RegistryLogin {
  registry: string;
  username: string;
  password: string;
}

/** A login as Docker's configuration holds it: a secret, like the password in it. */
export function authOf({ username, password }: RegistryLogin): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** The Secret with which nodes pull from a private registry. */
export function pullSecret(login: RegistryLogin, metadata: ObjectMeta): KubeObject<Secret> {
  const { registry, username, password } = login;
  // The kubelet knows Docker Hub by the address that docker login writes.
  const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
  const config = { auths: { [key]: { username, password, auth: authOf(login) } } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify(config) },
  };
}

/** Beside what `deploy` makes. It stays, since a pod that moves to another node pulls its image again. */
export const DEPLOYED_PULL_SECRET = 'clawbench-pull';

export function deployedPullSecret(login: RegistryLogin, namespace: string, component: Component): Manifest {
  const metadata = { name: DEPLOYED_PULL_SECRET, namespace, labels: deployedLabels(component) };
  return pullSecret(login, metadata);
}
