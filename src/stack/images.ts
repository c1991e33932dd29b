import type { Manifest, Secret } from '../kube/types.ts';
import { type Component, standingLabels } from './ownership.ts';

export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** What is asked for the pulling of images. */
export interface PullWishes {
  policy: 'auto' | PullPolicy;
  /** Images that were copied into the cluster and may be in no registry. */
  loaded: readonly string[];
}

/**
 * The pull policy of one image; undefined leaves it to Kubernetes, which pulls the tag latest always and others once.
 * A digest can not change, and what was copied in may not be in any registry: asking one for it anew is never right.
 */
export function pullPolicyOf(image: string, { policy, loaded }: PullWishes): PullPolicy | undefined {
  if (policy === 'IfNotPresent' || policy === 'Never') return policy;
  if (isFixed(image, loaded)) return 'IfNotPresent';
  return policy === 'auto' ? undefined : policy;
}

/** A sentence for each image that is not pulled always although it was asked for. */
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

/** What stands in Docker's own configuration for a login; a secret like the password in it. */
export function authOf({ username, password }: RegistryLogin): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** The Secret by which nodes pull from a private registry. */
export function pullSecret(login: RegistryLogin, metadata: NonNullable<Secret['metadata']>): Secret {
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

/** In the namespace of what stands; it stays with it, as a pod that moves to another node pulls again. */
export const STANDING_PULL_SECRET = 'clawbench-pull';

export function standingPullSecret(login: RegistryLogin, namespace: string, component: Component): Manifest {
  const metadata = { name: STANDING_PULL_SECRET, namespace, labels: standingLabels(component) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has its kind and this name
  return pullSecret(login, metadata) as unknown as Manifest;
}
