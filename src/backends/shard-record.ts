import { z } from 'zod';
import type { Kube } from '../kube/client.ts';
import { patch } from '../kube/objects.ts';
import { roundSchema } from '../result/formats/rounds.ts';
import { shardPlanSchema } from '../result/formats/shard-plan.ts';
import { annotations } from '../stack/ownership.ts';

const runs = z.number().int().min(1).max(1000);

const schema = z.object({
  plan: shardPlanSchema,
  /** The orders after the first runs of all tasks; `runs` is the new number of runs. */
  rounds: z.array(roundSchema).max(1000),
  /** How many runs of a task an earlier attempt left, where those are more than `plan` has. */
  earlierRuns: z.record(z.string(), runs),
});

/**
 * What a shard was ordered to do, written down before each order: an annotation of the evaluation's ConfigMap, out of reach
 * of the pods. So a process that did not start the shard knows what its result has to be held against.
 */
export type ShardRecord = z.infer<typeof schema>;

/** The records of all shards, those of other processes among them, and where new ones are written. */
export interface ShardRecords {
  readonly known: ReadonlyMap<number, ShardRecord>;
  /** @throws KubeError */
  save(shard: number, record: ShardRecord): Promise<void>;
}

/** @param configMap of the evaluation's record */
export async function writeShardRecord(
  kube: Kube,
  configMap: { namespace: string; name: string },
  shard: number,
  record: ShardRecord,
): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', ...configMap };
  const name = `${annotations.shard}${shard}`;
  await patch(kube, ref, { metadata: { annotations: { [name]: JSON.stringify(record) } } });
}

/** Others may write to the ConfigMap, so what cannot be read counts as missing. */
export function readShardRecords(found: Readonly<Record<string, string>> = {}): ShardRecords['known'] {
  const records = new Map<number, ShardRecord>();
  for (const [name, text] of Object.entries(found)) {
    const shard = name.startsWith(annotations.shard) ? name.slice(annotations.shard.length) : '';
    const record = /^\d{1,3}$/.test(shard) ? parsed(text) : undefined;
    if (record !== undefined) records.set(Number(shard), record);
  }
  return records;
}

function parsed(text: string): ShardRecord | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
