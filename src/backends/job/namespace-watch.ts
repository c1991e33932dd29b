import type { Kube } from '../../kube/client.ts';
import { remove } from '../../kube/objects.ts';
import type { Pod } from '../../kube/types.ts';
import { isNamespaceEnding } from '../../stack/namespace.ts';
import type { Waiting } from '../backend.ts';
import { hasNoLivePod } from './find-pod.ts';
import type { LaunchedJob } from './launch.ts';

/** How long an answer serves all shards, which ask each second. */
const FRESH_MS = 3000;

/**
 * Notices that someone deletes the namespace of a Job, and deletes the Job. Kubernetes deletes the pods first and the rest only
 * when they are gone, while the Job holds a failed pod of an index until there is another, which such a namespace refuses:
 * with the Job in it, the namespace and its Secrets would stay until the Job's deadline.
 * @returns a function of a shard's pod; its answer is undefined while the pod lives or the namespace stays
 */
export function openNamespaceWatch(
  kube: Kube,
  { namespace, name, uid }: LaunchedJob,
): (pod: Pod | undefined) => Promise<Waiting | undefined> {
  let latest: { atMs: number; isEnding: Promise<boolean> } | undefined;

  async function look(): Promise<boolean> {
    if (!(await isNamespaceEnding(kube, namespace))) return false;
    await remove(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace }, { uid });
    return true;
  }

  return async (pod) => {
    if (!hasNoLivePod(pod)) return undefined;
    const nowMs = kube.clock.now();
    if (latest === undefined || nowMs - latest.atMs >= FRESH_MS) latest = { atMs: nowMs, isEnding: look() };
    if (!(await latest.isEnding)) return undefined;
    // It does not come back.
    latest.atMs = Number.POSITIVE_INFINITY;
    const message = `Namespace ${namespace} is being deleted by someone else, and the evaluation in it with it.`;
    return { code: 'shard-lost', message, hint: undefined, isFinal: true };
  };
}
