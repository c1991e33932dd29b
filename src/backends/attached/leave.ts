import { ActionError } from '../../base/errors.ts';
import { pathIn, type PodTarget } from '../backend.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { isKubeError } from '../../kube/errors.ts';
import { exec } from '../../kube/exec.ts';
import { remove } from '../../kube/objects.ts';
import type { Pod } from '../../kube/types.ts';
import { stopFile } from '../../protocol/attached-files.ts';
import { attachedBackend } from './backend.ts';
import { leaveRollout } from './join.ts';
import { containerIn, findJoined, type JoinedEval, recordRef } from './joined.ts';

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
  const { map, place, pod } = await findJoined(kube, { namespace, instance, attached });
  const { pod: name, container, method } = place;
  const stage = pod === undefined ? 'over' : stageOf(pod, container);
  const canHear = stage === 'running' && pod?.metadata?.deletionTimestamp === undefined;
  const failure = canHear
    ? await askToEnd(kube, attachedBackend(kube, namespace, place).targetIn(name), options)
    : undefined;
  if (method === 'rollout') {
    // The container ends with its pod, even if it could not be asked.
    await leaveRollout(kube, { namespace, instance, name: place.deployment });
    if (stage !== 'over') return [`Pod ${namespace}/${name}`];
  } else if (failure !== undefined) throw failure;
  const uid = map?.metadata?.uid;
  if (uid !== undefined) await remove(kube, recordRef(namespace, instance), { uid, ...options });
  return stage === 'over' ? [] : [`Container ${container} of pod ${namespace}/${name}`];
}

/** A container stuck waiting for its image or ConfigMap counts as ended: ephemeral containers cannot be removed. */
function stageOf(pod: Pod, name: string): 'starting' | 'running' | 'over' {
  const { running, terminated, waiting } = statusOfContainer(pod, name)?.state ?? {};
  if (containerIn(pod, name) === undefined || terminated !== undefined) return 'over';
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
