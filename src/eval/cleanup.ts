import { leaveGateway } from '../backends/attached/leave.ts';
import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError, isTransient } from '../kube/errors.ts';
import { list, read, remove } from '../kube/objects.ts';
import type { Job, Namespace } from '../kube/types.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { isOurs, labels } from '../stack/ownership.ts';

/**
 * Deletes what an evaluation made, found by its instance label and deleted by UID: its namespace, or in a user's namespace
 * its Job, which owns the rest. An evaluation in a user's pod is taken out of it. Safe to repeat.
 * @param kube not aborted by the cancellation of the step, if this is to work after one
 * @param waitMs how long to wait until the objects are gone; 0 only asks for their removal
 * @returns what still exists, a sentence each
 * @throws ActionError internal if the kubeconfig leads to another cluster now; KubeError
 */
export async function cleanUp(kube: Kube, leftovers: Leftovers, log: Log, waitMs: number): Promise<string[]> {
  if (kube.cluster.server !== leftovers.server || kube.cluster.caSha256 !== leftovers.caSha256) {
    throw new ActionError(
      'internal',
      'The kubeconfig now leads to another cluster than the evaluation ran in; nothing was deleted.',
    );
  }
  const deadlineMs = kube.clock.now() + waitMs;
  for (;;) {
    const remaining = await removeWhatIsLeft(kube, leftovers).catch((error: unknown) => {
      // Often a node short of CPU, or going away; the next round asks again.
      if (!isTransient(error) || kube.clock.now() >= deadlineMs) throw error;
      return [error.message];
    });
    if (remaining.length === 0) return [];
    if (kube.clock.now() >= deadlineMs) return waitMs === 0 ? [] : remaining;
    log.debug(`Waiting for the end of ${remaining.join(', ')}`);
    await kube.clock.sleep(1000, kube.signal);
  }
}

async function removeWhatIsLeft(kube: Kube, leftovers: Leftovers): Promise<string[]> {
  const { attached, instance, namespace: name } = leftovers;
  if (attached !== undefined) return await leaveGateway(kube, { namespace: name, instance, attached });
  const namespace = await ownNamespace(kube, leftovers);
  if (namespace === undefined) return await removeObjects(kube, leftovers);
  if (namespace.metadata?.deletionTimestamp === undefined) {
    // Pods first and with little grace: a namespace is gone only after the slowest of them.
    await removeObjects(kube, leftovers, 2);
    const uid = namespace.metadata?.uid;
    await remove(kube, { apiVersion: 'v1', kind: 'Namespace', name }, uid === undefined ? {} : { uid });
  }
  return [`Namespace ${name}`];
}

/** The namespace, if the evaluation made it; one that existed before has no label of its instance. */
async function ownNamespace(kube: Kube, leftovers: Leftovers): Promise<Namespace | undefined> {
  try {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: leftovers.namespace };
    const namespace = await read<Namespace>(kube, ref);
    const isMade =
      namespace !== undefined &&
      isOurs(asLabelled(namespace)) &&
      namespace.metadata?.labels?.[labels.instance] === leftovers.instance;
    return isMade ? namespace : undefined;
  } catch (error) {
    // Without the right to read namespaces it could not have made one.
    if (isKubeError(error) && error.status === 403) return undefined;
    throw error;
  }
}

/** Kinds the Job does not own. Pods are among them in case the Job itself is gone already. */
const made = [
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'v1', kind: 'Pod' },
] as const;

/** @param podGraceSeconds undefined for the grace period of each pod @returns the names of the objects found */
async function removeObjects(
  kube: Kube,
  { namespace, instance }: Leftovers,
  podGraceSeconds?: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const of of made) {
    const labelSelector = `${labels.instance}=${instance}`;
    for (const object of await list<Job>(kube, { ...of, namespace }, { labelSelector })) {
      const { name, uid, deletionTimestamp } = object.metadata ?? {};
      if (name === undefined || uid === undefined || !isOurs(asLabelled(object))) continue;
      found.push(`${of.kind} ${namespace}/${name}`);
      if (deletionTimestamp !== undefined) continue;
      const isHurried = of.kind === 'Pod' && podGraceSeconds !== undefined;
      const grace = isHurried ? { gracePeriodSeconds: podGraceSeconds } : {};
      await remove(kube, { ...of, name, namespace }, { uid, ...grace });
    }
  }
  return found;
}

function asLabelled(object: { metadata?: { labels?: { [x: string]: string } } }): {
  metadata: { labels: Record<string, string> };
} {
  return { metadata: { labels: object.metadata?.labels ?? {} } };
}
