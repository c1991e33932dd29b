import { pathIn } from '../eval/place.ts';
import type { AttachedRecord } from '../eval/run-record.ts';
import { statusOfContainer } from '../kube/container.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { exec } from '../kube/exec.ts';
import { read, remove } from '../kube/objects.ts';
import type { ConfigMap, Pod } from '../kube/types.ts';
import { isOurs, labels } from '../stack/ownership.ts';
import { stopFile } from './files.ts';
import { leaveRollout } from './join.ts';
import { attachedPlace } from './place.ts';

interface Call {
  signal?: AbortSignal | undefined;
}

/** Ends the eval, or the wait for its programs if they never came. */
const END = `mkdir -p "$0" && touch "$0/${stopFile}" "$1/contact" 2>/dev/null
mkdir -p "$1" && printf %s "$2" > "$1/request.json.tmp" && mv "$1/request.json.tmp" "$1/request.json"`;

/**
 * Takes an eval out of the user's pod: the container ends by itself and removes its files, a rolled out one leaves the
 * Deployment; its ConfigMap goes. Safe to repeat.
 * @returns what is still there, a sentence each
 * @throws KubeError
 */
export async function leaveGateway(
  kube: Kube,
  namespace: string,
  instance: string,
  record: AttachedRecord,
  call: Call,
): Promise<string[]> {
  const { pod: name, podUid, container, method } = record;
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
  const pod = await read<Pod>(kube, ref, call);
  const isTheirs = pod?.metadata?.uid === podUid;
  const isRunning = isTheirs && statusOfContainer(pod, container)?.state?.running !== undefined;
  const remaining: string[] = [];
  if (isRunning && pod.metadata?.deletionTimestamp === undefined) {
    const target = attachedPlace(kube, namespace, record).at(name);
    const request = JSON.stringify({ id: `finish-${name}`, kind: 'finish' });
    const command = ['sh', '-c', END, target.root, pathIn(target, '/control'), request];
    await exec(kube, target, command, { retryForMs: 0, timeoutMs: 10_000, ...call }).catch(
      (error: unknown) => {
        // It may have ended in this very moment.
        if (!isKubeError(error, 'ContainerEnded')) throw error;
      },
    );
  }
  if (method === 'rollout') {
    await leaveRollout(kube, namespace, record, call.signal);
    if (isTheirs) remaining.push(`Pod ${namespace}/${name}`);
  } else if (isRunning) remaining.push(`Container ${container} of pod ${namespace}/${name}`);
  await removeRecord(kube, namespace, instance, call);
  return remaining;
}

async function removeRecord(kube: Kube, namespace: string, instance: string, call: Call): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: `clawbench-${instance}`, namespace };
  const map = await read<ConfigMap>(kube, ref, call);
  const { uid, labels: found = {} } = map?.metadata ?? {};
  if (uid === undefined || !isOurs({ metadata: { labels: found } }) || found[labels.instance] !== instance)
    return;
  await remove(kube, ref, { uid, ...call });
}
