import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import type { PodSpec } from '../kube/types.ts';

/**
 * Whether the cluster is an OpenShift, by the API group of its security context constraints.
 * @throws KubeError
 */
export async function isOpenShift(kube: Kube, signal: AbortSignal): Promise<boolean> {
  try {
    const operation = 'ask whether the cluster is an OpenShift';
    await kube.request('GET', '/apis/security.openshift.io', { operation, signal });
    return true;
  } catch (error) {
    // Who may not look at the groups is told so by no cluster that has this one.
    if (isKubeError(error) && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}

/**
 * The same pod without user and groups of our choice: OpenShift gives each namespace a range of its own, refuses others,
 * and fills in what is missing. Its group is 0, so what the pod shares it shares by group or by being one user.
 * @returns a copy
 */
export function withoutFixedIds<P extends PodSpec>(pod: P): P {
  const copy = structuredClone(pod);
  for (const context of [
    copy.securityContext,
    ...[...(copy.initContainers ?? []), ...copy.containers].map((container) => container.securityContext),
  ]) {
    if (context === undefined) continue;
    for (const id of ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'] as const)
      Reflect.deleteProperty(context, id);
  }
  return copy;
}
