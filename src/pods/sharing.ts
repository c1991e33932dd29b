import type { PodTarget } from '../backends/backend.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import { allowances, isNews, type ShardNeed } from './allowance.ts';

/** What a shard's pod said last. */
export interface Sharer extends Omit<ShardNeed, 'left'> {
  podUid: string;
  target: PodTarget;
  /** Runs that are ordered and not finished; null while the pod has not said what it is to run. */
  left: number | null;
}

/** Gives each pod its share of the caps of the evaluation, again and again. */
export interface Sharing {
  /** A pod has said something. */
  note(shard: number, sharer: Sharer): void;
  /** A shard makes no requests until it gets another order. */
  rests(shard: number): void;
}

interface SharingOptions {
  caps: RelayAllowance;
  shards: number;
  /** Hands a pod its allowance, which holds from its next request on. */
  write: (target: PodTarget, allowance: RelayAllowance) => Promise<void>;
  /** Gets what a write threw; it is tried again when a pod says something. */
  onError: (error: unknown) => void;
}

/** Until every shard has a pod that answers, each has the equal share that its relay was configured with. */
export function openSharing({ caps, shards, write, onError }: SharingOptions): Sharing {
  const sharers = new Map<number, Sharer>();
  /** By UID of the pod. */
  const written = new Map<string, RelayAllowance>();
  let isBusy = false;
  let isWanted = false;

  async function share(): Promise<void> {
    const all = [...sharers.values()];
    const needs = withLeft(all);
    const next = allowances(caps, needs);
    const last = all.map(({ podUid }) => written.get(podUid));
    if (!isNews(caps, needs, last, next)) return;
    const hand = async (index: number): Promise<void> => {
      const { podUid, target } = all[index]!;
      await write(target, next[index]!);
      written.set(podUid, next[index]!);
    };
    const isLess = (index: number): boolean =>
      less(next[index]!.maxCostUsd, last[index]?.maxCostUsd ?? equal(caps.maxCostUsd, shards)) ||
      less(next[index]!.maxTokens, last[index]?.maxTokens ?? equal(caps.maxTokens, shards));
    const indexes = all.map((_, index) => index);
    // First those who get less: what others get more is theirs until then.
    await Promise.all(indexes.filter(isLess).map(hand));
    await Promise.all(indexes.filter((index) => !isLess(index)).map(hand));
  }

  /** One at a time; what changes meanwhile is looked at afterwards. */
  async function shareAgain(): Promise<void> {
    isWanted = true;
    if (isBusy || sharers.size < shards) return;
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await share().catch(onError);
    }
    isBusy = false;
  }

  return {
    note(shard, sharer) {
      sharers.set(shard, sharer);
      void shareAgain();
    },
    rests(shard) {
      const sharer = sharers.get(shard);
      if (sharer === undefined) return;
      sharers.set(shard, { ...sharer, left: 0 });
      void shareAgain();
    },
  };
}

/** A pod that has not said what it is to run gets as much as the busiest one. */
function withLeft(sharers: readonly Sharer[]): ShardNeed[] {
  const most = Math.max(1, ...sharers.map(({ left }) => left ?? 0));
  return sharers.map(({ spent, lost, left }) => ({ spent, lost, left: left ?? most }));
}

const equal = (cap: number | null, shards: number): number | null => (cap === null ? null : cap / shards);

const less = (next: number | null, last: number | null): boolean =>
  next !== null && last !== null && next < last;
