import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { apply, create, read } from '../kube/objects.ts';
import type { Manifest, Namespace } from '../kube/types.ts';

/**
 * Makes a namespace unless it exists. An existing one is used as it is, regardless of who made it.
 * @returns the UID of the namespace if it was made here; undefined if it existed, or the credentials may not look
 */
export async function ensureNamespace(kube: Kube, namespace: Manifest): Promise<string | undefined> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name: namespace.metadata.name };
  try {
    if ((await read<Namespace>(kube, ref)) !== undefined) return undefined;
  } catch (error) {
    // Rights in one namespace only: then it usually exists. If not, the next request fails and says so.
    if (isForbidden(error)) return undefined;
    throw error;
  }
  const { object } = await apply<Namespace>(kube, namespace);
  return object.metadata?.uid;
}

/**
 * Whether a namespace is being deleted, or is gone. Who may not read it learns the same from what the API server says of a
 * new object; with neither right, it counts as staying.
 * @throws KubeError
 */
export async function isNamespaceEnding(kube: Kube, name: string): Promise<boolean> {
  try {
    const namespace = await read<Namespace>(kube, { apiVersion: 'v1', kind: 'Namespace', name });
    return namespace === undefined || namespace.metadata?.deletionTimestamp !== undefined;
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
  const metadata = { name: 'clawbench-is-it-ending', namespace: name };
  try {
    await create(kube, { apiVersion: 'v1', kind: 'ConfigMap', metadata }, { dryRun: true });
    return false;
  } catch (error) {
    if (!isKubeError(error)) throw error;
    if (error.status === 404) return true;
    if (error.status === 403) return error.causes.some(({ reason }) => reason === 'NamespaceTerminating');
    if (error.code === 'admission-refused' || error.code === 'quota-exceeded') return false;
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  return isKubeError(error) && error.status === 403;
}

/** The namespace of a manifest under this name, with labels and annotations added. */
export function namespaceObject(
  name: string,
  manifest: Manifest,
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> },
): Manifest {
  return {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      name,
      labels: { ...manifest.metadata.labels, ...metadata.labels },
      annotations: { ...manifest.metadata.annotations, ...metadata.annotations },
    },
  };
}
