import { z } from 'zod';
import { allTokens, wireApis } from '../../protocol/relay.ts';
import { wireOutcomes, wireRefusals, type WireLine } from '../../protocol/wire.ts';
import { asksFor, openWireRuns, type WireTry } from '../../protocol/wire-runs.ts';
import type { Lines } from './lines.ts';
import { amount, count, name, tokensSchema } from './relay-state.ts';

/**
 * `wire.jsonl`: what the relay of a pod wrote about requests. Only the relay writes it, but names and texts in it come from
 * agents and providers, and it comes home through the cluster.
 */

const time = z.number().int().min(0).max(1e14);
const text = z.string().max(1000);

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at: time, restarts: count }),
  z.object({
    kind: z.literal('opened'),
    id: name.min(1),
    at: time,
    provider: name,
    api: z.enum(wireApis),
    model: name,
    purpose: z.enum(['check', 'run', 'judge', 'other']),
    run: z.object({ task: name.min(1), run: count.max(999_999), workspace: name, turn: name }).nullable(),
    requestBytes: count,
  }),
  z.object({
    kind: z.literal('closed'),
    id: name.min(1),
    at: time,
    outcome: z.enum(wireOutcomes),
    refusal: z.enum(wireRefusals).nullable(),
    status: z.number().int().min(100).max(999).nullable(),
    error: text.nullable(),
    firstByteAt: time.nullable(),
    silentMs: amount,
    attempts: count,
    waitedMs: amount,
    retryAfterMs: amount.nullable(),
    servedModel: name.nullable(),
    finishReason: name.nullable(),
    callsTool: z.boolean(),
    tokens: tokensSchema,
    estimated: z.boolean(),
    costUsd: amount.nullable(),
    responseBytes: count,
    providerRequestId: name.nullable(),
  }),
]) satisfies z.ZodType<WireLine>;

/** What the journals of a shard's pods say, one after the other. */
export interface WireJournal {
  tries: WireTry[];
  /** When requests for the model under test came in that belong to no run, the first 10,000 of them. */
  strays: number[];
  /** Requests that belong to no run, nor to the judge or the check. */
  others: { requests: number; tokens: number; costUsd: number };
  /** Lines that are not of the format, or not at all in it. */
  broken: number;
}

const MOST_STRAYS = 10_000;
/** As `openWireRuns`: requests that are never closed must not fill the memory. */
const MOST_OPEN = 2000;

/**
 * Reads what became of the runs of a shard. A line that cannot be read is counted and left out: its request is then one that
 * was lost, or none.
 * @param model the model under test, as `<provider>/<id>` in the gateway's words; null if it is not known
 */
export function parseWireJournal(lines: Lines, model: string | null): WireJournal {
  const runs = openWireRuns(model);
  const strays: number[] = [];
  const others = { requests: 0, tokens: 0, costUsd: 0 };
  const openOthers = new Set<string>();
  let broken = 0;
  for (const line of wireLines(lines)) {
    if (line === null) {
      broken += 1;
      continue;
    }
    runs.add(line);
    if (line.kind === 'opened' && line.purpose === 'other') {
      others.requests += 1;
      if (openOthers.size < MOST_OPEN) openOthers.add(line.id);
      if (asksFor(line, model) && strays.length < MOST_STRAYS) strays.push(line.at);
    } else if (line.kind === 'closed' && openOthers.delete(line.id)) {
      others.tokens += allTokens(line.tokens);
      others.costUsd += line.costUsd ?? 0;
    }
  }
  runs.end();
  return { tries: runs.tries(), strays, others, broken };
}

/** The lines of a journal; null for each that cannot be read. */
export function* wireLines(lines: Lines): Generator<WireLine | null> {
  for (const raw of lines) if (raw !== '') yield parseLine(raw);
}

function parseLine(raw: string): WireLine | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  const parsed = lineSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
