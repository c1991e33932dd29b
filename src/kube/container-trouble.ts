import type { ErrorCode } from '../base/errors.ts';
import { statusesOf } from './container.ts';
import { oneLine } from '../base/plain-text.ts';
import { plural } from '../base/plural.ts';
import { latestEvent, wordsOf } from './events.ts';
import { failed, waiting } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import type { ContainerStatus, Event, Pod } from './types.ts';

/** A pod as it was seen at one moment. */
export interface PodView {
  pod: Pod;
  /** For messages: `Pod bench/eval-0`. */
  name: string;
  /** Of the namespace, or of the pod. */
  events: readonly Event[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** How often a container may crash before we stop waiting for it: about 70 s of back-off. */
const CRASHES = 3;
/** A container that ran this long has no back-off and did some work: the kubelet restarts it at once. */
const LONG_LIFE_MS = 10 * 60_000;
/** A kubelet may see a ConfigMap or Secret later than the pod that names it, and until then reports it as missing. */
export const LATE_OBJECT_MS = 20_000;

/** Whether a kubelet says that a ConfigMap or Secret, or a key in it, does not exist. */
export function isObjectMissing(words: string): boolean {
  return /(?:secret|configmap) "[^"]*" not found|references non-existent (?:secret|config) key/i.test(words);
}

/** Messages of an overloaded node, which tries again by itself. */
const overloaded = /timed out waiting for the condition|failed to sync|context deadline exceeded/;

/** The trouble of the first container that has any. Init containers come first: they hold up the others. */
export function containerTrouble(view: PodView): Readiness | undefined {
  const all = statusesOf(view.pod).map((status) => troubleOf(view, status));
  return all.find((item) => item?.terminal) ?? all.find((item) => item !== undefined);
}

function troubleOf(view: PodView, status: ContainerStatus): Readiness | undefined {
  const { pod, name, events } = view;
  const { waiting: wait, terminated } = status.state ?? {};
  if (terminated && isFailure(status)) {
    const isFinal = pod.spec?.restartPolicy === 'Never' && !isSidecar(pod, status.name);
    if (isFinal) return failed(`${name}: ${lastWords(status)}`, failureCode(status));
    // While it waits for its next start, a sidecar in a pod that is never restarted shows this, not CrashLoopBackOff.
    return crashLoop(name, status, terminated);
  }
  if (wait?.reason === 'CrashLoopBackOff') return crashLoop(name, status, status.lastState?.terminated);
  const trouble = waitingTrouble(pod, name, status, events);
  return trouble && isNew(view) && isObjectMissing(trouble.message)
    ? waiting(trouble.message, trouble.code)
    : trouble;
}

/** Whether the kubelet may not yet see all objects that the pod names. */
export function isNew({ pod, now }: PodView): boolean {
  return now - Date.parse(pod.status?.startTime ?? '') < LATE_OBJECT_MS;
}

/** Why a container of any kind does not start; undefined while it is only taking its time. */
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
      if (overloaded.test(words)) return waiting(sentence, 'container-failed');
      return failed(sentence, 'container-failed');
    case 'CreateContainerError':
      if (/no command specified|executable file not found/.test(words))
        return failed(sentence, 'container-failed');
      return waiting(sentence, 'container-failed');
    default:
      return undefined;
  }
}

/** A refusal is final; anything else (rate limits, DNS, a registry that is down) may pass. */
function pullTrouble(pod: Pod, sentence: string, words: string, events: readonly Event[]): Readiness {
  // Older kubelets give the reason only in the event.
  const event = latestEvent(events, pod.metadata?.uid, 'Failed');
  const reported = event && wordsOf(event).includes('Failed to pull image') ? wordsOf(event) : '';
  const detail = words.length > 60 || reported === '' ? words : reported;
  const message = detail === words ? sentence : `${sentence} (${detail})`;
  return isPullRefused(detail) ? failed(message, 'image-pull') : waiting(message, 'image-pull');
}

const refusals =
  /\b(?:401|403|404)\b|unauthorized|authentication required|authorization failed|access denied|denied:|manifest unknown|name unknown|repository does not exist|not found(?!:)|no match for platform/i;

/** Whether a registry refused (401, 403, 404), as opposed to a failure that may pass. */
export function isPullRefused(words: string): boolean {
  // "429 Too Many Requests" and Docker Hub's "You have reached your pull rate limit" pass by themselves.
  if (/toomanyrequests|rate limit|\b429\b/i.test(words)) return false;
  return refusals.test(words.replace(/"[^"]*"/g, '""'));
}

/** Whether an image is for another processor than the node's, in the words of registries, runtimes or the kernel. */
export function isOtherPlatform(words: string): boolean {
  return /no match for platform|exec format error/i.test(words);
}

function crashLoop(name: string, status: ContainerStatus, last: Terminated | undefined): Readiness {
  const reason = last?.reason ?? 'Error';
  const { restartCount } = status;
  const how = restartCount === 0 ? 'ended' : `keeps ending (${plural(restartCount, 'restart')})`;
  const message = `${name}: container ${status.name} ${how}: ${exitOf(reason, last?.exitCode)}${tail(last?.message)}`;
  const cannotRun =
    (reason === 'StartError' || reason === 'ContainerCannotRun') && !overloaded.test(last?.message ?? '');
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

export function isSidecar(pod: Pod, container: string): boolean {
  return (
    pod.spec?.initContainers?.some((item) => item.name === container && item.restartPolicy === 'Always') ??
    false
  );
}

/** Also for exit code 0: when only a child of the main process is OOM-killed, the main process can still exit with 0. */
export function isFailure(status: ContainerStatus): boolean {
  const terminated = status.state?.terminated;
  return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled');
}

export function failureCode(status: ContainerStatus): ErrorCode {
  return status.state?.terminated?.reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
}

/** `container main ended: Error, exit code 1: …` */
export function lastWords(status: ContainerStatus): string {
  const { reason = 'Error', exitCode, message } = status.state?.terminated ?? {};
  return `container ${status.name} ended: ${exitOf(reason, exitCode)}${tail(message)}`;
}

function exitOf(reason: string, exitCode: number | undefined): string {
  if (reason === 'OOMKilled') return 'OOMKilled, it used more memory than its limit';
  return `${oneLine(reason, 80)}, exit code ${exitCode ?? 'unknown'}`;
}

/** The termination message can be 4 KiB of the container's output; the end matters. */
function tail(message: string | undefined): string {
  if (message === undefined || message === '') return '';
  return `: ${oneLine(message.slice(-400))}`;
}
