import { ActionError } from '../../base/errors.ts';
import type { Kube } from '../../kube/client.ts';
import { versionOf } from '../../kube/discovery.ts';
import { isKubeError } from '../../kube/errors.ts';
import type { PlaceInQueue, QueuedJob, Workload } from './queue-words.ts';

const GROUP = 'kueue.x-k8s.io';
/** Where Kueue tells positions; not every cluster has it, and not every user may ask. */
const VISIBILITY = 'visibility.kueue.x-k8s.io';

/** @returns the version of Kueue's API @throws ActionError bad-input if the cluster has no Kueue; KubeError */
export async function requireKueue(kube: Kube, queue: string): Promise<string> {
  const version = await versionOf(kube, GROUP);
  if (version !== undefined) return version;
  throw new ActionError(
    'bad-input',
    `Input \`queue\` is "${queue}", but the cluster has no Kueue: it has no API ${GROUP}.`,
    { hint: 'Remove `queue`, or have Kueue installed in the cluster.' },
  );
}

/** @throws ActionError bad-input with the LocalQueues that exist, if this one does not; KubeError */
export async function requireQueue(
  kube: Kube,
  { namespace, queue, version }: { namespace: string; queue: string; version: string },
): Promise<void> {
  const path = `/apis/${version}/namespaces/${encodeURIComponent(namespace)}/localqueues`;
  const operation = `list the LocalQueues of namespace ${namespace}`;
  const { body } = await kube.request<ItemsOf<Named>>('GET', path, { operation });
  const names = body.items.map(({ metadata }) => metadata.name);
  if (names.includes(queue)) return;
  const known = names.length === 0 ? '' : `; it has ${names.join(', ')}`;
  throw new ActionError('bad-input', `Namespace ${namespace} has no LocalQueue "${queue}"${known}.`, {
    hint:
      names.length === 0
        ? 'Have the LocalQueue created, write the `namespace` that has it, or remove `queue`.'
        : 'Write one of these as `queue`.',
  });
}

/**
 * What Kueue says of a Job in a queue. What the user may not ask is left out.
 * @throws KubeError
 */
export async function askKueue(
  kube: Kube,
  { namespace, uid, name, queue }: { namespace: string; uid: string; name: string; queue: string },
): Promise<QueuedJob> {
  const job = `Job ${namespace}/${name}`;
  const version = await versionOf(kube, GROUP);
  if (version === undefined) return { job, queue, workload: undefined, place: undefined };
  const inNamespace = `namespaces/${encodeURIComponent(namespace)}`;
  const workloads = await ifAllowed(() =>
    kube.request<ItemsOf<Workload>>('GET', `/apis/${version}/${inNamespace}/workloads`, {
      operation: `list the Workloads of namespace ${namespace}`,
      query: { labelSelector: `${GROUP}/job-uid=${uid}` },
    }),
  );
  if (workloads === undefined) return { job, queue, workload: 'hidden', place: undefined };
  const workload = workloads.items[0];
  const place = workload === undefined ? undefined : await placeOf(kube, workload, { inNamespace, queue });
  return { job, queue, workload, place };
}

async function placeOf(
  kube: Kube,
  workload: Workload,
  { inNamespace, queue }: { inNamespace: string; queue: string },
): Promise<PlaceInQueue | undefined> {
  const version = await ifAllowed(async () => ({ body: await versionOf(kube, VISIBILITY) }));
  if (version === undefined) return undefined;
  const path = `/apis/${version}/${inNamespace}/localqueues/${encodeURIComponent(queue)}/pendingworkloads`;
  const pending = await ifAllowed(() =>
    kube.request<ItemsOf<Named & { positionInLocalQueue: number; positionInClusterQueue: number }>>(
      'GET',
      path,
      // It is served by Kueue itself: a Kueue that is down must not hold up the evaluation.
      { operation: `ask for the position in LocalQueue ${queue}`, retryForMs: 0, timeoutMs: 5000 },
    ),
  );
  const own = pending?.items.find(({ metadata }) => metadata.name === workload.metadata?.name);
  if (pending === undefined || own === undefined) return undefined;
  return {
    inQueue: own.positionInLocalQueue + 1,
    ofQueue: pending.items.length,
    inCluster: own.positionInClusterQueue + 1,
  };
}

interface Named {
  metadata: { name: string };
}
interface ItemsOf<T> {
  items: T[];
}

/** Undefined if the user may not ask, or nobody answers for the API. */
async function ifAllowed<T>(ask: () => Promise<{ body: T }>): Promise<T | undefined> {
  try {
    return (await ask()).body;
  } catch (error) {
    if (isKubeError(error) && [0, 403, 404, 500, 503].includes(error.status)) return undefined;
    throw error;
  }
}
