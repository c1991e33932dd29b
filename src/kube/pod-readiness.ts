import type { ErrorCode } from '../base/errors.ts';
import { statusesOf } from './container.ts';
import {
  containerTrouble,
  failureCode,
  isFailure,
  isNew,
  isObjectMissing,
  isSidecar,
  lastWords,
} from './container-trouble.ts';
import type { PodView } from './container-trouble.ts';
import { oneLine } from '../base/plain-text.ts';
import { latestEvent, wordsOf } from './events.ts';
import { done, failed, ready, waiting } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import type { ContainerStatus, Event, Pod } from './types.ts';

export interface PodReadinessOptions {
  /** Milliseconds since the epoch; distinguishes a pod that is being deleted from a stuck one. */
  now: number;
}

/** How long a pod may outlive its grace period; on a live node it is gone within seconds. */
export const STUCK_MS = 30_000;
/**
 * Whether a pod is ready, and if not, why.
 * @param events of the namespace, or of the pod
 */
export function podReadiness(pod: Pod, events: readonly Event[], options: PodReadinessOptions): Readiness {
  const name = `Pod ${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
  const view = { pod, name, events, now: options.now };
  return (
    ended(view) ??
    leaving(view) ??
    unscheduled(view) ??
    containerTrouble(view) ??
    mountTrouble(view) ??
    running(view)
  );
}

function ended({ pod, name }: PodView): Readiness | undefined {
  const phase = pod.status?.phase;
  if (phase !== 'Failed' && phase !== 'Succeeded') return undefined;
  const disrupted = disruption(pod, name);
  if (phase === 'Failed' && disrupted) return disrupted;

  const reason = pod.status?.reason ?? '';
  const code = phase === 'Failed' ? failureCodes[reason] : undefined;
  if (code !== undefined) {
    return failed(`${name} failed: ${reason}: ${oneLine(pod.status?.message ?? '')}`, code);
  }
  // A pod that succeeded can have one, too: see isFailure.
  const container = mainFirst(pod).find((status) => isFailure(status));
  if (container) return failed(`${name}: ${lastWords(container)}`, failureCode(container));
  if (phase === 'Succeeded') return done(`${name} succeeded.`);

  if (statusesOf(pod).some((status) => status.state?.running)) {
    return failed(`${name} failed while its containers ran: its node does not answer.`, 'node-lost');
  }
  const words = oneLine(`${reason} ${pod.status?.message ?? ''}`);
  return failed(`${name} failed: ${words === '' ? 'no reason was given.' : words}`, 'container-failed');
}

/** `status.reason` of a failed pod. */
const failureCodes: Record<string, ErrorCode> = {
  Evicted: 'evicted',
  Preempting: 'evicted',
  // Names of several versions for a node that is shut down.
  Shutdown: 'node-lost',
  Terminated: 'node-lost',
  NodeShutdown: 'node-lost',
  NodeLost: 'node-lost',
  DeadlineExceeded: 'timeout',
  // The kubelet refused what the scheduler sent it.
  NodeAffinity: 'unschedulable',
  OutOfcpu: 'unschedulable',
  OutOfmemory: 'unschedulable',
  OutOfpods: 'unschedulable',
  'OutOfephemeral-storage': 'unschedulable',
  UnexpectedAdmissionError: 'unschedulable',
};

function leaving({ pod, name, now }: PodView): Readiness | undefined {
  const deletedAt = pod.metadata?.deletionTimestamp;
  if (deletedAt === undefined) return undefined;
  const disrupted = disruption(pod, name);
  if (disrupted) return disrupted;
  if (now - Date.parse(deletedAt) > STUCK_MS) {
    return failed(`${name} is stuck in Terminating: its node does not answer.`, 'node-lost');
  }
  return failed(`${name} is being deleted.`, 'evicted');
}

/** Why Kubernetes ended a pod, or is about to: a reason and a sentence. */
export function disruptionOf(pod: Pod): { reason: string; message: string; isNodeLost: boolean } | undefined {
  const target = pod.status?.conditions?.find(
    (condition) => condition.type === 'DisruptionTarget' && condition.status === 'True',
  );
  if (target === undefined) return undefined;
  const { reason = '', message = '' } = target;
  // The kubelet ends pods where its node runs short of something, or is shut down.
  const isShutDown = reason === 'TerminationByKubelet' && pod.status?.reason !== 'Evicted';
  const isNodeLost = isShutDown || reason === 'DeletionByTaintManager' || reason === 'DeletionByPodGC';
  return { reason, message, isNodeLost };
}

function disruption(pod: Pod, name: string): Readiness | undefined {
  const found = disruptionOf(pod);
  if (found === undefined) return undefined;
  const words = oneLine(`${found.reason}: ${found.message}`);
  return found.isNodeLost
    ? failed(`${name} lost its node: ${words}`, 'node-lost')
    : failed(`${name} was evicted: ${words}`, 'evicted');
}

function unscheduled({ pod, name, events }: PodView): Readiness | undefined {
  const condition = pod.status?.conditions?.find((item) => item.type === 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  // "no new claims to deallocate, preemption: …" only repeats that no node has room.
  const words = oneLine((condition.message ?? '').replace(/ ?(?:no new claims[^:]*)?preemption: .*$/s, ''));
  const uid = pod.metadata?.uid;
  const autoscaler =
    latestEvent(events, uid, 'TriggeredScaleUp') ?? latestEvent(events, uid, 'NotTriggerScaleUp');
  const more = autoscaler ? ` Autoscaler: ${wordsOf(autoscaler)}` : '';
  const code = /persistentvolumeclaim|PersistentVolumeClaims/.test(words)
    ? 'volume-unbound'
    : 'unschedulable';
  return waiting(`${name} waits for a node: ${words}${more}`, code);
}

/** Volumes that cannot be mounted appear in no status, only in events. */
function mountTrouble(view: PodView): Readiness | undefined {
  const { pod, name, events } = view;
  const isStarting = statusesOf(pod).some((status) => {
    const reason = status.state?.waiting?.reason;
    return reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
  const hasBegun = statusesOf(pod).some((status) => status.state?.running ?? status.state?.terminated);
  if (!isStarting || hasBegun) return undefined;
  const uid = pod.metadata?.uid;
  // Images are pulled after everything is mounted, so earlier trouble is over.
  if (latestEvent(events, uid, 'Pulling') ?? latestEvent(events, uid, 'Pulled')) return undefined;
  const mount = latestEvent(events, uid, 'FailedMount');
  if (mount) {
    const message = `${name}: ${wordsOf(mount)}`;
    return isObjectMissing(message) && !isNew(view)
      ? failed(message, 'container-failed')
      : waiting(message, 'container-failed');
  }
  const attach = latestEvent(events, uid, 'FailedAttachVolume');
  if (attach) return waiting(`${name}: ${wordsOf(attach)}`, 'volume-unbound');
  const sandbox = latestEvent(events, uid, 'FailedCreatePodSandBox');
  if (sandbox) return waiting(`${name}: ${wordsOf(sandbox)}`, 'container-failed');
  return undefined;
}

function running({ pod, name, events }: PodView): Readiness {
  const condition = pod.status?.conditions?.find((item) => item.type === 'Ready');
  if (condition?.status === 'True') return ready(`${name} is ready.`);
  const started = statusesOf(pod);
  const unready = started
    .filter((status) => !status.ready && status.state?.running)
    .map((status) => status.name);
  if (pod.status?.phase === 'Running' && latestEvent(events, pod.metadata?.uid, 'NodeNotReady')) {
    return waiting(`${name}: its node does not answer.`, 'node-lost');
  }
  if (unready.length > 0) {
    return waiting(`${name}: not ready yet: ${unready.join(', ')}.`);
  }
  return waiting(`${name} is starting.`);
}

/** Init and main containers, without sidecars: those are stopped at the end and then look as if they had failed. */
function mainFirst(pod: Pod): ContainerStatus[] {
  const init = (pod.status?.initContainerStatuses ?? []).filter((status) => !isSidecar(pod, status.name));
  return [...init, ...(pod.status?.containerStatuses ?? [])];
}
