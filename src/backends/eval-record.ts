import { z } from 'zod';
import { openSecrets } from '../base/clean.ts';
import { ActionError } from '../base/errors.ts';
import { publicInputs, secretValues } from '../inputs/load.ts';
import { type Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import { list } from '../kube/objects.ts';
import type { ConfigMap } from '../kube/types.ts';
import type { Plan } from '../plan/plan.ts';
import type { GivenFiles } from '../plan/user-files.ts';
import { annotations, isOurs, labels, MANAGED_BY } from '../stack/ownership.ts';

/**
 * What another process must know of an eval to follow it, bring its results home or end it: an annotation of the
 * ConfigMap with its settings. Nothing secret is in it; it is read as data of a stranger.
 */

const name = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const text = z.string().max(2000);
const hex = z.string().regex(/^[0-9a-f]{8,64}$/);

/** A container of ours in somebody else's pod. */
export const attachedSchema = z.object({
  kind: z.literal('attached'),
  method: z.enum(['ephemeral', 'rollout']),
  deployment: name,
  pod: name,
  podUid: z.string().max(64),
  /** Of the gateway. */
  gateway: name,
  /** Ours. */
  container: name,
  /** When it joined, by the node's clock, in ms since the epoch. */
  sinceMs: z.number(),
});

export const placeRecordSchema = z.discriminatedUnion('kind', [
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
  leg: hex,
  label: text,
  runUrl: text.nullable(),
  startedAtMs: z.number(),
  isDetached: z.boolean(),
  place: placeRecordSchema,
  model: modelSchema,
  judge: modelSchema.nullable(),
  shards: z.number().int().min(1).max(100),
  concurrency: z.number().int().min(1).max(64),
  runs: z.union([z.number().int().min(1).max(100), z.literal('auto')]),
  timeoutMs: z.number(),
  startupTimeoutMs: z.number(),
  settingsHash: hex,
  taskDurations: z.record(z.string(), z.number()),
  /** What the files were that it was given: results are held against others by them. Null without any. */
  given: z.object({ sha256: hex, agent: factsSchema, tasks: factsSchema }).nullable().default(null),
  clawbenchArgs: z.array(z.string().max(4096)).nullable().default(null),
  /** As they were given, for people; a secret is `set` or null. */
  inputs: z.record(z.string(), z.unknown()),
});

export type RunRecord = z.infer<typeof recordSchema>;

export function recordOf(
  plan: Plan,
  inputs: Inputs,
  place: PlaceRecord,
  facts: Pick<RunRecord, 'startedAtMs' | 'settingsHash' | 'taskDurations'>,
): RunRecord {
  const { model, judge, identity } = plan;
  return {
    schemaVersion: 1,
    ...identity,
    label: plan.label,
    runUrl: plan.runUrl ?? null,
    isDetached: inputs.detach,
    place,
    model: { model: model.model, ref: model.ref },
    judge: judge === undefined ? null : { model: judge.model, ref: judge.ref },
    shards: plan.shards,
    concurrency: inputs.concurrency,
    runs: inputs.runs,
    timeoutMs: inputs.timeoutMs,
    startupTimeoutMs: inputs.startupTimeoutMs,
    given: plan.given === undefined ? null : givenFacts(plan.given),
    clawbenchArgs: inputs.clawbenchArgs === null ? null : [...inputs.clawbenchArgs],
    ...facts,
    inputs: shownInputs(inputs),
  };
}

function givenFacts({ sha256, agent, tasks }: GivenFiles): RunRecord['given'] {
  return { sha256, agent, tasks };
}

/** All annotations of an object may have 256 KiB; what is longer than this is for nobody to read there. */
const MAX_INPUT_CHARACTERS = 2000;

/** Secrets are out of them, also those in an address that is an input. */
function shownInputs(inputs: Inputs): RunRecord['inputs'] {
  const short = Object.entries(publicInputs(inputs)).filter(
    ([, value]) => JSON.stringify(value).length <= MAX_INPUT_CHARACTERS,
  );
  return openSecrets(secretValues(inputs)).clean(Object.fromEntries(short));
}

/** A run that was found again. */
export interface FoundRun extends RunRecord {
  namespace: string;
  /** The ConfigMap that tells of it. */
  configMap: string;
}

/**
 * The run with this instance, or the only one of the namespace: of several nobody guesses, what is fetched is removed.
 * @throws ActionError bad-input that names the runs there are; KubeError
 */
export async function findRun(
  kube: Kube,
  namespace: string,
  instance: string | null,
  signal: AbortSignal,
): Promise<FoundRun> {
  const runs = await listRuns(kube, namespace, signal);
  if (instance === null && runs.length > 1) {
    const known = runs.map((run) => `${run.instance} (${run.label})`).join(', ');
    throw new ActionError('bad-input', `Namespace ${namespace} has ${runs.length} evaluations: ${known}.`, {
      hint: 'Write the `instance` of the one you mean.',
    });
  }
  const found = runs.find((run) => instance === null || run.instance === instance);
  if (found !== undefined) return found;
  const known = runs.map((run) => run.instance).join(', ');
  throw new ActionError(
    'bad-input',
    instance === null
      ? `No evaluation runs or is held in namespace ${namespace}.`
      : `No evaluation ${instance} runs or is held in namespace ${namespace}.`,
    {
      hint:
        known === ''
          ? 'Look at `namespace` and the cluster.'
          : `Write one of these as \`instance\`: ${known}.`,
    },
  );
}

/** The newest first. */
export async function listRuns(kube: Kube, namespace: string, signal: AbortSignal): Promise<FoundRun[]> {
  const labelSelector = `${labels.managedBy}=${MANAGED_BY},${labels.instance}`;
  const of = { apiVersion: 'v1', kind: 'ConfigMap', namespace };
  const maps = await list<ConfigMap>(kube, of, { labelSelector, signal });
  const runs = maps.flatMap(({ metadata }) => {
    const json = metadata?.annotations?.[annotations.run];
    const record = parseRecord(json);
    const isReal = record !== undefined && metadata?.labels?.[labels.instance] === record.instance;
    return isReal && isOurs({ metadata: { labels: metadata.labels ?? {} } })
      ? [{ ...record, namespace, configMap: metadata.name ?? '' }]
      : [];
  });
  return runs.sort((a, b) => b.startedAtMs - a.startedAtMs);
}

/** Undefined for what is no such record. */
export function parseRecord(json: string | undefined): RunRecord | undefined {
  if (json === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
