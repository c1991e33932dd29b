import type { ErrorCode } from '../base/errors.ts';
import { statusesOf } from './container.ts';
import { oneLine } from './errors.ts';
import { latestEvent, wordsOf } from './events.ts';
import { done, failed, ready, waiting } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import type { ContainerStatus, Event, Pod } from './types.ts';

export interface PodReadinessOptions {
  /** Milliseconds since the epoch; tells a pod that is being deleted from one that is stuck. */
  now: number;
}

/** So often a container may crash before its start is given up: after about 70 s of back-off. */
const CRASHES = 3;
/** After so long the kubelet starts a container again at once; it did some work before it ended. */
const LONG_LIFE_MS = 10 * 60_000;
/** After its grace period a pod on a live node is gone within seconds. */
export const STUCK_MS = 30_000;
/** A kubelet may see a ConfigMap or Secret later than the pod that names it, and says until then that it is not there. */
export const LATE_OBJECT_MS = 20_000;

/** Whether a kubelet misses an object. */
export function isObjectMissing(words: string): boolean {
  return /(?:secret|configmap) "[^"]*" not found|references non-existent (?:secret|config) key/i.test(words);
}

/** What a node says that is starved: it tries again by itself. */
const starved = /timed out waiting for the condition|failed to sync|context deadline exceeded/;

/**
 * A pod on its way to Ready, and why it will not get there.
 * @param events of the namespace, or of the pod
 */
