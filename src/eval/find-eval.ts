import type { EvalBackend } from '../backends/backend.ts';
import { attachedBackend } from '../backends/attached/backend.ts';
import { findRecord, type FoundRecord } from '../backends/eval-record.ts';
import { jobBackend } from '../backends/job/backend.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { read } from '../kube/objects.ts';
import type { Job } from '../kube/types.ts';

/** An evaluation of another process, found again in the cluster. */
export interface FoundEval {
  record: FoundRecord;
  backend: EvalBackend;
  leftovers: Leftovers;
}

/** Which evaluation is meant. */
export interface EvalQuery {
  namespace: string | null;
  /** 8 hex digits; null for the only one of the namespace. */
  instance: string | null;
}

/** @throws ActionError bad-input when there is none, shard-lost when nothing of it runs any more; KubeError */
export async function findEval(kube: Kube, query: EvalQuery): Promise<FoundEval> {
  const record = await findRecord(kube, query.namespace ?? '', query.instance);
  const { instance, namespace, place } = record;
  const { server, caSha256 } = kube.cluster;
  const leftovers = { instance, namespace, server, caSha256 };
  if (place.kind === 'attached') {
    const backend = attachedBackend(kube, namespace, place);
    return { record, backend, leftovers: { ...leftovers, attached: place } };
  }
  const { name } = place;
  const job = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
  const uid = job?.metadata?.uid;
  if (uid === undefined) {
    throw new ActionError('shard-lost', `Job ${namespace}/${name} of evaluation ${instance} is gone.`, {
      hint: 'Its results were held until they expired, or somebody deleted it.',
    });
  }
  return { record, backend: jobBackend(kube, { namespace, name, uid, warnings: [] }), leftovers };
}
