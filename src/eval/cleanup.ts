import { leaveGateway } from '../backends/attached/leave.ts';
import type { Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import type { Inputs } from '../inputs/types.ts';
import { isKubeError, isTransient } from '../kube/errors.ts';
import { list, read, remove, type RemoveOptions } from '../kube/objects.ts';
import type { Job, Namespace } from '../kube/types.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { isOurs, labels } from '../stack/ownership.ts';

/** Whether what an eval made goes at its end, by the input `cleanup`: a cancelled one has nothing to be looked at. */
export function isRemoved(
  { cleanup }: Pick<Inputs, 'cleanup'>,
  { passed, cancelled }: { passed: boolean; cancelled: boolean },
): boolean {
  return cleanup === 'always' || (cleanup === 'on-success' && (passed || cancelled));
}

export interface CleanUpOptions {
  signal?: AbortSignal;
  /** How long to wait for the objects to be gone; 0 only asks for their removal. */
  waitMs: number;
}

/**
 * Deletes what an eval made, found by its instance label and deleted by UID: its namespace, or in a given one the Job,
 * which takes the rest along; from somebody else's pod it takes the eval out. What is not there, or not ours, is left. Safe to repeat.
 * @returns what is still there, a sentence each
 * @throws ActionError when the cluster is another one; KubeError
 */
export async function cleanUp(
  connection: Kube,
  leftovers: Leftovers,
  log: Log,
  options: CleanUpOptions,
): Promise<string[]> {
  // What was made has to go also after a cancellation, which has aborted the connection's own signal.
  const kube = withSignal(connection, options.signal ?? new AbortController().signal);
  if (kube.cluster.server !== leftovers.server || kube.cluster.caSha256 !== leftovers.caSha256) {
    throw new ActionError(
      'internal',
      'The kubeconfig now leads to another cluster than the eval ran in; nothing was deleted.',
    );
  }
  const deadlineMs = kube.clock.now() + options.waitMs;
  const call = options.signal === undefined ? {} : { signal: options.signal };
  for (;;) {
    const remaining = await removeWhatIsLeft(kube, leftovers, call).catch((error: unknown) => {
      // A node that is starved or on its way out; the same question is asked again in a moment.
      if (!isTransient(error) || kube.clock.now() >= deadlineMs) throw error;
      return [error.message];
    });
    if (remaining.length === 0) return [];
    if (kube.clock.now() >= deadlineMs) return options.waitMs === 0 ? [] : remaining;
    log.debug(`Waiting for the end of ${remaining.join(', ')}`);
    await kube.clock.sleep(1000, options.signal);
  }
}

async function removeWhatIsLeft(kube: Kube, leftovers: Leftovers, call: RemoveOptions): Promise<string[]> {
  const { attached, instance } = leftovers;
  if (attached !== undefined) return await leaveGateway(kube, leftovers.namespace, instance, attached, call);
  const namespace = await ownNamespace(kube, leftovers, call);
  if (namespace === undefined) return await removeObjects(kube, leftovers, call);
  if (namespace.metadata?.deletionTimestamp === undefined) {
    // The pods are told first and with little grace: a namespace waits for the slowest of them.
    await removeObjects(kube, leftovers, { ...call, gracePeriodSeconds: 2 });
    const uid = namespace.metadata?.uid;
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: leftovers.namespace };
    await remove(kube, ref, uid === undefined ? call : { ...call, uid });
  }
  return [`Namespace ${leftovers.namespace}`];
}

/** The eval's namespace if the eval made it; one that was there before carries no instance label of this eval. */
async function ownNamespace(
  kube: Kube,
  leftovers: Leftovers,
  call: RemoveOptions,
): Promise<Namespace | undefined> {
  const ref = { apiVersion: 'v1', kind: 'Namespace', name: leftovers.namespace };
  try {
    const namespace = await read<Namespace>(kube, ref, call);
    const isMade =
      namespace !== undefined &&
      isOurs(asLabelled(namespace)) &&
      namespace.metadata?.labels?.[labels.instance] === leftovers.instance;
    return isMade ? namespace : undefined;
  } catch (error) {
    // Who may not read namespaces could not make one.
    if (isKubeError(error) && error.status === 403) return undefined;
    throw error;
  }
}

/** Kinds that one eval makes; the Job owns the others, which are named here in case it never came to be. */
const made = [
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'v1', kind: 'Pod' },
] as const;

async function removeObjects(kube: Kube, leftovers: Leftovers, call: RemoveOptions): Promise<string[]> {
  const { namespace, instance } = leftovers;
  const { gracePeriodSeconds, ...request } = call;
  const found: string[] = [];
  for (const of of made) {
    const labelSelector = `${labels.instance}=${instance}`;
    for (const object of await list<Job>(kube, { ...of, namespace }, { labelSelector, ...request })) {
      const { name, uid, deletionTimestamp } = object.metadata ?? {};
      if (name === undefined || uid === undefined || !isOurs(asLabelled(object))) continue;
      found.push(`${of.kind} ${namespace}/${name}`);
      if (deletionTimestamp !== undefined) continue;
      const grace = of.kind === 'Pod' && gracePeriodSeconds !== undefined ? { gracePeriodSeconds } : {};
      await remove(kube, { ...of, name, namespace }, { ...request, uid, ...grace });
    }
  }
  return found;
}

function asLabelled(object: { metadata?: { labels?: { [x: string]: string } } }): {
  metadata: { labels: Record<string, string> };
} {
  return { metadata: { labels: object.metadata?.labels ?? {} } };
}
