import { leaveGateway } from './attach/leave.ts';
import type { Log } from './deps.ts';
import { ActionError } from './errors.ts';
import type { Kube } from './kube/client.ts';
import type { Inputs } from './inputs.ts';
import { isKubeError, mayPass } from './kube/errors.ts';
import { list, read, remove, type RemoveOptions } from './kube/objects.ts';
import type { Job, Namespace } from './kube/types.ts';
import { type AttachedRecord, attachedSchema } from './eval/run-record.ts';
import { isOurs, labels } from './stack/ownership.ts';

/**
 * What one eval may have left in a cluster: enough to find it again from another process, and nothing secret. Saved
 * before the first object is made.
 */
export interface Leftovers {
  instance: string;
  namespace: string;
  server: string;
  caSha256: string;
  /** Of an eval in somebody else's pod. */
  attached?: AttachedRecord;
}

const INSTANCE = /^[0-9a-f]{8}$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads saved leftovers. They come from a file that text in the log could once write to, so they are checked.
 * @throws ActionError internal when they are not what `saveLeftovers` wrote
 */
export function parseLeftovers(text: string): Leftovers {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field is checked below
    const { instance, namespace, server, caSha256, attached } = value as Record<string, unknown>;
    const place = attached === undefined ? undefined : attachedSchema.safeParse(attached);
    if (
      typeof instance === 'string' &&
      INSTANCE.test(instance) &&
      typeof namespace === 'string' &&
      NAMESPACE.test(namespace) &&
      typeof server === 'string' &&
      typeof caSha256 === 'string' &&
      place?.success !== false
    ) {
      const at = place === undefined ? {} : { attached: place.data };
      return { instance, namespace, server, caSha256, ...at };
    }
  }
  throw new ActionError('internal', 'The saved state of the main step is damaged; nothing was deleted.', {
    hint: `Look for objects with the label ${labels.instance} in the cluster; they expire by themselves.`,
  });
}

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
  kube: Kube,
  leftovers: Leftovers,
  log: Log,
  options: CleanUpOptions,
): Promise<string[]> {
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
      if (!mayPass(error) || kube.clock.now() >= deadlineMs) throw error;
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
