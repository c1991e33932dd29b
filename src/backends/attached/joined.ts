import { ActionError } from '../../base/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { read } from '../../kube/objects.ts';
import type { ConfigMap, Container, ObjectRef, Pod } from '../../kube/types.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { annotations, labelledInstance } from '../../stack/ownership.ts';
import { type AttachedRecord, parseRecord } from '../eval-record.ts';
import { isAttached } from './container.ts';

/** An evaluation in a user's pod, as it was saved before it joined. */
export interface JoinedEval {
  namespace: string;
  instance: string;
  /** As known before the launch: a rollout makes a new pod, whose name is only in the ConfigMap. */
  attached: AttachedRecord;
}

/** What the cluster has of an evaluation in a user's pod. */
export interface FoundJoined {
  /** With its settings and its record; undefined if it is gone, or not of this evaluation. */
  map: ConfigMap | undefined;
  place: AttachedRecord;
  /** The pod it is in; undefined if that is gone, even if another one has its name. */
  pod: Pod | undefined;
}

/** @throws ActionError foreign-object if the place is not one of this evaluation; KubeError */
export async function findJoined(
  kube: Kube,
  { namespace, instance, attached }: JoinedEval,
): Promise<FoundJoined> {
  const map = await ourRecord(kube, namespace, instance);
  const place = placeIn(map, attached) ?? attached;
  const pod = await podOf(kube, { namespace, instance, attached: place });
  return { map, place, pod: pod?.metadata?.uid === place.podUid ? pod : undefined };
}

/**
 * The pod that an evaluation is said to be in. Records can be forged by anyone who may write to a namespace or to the log of a
 * step, and they name the container in which commands are run.
 * @throws ActionError foreign-object if that is another container than the one that joins a pod; KubeError
 */
export async function podOf(
  kube: Kube,
  { namespace, instance, attached }: JoinedEval,
): Promise<Pod | undefined> {
  const { method, pod: name, container } = attached;
  const pod = await read<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
  const expected = method === 'rollout' ? ROLLOUT_CONTAINER : `clawbench-${instance}`;
  const found = pod === undefined ? undefined : containerIn(pod, container);
  if (container === expected && (found === undefined || isAttached(found, instance))) return pod;
  throw new ActionError(
    'foreign-object',
    `Container ${container} of pod ${namespace}/${name} is not of evaluation ${instance}; nothing was done to it.`,
  );
}

/** A container of a pod, of any kind but init, by its name. */
export function containerIn({ spec }: Pod, name: string): Container | undefined {
  const { containers = [], ephemeralContainers = [] } = spec ?? {};
  return [...containers, ...ephemeralContainers].find((container) => container.name === name);
}

/** The ConfigMap of an evaluation in a user's pod. */
export const recordRef = (namespace: string, instance: string): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name: `clawbench-${instance}`,
  namespace,
});

async function ourRecord(kube: Kube, namespace: string, instance: string): Promise<ConfigMap | undefined> {
  const map = await read<ConfigMap>(kube, recordRef(namespace, instance));
  const { labels: found = {} } = map?.metadata ?? {};
  return labelledInstance({ metadata: { labels: found } }) === instance ? map : undefined;
}

/** Others may write to the namespace, so the record only counts if it names the same Deployment as the saved one. */
function placeIn(map: ConfigMap | undefined, saved: AttachedRecord): AttachedRecord | undefined {
  const place = parseRecord(map?.metadata?.annotations?.[annotations.run])?.place;
  if (place?.kind !== 'attached') return undefined;
  return place.deployment === saved.deployment && place.method === saved.method ? place : undefined;
}
