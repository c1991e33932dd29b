import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import type { PodSpec } from '../kube/types.ts';

/**
 * Whether the cluster runs OpenShift, which has an API group of its own.
 * @throws KubeError
 */
export async function isOpenShift(kube: Kube): Promise<boolean> {
  try {
    await kube.request('GET', '/apis/security.openshift.io', {
      operation: 'ask whether the cluster runs OpenShift',
    });
    return true;
  } catch (error) {
    // OpenShift lets any user list API groups, so a 403 means it isn't OpenShift.
    if (isKubeError(error) && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}

/**
 * A copy of the pod without user and group IDs of our choice: OpenShift gives each namespace its own range, refuses
 * others, and fills in what is missing. The group it fills in is 0, so containers share files by group or by user.
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
