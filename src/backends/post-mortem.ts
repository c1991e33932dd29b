import type { Kube } from '../kube/client.ts';
import { oneLine } from '../base/plain-text.ts';
import { plural } from '../base/plural.ts';
import { list } from '../kube/objects.ts';
import type { ContainerStatus, Event, Pod } from '../kube/types.ts';

const TAIL_LINES = 30;

/**
 * Describes pods as text, to look at after a failure: their states, events and last log lines. A part that cannot be read
 * is replaced by the reason.
 * @param of.owners UIDs of further objects whose events matter
 * @throws the signal's reason
 */
export async function describePods(
  kube: Kube,
  namespace: string,
  title: string,
  of: { selector: { labelSelector: string } | { fieldSelector: string }; owners: readonly string[] },
): Promise<string> {
  const sections: string[] = [];
  const attempt = async (what: string, work: () => Promise<string>): Promise<void> => {
    try {
      sections.push(`== ${what}\n${await work()}`);
    } catch (error) {
      kube.signal.throwIfAborted();
      sections.push(`== ${what}\n(could not be read: ${oneLine(String(error))})`);
    }
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace };
  const options = { ...of.selector, retryForMs: 5000 };
  let pods: Pod[] = [];
  await attempt(title, async () => {
    pods = await list<Pod>(kube, pod, options);
    return pods.map(describePod).join('\n') || 'none';
  });
  await attempt('Events', async () => {
    const events = await list<Event>(kube, { ...pod, kind: 'Event' }, { retryForMs: 5000 });
    const ours = new Set([...of.owners, ...pods.map(({ metadata }) => metadata?.uid)]);
    const lines = events.filter((event) => ours.has(event.involvedObject.uid)).map(describeEvent);
    return lines.join('\n') || 'none';
  });
  for (const found of pods) {
    const { initContainers = [], containers = [], ephemeralContainers = [] } = found.spec ?? {};
    const names = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
    for (const name of names) {
      await attempt(`Last lines of container ${name} in pod ${found.metadata?.name}`, () =>
        tailOf(kube, found, name),
      );
    }
  }
  return `${sections.join('\n\n')}\n`;
}

async function tailOf(kube: Kube, pod: Pod, container: string): Promise<string> {
  const path = `/api/v1/namespaces/${pod.metadata?.namespace}/pods/${pod.metadata?.name}/log`;
  const query = { container, tailLines: TAIL_LINES, limitBytes: 64 * 1024 };
  const { body } = await kube.stream(path, { query, headersTimeoutMs: 5000 });
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
  return `${name} (${image}): ${now}${last}; ${plural(restartCount, 'restart')}`;
}

function describeEvent(event: Event): string {
  const time = event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
  return `${time} ${event.type} ${event.reason} ${event.involvedObject.kind}/${event.involvedObject.name}: ${oneLine(event.message ?? '')}`;
}
