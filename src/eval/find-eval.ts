import { attachedPlace } from '../backends/attached/backend.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError } from '../base/errors.ts';
import { jobPlace } from '../backends/job/backend.ts';
import type { EvalPlace } from '../backends/backend.ts';
import { findRun, type FoundRun } from '../backends/eval-record.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import { read } from '../kube/objects.ts';
import type { Job } from '../kube/types.ts';

/** An eval of another process, found again in the cluster. */
export interface FoundEval {
  run: FoundRun;
  place: EvalPlace;
  leftovers: Leftovers;
}

/** @throws ActionError bad-input when there is none, shard-lost when nothing of it runs any more; KubeError */
export async function findEval(
  kube: Kube,
  { namespace, instance }: Pick<Inputs, 'namespace' | 'instance'>,
  signal: AbortSignal,
): Promise<FoundEval> {
  const run = await findRun(kube, namespace ?? '', instance, signal);
  const { server, caSha256 } = kube.cluster;
  const leftovers = { instance: run.instance, namespace: run.namespace, server, caSha256 };
  if (run.place.kind === 'attached') {
    const place = attachedPlace(kube, run.namespace, run.place);
    return { run, place, leftovers: { ...leftovers, attached: run.place } };
  }
  const { name } = run.place;
  const ref = { apiVersion: 'batch/v1', kind: 'Job', name, namespace: run.namespace };
  const job = await read<Job>(kube, ref, { signal });
  const uid = job?.metadata?.uid;
  if (uid === undefined) {
    throw new ActionError(
      'shard-lost',
      `Job ${run.namespace}/${name} of evaluation ${run.instance} is gone.`,
      {
        hint: 'Its results were held until they expired, or somebody deleted it.',
      },
    );
  }
  const launched = { namespace: run.namespace, name, uid, warnings: [] };
  return { run, place: jobPlace(kube, launched), leftovers };
}
