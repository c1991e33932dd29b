import type { Kube } from './client.ts';
import { oneLine } from '../base/plain-text.ts';
import { read } from './objects.ts';
import type { CallOptions } from './objects.ts';
import type { ContainerRef, ContainerStatus, Pod } from './types.ts';

/** The state of one container, from its pod's status. */
export interface ContainerLife {
  state: 'waiting' | 'running' | 'terminated' | 'gone';
  /** Whether it will never run again in this pod. */
  isFinal: boolean;
  /** The runtime's ID; it changes when the container is restarted in place. */
  containerId: string | undefined;
  /** Milliseconds since the epoch by the node's clock, in whole seconds. NaN unless it is running. */
  startedAtMs: number;
  /** `container results of pod bench/eval-0 terminated (OOMKilled, exit code 137)` */
  sentence: string;
}

/** The state of a container now; `gone` if its pod does not exist. @throws KubeError */
export async function containerLife(
  kube: Kube,
  target: ContainerRef,
  options: CallOptions = {},
): Promise<ContainerLife> {
  const ref = { apiVersion: 'v1', kind: 'Pod', name: target.pod, namespace: target.namespace };
  return lifeOf(await read<Pod>(kube, ref, options), target);
}

/** The pure part of `containerLife`. */
export function lifeOf(pod: Pod | undefined, target: ContainerRef): ContainerLife {
  const name = `container ${target.container} of pod ${target.namespace}/${target.pod}`;
  if (pod === undefined) {
    const sentence = `pod ${target.namespace}/${target.pod} is gone`;
    return { state: 'gone', isFinal: true, containerId: undefined, startedAtMs: NaN, sentence };
  }
  const status = statusOfContainer(pod, target.container);
  const containerId = status?.containerID;
  const startedAtMs = Date.parse(status?.state?.running?.startedAt ?? '');
  const phase = pod.status?.phase;
  const podEnded = phase === 'Succeeded' || phase === 'Failed';
  const { running, terminated, waiting } = status?.state ?? {};
  if (terminated) {
    const reason = terminated.reason === undefined ? '' : `${oneLine(terminated.reason, 80)}, `;
    return {
      state: 'terminated',
      isFinal: podEnded || !restarts(pod, target.container, terminated.exitCode),
      containerId,
      startedAtMs,
      sentence: `${name} terminated (${reason}exit code ${terminated.exitCode})`,
    };
  }
  if (podEnded) {
    const reason = pod.status?.reason === undefined ? '' : ` (${oneLine(pod.status.reason, 80)})`;
    const sentence = `pod ${target.namespace}/${target.pod} ended as ${phase}${reason}`;
    return { state: 'terminated', isFinal: true, containerId, startedAtMs, sentence };
  }
  const now = { isFinal: false, containerId, startedAtMs };
  if (running) return { state: 'running', ...now, sentence: `${name} is running` };
  const reason = waiting?.reason === undefined ? '' : ` (${oneLine(waiting.reason, 80)})`;
  return { state: 'waiting', ...now, sentence: `${name} is waiting to start${reason}` };
}

/** The statuses of a pod's init and main containers, in the order they start; without ephemeral containers. */
export function statusesOf(pod: Pod): ContainerStatus[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}

export function statusOfContainer(pod: Pod, container: string): ContainerStatus | undefined {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    ephemeralContainerStatuses = [],
  } = pod.status ?? {};
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    (status) => status.name === container,
  );
}

/** Whether the kubelet restarts a container that ended with `exitCode`; never an ephemeral one. */
function restarts(pod: Pod, container: string, exitCode: number): boolean {
  const init = pod.spec?.initContainers?.find((item) => item.name === container);
  if (init?.restartPolicy === 'Always') return true;
  const isMain = pod.spec?.containers.some((item) => item.name === container) ?? false;
  if (!isMain && init === undefined) return false;
  const policy = pod.spec?.restartPolicy ?? 'Always';
  // A failed init container is restarted unless the pod's policy is Never; one that succeeded is done.
  if (policy === 'OnFailure' || init !== undefined) return policy !== 'Never' && exitCode !== 0;
  return policy === 'Always';
}
