import type { EvalBackend } from '../backends/backend.ts';
import { attachedBackend } from '../backends/attached/backend.ts';
import { podOf } from '../backends/attached/joined.ts';
import { findRecords, type FoundRecord } from '../backends/eval-record.ts';
import { jobBackend } from '../backends/job/backend.ts';
import { foundLease } from '../backends/job/key-lease.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError, isActionError, messageWithHint } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { read } from '../kube/objects.ts';
import type { Job } from '../kube/types.ts';
import { lostBase } from '../result/verdict/base-arm.ts';
import type { LostBase } from '../result/verdict/evidence.ts';

/** One side of an evaluation of another process, found in the cluster. */
export interface FoundArm {
  record: FoundRecord;
  backend: EvalBackend;
}

/** Such an evaluation: its head, and the base arm that runs beside it. */
export interface FoundEval extends FoundArm {
  leftovers: Leftovers;
  /** Null if it has none, or none any more. */
  base: FoundArm | null;
  /** Of a base arm that is gone; null otherwise. */
  lostBase: LostBase | null;
}

/** Which evaluation to find. */
export interface EvalQuery {
  namespace: string | null;
  /** 8 hex digits; null for the only one of the namespace. */
  instance: string | null;
}

/** @throws ActionError bad-input if there is none, shard-lost if its Job is gone, foreign-object if its record names another's container; KubeError */
export async function findEval(kube: Kube, query: EvalQuery): Promise<FoundEval> {
  const { head, base } = await findRecords(kube, query.namespace ?? '', query.instance);
  const { instance, namespace, place } = head;
  const { server, caSha256 } = kube.cluster;
  const leftovers = { instance, namespace, server, caSha256 };
  if (place.kind === 'attached') {
    await podOf(kube, { namespace, instance, attached: place });
    const backend = attachedBackend(kube, namespace, place);
    return {
      record: head,
      backend,
      leftovers: { ...leftovers, attached: place },
      base: null,
      lostBase: null,
    };
  }
  const found = await armInJob(kube, head, place.name);
  if (isActionError(found)) throw found;
  if (head.base === null) return { ...found, leftovers, base: null, lostBase: null };
  const beside =
    base?.place.kind === 'job' ? await armInJob(kube, base, base.place.name) : goneBase(head, head.base);
  if (!isActionError(beside)) return { ...found, leftovers, base: beside, lostBase: null };
  const lost = lostBase(head.base, beside.code, messageWithHint(beside));
  return { ...found, leftovers, base: null, lostBase: lost };
}

/** @returns why there is none if its Job is gone */
async function armInJob(kube: Kube, record: FoundRecord, name: string): Promise<FoundArm | ActionError> {
  const { instance, namespace } = record;
  const job = await read<Job>(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
  const uid = job?.metadata?.uid;
  if (uid === undefined) {
    return new ActionError('shard-lost', `Job ${namespace}/${name} of evaluation ${instance} is gone.`, {
      hint: EXPIRED,
    });
  }
  const lease = foundLease(kube, { name, namespace });
  const launched = { namespace, name, uid, warnings: [], lease };
  return { record, backend: jobBackend(kube, launched, record) };
}

const EXPIRED = 'It was deleted, or its results had expired.';

function goneBase({ instance, namespace }: FoundRecord, name: string): ActionError {
  const sentence = `The base arm (${name}) of evaluation ${instance} in namespace ${namespace} is gone.`;
  return new ActionError('shard-lost', sentence, { hint: EXPIRED });
}
