import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { apply, read } from '../kube/objects.ts';
import type { Manifest, Namespace } from '../kube/types.ts';

/**
 * Makes sure of a namespace. An existing one is used as it is, whoever made it; a new one is made from `manifest`
 * with `metadata`'s labels.
 * @returns the UID of the namespace if it was made here, undefined if it was there (or we may not look)
 */
export async function ensureNamespace(
  kube: Kube,
  name: string,
  manifest: Manifest,
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> },
  signal: AbortSignal,
): Promise<string | undefined> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  try {
    if ((await read<Namespace>(kube, ref, { signal })) !== undefined) return undefined;
  } catch (error) {
    // Rights in one namespace only: whoever gave them made the namespace. If not, the next request says so.
    if (isKubeError(error) && error.status === 403) return undefined;
    throw error;
  }
  const { object } = await apply<Namespace>(kube, namespaceObject(name, manifest, metadata), { signal });
  return object.metadata?.uid;
}

/** A namespace as it is made. */
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
