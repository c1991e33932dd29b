import { z } from 'zod';
import type { KnownSecrets } from '../base/clean.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { list } from '../kube/objects.ts';
import type { ConfigMap } from '../kube/types.ts';
import type { Plan } from '../plan/plan.ts';
import { annotations, arms, isOurs, labels, MANAGED_BY } from '../stack/ownership.ts';
import { readShardRecords, type ShardRecord } from './shard-record.ts';

const name = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const text = z.string().max(2000);
/** A config may have any number of providers, and an annotation has little room. */
const MOST_NOTES = 10;
const hex = z.string().regex(/^[0-9a-f]{8,64}$/);

/** A container of ours in a user's pod. */
export const attachedSchema = z.object({
  kind: z.literal('attached'),
  method: z.enum(['ephemeral', 'rollout']),
  /** Name of what the pod belongs to, which older versions only looked for among Deployments. */
  deployment: name,
  workload: z.enum(['Deployment', 'StatefulSet', 'Pod']).default('Deployment'),
  pod: name,
  podUid: z.string().max(64),
  /** The gateway's container. */
  gateway: name,
  /** Our container. */
  container: name,
  /** When our container joined, in ms since the epoch by the node's clock. */
  sinceMs: z.number(),
});

const placeRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('job'), name }),
  attachedSchema,
]);

export type AttachedRecord = z.infer<typeof attachedSchema>;
export type PlaceRecord = z.infer<typeof placeRecordSchema>;

const factsSchema = z.object({ sha256: hex, files: z.number().int().min(0) }).nullable();

const modelSchema = z.object({ model: text, ref: text });

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  instance: hex,
  /** `base` is what `head` is compared with, run beside it. */
  arm: z.enum(arms).default('head'),
  /** What the base arm of a head is called in sentences; null if it has none. */
  base: text.nullable().default(null),
  leg: hex,
  label: text,
  runUrl: text.nullable(),
  /** The branch that is evaluated; null for a pull request, and outside GitHub Actions. */
  branch: text.nullable().default(null),
  startedAtMs: z.number(),
  isDetached: z.boolean(),
  place: placeRecordSchema,
  model: modelSchema,
  judge: modelSchema.nullable(),
  shards: z.number().int().min(1).max(100),
  concurrency: z.number().int().min(1).max(64),
  runs: z.union([z.number().int().min(1).max(100), z.literal('auto')]),
  /** Task ids that the user named; null for the whole suite. */
  tasks: z.array(z.string()).nullable().default(null),
  timeoutMs: z.number(),
  startupTimeoutMs: z.number(),
  settingsHash: hex,
  taskDurations: z.record(z.string(), z.number()),
  /** Hashes of the user files: results with other files are not comparable. Null without any. */
  given: z.object({ sha256: hex, agent: factsSchema, tasks: factsSchema }).nullable().default(null),
  clawbenchArgs: z.array(z.string().max(4096)).nullable().default(null),
  /** Of a head, the tasks that were in quarantine in the commit of its base arm; null if that is not known. */
  quarantinedInBase: z.array(text).nullable().default(null),
  /** Whether requests to models go through a relay; evaluations of older versions have none. */
  relay: z.boolean().default(false),
  /** Sentences about providers that are called past the relay. */
  pastRelay: z.array(text).max(MOST_NOTES).default([]),
  /** The inputs by name, for reports; a secret is `set` or null. */
  inputs: z.record(z.string(), z.unknown()),
});

/**
 * What another process needs to follow an evaluation, collect its results or end it: an annotation of the ConfigMap with
 * its settings. It holds no secret. Others can write to it, so it is checked when it is read.
 */
export type EvalRecord = z.infer<typeof recordSchema>;

/** The facts of a record that are only known right before the launch. */
export type LaunchFacts = Pick<EvalRecord, 'startedAtMs' | 'settingsHash' | 'taskDurations'>;

export function recordOf(
  plan: Plan,
  place: PlaceRecord,
  facts: LaunchFacts,
  { clean }: KnownSecrets,
): EvalRecord {
  const { model, judge, names, settings, userFiles } = plan;
  const { shards, concurrency, runs, tasks, timeoutMs, startupTimeoutMs, clawbenchArgs } = settings;
  return {
    schemaVersion: 1,
    ...names,
    arm: plan.arm,
    base: plan.baseName,
    label: plan.label,
    runUrl: plan.runUrl ?? null,
    branch: plan.branch,
    isDetached: plan.isDetached,
    place,
    model: { model: model.model, ref: model.ref },
    judge: judge === undefined ? null : { model: judge.model, ref: judge.ref },
    shards,
    concurrency,
    runs,
    tasks: tasks === null ? null : [...tasks],
    timeoutMs,
    startupTimeoutMs,
    given:
      userFiles === undefined
        ? null
        : { sha256: userFiles.sha256, agent: userFiles.agent, tasks: userFiles.tasks },
    clawbenchArgs: clawbenchArgs === null ? null : [...clawbenchArgs],
    quarantinedInBase: shortOrNull(plan.terms.gate.quarantinedInBase),
    relay: plan.relay !== undefined,
    pastRelay: plan.pastRelay.slice(0, MOST_NOTES).map((note) => clean(note.slice(0, 2000))),
    ...facts,
    inputs: clean(Object.fromEntries(Object.entries(plan.terms.inputs).filter(isShort))),
  };
}

