import type { EvalBackend } from '../backends/backend.ts';
import { attachedBackend } from '../backends/attached/backend.ts';
import { podOf } from '../backends/attached/joined.ts';
import { findRecord, type FoundRecord } from '../backends/eval-record.ts';
import { jobBackend } from '../backends/job/backend.ts';
import { foundLease } from '../backends/job/key-lease.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { read } from '../kube/objects.ts';
import type { Job } from '../kube/types.ts';

/** An evaluation of another process, found in the cluster. */
export interface FoundEval {
  record: FoundRecord;
  backend: EvalBackend;
  leftovers: Leftovers;
}

/** Which evaluation to find. */
export interface EvalQuery {
  namespace: string | null;
  /** 8 hex digits; null for the only one of the namespace. */
  instance: string | null;
}

/** @throws ActionError bad-input if there is none, shard-lost if its Job is gone, foreign-object if its record names another's container; KubeError */
export async function findEval(kube: Kube, query: EvalQuery): Promise<FoundEval> {
  const record = await findRecord(kube, query.namespace ?? '', query.instance);
  const { instance, namespace, place } = record;
  const { server, caSha256 } = kube.cluster;
  const leftovers = { instance, namespace, server, caSha256 };
  if (place.kind === 'attached') {
    await podOf(kube, { namespace, instance, attached: place });
    const backend = attachedBackend(kube, namespace, place);
    return { record, backend, leftovers: { ...leftovers, attached: place } };
  }
  const { name } = place;
  const job = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
  const uid = job?.metadata?.uid;
  if (uid === undefined) {
    throw new ActionError('shard-lost', `Job ${namespace}/${name} of evaluation ${instance} is gone.`, {
      hint: 'It was deleted, or its results had expired.',
    });
  }
  const lease = foundLease(kube, { name, namespace });
  const launched = { namespace, name, uid, warnings: [], lease };
  return { record, backend: jobBackend(kube, launched, record), leftovers };
}
