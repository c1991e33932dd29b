import type { Kube } from '../../kube/client.ts';
import { list, read, remove } from '../../kube/objects.ts';
import type { Pod } from '../../kube/types.ts';
import type { PodFinder } from '../backend.ts';
import type { LaunchedJob } from './launch.ts';

/** A pod on a dead node stays Terminating until it is deleted by force. */
const STUCK_TERMINATING_MS = 20_000;

/** Finds the current pod of one index of the Job. */
export function findPod(kube: Kube, job: LaunchedJob, index: number): PodFinder {
  const { namespace } = job;
  let known: { name: string; uid: string } | undefined;
  /** When we first saw the known pod Terminating, in ms by our clock, which may differ from the API server's. */
  let terminatingSinceMs: number | undefined;

  /** The Job makes no replacement before the old pod has ended, which a pod on a dead node never does. */
  async function freeFromDeadNode(pod: Pod): Promise<void> {
    const { name, uid, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
    const nowMs = kube.clock.now();
    terminatingSinceMs = deletionTimestamp === undefined ? undefined : (terminatingSinceMs ?? nowMs);
    if (name === undefined || uid === undefined || terminatingSinceMs === undefined) return;
    if (nowMs - terminatingSinceMs < deletionGracePeriodSeconds * 1000 + STUCK_TERMINATING_MS) return;
    const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
    await remove(kube, ref, { uid, gracePeriodSeconds: 0 });
  }

  async function knownPod(): Promise<Pod | undefined> {
    if (known === undefined) return undefined;
    const ref = { apiVersion: 'v1', kind: 'Pod', name: known.name, namespace };
    const pod = await read<Pod>(kube, ref);
    if (pod?.metadata?.uid !== known.uid) return undefined;
    await freeFromDeadNode(pod);
    return pod.status?.phase === 'Failed' ? undefined : pod;
  }

  async function newestPod(): Promise<Pod | undefined> {
    const labelSelector = `batch.kubernetes.io/job-name=${job.name},batch.kubernetes.io/job-completion-index=${index}`;
    const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector });
    const age = (pod: Pod): string => pod.metadata?.creationTimestamp ?? '';
    return pods.sort((a, b) => (age(a) < age(b) ? 1 : -1))[0];
  }

  return async () => {
    const pod = (await knownPod()) ?? (await newestPod());
    const { name, uid } = pod?.metadata ?? {};
    if (name !== undefined && uid !== undefined && uid !== known?.uid) {
      known = { name, uid };
      terminatingSinceMs = undefined;
    }
    return pod;
  };
}

/** Whether a shard has no pod that works, by what was found last. */
export function hasNoLivePod(pod: Pod | undefined): boolean {
  return pod === undefined || pod.metadata?.deletionTimestamp !== undefined || pod.status?.phase === 'Failed';
}
