import { ActionError } from '../../base/errors.ts';
import { pathIn, type PodTarget } from '../backend.ts';
import { type AttachedRecord, parseRecord } from '../eval-record.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { isKubeError } from '../../kube/errors.ts';
import { exec } from '../../kube/exec.ts';
import { read, remove } from '../../kube/objects.ts';
import type { ConfigMap, ObjectRef, Pod } from '../../kube/types.ts';
import { annotations, labelledInstance } from '../../stack/ownership.ts';
import { stopFile } from '../../protocol/attached-files.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { isAttached } from './container.ts';
import { leaveRollout } from './join.ts';
import { attachedBackend } from './backend.ts';

/** An evaluation in a user's pod, as it was saved before it joined. */
export interface JoinedEval {
  namespace: string;
  instance: string;
  /** As known before the launch: a rollout makes a new pod, whose name is only in the ConfigMap. */
  attached: AttachedRecord;
}

interface LeaveOptions {
  /** For a caller that does not try again itself; by default the container is asked once. */
  retryForMs?: number;
}

/** Asks the supervisor to end, or the container to stop waiting for its programs. */
const END = `mkdir -p "$0" && touch "$0/${stopFile}" "$1/contact" 2>/dev/null
mkdir -p "$1" && printf %s "$2" > "$1/request.json.tmp" && mv "$1/request.json.tmp" "$1/request.json"`;

/**
 * Takes an evaluation out of a user's pod: its container removes its files and ends, and with `rollout` it is removed from
 * the Deployment. Its ConfigMap is deleted only once the container was reached, so that it can be found until then. Safe
 * to repeat.
 * @returns what still exists, a sentence each
 * @throws ActionError foreign-object if the saved place is not one of this evaluation: then nothing is done; KubeError
 */
export async function leaveGateway(
  kube: Kube,
  { namespace, instance, attached }: JoinedEval,
  options: LeaveOptions = {},
): Promise<string[]> {
  const map = await ourRecord(kube, namespace, instance);
  const record = placeIn(map, attached) ?? attached;
  const { pod: name, podUid, container, method } = record;
  const pod = await podOf(kube, { namespace, instance, attached: record });
  const stage = pod?.metadata?.uid === podUid ? stageOf(pod, container) : 'over';
  const canHear = stage === 'running' && pod?.metadata?.deletionTimestamp === undefined;
  const failure = canHear
    ? await askToEnd(kube, attachedBackend(kube, namespace, record).targetIn(name), options)
    : undefined;
  if (method === 'rollout') {
    // The container ends with its pod, even if it could not be asked.
    await leaveRollout(kube, { namespace, instance, name: record.deployment });
    if (stage !== 'over') return [`Pod ${namespace}/${name}`];
  } else if (failure !== undefined) throw failure;
  const uid = map?.metadata?.uid;
  if (uid !== undefined) await remove(kube, recordRef(namespace, instance), { uid, ...options });
  return stage === 'over' ? [] : [`Container ${container} of pod ${namespace}/${name}`];
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
  const { containers = [], ephemeralContainers = [] } = pod?.spec ?? {};
  const found = [...containers, ...ephemeralContainers].find((one) => one.name === container);
  if (container === expected && (found === undefined || isAttached(found, instance))) return pod;
  throw new ActionError(
    'foreign-object',
    `Container ${container} of pod ${namespace}/${name} is not of evaluation ${instance}; nothing was done to it.`,
  );
}

/** A container stuck waiting for its image or ConfigMap counts as ended: ephemeral containers cannot be removed. */
function stageOf(pod: Pod, name: string): 'starting' | 'running' | 'over' {
  const { containers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const exists = [...containers, ...ephemeralContainers].some((container) => container.name === name);
  const { running, terminated, waiting } = statusOfContainer(pod, name)?.state ?? {};
  if (!exists || terminated !== undefined) return 'over';
  if (running !== undefined) return 'running';
  return /^(?:ContainerCreating|PodInitializing|)$/.test(waiting?.reason ?? '') ? 'starting' : 'over';
}

/** @returns why it could not be asked; undefined if it was, or if it has just ended */
async function askToEnd(kube: Kube, target: PodTarget, options: LeaveOptions): Promise<unknown> {
  const request = JSON.stringify({ id: `finish-${target.pod}`, kind: 'finish' });
  const command = ['sh', '-c', END, target.root, pathIn(target, '/control'), request];
  try {
    const { exitCode, stderr } = await exec(kube, target, command, {
      retryForMs: 0,
      timeoutMs: 10_000,
      ...options,
    });
    if (exitCode === 0) return undefined;
    const where = `Container ${target.container} of pod ${target.namespace}/${target.pod}`;
    return new ActionError('container-failed', `${where} could not be asked to end: ${oneLine(stderr, 300)}`);
  } catch (error) {
    return isKubeError(error, 'ContainerEnded') ? undefined : error;
  }
}

const recordRef = (namespace: string, instance: string): ObjectRef => ({
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
