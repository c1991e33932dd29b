import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../base/errors.ts';
import { relayStateSchema } from '../result/formats/relay-state.ts';
import { roundSchema } from '../result/formats/rounds.ts';
import { shardPlanSchema } from '../result/formats/shard-plan.ts';

const isErrorCode = (name: string): name is ErrorCode => name in errorCodes;

const userFilesSchema = z.object({ sha256: z.string(), files: z.number() }).nullable();

const shardSchema = z.object({
  index: z.number().int().min(0),
  tasks: z.array(z.string()).nullable(),
  /** What it was to run, as it said before it was started; null if it was not. Artifacts of older versions lack it. */
  plan: shardPlanSchema.nullable().optional(),
  /** Orders after the first runs of all tasks; `runs` is the new number of runs. */
  rounds: z.array(roundSchema).optional(),
  harnessStartedAt: z.string().nullable(),
  finishedAt: z.string().nullable().optional(),
  /** When the action noticed that it had finished. */
  noticedAt: z.string().nullable().optional(),
  pod: z
    .object({
      name: z.string().optional(),
      uid: z.string().optional(),
      node: z.string().optional(),
      /** Digests by container. */
      images: z.record(z.string(), z.string()),
    })
    .nullable()
    .optional(),
  restarts: z.number().nullable().optional(),
  /** The last state of the relay of each of its pods, lost ones included; absent without a relay. */
  relays: z.array(relayStateSchema).optional(),
  tampered: z.array(z.string()),
  incidents: z.array(z.object({ kind: z.enum(['oom', 'evicted', 'node-lost']), detail: z.string() })),
  failure: z
    .object({ code: z.enum(Object.keys(errorCodes).filter(isErrorCode)), message: z.string() })
    .nullable(),
});

const fileSchema = z.object({
  /** Relative to the artifact. */
  path: z.string(),
  /** Hash of the file in the pod; absent for files made by the action. */
  sha256InPod: z.string().optional(),
  /** Hash of the file in the artifact, after redaction. */
  sha256: z.string(),
  sizeBytes: z.number().optional(),
});

/**
 * `manifest.json` of an artifact: how the result came about, and a list of all other files. Written by
 * `writeArtifactContent` and read by `readArtifact`. Fields are optional that artifacts of other origin lack.
 */
export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  leg: z.string().optional(),
  instance: z.string().optional(),
  namespace: z.string().optional(),
  /** Address of the API server. */
  server: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** Null outside GitHub Actions. */
  workflow: z
    .object({
      repository: z.string(),
      runUrl: z.string(),
      attempt: z.number(),
      sha: z.string(),
      job: z.string().optional(),
      step: z.string().optional(),
      /** The branch that was evaluated; null for a pull request. */
      branch: z.string().nullable().optional(),
    })
    .nullable()
    .optional(),
  agentFiles: userFilesSchema.optional(),
  ownTasks: userFilesSchema.optional(),
  model: z.object({ name: z.string().optional(), ref: z.string() }).optional(),
  openclawVersion: z.string().nullable().optional(),
  harnessVersion: z.string().nullable().optional(),
  shards: z.array(shardSchema),
  /** What the pods said or left that contradicts their orders, a sentence each; nothing can be judged then. */
  contradictions: z.array(z.string()).optional(),
  settingsHash: z.string().optional(),
  /** Expected seconds by task id, as used to assign tasks to shards. */
  taskDurations: z.record(z.string(), z.number()).optional(),
  /** What the evaluation was expected to use; null if nothing was known. */
  forecast: z.unknown().optional(),
  /** The inputs by name; a secret is `set` or null. */
  inputs: z.record(z.string(), z.unknown()).optional(),
  content: z.enum(['full', 'scores']).optional(),
  files: z.array(fileSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = z.infer<typeof fileSchema>;
export type ManifestShard = z.infer<typeof shardSchema>;

/** A manifest without the fields that the writer of an artifact adds. */
export type ManifestFacts = Omit<Manifest, 'schemaVersion' | 'content' | 'files'>;
