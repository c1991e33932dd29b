import { isAdmissionRefusal, isKubeError } from '../../kube/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { apply, patch, read } from '../../kube/objects.ts';
import type { Job, KubeObject, Manifest, Secret } from '../../kube/types.ts';
import { messageOf } from '../../base/errors.ts';

/** How long the Secrets stay after the process that needs them is gone; as long as the supervisor goes on without contact. */
export const LEASE_MS = 10 * 60_000;
const RENEW_EVERY_MS = 2 * 60_000;
const RETRY_EVERY_MS = 15_000;

/** Keeps the Secrets of an evaluation in the cluster while this process drives it. */
export interface KeyLease {
  /** Puts the end of the Secrets off, if it is time to. */
  renew(): Promise<void>;
}

interface Owner {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller: boolean;
  blockOwnerDeletion: boolean;
}

/** What is applied under the lease, and what owns the lease itself. */
interface Leased {
  lease: KubeObject<Job>;
  secrets: readonly KubeObject<Secret>[];
  owner: Owner;
  /** Waits where the Secrets exceed a quota; the lease is not worth a wait. */
  patient: Kube;
}

/** The name of the lease of the evaluation with this Job. */
export const leaseName = (job: string): string => `${job}-keys`;

/**
 * Applies Secrets that Kubernetes deletes some time after nobody renews their lease any more. In a cluster that does not
 * take the lease, they are deleted with the evaluation's Job.
 * @returns undefined if there is nothing to renew
 * @throws KubeError
 */
export async function leaseSecrets(kube: Kube, leased: Leased): Promise<KeyLease | undefined> {
  const { lease, secrets, owner, patient } = leased;
  const { name, namespace = '' } = lease.metadata;
  let startedAtMs = kube.clock.now();

  /** @returns undefined if the cluster takes no lease */
  async function grant(): Promise<Owner | undefined> {
    startedAtMs = kube.clock.now();
    try {
      const { object } = await apply<Job>(kube, ownedBy(owner, lease));
      return { ...owner, name, uid: object.metadata?.uid ?? '' };
    } catch (error) {
      if (!isAdmissionRefusal(error)) throw error;
      kube.log?.info(
        `The keys stay in the cluster until the Job of the evaluation is deleted, even if this process is killed: ${messageOf(error)}`,
      );
      return undefined;
    }
  }
  const applySecrets = async (by: Owner): Promise<void> =>
    void (await Promise.all(secrets.map((secret) => apply(patient, ownedBy(by, secret)))));

  const granted = await grant();
  await applySecrets(granted ?? owner);
  if (granted === undefined) return undefined;
  return renewing(kube, async () => {
    if (await extend(kube, { name, namespace }, kube.clock.now() - startedAtMs)) return;
    await applySecrets((await grant()) ?? owner);
  });
}

/** The lease of an evaluation that another process launched; it has none if it is detached. */
export function foundLease(kube: Kube, job: { name: string; namespace: string }): KeyLease {
  const ref = { name: leaseName(job.name), namespace: job.namespace };
  return renewing(kube, async () => {
    const lease = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', ...ref }, { retryForMs: 0 });
    const { startTime } = lease?.status ?? {};
    if (startTime !== undefined) await extend(kube, ref, kube.clock.now() - Date.parse(startTime));
  });
}

/** Renews now and then. A failure is not one of the evaluation: the next try comes long before the lease ends. */
function renewing(kube: Kube, renew: () => Promise<void>): KeyLease {
  let dueAtMs = kube.clock.now() + RENEW_EVERY_MS;
  return {
    async renew() {
      const now = kube.clock.now();
      if (now < dueAtMs) return;
      dueAtMs = now + RENEW_EVERY_MS;
      try {
        await renew();
      } catch (error) {
        kube.signal.throwIfAborted();
        if (!isKubeError(error)) throw error;
        dueAtMs = now + RETRY_EVERY_MS;
        kube.log?.debug(`The lease on the keys was not renewed: ${error.message}`);
      }
    },
  };
}

/** @param ageMs since the lease began @returns false if it has ended */
async function extend(kube: Kube, ref: { name: string; namespace: string }, ageMs: number): Promise<boolean> {
  const spec = { activeDeadlineSeconds: Math.ceil((ageMs + LEASE_MS) / 1000) };
  try {
    await patch(kube, { apiVersion: 'batch/v1', kind: 'Job', ...ref }, { spec }, { retryForMs: 0 });
    return true;
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return false;
    throw error;
  }
}

function ownedBy<T extends Manifest>(owner: Owner, object: T): T {
  return { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } };
}
