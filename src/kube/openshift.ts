import type { Kube } from './client.ts';
import { isKubeError } from './errors.ts';

/** Whether the cluster gives every namespace uids of its own, as OpenShift does: a pod must not ask for another. */
export async function givesOutUids(kube: Kube, signal: AbortSignal): Promise<boolean> {
  try {
    await kube.request('GET', '/apis/security.openshift.io', {
      operation: 'ask whether this is OpenShift',
      signal,
    });
    return true;
  } catch (error) {
    if (isKubeError(error) && (error.status === 404 || error.status === 403)) return false;
    throw error;
  }
}