/** Longer inputs are left out: all annotations of an object together may have 256 KiB. */
const MAX_INPUT_CHARACTERS = 2000;

function isShort([, value]: [string, unknown]): boolean {
  return JSON.stringify(value).length <= MAX_INPUT_CHARACTERS;
}

/** Some 500 tasks. */
const MAX_QUARANTINE_CHARACTERS = 20_000;

/** A list that is too long for an annotation counts as not known. */
function shortOrNull(tasks: readonly string[] | undefined): string[] | null {
  return tasks === undefined || JSON.stringify(tasks).length > MAX_QUARANTINE_CHARACTERS ? null : [...tasks];
}

/** The name of the ConfigMap that holds a record. */
export function recordMap({ instance, place }: Pick<EvalRecord, 'instance' | 'place'>): string {
  return place.kind === 'job' ? place.name : `clawbench-${instance}`;
}

/** A record as found in the cluster. */
export interface FoundRecord extends EvalRecord {
  namespace: string;
  /** The ConfigMap that holds it. */
  configMap: string;
  /** What its shards were ordered so far, by shard. */
  shardRecords: ReadonlyMap<number, ShardRecord>;
}

/** The records of the arms of one evaluation. */
export interface FoundRecords {
  head: FoundRecord;
  /** Null if it has no base arm, or if nothing is left of it. */
  base: FoundRecord | null;
}

/**
 * Finds an evaluation in a namespace. Of several it never guesses one, since callers remove the evaluation afterwards.
 * @param instance null for the only evaluation in the namespace
 * @throws ActionError bad-input, with the instances of the existing evaluations; KubeError
 */
export async function findRecords(
  kube: Kube,
  namespace: string,
  instance: string | null,
): Promise<FoundRecords> {
  const records = await listRecords(kube, namespace);
  const heads = records.filter(({ arm }) => arm === 'head');
  if (instance === null && heads.length > 1) {
    const known = heads.map((record) => `${record.instance} (${record.label})`).join(', ');
    throw new ActionError('bad-input', `Namespace ${namespace} has ${heads.length} evaluations: ${known}.`, {
      hint: 'Write the one you mean as `instance`.',
    });
  }
  const head = heads.find((record) => instance === null || record.instance === instance);
  if (head !== undefined) {
    const isBase = (record: FoundRecord): boolean =>
      record.arm === 'base' && record.instance === head.instance;
    return { head, base: records.find(isBase) ?? null };
  }
  const known = heads.map((record) => record.instance).join(', ');
  throw new ActionError(
    'bad-input',
    instance === null
      ? `There is no evaluation in namespace ${namespace}.`
      : `There is no evaluation ${instance} in namespace ${namespace}.`,
    {
      hint:
        known === '' ? 'Check `namespace` and the cluster.' : `Write one of these as \`instance\`: ${known}.`,
    },
  );
}

/** The arms of all evaluations of a namespace, the newest first. @throws KubeError */
async function listRecords(kube: Kube, namespace: string): Promise<FoundRecord[]> {
  const labelSelector = `${labels.managedBy}=${MANAGED_BY},${labels.instance}`;
  const of = { apiVersion: 'v1', kind: 'ConfigMap', namespace };
  const maps = await list<ConfigMap>(kube, of, { labelSelector });
  const records = maps.flatMap(({ metadata }) => {
    const json = metadata?.annotations?.[annotations.run];
    const record = parseRecord(json);
    const isReal = record !== undefined && metadata?.labels?.[labels.instance] === record.instance;
    return isReal && isOurs({ metadata: { labels: metadata.labels ?? {} } })
      ? [
          {
            ...record,
            namespace,
            configMap: metadata.name ?? '',
            shardRecords: readShardRecords(metadata.annotations),
          },
        ]
      : [];
  });
  return records.sort((a, b) => b.startedAtMs - a.startedAtMs);
}

/** @returns undefined if the text is not a record */
export function parseRecord(json: string | undefined): EvalRecord | undefined {
  if (json === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
