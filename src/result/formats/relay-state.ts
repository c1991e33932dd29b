import { z } from 'zod';
import { checkFailures, type RelayState, type WireTokens } from '../../protocol/relay.ts';

/** The parts that the lines of a journal have too. */
export const count = z.number().int().min(0).max(1e12);
export const amount = z.number().min(0).max(1e12);
const text = z.string().max(4000);
export const name = z.string().max(500);

export const tokensSchema = z.object({
  input: amount,
  output: amount,
  cacheRead: amount,
  cacheWrite: amount,
}) satisfies z.ZodType<WireTokens>;

/**
 * `/wire/state.json`. Only the relay writes it, but what it says of requests comes from agents and providers. The manifest of
 * an artifact keeps the last one of each pod.
 */
export const relayStateSchema = z.object({
  schemaVersion: z.literal(1),
  startedAt: z.iso.datetime(),
  heartbeat: z.iso.datetime(),
  restarts: count,
  check: z.discriminatedUnion('status', [
    z.object({ status: z.literal('pending') }),
    z.object({ status: z.literal('ok') }),
    z.object({
      status: z.literal('failed'),
      // Relays of earlier versions said only that.
      failure: z.enum(checkFailures).default('bad-model-access'),
      message: text,
      hint: text,
    }),
  ]),
  // States of earlier versions have none.
  fence: z
    .object({ isRequired: z.boolean(), status: z.enum(['pending', 'holds', 'open']), tried: name })
    .nullable()
    .default(null),
  requests: count,
  open: count,
  failed: count,
  unattributed: count,
  tokens: tokensSchema,
  estimated: count,
  costUsd: amount,
  unpriced: count,
  // States of earlier versions have none.
  unpricedModels: z.array(name).max(1000).readonly().default([]),
  waitedMs: amount,
  waiting: z
    .object({
      provider: name,
      status: z.number().int().nullable(),
      lanes: z.object({ open: count, of: count }),
    })
    .nullable(),
  servedModels: z.record(name, z.array(name).max(1000).readonly()),
  cap: text.nullable(),
  problem: text.nullable(),
  journalBytes: count,
}) satisfies z.ZodType<RelayState>;
