import type { Kube } from '../../kube/client.ts';
import { apply, patch } from '../../kube/objects.ts';
import type { Job } from '../../kube/types.ts';
import { ActionError } from '../../base/errors.ts';
import type { EvalObjects } from './objects.ts';

export interface LaunchedJob {
  namespace: string;
  name: string;
  uid: string;
  /** What the API server warned of, for example that PodSecurity will refuse the pods. */
  warnings: string[];
}

/**
 * Creates the Job suspended, gives it the Secret and the ConfigMaps as its own, and lets it run. In this order nothing
 * with a key in it is ever without an owner that takes it along.
 * @throws KubeError
 */
export async function launchJob(kube: Kube, objects: EvalObjects): Promise<LaunchedJob> {
  const { object: job, warnings } = await apply<Job>(kube, objects.job);
  const { name, namespace, uid } = job.metadata ?? {};
  if (name === undefined || namespace === undefined || uid === undefined) {
    throw new ActionError('api-error', 'The API server created the eval Job and answered without its UID.');
  }
  const owner = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name,
    uid,
    controller: false,
    blockOwnerDeletion: false,
  };
  const secrets = [objects.secret, ...(objects.pullSecret === undefined ? [] : [objects.pullSecret])];
  const owned = [...secrets, ...objects.configMaps, objects.networkPolicy].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, ownerReferences: [owner] },
  }));
  await Promise.all(owned.map((object) => apply(kube, object)));
  await patch(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace }, { spec: { suspend: false } });
  return { namespace, name, uid, warnings };
}
