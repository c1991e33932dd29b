import { ActionError, isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { isKubeError } from '../kube/errors.ts';
import { describe, list, remove } from '../kube/objects.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { RETRY_BUDGET_MS } from '../kube/retry.ts';
import type { Kube } from '../kube/client.ts';
import type { ConfigMap, Job, Namespace } from '../kube/types.ts';
import { leaveGateway } from '../backends/attached/leave.ts';
import { parseRecord } from '../backends/eval-record.ts';
import { annotations, labels, MANAGED_BY } from '../stack/ownership.ts';
import type { Done } from './mode-result.ts';

/**
 * Deletes what evaluations left behind whose process died before it could clean up: our namespaces and Jobs that have
 * expired, by UID, and expired evaluations in the pods of an existing OpenClaw. What `mode: deploy` creates never expires.
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
  const nowMs = kube.clock.now();
  const expired = found.filter((object) => expiryOf(object) < nowMs);
  const removed: string[] = [];
  const failures: ActionError[] = [];
  for (const { ref, metadata } of expired) {
    const { uid } = metadata;
    if (uid === undefined || metadata.deletionTimestamp !== undefined) continue;
    const record = parseRecord(metadata.annotations?.[annotations.run]);
    try {
      if (record?.place.kind === 'attached') {
        const { instance, place: attached } = record;
        const joined = { namespace: ref.namespace ?? '', instance, attached };
        await leaveGateway(kube, joined, { retryForMs: RETRY_BUDGET_MS });
        removed.push(`The evaluation in pod ${ref.namespace}/${record.place.pod}`);
      } else if (await remove(kube, ref, { uid })) removed.push(describe(ref));
    } catch (error) {
      // A failure to delete one object must not keep the others.
      kube.signal.throwIfAborted();
      if (!isActionError(error)) throw error;
      failures.push(error);
    }
  }
  const where = namespace === null ? 'the cluster' : `namespace ${namespace}`;
  const lines = removed.map((object) => `${object} had expired and is being deleted.`);
  const [failure] = failures;
  if (failure !== undefined) {
    for (const line of lines) log.info(line);
    throw new ActionError(failure.code, failures.map(({ message }) => message).join('\n'), {
      hint: 'What could not be deleted is tried again by the next sweep.',
      cause: failure,
    });
  }
  return {
    kind: 'done',
    lines: removed.length === 0 ? [`Nothing in ${where} has expired.`] : lines,
    record: { removed, kept: found.length - removed.length },
    outputs: {},
  };
}

interface Found {
  ref: { apiVersion: string; kind: string; name: string; namespace?: string };
  metadata: NonNullable<Job['metadata']>;
}

const OURS = `${labels.managedBy}=${MANAGED_BY},${labels.instance}`;

async function ownNamespaces(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'v1', kind: 'Namespace' };
  try {
    const namespaces = await list<Namespace>(kube, of, { labelSelector: OURS });
    return namespaces
      .filter(({ metadata }) => only === null || metadata?.name === only)
      .map(({ metadata = {} }) => ({ ref: { ...of, name: metadata.name ?? '' }, metadata }));
  } catch (error) {
    // Credentials for one namespace could not have created others.
    if (only !== null && isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

async function jobs(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'batch/v1', kind: 'Job', ...(only === null ? {} : { namespace: only }) };
  return (await list<Job>(kube, of, { labelSelector: OURS })).map(({ metadata = {} }) => ({
    ref: { ...of, name: metadata.name ?? '', namespace: metadata.namespace ?? '' },
    metadata,
  }));
}

/** ConfigMaps of attached evaluations. All others are deleted with the Job that owns them. */
async function attachedEvals(kube: Kube, only: string | null): Promise<Found[]> {
  const of = { apiVersion: 'v1', kind: 'ConfigMap', ...(only === null ? {} : { namespace: only }) };
  const metadataOf = ({ metadata = {} }: ConfigMap): Found['metadata'] => metadata;
  try {
    return (await list<ConfigMap>(kube, of, { labelSelector: OURS }))
      .map(metadataOf)
      .filter(({ ownerReferences }) => ownerReferences === undefined)
      .filter((metadata) => parseRecord(metadata.annotations?.[annotations.run])?.place.kind === 'attached')
      .map((metadata) => ({
        ref: { ...of, name: metadata.name ?? '', namespace: metadata.namespace ?? '' },
        metadata,
      }));
  } catch (error) {
    // Credentials for evaluations in Jobs may not list ConfigMaps, and could not have attached one.
    if (isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

/** @returns ms since the epoch; infinity for an object without an expiry */
function expiryOf({ ref, metadata }: Found): number {
  const text = metadata.annotations?.[annotations.expiresAt];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new ActionError('api-error', `The expiry of ${describe(ref)} is not a time.`);
  return at;
}
