import type { ErrorCode } from '../../base/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { list, read } from '../../kube/objects.ts';
import { isOtherPlatform } from '../../kube/container-trouble.ts';
import { podReadiness } from '../../kube/pod-readiness.ts';
import type { Readiness } from '../../kube/readiness.ts';
import type { ContainerStatus, Event, Job, Pod } from '../../kube/types.ts';
import { jobReadiness } from '../../kube/workload-readiness.ts';
import { podContainers } from '../../protocol/containers.ts';
import { explainRefused } from '../../stack/refused-pods.ts';
import { unwritableHint } from '../../stack/volume-hint.ts';
import type { Waiting } from '../backend.ts';
import type { LaunchedJob } from './launch.ts';

/**
 * Why a shard does not start, or no longer runs; undefined if nothing is wrong. A pod that ended is not final while the
 * Job replaces it.
 * @throws KubeError
 */
export async function explainStart(
  kube: Kube,
  job: LaunchedJob,
  index: number,
  pod: Pod | undefined,
): Promise<Waiting | undefined> {
  if (pod === undefined) {
    const live = await readJob(kube, job);
    if (live === undefined) return jobGone(job);
    const readiness = jobReadiness(live, await eventsOf(kube, job.namespace, job.uid));
    return readiness.state === 'done' ? endedUnread(job) : await refusedOr(kube, live, readiness);
  }
  const hasTrouble =
    pod.status?.conditions?.find((condition) => condition.type === 'Ready')?.status !== 'True';
  if (!hasTrouble && pod.metadata?.deletionTimestamp === undefined) return undefined;
  const events = await eventsOf(kube, job.namespace, pod.metadata?.uid ?? '');
  const waiting = asWaiting(podReadiness(withoutForeign(pod), events, { now: kube.clock.now() }));
  const hasEnded = pod.status?.phase === 'Failed' || pod.metadata?.deletionTimestamp !== undefined;
  if (waiting === undefined || !hasEnded) return waiting;
  const live = await readJob(kube, job);
  if (live === undefined) return jobGone(job);
  const jobEnded =
    live.status?.conditions?.some(({ type, status }) => type === 'Failed' && status === 'True') ?? false;
  return { ...waiting, isFinal: jobEnded || isIndexFailed(live, index) };
}

/** As `asWaiting`, with what to write if the API server refuses the pods. */
async function refusedOr(kube: Kube, job: Job, readiness: Readiness): Promise<Waiting | undefined> {
  const waiting = asWaiting(readiness);
  const spec = job.spec?.template.spec;
  if (waiting === undefined || readiness.refusal === undefined || spec === undefined) return waiting;
  const { name = '', namespace = '' } = job.metadata ?? {};
  const pods = { name: `Job ${namespace}/${name}`, namespace, spec, hasOverlay: true };
  return { ...waiting, ...(await explainRefused(kube, readiness, pods)) };
}

/**
 * A pod without what others have added to it, as far as ours do not depend on that: their main containers may fail beside
 * ours, their sidecars only once ours run.
 */
function withoutForeign(pod: Pod): Pod {
  const { status } = pod;
  const isOver = status?.phase === 'Failed' || status?.phase === 'Succeeded';
  if (status === undefined || isOver) return pod;
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  const isOurs = ({ name }: ContainerStatus): boolean => ownNames.has(name);
  const own = containerStatuses.filter(isOurs);
  const runs = own.length > 0 && own.every(({ state }) => state?.running !== undefined);
  const init = runs ? initContainerStatuses.filter(isOurs) : initContainerStatuses;
  return { ...pod, status: { ...status, containerStatuses: own, initContainerStatuses: init } };
}

const ownNames = new Set<string>(Object.values(podContainers));

async function readJob(kube: Kube, job: LaunchedJob): Promise<Job | undefined> {
  const ref = { apiVersion: 'batch/v1', kind: 'Job', name: job.name, namespace: job.namespace };
  const live = await read<Job>(kube, ref);
  return live?.metadata?.uid === job.uid ? live : undefined;
}

function jobGone(job: LaunchedJob): Waiting {
  const message = `Job ${job.namespace}/${job.name} was deleted by someone else.`;
  return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}

/** Pods only succeed after the request `finish`, which we send once the results are collected: someone else sent it. */
function endedUnread(job: LaunchedJob): Waiting {
  const message = `Job ${job.namespace}/${job.name} ended before its results were fetched.`;
  return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}

function asWaiting(readiness: Readiness): Waiting | undefined {
  if (readiness.code === undefined) return undefined;
  return {
    code: readiness.code,
    message: readiness.message,
    hint: hintFor(readiness.code, readiness.message),
    isFinal: readiness.state === 'failed',
  };
}

function hintFor(code: ErrorCode, message: string): string | undefined {
  if (isOtherPlatform(message)) return platformHint;
  const hasNoPlace =
    /\b(?:affinity|selector|taint)/.test(message) && !/Insufficient|Too many pods/.test(message);
  if (code === 'unschedulable' && hasNoPlace) return placeHint;
  const isVolume = code === 'container-failed';
  return (isVolume ? unwritableHint(message, overlayVolumes) : undefined) ?? hints[code];
}

const overlayVolumes =
  'Give its directory to the user of the pods, or write another volume into "pod-overlay".';

const platformHint =
  'The image is for other processors than the node: build it for both (docker buildx build --platform linux/amd64,linux/arm64), or run the pods on nodes of its platform (node selector kubernetes.io/arch).';

const placeHint =
  'Give the cluster a node that the pod may run on, or write its node selector and tolerations into "pod-overlay".';

const hints: Partial<Record<ErrorCode, string>> = {
  'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
  unschedulable: 'Give the cluster a node with room for the pod, or lower "shards".',
  'out-of-memory': 'Lower "concurrency", so that fewer runs share the memory of the container.',
};

/** Whether the Job has given up this index; `failedIndexes` looks like `1,3-5`. */
function isIndexFailed(job: Job, index: number): boolean {
  const ranges = (job.status?.failedIndexes ?? '').split(',').filter((range) => range !== '');
  return ranges.some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && index >= from && index <= to;
  });
}

async function eventsOf(kube: Kube, namespace: string, uid: string): Promise<Event[]> {
  const of = { apiVersion: 'v1', kind: 'Event', namespace };
  return await list<Event>(kube, of, { fieldSelector: `involvedObject.uid=${uid}` });
}