export function podReadiness(pod: Pod, events: readonly Event[], options: PodReadinessOptions): Readiness {
  const name = `Pod ${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
  return (
    ended(pod, name) ??
    leaving(pod, name, options.now) ??
    unscheduled(pod, name, events) ??
    containerTrouble(pod, name, events, options.now) ??
    mountTrouble(pod, name, events, options.now) ??
    running(pod, name, events)
  );
}

function ended(pod: Pod, name: string): Readiness | undefined {
  const phase = pod.status?.phase;
  if (phase !== 'Failed' && phase !== 'Succeeded') return undefined;
  const disrupted = disruption(pod, name);
  if (phase === 'Failed' && disrupted) return disrupted;

  const reason = pod.status?.reason ?? '';
  const code = phase === 'Failed' ? failureCodes[reason] : undefined;
  if (code !== undefined) {
    return failed(`${name} failed: ${reason}: ${oneLine(pod.status?.message ?? '')}`, code);
  }
  // Also of a pod that succeeded: when only a child of the main process is killed, the exit code can be 0.
  const container = mainFirst(pod).find((status) => isFailure(status));
  if (container) return failed(`${name}: ${lastWords(container)}`, failureCode(container));
  if (phase === 'Succeeded') return done(`${name} succeeded.`);

  if (statusesOf(pod).some((status) => status.state?.running)) {
    return failed(`${name} failed while its containers ran: its node does not answer.`, 'node-lost');
  }
  const words = oneLine(`${reason} ${pod.status?.message ?? ''}`);
  return failed(`${name} failed: ${words === '' ? 'nothing says why.' : words}`, 'container-failed');
}

/** `status.reason` of a failed pod. */
const failureCodes: Record<string, ErrorCode> = {
  Evicted: 'evicted',
  Preempting: 'evicted',
  Shutdown: 'evicted',
  Terminated: 'evicted',
  NodeShutdown: 'evicted',
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

function leaving(pod: Pod, name: string, now: number): Readiness | undefined {
  const deletedAt = pod.metadata?.deletionTimestamp;
  if (deletedAt === undefined) return undefined;
  const disrupted = disruption(pod, name);
  if (disrupted) return disrupted;
  if (now - Date.parse(deletedAt) > STUCK_MS) {
    return failed(`${name} is stuck in Terminating: its node does not answer.`, 'node-lost');
  }
  return failed(`${name} is being deleted.`, 'evicted');
}

function disruption(pod: Pod, name: string): Readiness | undefined {
  const target = pod.status?.conditions?.find(
    (condition) => condition.type === 'DisruptionTarget' && condition.status === 'True',
  );
  if (target === undefined) return undefined;
  const words = oneLine(`${target.reason ?? ''}: ${target.message ?? ''}`);
  if (target.reason === 'DeletionByTaintManager')
    return failed(`${name} lost its node: ${words}`, 'node-lost');
  return failed(`${name} was evicted: ${words}`, 'evicted');
}

function unscheduled(pod: Pod, name: string, events: readonly Event[]): Readiness | undefined {
  const condition = pod.status?.conditions?.find((item) => item.type === 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  // "no new claims to deallocate, preemption: …" only says a second time that there is no room.
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

/** The first container that is in trouble, init containers first: they hold up the others. */
function containerTrouble(
  pod: Pod,
  name: string,
  events: readonly Event[],
  now: number,
): Readiness | undefined {
  const all = statusesOf(pod).map((status) => troubleOf(pod, name, status, events, now));
  return all.find((item) => item?.terminal) ?? all.find((item) => item !== undefined);
}

function troubleOf(
  pod: Pod,
  name: string,
  status: ContainerStatus,
  events: readonly Event[],
  now: number,
): Readiness | undefined {
  const { waiting: wait, terminated } = status.state ?? {};
  if (terminated && isFailure(status)) {
    const isFinal = pod.spec?.restartPolicy === 'Never' && !isSidecar(pod, status.name);
    if (isFinal) return failed(`${name}: ${lastWords(status)}`, failureCode(status));
    // A sidecar in a pod that is never restarted shows this, and not CrashLoopBackOff, while it waits for its next start.
    return crashLoop(name, status, terminated);
  }
  if (wait?.reason === 'CrashLoopBackOff') return crashLoop(name, status, status.lastState?.terminated);
  const trouble = waitingTrouble(pod, name, status, events);
  return trouble && isNew(pod, now) && isObjectMissing(trouble.message)
    ? waiting(trouble.message, trouble.code)
    : trouble;
}

function isNew(pod: Pod, now: number): boolean {
  return now - Date.parse(pod.status?.startTime ?? '') < LATE_OBJECT_MS;
}

/** Why a container of any kind does not start, unless it is only taking its time. */
export function waitingTrouble(
  pod: Pod,
  name: string,
  status: ContainerStatus,
  events: readonly Event[],
): Readiness | undefined {
  const { reason = '', message = '' } = status.state?.waiting ?? {};
  const words = oneLine(message);
  const sentence = `${name}: container ${status.name}: ${reason}${words === '' ? '' : `: ${words}`}`;
  switch (reason) {
    case 'InvalidImageName':
    case 'ErrImageNeverPull':
    case 'SignatureValidationFailed':
      return failed(sentence, 'image-pull');
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'ImageInspectError':
    case 'RegistryUnavailable':
      return pullTrouble(pod, sentence, words, events);
    case 'CreateContainerConfigError':
    case 'RunContainerError':
      if (starved.test(words)) return waiting(sentence, 'container-failed');
      return failed(sentence, 'container-failed');
    case 'CreateContainerError':
      if (/no command specified|executable file not found/.test(words))
        return failed(sentence, 'container-failed');
      return waiting(sentence, 'container-failed');
    default:
      return undefined;
  }
}

/** Refused is for good; anything else (rate limits, DNS, a registry that is down) may pass. */
function pullTrouble(pod: Pod, sentence: string, words: string, events: readonly Event[]): Readiness {
  // Older kubelets give the reason in the event alone.
  const event = latestEvent(events, pod.metadata?.uid, 'Failed');
  const told = event && wordsOf(event).includes('Failed to pull image') ? wordsOf(event) : '';
  const detail = words.length > 60 || told === '' ? words : told;
  const message = detail === words ? sentence : `${sentence} (${detail})`;
  return isPullRefused(detail) ? failed(message, 'image-pull') : waiting(message, 'image-pull');
}

const refusals =
  /\b(?:401|403|404)\b|unauthorized|authentication required|authorization failed|access denied|denied:|manifest unknown|name unknown|repository does not exist|not found(?!:)|no match for platform/i;

/** Whether a registry said no (401, 403, 404) rather than not answering. */
export function isPullRefused(words: string): boolean {
  // "429 Too Many Requests", and Docker Hub's "You have reached your pull rate limit", pass by themselves.
  if (/toomanyrequests|rate limit|\b429\b/i.test(words)) return false;
  return refusals.test(words.replace(/"[^"]*"/g, '""'));
}

/** Whether an image is for other processors than the node has, as registries, runtimes and the kernel say it. */
export function isOtherPlatform(words: string): boolean {
  return /no match for platform|exec format error/i.test(words);
}

function crashLoop(name: string, status: ContainerStatus, last: Terminated | undefined): Readiness {
  const reason = last?.reason ?? 'Error';
  const message = `${name}: container ${status.name} keeps ending (${status.restartCount} restarts): ${exitOf(reason, last?.exitCode)}${tail(last?.message)}`;
  const cannotRun =
    (reason === 'StartError' || reason === 'ContainerCannotRun') && !starved.test(last?.message ?? '');
  if (cannotRun || isOtherPlatform(last?.message ?? '')) return failed(message, 'container-failed');
  const code = reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
  const isLoop = status.restartCount >= CRASHES && !(livedMs(last) >= LONG_LIFE_MS);
  return isLoop ? failed(message, code) : waiting(message, code);
}

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

/** NaN when unknown. */
function livedMs(last: Terminated | undefined): number {
  return Date.parse(last?.finishedAt ?? '') - Date.parse(last?.startedAt ?? '');
}

/** Volumes that can not be mounted show in no status, only in events. */
function mountTrouble(pod: Pod, name: string, events: readonly Event[], now: number): Readiness | undefined {
  const isStarting = statusesOf(pod).some((status) => {
    const reason = status.state?.waiting?.reason;
    return reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
  const hasBegun = statusesOf(pod).some((status) => status.state?.running ?? status.state?.terminated);
  if (!isStarting || hasBegun) return undefined;
  const uid = pod.metadata?.uid;
  // Images are looked at when all is mounted: what went wrong before has passed.
  if (latestEvent(events, uid, 'Pulling') ?? latestEvent(events, uid, 'Pulled')) return undefined;
  const mount = latestEvent(events, uid, 'FailedMount');
  if (mount) {
    const message = `${name}: ${wordsOf(mount)}`;
    return isObjectMissing(message) && !isNew(pod, now)
      ? failed(message, 'container-failed')
      : waiting(message, 'container-failed');
  }
  const attach = latestEvent(events, uid, 'FailedAttachVolume');
  if (attach) return waiting(`${name}: ${wordsOf(attach)}`, 'volume-unbound');
  const sandbox = latestEvent(events, uid, 'FailedCreatePodSandBox');
  if (sandbox) return waiting(`${name}: ${wordsOf(sandbox)}`, 'container-failed');
  return undefined;
}

function running(pod: Pod, name: string, events: readonly Event[]): Readiness {
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

/** Sidecars are stopped at the end and then look as if they had failed. */
function mainFirst(pod: Pod): ContainerStatus[] {
  const init = (pod.status?.initContainerStatuses ?? []).filter((status) => !isSidecar(pod, status.name));
  return [...init, ...(pod.status?.containerStatuses ?? [])];
}

function isSidecar(pod: Pod, container: string): boolean {
  return (
    pod.spec?.initContainers?.some((item) => item.name === container && item.restartPolicy === 'Always') ??
    false
  );
}

function isFailure(status: ContainerStatus): boolean {
  const terminated = status.state?.terminated;
  return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled');
}

function failureCode(status: ContainerStatus): ErrorCode {
  return status.state?.terminated?.reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
}

function lastWords(status: ContainerStatus): string {
  const { reason = 'Error', exitCode, message } = status.state?.terminated ?? {};
  return `container ${status.name} ended: ${exitOf(reason, exitCode)}${tail(message)}`;
}

function exitOf(reason: string, exitCode: number | undefined): string {
  if (reason === 'OOMKilled') return 'OOMKilled, it used more memory than its limit';
  return `${oneLine(reason, 80)}, exit code ${exitCode ?? 'unknown'}`;
}

/** The termination message can be 4 KiB of a container's own words: its end matters. */
function tail(message: string | undefined): string {
  if (message === undefined || message === '') return '';
  return `: ${oneLine(message.slice(-400))}`;
}
