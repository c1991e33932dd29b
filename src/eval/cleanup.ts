import { leaveGateway } from '../backends/attached/leave.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError, isTransient } from '../kube/errors.ts';
import { describe, list, read, remove } from '../kube/objects.ts';
import { tryEach } from '../kube/try-each.ts';
import type { Job, Namespace, ObjectRef } from '../kube/types.ts';
import { evalOf, isReserved, labelledInstance, labels } from '../stack/ownership.ts';
import { whyKept } from './eval-namespace.ts';

/**
 * Deletes what an evaluation made, found by its instance label and its name, and deleted by UID: its namespace, or in a user's
 * namespace its Job, which owns the rest. An evaluation in a user's pod is taken out of it. Safe to repeat. Each deletion is
 * told by name.
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
  const told = new Set<string>();
  const tell = (sentence: string): void => {
    if (!told.has(sentence)) log.info(sentence);
    told.add(sentence);
  };
  for (;;) {
    const remaining = await removeWhatIsLeft(kube, leftovers, tell).catch((error: unknown) => {
      // Often a node short of CPU, or going away, or a container that is ending by itself; the next round asks again.
      const mayPass = isTransient(error) || isActionError(error, 'container-failed');
      if (!mayPass || kube.clock.now() >= deadlineMs) throw error;
      return [error.message];
    });
    if (remaining.length === 0) return [];
    if (kube.clock.now() >= deadlineMs) return waitMs === 0 ? [] : remaining;
    log.debug(`Waiting for the end of ${remaining.join(', ')}`);
    await kube.clock.sleep(1000, kube.signal);
  }
}

async function removeWhatIsLeft(
  kube: Kube,
  leftovers: Leftovers,
  tell: (sentence: string) => void,
): Promise<string[]> {
  const { attached, instance, namespace: name } = leftovers;
  if (attached !== undefined) {
    return await leaveGateway(kube, { namespace: name, instance, attached }).catch((error: unknown) => {
      if (!isActionError(error) || error.code !== 'foreign-object') throw error;
      tell(error.message);
      return [];
    });
  }
  const namespace = await ownNamespace(kube, leftovers);
  // Jobs and pods first, and with little grace: a namespace is gone only after the slowest pod, and a Job can hold one for hours.
  const remaining = await removeObjects(kube, leftovers, tell, namespace === undefined ? undefined : 2);
  if (namespace === undefined) return remaining;
  if (namespace.metadata?.deletionTimestamp !== undefined) return [`Namespace ${name}`];
  const kept = await whyKept(kube, namespace, instance);
  if (kept !== null) {
    tell(kept);
    return remaining;
  }
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  const uid = namespace.metadata?.uid;
  if (await remove(kube, ref, uid === undefined ? {} : { uid })) tell(`${describe(ref)} is being deleted.`);
  return [`Namespace ${name}`];
}

/** The namespace, if the evaluation made it; one that existed before has no label of its instance. */
async function ownNamespace(
  kube: Kube,
  { namespace: name, instance }: Leftovers,
): Promise<Namespace | undefined> {
  if (isReserved(name)) return undefined;
  try {
    const namespace = await read<Namespace>(kube, { apiVersion: 'v1', kind: 'Namespace', name });
    return namespace !== undefined && labelledInstance(namespace) === instance ? namespace : undefined;
  } catch (error) {
    // Without the right to read namespaces it could not have made one.
    if (isKubeError(error) && error.status === 403) return undefined;
    throw error;
  }
}

const JOB = { apiVersion: 'batch/v1', kind: 'Job' } as const;
/** Kinds the Job does not own. Pods are among them in case the Job itself is gone already. */
const made = [JOB, { apiVersion: 'v1', kind: 'Pod' }] as const;

/**
 * Deletes the Jobs of an evaluation, to be called before its namespace is deleted: a Job that is left in it can hold the last
 * failed pod of an index, and so the namespace with all that is in it, until its deadline.
 * @throws KubeError
 */
export async function removeJobs(kube: Kube, of: Pick<Leftovers, 'instance' | 'namespace'>): Promise<void> {
  for (const { ref, uid } of await objectsOf(kube, JOB, of)) await remove(kube, ref, { uid });
}

/**
 * Deletes all it can: a deletion that fails does not keep the others.
 * @param podGraceSeconds undefined for the grace period of each pod
 * @returns the names of the objects found
 * @throws KubeError, at the end, the first failure
 */
async function removeObjects(
  kube: Kube,
  leftovers: Leftovers,
  tell: (sentence: string) => void,
  podGraceSeconds?: number,
): Promise<string[]> {
  const found: string[] = [];
  const failures: ActionError[] = [];
  for (const of of made) {
    const objects = await objectsOf(kube, of, leftovers);
    found.push(...objects.map(({ ref }) => describe(ref)));
    const going = objects.filter(({ isEnding }) => !isEnding);
    const failed = await tryEach(kube.signal, going, async ({ ref, uid }) => {
      const isHurried = ref.kind === 'Pod' && podGraceSeconds !== undefined;
      const grace = isHurried ? { gracePeriodSeconds: podGraceSeconds } : {};
      if (await remove(kube, ref, { uid, ...grace })) tell(`${describe(ref)} is being deleted.`);
    });
    failures.push(...failed);
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return found;
}

async function objectsOf(
  kube: Kube,
  of: (typeof made)[number],
  { namespace, instance }: Pick<Leftovers, 'instance' | 'namespace'>,
): Promise<{ ref: ObjectRef; uid: string; isEnding: boolean }[]> {
  const labelSelector = `${labels.instance}=${instance}`;
  const objects = await list<Job>(kube, { ...of, namespace }, { labelSelector });
  return objects.flatMap((object) => {
    const { name, uid, deletionTimestamp } = object.metadata ?? {};
    if (name === undefined || uid === undefined || evalOf(of.kind, object) !== instance) return [];
    return [{ ref: { ...of, name, namespace }, uid, isEnding: deletionTimestamp !== undefined }];
  });
}
