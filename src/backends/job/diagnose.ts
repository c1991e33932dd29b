import type { ErrorCode } from '../../base/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { list, read } from '../../kube/objects.ts';
import { isOtherPlatform } from '../../kube/container-trouble.ts';
import { podReadiness } from '../../kube/pod-readiness.ts';
import type { Readiness } from '../../kube/readiness.ts';
import type { ContainerStatus, Event, Job, Pod } from '../../kube/types.ts';
import { jobReadiness } from '../../kube/workload-readiness.ts';
import type { LaunchedJob } from './launch.ts';

/** What keeps a shard from running. */
export interface Waiting {
  code: ErrorCode;
  /** One sentence that names the object. */
  message: string;
  hint: string | undefined;
  /** No waiting mends it. */
  isFinal: boolean;
}

/**
 * Why a shard is not (or no longer) on its way, undefined if it is. A pod that ended is no reason to give up while the
 * Job makes another in its place.
 * @throws KubeError
 */
export async function explainStart(
  kube: Kube,
  job: LaunchedJob,
  index: number,
  pod: Pod | undefined,
  signal: AbortSignal,
): Promise<Waiting | undefined> {
  if (pod === undefined) {
    const live = await readJob(kube, job, signal);
    if (live === undefined) return jobGone(job);
    const readiness = jobReadiness(live, await eventsOf(kube, job.namespace, job.uid, signal));
    return readiness.state === 'done' ? endedUnread(job) : asWaiting(readiness);
  }
  const hasTrouble =
    pod.status?.conditions?.find((condition) => condition.type === 'Ready')?.status !== 'True';
  if (!hasTrouble && pod.metadata?.deletionTimestamp === undefined) return undefined;
  const events = await eventsOf(kube, job.namespace, pod.metadata?.uid ?? '', signal);
  const waiting = asWaiting(podReadiness(pod, events, { now: kube.clock.now() }));
  const hasEnded = pod.status?.phase === 'Failed' || pod.metadata?.deletionTimestamp !== undefined;
  if (waiting === undefined || !hasEnded) return waiting;
  const live = await readJob(kube, job, signal);
  if (live === undefined) return jobGone(job);
  const jobEnded =
    live.status?.conditions?.some(({ type, status }) => type === 'Failed' && status === 'True') ?? false;
  return { ...waiting, isFinal: jobEnded || isIndexFailed(live, index) };
}

async function readJob(kube: Kube, job: LaunchedJob, signal: AbortSignal): Promise<Job | undefined> {
  const ref = { apiVersion: 'batch/v1', kind: 'Job', name: job.name, namespace: job.namespace };
  const live = await read<Job>(kube, ref, { signal });
  return live?.metadata?.uid === job.uid ? live : undefined;
}

function jobGone(job: LaunchedJob): Waiting {
  const message = `Job ${job.namespace}/${job.name} was deleted by somebody else.`;
  return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}

/** Only `finish` lets a pod succeed, and that is not sent before its results are home. */
function endedUnread(job: LaunchedJob): Waiting {
  const message = `Job ${job.namespace}/${job.name} ended before its results were fetched.`;
  return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}

function asWaiting(readiness: Readiness): Waiting | undefined {
  if (readiness.code === undefined) return undefined;
  return {
    code: readiness.code,
    message: readiness.message,
    hint: isOtherPlatform(readiness.message) ? platformHint : hints[readiness.code],
    isFinal: readiness.state === 'failed',
  };
}

const platformHint =
  'The image is for other processors than the node: build it for those too (docker buildx build --platform linux/amd64,linux/arm64), or have the pods run on nodes of its own kind (node selector kubernetes.io/arch).';

const hints: Partial<Record<ErrorCode, string>> = {
  'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
  unschedulable: 'Give the cluster a node with room for the pod, or lower "shards".',
  'quota-exceeded': 'Raise the quota of the namespace, or lower "shards".',
  'out-of-memory': 'Lower "concurrency", so that fewer runs share the memory of the container.',
};

/** Whether the Job has given this index up; `failedIndexes` is like `1,3-5`. */
export function isIndexFailed(job: Job, index: number): boolean {
  const ranges = (job.status?.failedIndexes ?? '').split(',').filter((range) => range !== '');
  return ranges.some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && index >= from && index <= to;
  });
}

async function eventsOf(kube: Kube, namespace: string, uid: string, signal: AbortSignal): Promise<Event[]> {
  const of = { apiVersion: 'v1', kind: 'Event', namespace };
  return await list<Event>(kube, of, { fieldSelector: `involvedObject.uid=${uid}`, signal });
}

