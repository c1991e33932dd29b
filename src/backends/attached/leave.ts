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
import { annotations, isOurs, labels } from '../../stack/ownership.ts';
import { stopFile } from '../../protocol/attached-files.ts';
import { leaveRollout } from './join.ts';
import { attachedPlace } from './backend.ts';

interface Call {
  signal?: AbortSignal | undefined;
  /** For a caller that does not come again in a moment; else the container is told once. */
  retryForMs?: number;
}

/** Ends the eval, or the wait for its programs if they never came. */
const END = `mkdir -p "$0" && touch "$0/${stopFile}" "$1/contact" 2>/dev/null
mkdir -p "$1" && printf %s "$2" > "$1/request.json.tmp" && mv "$1/request.json.tmp" "$1/request.json"`;

/**
 * Takes an eval out of the user's pod: the container ends by itself and removes its files, a rolled out one leaves the
 * Deployment; its ConfigMap goes, unless the container could not be told: then it can be found again. Safe to repeat.
 * @param saved where it was to be; a rollout has it in another pod, as its ConfigMap tells
 * @returns what is still there, a sentence each
 * @throws KubeError
 */
export async function leaveGateway(
  kube: Kube,
  namespace: string,
  instance: string,
  saved: AttachedRecord,
  call: Call,
): Promise<string[]> {
  const map = await ourRecord(kube, namespace, instance, call);
  const record = placeIn(map, saved) ?? saved;
  const { pod: name, podUid, container, method } = record;
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
  const pod = await read<Pod>(kube, ref, call);
  const stage = pod?.metadata?.uid === podUid ? stageOf(pod, container) : 'over';
  const hears = stage === 'running' && pod?.metadata?.deletionTimestamp === undefined;
  const failure = hears
    ? await tellToEnd(kube, attachedPlace(kube, namespace, record).at(name), call)
    : undefined;
  if (method === 'rollout') {
    // Its container ends with the pod, told or not.
    await leaveRollout(kube, namespace, instance, record, call.signal);
    if (stage !== 'over') return [`Pod ${namespace}/${name}`];
  } else if (failure !== undefined) throw failure;
  const uid = map?.metadata?.uid;
  if (uid !== undefined) await remove(kube, recordRef(namespace, instance), { uid, ...call });
  return stage === 'over' ? [] : [`Container ${container} of pod ${namespace}/${name}`];
}

/** One that waits for what will not come, its image or its ConfigMap, is over: it can not be taken out of the pod. */
function stageOf(pod: Pod, name: string): 'starting' | 'running' | 'over' {
  const { containers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const isThere = [...containers, ...ephemeralContainers].some((container) => container.name === name);
  const { running, terminated, waiting } = statusOfContainer(pod, name)?.state ?? {};
  if (!isThere || terminated !== undefined) return 'over';
  if (running !== undefined) return 'running';
  return /^(?:ContainerCreating|PodInitializing|)$/.test(waiting?.reason ?? '') ? 'starting' : 'over';
}

/** @returns why it could not be told; it may as well have ended in this very moment */
async function tellToEnd(kube: Kube, target: PodTarget, call: Call): Promise<unknown> {
  const request = JSON.stringify({ id: `finish-${target.pod}`, kind: 'finish' });
  const command = ['sh', '-c', END, target.root, pathIn(target, '/control'), request];
  try {
    const { exitCode, stderr } = await exec(kube, target, command, {
      retryForMs: 0,
      timeoutMs: 10_000,
      ...call,
    });
    if (exitCode === 0) return undefined;
    const where = `Container ${target.container} of pod ${target.namespace}/${target.pod}`;
    return new ActionError('container-failed', `${where} could not be told to end: ${oneLine(stderr, 300)}`);
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

async function ourRecord(
  kube: Kube,
  namespace: string,
  instance: string,
  call: Call,
): Promise<ConfigMap | undefined> {
  const map = await read<ConfigMap>(kube, recordRef(namespace, instance), call);
  const { labels: found = {} } = map?.metadata ?? {};
  return isOurs({ metadata: { labels: found } }) && found[labels.instance] === instance ? map : undefined;
}

/** Others may write in the namespace: it leads to no other Deployment than what was saved. */
function placeIn(map: ConfigMap | undefined, saved: AttachedRecord): AttachedRecord | undefined {
  const place = parseRecord(map?.metadata?.annotations?.[annotations.run])?.place;
  if (place?.kind !== 'attached') return undefined;
  return place.deployment === saved.deployment && place.method === saved.method ? place : undefined;
}
