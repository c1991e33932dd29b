import { isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { isKubeError } from '../kube/errors.ts';
import { describe, list, remove } from '../kube/objects.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { RETRY_BUDGET_MS } from '../kube/retry.ts';
import { throwTogether, tryEach } from '../kube/try-each.ts';
import type { Kube } from '../kube/client.ts';
import type { ConfigMap, Job, Namespace, ObjectRef } from '../kube/types.ts';
import { leaveGateway } from '../backends/attached/leave.ts';
import { parseRecord } from '../backends/eval-record.ts';
import { isNamespaceEnding } from '../stack/namespace.ts';
import { annotations, evalOf, labels, MANAGED_BY } from '../stack/ownership.ts';
import { removeJobs } from './cleanup.ts';
import { whyKept } from './eval-namespace.ts';
import type { Done } from './mode-result.ts';

/**
 * Deletes what evaluations left behind whose process died before it could clean up: our namespaces and Jobs that have
 * expired, by UID, Jobs in namespaces that are being deleted, and expired evaluations in the pods of an existing OpenClaw. What
 * `mode: deploy` creates never expires. Each object is looked at by itself: one that cannot be read or deleted keeps no other.
 * @param namespace null for the whole cluster
 * @throws ActionError, at the end, if something could not be deleted; KubeError
 */
export async function sweepUp(kube: Kube, namespace: string | null, { log }: Host): Promise<Done> {
  await identifyAndLog(kube, log);
  const found = [
    ...(await ownNamespaces(kube, namespace)),
    ...(await jobs(kube, namespace)),
    ...(await attachedEvals(kube, namespace)),
  ];
  const removed: string[] = [];
  const deleted: string[] = [];
  const notes: string[] = [];
  const failures = await tryEach(kube.signal, found, async (object) => {
    const end = await sweepOne(kube, object);
    if (end?.note !== undefined) notes.push(end.note);
    if (end?.removed === undefined) return;
    removed.push(end.removed);
    deleted.push(`${end.removed} ${end.why ?? 'had expired and is being deleted.'}`);
  });
  const where = namespace === null ? 'the cluster' : `namespace ${namespace}`;
  if (failures.length > 0) for (const line of [...deleted, ...notes]) log.info(line);
  throwTogether(failures, 'What could not be deleted is tried again by the next sweep.');
  const nothing = `Nothing in ${where} ${notes.length === 0 ? 'has expired' : 'was deleted'}.`;
  return {
    kind: 'done',
    lines: [...(removed.length === 0 ? [nothing] : deleted), ...notes],
    record: { removed, kept: found.length - removed.length, notes },
    outputs: {},
  };
}

interface Found {
  ref: ObjectRef;
  object: Namespace | Job | ConfigMap;
}

/** `why` is what is told of it, unless it had expired. */
type End = { removed: string; why?: string; note?: never } | { removed?: never; note: string };

/** @returns what was deleted, or why an object that seems to have expired is kept; null if it has not, or is gone already */
async function sweepOne(kube: Kube, { ref, object }: Found): Promise<End | null> {
  const { uid, deletionTimestamp, annotations: found } = object.metadata ?? {};
  const expiry = found?.[annotations.expiresAt];
  if (expiry === undefined || uid === undefined || deletionTimestamp !== undefined) return null;
  const expiresAtMs = Date.parse(expiry);
  const instance = evalOf(ref.kind, object);
  const hasExpired = expiresAtMs < kube.clock.now();
  const isOurJob = ref.kind === 'Job' && instance !== undefined;
  if (!hasExpired && isOurJob && (await isNamespaceEnding(kube, ref.namespace ?? ''))) {
    const why = `held up the deletion of namespace ${ref.namespace} and is being deleted.`;
    return (await remove(kube, ref, { uid })) ? { removed: describe(ref), why } : null;
  }
  if (Number.isNaN(expiresAtMs))
    return { note: `${describe(ref)} is kept: when it expires cannot be read from its annotation.` };
  if (!hasExpired) return null;
  if (instance === undefined)
    return { note: `${describe(ref)} is kept: it has a label of an evaluation, but no evaluation made it.` };
  if (ref.kind === 'ConfigMap') return await leave(kube, ref, object, instance);
  const kept = ref.kind === 'Namespace' ? await whyKept(kube, object, instance) : null;
  if (kept !== null) return { note: kept };
  if (ref.kind === 'Namespace') await removeJobs(kube, { instance, namespace: ref.name });
  return (await remove(kube, ref, { uid })) ? { removed: describe(ref) } : null;
}

/** Takes an evaluation out of a user's pod, unless its record names what is not of that evaluation. */
async function leave(
  kube: Kube,
  ref: ObjectRef,
  { metadata }: ConfigMap,
  instance: string,
): Promise<End | null> {
  const place = parseRecord(metadata?.annotations?.[annotations.run])?.place;
  if (place?.kind !== 'attached') return null;
  const { namespace = '' } = ref;
  try {
    await leaveGateway(kube, { namespace, instance, attached: place }, { retryForMs: RETRY_BUDGET_MS });
    return { removed: `The evaluation in pod ${namespace}/${place.pod}` };
  } catch (error) {
    if (!isActionError(error) || error.code !== 'foreign-object') throw error;
    return { note: `${describe(ref)} is kept: ${error.message}` };
  }
}

const OURS = `${labels.managedBy}=${MANAGED_BY},${labels.instance}`;

async function ownNamespaces(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'v1', kind: 'Namespace' };
  try {
    const namespaces = await list<Namespace>(kube, of, { labelSelector: OURS });
    return namespaces
      .filter(({ metadata }) => only === null || metadata?.name === only)
      .map((object) => ({ ref: { ...of, name: object.metadata?.name ?? '' }, object }));
  } catch (error) {
    // Credentials for one namespace could not have created others.
    if (only !== null && isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

async function jobs(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'batch/v1', kind: 'Job', ...(only === null ? {} : { namespace: only }) };
  return (await list<Job>(kube, of, { labelSelector: OURS })).map((object) => inNamespace(of, object));
}

/** ConfigMaps of attached evaluations. All others are deleted with the Job that owns them. */
async function attachedEvals(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'v1', kind: 'ConfigMap', ...(only === null ? {} : { namespace: only }) };
  try {
    return (await list<ConfigMap>(kube, of, { labelSelector: OURS }))
      .filter(({ metadata }) => metadata?.ownerReferences === undefined)
      .filter(
        ({ metadata }) => parseRecord(metadata?.annotations?.[annotations.run])?.place.kind === 'attached',
      )
      .map((object) => inNamespace(of, object));
  } catch (error) {
    // Credentials for evaluations in Jobs may not list ConfigMaps, and could not have attached one.
    if (isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

function inNamespace(of: { apiVersion: string; kind: string }, object: Job | ConfigMap): Found {
  const { name = '', namespace = '' } = object.metadata ?? {};
  return { ref: { ...of, name, namespace }, object };
}