const TAIL_LINES = 30;

/**
 * What a person would look at first after a failure: states, events and last log lines of the eval's pods, as text.
 * What can not be read is said in its place: this runs when things are broken already.
 */
export async function postMortem(kube: Kube, job: LaunchedJob, signal: AbortSignal): Promise<string> {
  const { name, namespace, uid } = job;
  const selector = { labelSelector: `batch.kubernetes.io/job-name=${name}` };
  return await describePods(kube, namespace, `Pods of Job ${namespace}/${name}`, selector, [uid], signal);
}

/** The same for any pods. @param owners UIDs of objects whose events matter, too */
export async function describePods(
  kube: Kube,
  namespace: string,
  title: string,
  selector: { labelSelector: string } | { fieldSelector: string },
  owners: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const sections: string[] = [];
  const attempt = async (what: string, work: () => Promise<string>): Promise<void> => {
    try {
      sections.push(`== ${what}\n${await work()}`);
    } catch (error) {
      signal.throwIfAborted();
      sections.push(`== ${what}\n(could not be read: ${oneLine(String(error))})`);
    }
  };
  const of = { apiVersion: 'v1', kind: 'Pod', namespace };
  const options = { ...selector, retryForMs: 5000, signal };
  let pods: Pod[] = [];
  await attempt(title, async () => {
    pods = await list<Pod>(kube, of, options);
    return pods.map(describePod).join('\n') || 'none';
  });
  await attempt('Events', async () => {
    const events = await list<Event>(kube, { ...of, kind: 'Event' }, { retryForMs: 5000, signal });
    const ours = new Set([...owners, ...pods.map((pod) => pod.metadata?.uid)]);
    const lines = events.filter((event) => ours.has(event.involvedObject.uid)).map(describeEvent);
    return lines.join('\n') || 'none';
  });
  for (const pod of pods) {
    const { initContainers = [], containers = [], ephemeralContainers = [] } = pod.spec ?? {};
    const names = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
    for (const name of names) {
      await attempt(`Last lines of container ${name} in pod ${pod.metadata?.name}`, () =>
        tailOf(kube, pod, name, signal),
      );
    }
  }
  return `${sections.join('\n\n')}\n`;
}

async function tailOf(kube: Kube, pod: Pod, container: string, signal: AbortSignal): Promise<string> {
  const path = `/api/v1/namespaces/${pod.metadata?.namespace}/pods/${pod.metadata?.name}/log`;
  const query = { container, tailLines: TAIL_LINES, limitBytes: 64 * 1024 };
  const { body } = await kube.stream(path, { query, headersTimeoutMs: 5000, signal });
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8').trimEnd();
}

function describePod(pod: Pod): string {
  const { name, deletionTimestamp } = pod.metadata ?? {};
  const phase = deletionTimestamp === undefined ? pod.status?.phase : `${pod.status?.phase}, being deleted`;
  const reason = [pod.status?.reason, pod.status?.message].filter(Boolean).join(': ');
  const conditions = (pod.status?.conditions ?? [])
    .filter(({ status, message }) => status !== 'True' && message)
    .map(({ type, message }) => `  ${type}: ${oneLine(message ?? '')}`);
  const {
    initContainerStatuses = [],
    containerStatuses = [],
    ephemeralContainerStatuses = [],
  } = pod.status ?? {};
  const containers = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
  return [
    `${name} on ${pod.spec?.nodeName ?? 'no node'}: ${phase}${reason === '' ? '' : ` (${oneLine(reason)})`}`,
    ...conditions,
    ...containers.map((status) => `  ${describeContainer(status)}`),
  ].join('\n');
}

function describeContainer({ name, state, lastState, restartCount, image }: ContainerStatus): string {
  const { running, waiting, terminated } = state ?? {};
  const ended = terminated ?? lastState?.terminated;
  const now = running
    ? `running since ${running.startedAt}`
    : waiting
      ? oneLine(`waiting: ${waiting.reason ?? ''} ${waiting.message ?? ''}`)
      : 'ended';
  const last = ended
    ? `; ended ${ended.finishedAt ?? ''} with exit code ${ended.exitCode} (${ended.reason ?? ''})`
    : '';
  return `${name} (${image}): ${now}${last}; ${restartCount} restarts`;
}

function describeEvent(event: Event): string {
  const time = event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
  return `${time} ${event.type} ${event.reason} ${event.involvedObject.kind}/${event.involvedObject.name}: ${oneLine(event.message ?? '')}`;
}
