import { ActionError } from '../errors.ts';
import { isKubeError } from '../kube/errors.ts';
import { describe, list, type RemoveOptions, remove } from '../kube/objects.ts';
import { contact } from '../kube/contact.ts';
import type { Kube } from '../kube/client.ts';
import type { Job, Namespace } from '../kube/types.ts';
import { annotations, labels, MANAGED_BY } from '../stack/ownership.ts';
import type { ClusterMode } from './told.ts';

/**
 * Deletes what evals left behind whose job died before it could clean up: namespaces and Jobs of ours whose expiry is
 * over, by UID. What stands (MLflow, `mode: deploy`) has no expiry.
 */
export const sweep: ClusterMode = async (kube, { namespace }, { log, signal }) => {
  const { version } = await contact(kube, signal);
  log.info(`Kubernetes ${version} at ${kube.cluster.server}.`);
  const found = [...(await ownNamespaces(kube, namespace, signal)), ...(await jobs(kube, namespace, signal))];
  const nowMs = kube.clock.now();
  const expired = found.filter((object) => expiryOf(object) < nowMs);
  const removed: string[] = [];
  for (const { ref, metadata } of expired) {
    const { uid } = metadata;
    if (uid === undefined || metadata.deletionTimestamp !== undefined) continue;
    if (await remove(kube, ref, { uid, signal } satisfies RemoveOptions)) removed.push(describe(ref));
  }
  const where = namespace === null ? 'the cluster' : `namespace ${namespace}`;
  return {
    lines:
      removed.length === 0
        ? [`Nothing in ${where} has expired.`]
        : removed.map((object) => `${object} had expired and is being deleted.`),
    record: { removed, kept: found.length - removed.length },
    outputs: {},
  };
};

interface Found {
  ref: { apiVersion: string; kind: string; name: string; namespace?: string };
  metadata: NonNullable<Job['metadata']>;
}

const OURS = `${labels.managedBy}=${MANAGED_BY},${labels.instance}`;

async function ownNamespaces(kube: Kube, only: string | null, signal: AbortSignal): Promise<Found[]> {
  const of = { apiVersion: 'v1', kind: 'Namespace' };
  try {
    const namespaces = await list<Namespace>(kube, of, { labelSelector: OURS, signal });
    return namespaces
      .filter(({ metadata }) => only === null || metadata?.name === only)
      .map(({ metadata = {} }) => ({ ref: { ...of, name: metadata.name ?? '' }, metadata }));
  } catch (error) {
    // Who may look into one namespace alone could not make others.
    if (only !== null && isKubeError(error) && error.status === 403) return [];
    throw error;
  }
}

async function jobs(kube: Kube, only: string | null, signal: AbortSignal): Promise<Found[]> {
  const of = { apiVersion: 'batch/v1', kind: 'Job', ...(only === null ? {} : { namespace: only }) };
  return (await list<Job>(kube, of, { labelSelector: OURS, signal })).map(({ metadata = {} }) => ({
    ref: { ...of, name: metadata.name ?? '', namespace: metadata.namespace ?? '' },
    metadata,
  }));
}

/** @returns ms since the epoch; what says nothing of itself never expires */
function expiryOf({ ref, metadata }: Found): number {
  const text = metadata.annotations?.[annotations.expiresAt];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new ActionError('api-error', `The expiry of ${describe(ref)} is no time.`);
  return at;
}
