import type { Kube } from '../../kube/client.ts';
import { apply, patch } from '../../kube/objects.ts';
import { type QuotaPatience, waitingForQuota } from '../../kube/quota-wait.ts';
import type { Job } from '../../kube/types.ts';
import { ActionError } from '../../base/errors.ts';
import { QUEUE_LABEL } from '../../stack/queue.ts';
import { type KeyLease, leaseSecrets } from './key-lease.ts';
import type { EvalObjects } from './objects.ts';

export interface LaunchedJob {
  namespace: string;
  name: string;
  uid: string;
  /** Warnings of the API server, for example that PodSecurity will refuse the pods. */
  warnings: string[];
  /** On its Secrets; undefined if they stay as long as the Job. */
  lease?: KeyLease | undefined;
}

/** A Job that was created, and the LocalQueue that lets it run; undefined if it runs already. */
interface Launch {
  job: LaunchedJob;
  queue: string | undefined;
}

/**
 * Creates the Job suspended, then the objects it owns, and lets it run. In this order no Secret ever exists without an
 * owner whose deletion deletes it; unless the evaluation is detached, that is a lease on them. A Job with a queue, from us or
 * from a webhook that gives every Job one, is left to Kueue: it would suspend a Job that another resumes.
 * @throws ActionError api-error; KubeError
 */
export async function launchJob(kube: Kube, objects: EvalObjects, patience: QuotaPatience): Promise<Launch> {
  const patient = waitingForQuota(kube, patience);
  const { object: job, warnings } = await apply<Job>(patient, objects.job);
  const { name, namespace, uid } = job.metadata ?? {};
  if (name === undefined || namespace === undefined || uid === undefined) {
    throw new ActionError(
      'api-error',
      'The API server created the Job of the evaluation and answered without its UID.',
    );
  }
  const owner = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name,
    uid,
    controller: false,
    blockOwnerDeletion: false,
  };
  const secrets = [objects.secret, objects.relaySecret, objects.pullSecret].filter(
    (secret) => secret !== undefined,
  );
  const { keyLease } = objects;
  const unleased = keyLease === undefined ? secrets : [];
  const owned = [...unleased, ...objects.configMaps, objects.networkPolicy].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, ownerReferences: [owner] },
  }));
  const [lease] = await Promise.all([
    keyLease === undefined ? undefined : leaseSecrets(kube, { lease: keyLease, secrets, owner, patient }),
    ...owned.map((object) => apply(patient, object)),
  ]);
  const queue = job.metadata?.labels?.[QUEUE_LABEL];
  if (queue === undefined)
    await patch(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace }, { spec: { suspend: false } });
  return { job: { namespace, name, uid, warnings, lease }, queue };
}
