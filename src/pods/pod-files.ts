import { z } from 'zod';
import { pathProblem } from '../artifact/file-names.ts';
import { ActionError } from '../base/errors.ts';
import { taskContentsSchema } from '../result/formats/shard-plan.ts';
import { type KeptIndex, type ShardDone, shardFailures, type ShardState } from '../protocol/pod.ts';

/**
 * Schemas of the files in the pod. The agent under test runs with the rights of the supervisor and could have written any
 * of them, so nothing is used before it is checked.
 */

const text = z.string().max(4000);
const count = z.number().int().min(0).max(1e9);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Checked by `isPodPath` where it is used, so that one strange name does not spoil the list. */
const filePath = z.string().max(4096);
const fileEntry = z.object({ path: filePath, size: count, sha256 });
const failure = z.enum(shardFailures).nullable();
const taskIds = z.array(z.string().min(1).max(200)).max(10_000);

export const shardStateSchema = z.object({
  schemaVersion: z.literal(1),
  phase: z.enum(['booting', 'ready', 'running', 'idle', 'done', 'failed']),
  message: text,
  failure,
  heartbeat: z.iso.datetime(),
  shard: count,
  shards: count,
  tasks: taskIds.nullable(),
  droppedTasks: taskIds,
  runsPerTask: count,
  concurrency: count,
  done: count,
  total: count,
  valid: count,
  meanRunScore: z.number().min(0).max(1).nullable(),
  tokens: z.number().min(0),
  costUsd: z.number().min(0),
  priceKnown: z.boolean(),
  // Pods of older versions do not say it.
  waiting: text.nullable().default(null),
  openclawVersion: text.nullable(),
  harnessVersion: text.nullable(),
  taskContents: taskContentsSchema.nullable().default(null),
  restarts: count,
  gatewayRestarts: count,
  harnessStartedAt: z.iso.datetime().nullable(),
  lastRequest: z
    .object({ id: text, status: z.enum(['accepted', 'done', 'refused']), reason: text })
    .nullable(),
}) satisfies z.ZodType<ShardState>;

export const shardDoneSchema = z.object({
  schemaVersion: z.literal(1),
  generation: text,
  reason: z.enum(['finished', 'cancelled', 'abandoned', 'timeout', 'budget', 'failed']),
  failure,
  message: text,
  exitCode: z.number().int().nullable(),
  finishedAt: z.iso.datetime(),
  results: z.array(filePath).max(1000),
  files: z.array(fileEntry).max(100_000),
}) satisfies z.ZodType<ShardDone>;

export const keptIndexSchema = z.object({
  schemaVersion: z.literal(1),
  files: z.array(fileEntry.extend({ firstSeenAt: z.iso.datetime() })).max(100_000),
  replaced: z.array(filePath).max(100_000),
  tampered: z.array(filePath).max(100_000),
  // Pods of older versions do not say it.
  notKept: z.array(filePath).max(100_000).default([]),
}) satisfies z.ZodType<KeptIndex>;

/** Whether it is a relative path of plain segments that do not start with a dot, and an artifact can have it. */
export function isPodPath(file: string): boolean {
  const isPlain = /^[A-Za-z0-9_@+=,-][\w.@+=,-]*(\/[A-Za-z0-9_@+=,-][\w.@+=,-]*)*$/.test(file);
  return isPlain && pathProblem(file) === null;
}

/** Far more than any of these files needs. */
export const MAX_POD_FILE_BYTES = 32 * 1024 * 1024;

/** @param name for the message  @throws ActionError bad-result if the bytes do not match the schema */
export function parsePodFile<T>(schema: z.ZodType<T>, bytes: Uint8Array, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ActionError('bad-result', `${name} in the pod is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ActionError(
    'bad-result',
    `${name} in the pod has an unexpected content: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
  );
}
