import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { apply, read } from '../kube/objects.ts';
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
    if (isKubeError(error) && error.status === 403) return undefined;
    throw error;
  }
  const { object } = await apply<Namespace>(kube, namespace);
  return object.metadata?.uid;
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
