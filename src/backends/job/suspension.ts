import { oneLine } from '../../base/plain-text.ts';
import type { Kube } from '../../kube/client.ts';
import { FIELD_MANAGER, read } from '../../kube/objects.ts';
import type { Job, Pod } from '../../kube/types.ts';
import { QUEUE_LABEL } from '../../stack/queue.ts';
import type { Waiting } from '../backend.ts';
import { hasNoLivePod } from './find-pod.ts';
import type { LaunchedJob } from './launch.ts';
import { askKueue } from './queue.ts';
import { queueWaiting } from './queue-words.ts';

/** How long an answer serves all shards, which ask each second. */
const FRESH_MS = 3000;

/**
 * Says why a Job is suspended: it waits in a queue, or someone stopped it. It is never resumed here, because who
 * suspended it, a person or a controller, would only do it again.
 * @returns a function of a shard's pod; its answer is undefined while the pod lives or the Job is not suspended
 */
export function openSuspensionWatch(
  kube: Kube,
  job: LaunchedJob,
): (pod: Pod | undefined) => Promise<Waiting | undefined> {
  let latest: { atMs: number; answer: Promise<Waiting | undefined> } | undefined;
  return async (pod) => {
    if (!hasNoLivePod(pod)) return undefined;
    const nowMs = kube.clock.now();
    if (latest === undefined || nowMs - latest.atMs >= FRESH_MS)
      latest = { atMs: nowMs, answer: explainSuspension(kube, job) };
    return await latest.answer;
  };
}

async function explainSuspension(kube: Kube, job: LaunchedJob): Promise<Waiting | undefined> {
  const { namespace, name, uid } = job;
  const live = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
  if (live?.metadata?.uid !== uid || live.spec?.suspend !== true || isOver(live)) return undefined;
  const queue = live.metadata.labels?.[QUEUE_LABEL];
  if (queue !== undefined) return queueWaiting(await askKueue(kube, { namespace, name, uid, queue }));
  return suspendedByOthers(`Job ${namespace}/${name}`, suspenderOf(live));
}

function isOver({ status }: Job): boolean {
  return (
    status?.conditions?.some(
      (condition) => ['Failed', 'Complete'].includes(condition.type) && condition.status === 'True',
    ) ?? false
  );
}

/** Who last set `spec.suspend`, as the API server recorded it; undefined if it names us, as it does after a webhook. */
function suspenderOf({ metadata }: Job): string | undefined {
  const owners = (metadata?.managedFields ?? []).filter(({ fieldsV1, manager }) => {
    const spec: unknown = Object(fieldsV1)['f:spec'];
    return manager !== FIELD_MANAGER && Object.hasOwn(Object(spec), 'f:suspend');
  });
  return owners.toSorted((a, b) => ((a.time ?? '') < (b.time ?? '') ? 1 : -1))[0]?.manager;
}

function suspendedByOthers(job: string, by: string | undefined): Waiting {
  const who = by === undefined ? 'someone, or an admission webhook,' : `"${oneLine(by, 100)}"`;
  return {
    code: 'startup-timeout',
    message: `${job} was suspended by ${who}; it runs once it is resumed.`,
    hint: /kueue/i.test(by ?? '')
      ? 'Kueue manages the Jobs of this namespace: write the name of a LocalQueue as "queue".'
      : 'Find out who suspends Jobs in this namespace; if the cluster queues them with Kueue, write the name of a LocalQueue as "queue".',
    isFinal: false,
  };
}
