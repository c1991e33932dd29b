import { isNameOf } from '../../protocol/model-names.ts';
import type { RelayState } from '../../protocol/relay.ts';
import { compareText } from '../../base/compare-text.ts';
import { sum } from '../stats/numbers.ts';
import type { WireJournal } from '../formats/wire.ts';
import { directoryOf } from '../formats/run-cache.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';
import type { ShardWire } from './run-evidence.ts';

/** What went over the wire of an evaluation, in all its pods. */
export interface EvalWire {
  /** What the relays counted, those of lost pods included. */
  totals: NonNullable<VerdictRecord['wire']>;
  /** Requests with tokens of unknown price, which the cost lacks. */
  unpriced: number;
  /** By what names the provider answered for the model under test, sorted. */
  servedModels: string[];
  /** Requests that are of no run, nor of the judge or the check. */
  others: WireJournal['others'];
  /** Lines of the journals that cannot be read. */
  broken: number;
}

/** The journals of a shard's relays, and what the relay of each of its pods said last. */
export interface CollectedRelays {
  journal: WireJournal;
  relays: readonly RelayState[];
}

/**
 * What is known of the wire and of the price. Prices that only OpenClaw's catalog has, the relay does not know: then the price is as
 * known as the gateway said.
 * @param model the model under test, as `<provider>/<id>` in the gateway's words; null if it is not known
 * @returns nothing without a relay
 */
export function wireOfShards(
  shards: readonly { wire?: CollectedRelays }[],
  model: string | null,
): { wire?: EvalWire; priceKnown?: boolean } {
  const relays = shards.flatMap(({ wire }) => wire ?? []);
  if (relays.length === 0) return {};
  const wire = evalWire(relays, model);
  return { wire, ...(wire.unpriced === 0 && { priceKnown: true }) };
}

function evalWire(shards: readonly CollectedRelays[], model: string | null): EvalWire {
  const relays = shards.flatMap((shard) => shard.relays);
  const journals = shards.map(({ journal }) => journal);
  const unpriced = sum(relays, (relay) => relay.unpriced);
  const costUsd = sum(relays, (relay) => relay.costUsd);
  const served = relays.flatMap(({ servedModels }) =>
    model !== null && Object.hasOwn(servedModels, model) ? servedModels[model]! : [],
  );
  return {
    totals: {
      requests: sum(relays, (relay) => relay.requests),
      failed: sum(relays, (relay) => relay.failed),
      unattributed: sum(relays, (relay) => relay.unattributed),
      estimated: sum(relays, (relay) => relay.estimated),
      inputTokens: sum(relays, ({ tokens }) => tokens.input),
      outputTokens: sum(relays, ({ tokens }) => tokens.output),
      cacheReadTokens: sum(relays, ({ tokens }) => tokens.cacheRead),
      cacheWriteTokens: sum(relays, ({ tokens }) => tokens.cacheWrite),
      costUsd: unpriced > 0 ? null : costUsd,
      waitedMs: sum(relays, (relay) => relay.waitedMs),
    },
    unpriced,
    servedModels: [...new Set(served)].sort(compareText),
    others: {
      requests: sum(journals, ({ others }) => others.requests),
      tokens: sum(journals, ({ others }) => others.tokens),
      costUsd: sum(journals, ({ others }) => others.costUsd),
    },
    broken: sum(journals, ({ broken }) => broken),
  };
}

/** The journals of one shard, by run. */
export function shardWire({ tries, strays }: WireJournal): ShardWire {
  const byRun = Map.groupBy(tries, ({ task, run }) => `${directoryOf(task)}/${run}`);
  return {
    strays,
    // The workspace has the name of the task's directory.
    triesOf: ({ taskId, runIndex }) => byRun.get(`${directoryOf(taskId)}/${runIndex}`) ?? [],
  };
}

/** Tokens of all kinds. */
export function totalTokens(totals: EvalWire['totals']): number {
  return totals.inputTokens + totals.outputTokens + totals.cacheReadTokens + totals.cacheWriteTokens;
}

/** Names that are not the model's own in the user's words, but for a snapshot. */
export function foreignNames({ servedModels }: EvalWire, model: string): string[] {
  return servedModels.filter((served) => !isNameOf(served, model));
}
