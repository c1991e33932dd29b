import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Namespace } from '../kube/types.ts';
import { foreignObjects, keptForOthers } from '../stack/foreign.ts';
import { evalOf } from '../stack/ownership.ts';

/** Within this time after a namespace was made, a cluster puts its own objects into it. */
const SETTLING_MS = 60_000;

/**
 * Why a namespace that carries the labels of an evaluation is not deleted with all that is in it. Its name was made for one
 * evaluation or given by the user, and others may have used it since.
 * @returns a sentence; null if it may be deleted
 * @throws KubeError
 */
export async function whyKept(
  kube: Kube,
  namespace: Pick<Namespace, 'metadata'>,
  instance: string,
): Promise<string | null> {
  const { name = '', creationTimestamp } = namespace.metadata ?? {};
  const isMadeForIt = evalOf('Namespace', namespace) === instance;
  const madeAtMs = Date.parse(creationTimestamp ?? '');
  try {
    const others = await foreignObjects(kube, name, {
      isOwn: (object) => evalOf('object', object) === instance,
      // A name that users give is of a namespace that they may use from the beginning.
      ...(isMadeForIt && !Number.isNaN(madeAtMs) ? { sinceMs: madeAtMs + SETTLING_MS } : {}),
      ...(isMadeForIt ? { retryForMs: 0 } : {}),
    });
    return others.length === 0 ? null : keptForOthers(name, others);
  } catch (error) {
    kube.signal.throwIfAborted();
    if (!isKubeError(error)) throw error;
    // The roles in manifests/rbac may not list everything, an extension of the API may be broken, and nobody knew this name.
    if (isMadeForIt) return null;
    if (error.status !== 403) throw error;
    return `Namespace ${name} is kept: the credentials do not allow listing what else is in it.`;
  }
}
