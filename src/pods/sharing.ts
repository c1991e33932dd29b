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

/** Gives each pod its share of the caps of the evaluation, again and again, whichever arm it is of. */
export interface Sharing {
  /**
   * The shards of one more arm take part from now on. Those of an arm that comes later keep what their relays were configured
   * with until they answer, and the others get that much less.
   * @param configured what each of its relays has at first
   */
  join: (shards: number, configured: RelayAllowance) => ArmSharing;
  /** What the pods have not spent of the caps, as far as they have said. */
  left: () => RelayAllowance;
}

/** The part of one arm in the sharing. */
export interface ArmSharing {
  /** A pod has said something. */
  note(shard: number, sharer: Sharer): void;
  /** A shard makes no requests until it gets another order. */
  rests(shard: number): void;
}

interface SharingOptions {
  caps: RelayAllowance;
  /** Hands a pod its allowance, which holds from its next request on. */
  write: (target: PodTarget, allowance: RelayAllowance) => Promise<void>;
  /** Gets what a write threw; it is tried again when a pod says something. */
  onError: (error: unknown) => void;
}

/** One shard; without a sharer, its pod has not answered yet. */
interface Place {
  configured: RelayAllowance;
  sharer: Sharer | undefined;
}

/** Until every shard has a pod that answers, each has the equal share that its relay was configured with. */
export function openSharing({ caps, write, onError }: SharingOptions): Sharing {
  const places = new Set<Place>();
  /** By UID of the pod. */
  const written = new Map<string, RelayAllowance>();
  let isBusy = false;
  let isWanted = false;

  const answered = (): { configured: RelayAllowance; sharer: Sharer }[] =>
    [...places].flatMap(({ configured, sharer }) => (sharer === undefined ? [] : [{ configured, sharer }]));
  const silent = (): RelayAllowance[] =>
    [...places].flatMap(({ configured, sharer }) => (sharer === undefined ? [configured] : []));

  async function share(): Promise<void> {
    const all = answered();
    const needs = withLeft(all.map(({ sharer }) => sharer));
    const shared = without(caps, silent());
    const next = allowances(shared, needs);
    const last = all.map(({ sharer }) => written.get(sharer.podUid));
    if (!isNews(caps, needs, last, next)) return;
    const hand = async (index: number): Promise<void> => {
      const { podUid, target } = all[index]!.sharer;
      await write(target, next[index]!);
      written.set(podUid, next[index]!);
    };
    const isLess = (index: number): boolean => {
      const had = last[index] ?? all[index]!.configured;
      return less(next[index]!.maxCostUsd, had.maxCostUsd) || less(next[index]!.maxTokens, had.maxTokens);
    };
    const indexes = all.map((_, index) => index);
    // First those who get less: what others get more is theirs until then.
    await Promise.all(indexes.filter(isLess).map(hand));
    await Promise.all(indexes.filter((index) => !isLess(index)).map(hand));
  }

  /** One at a time; what changes meanwhile is looked at afterwards. */
  async function shareAgain(): Promise<void> {
    isWanted = true;
    const isFirst = written.size === 0;
    if (isBusy || (isFirst && silent().length > 0)) return;
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await share().catch(onError);
    }
    isBusy = false;
  }

  return {
    left() {
      const spent = answered().flatMap(({ sharer }) => [sharer.spent, sharer.lost]);
      return without(
        caps,
        spent.map(({ costUsd, tokens }) => ({ maxCostUsd: costUsd, maxTokens: tokens })),
      );
    },
    join(shards, configured) {
      const own = Array.from({ length: shards }, (): Place => ({ configured, sharer: undefined }));
      for (const place of own) places.add(place);
      if (written.size > 0) void shareAgain();
      return {
        note(shard, sharer) {
          own[shard]!.sharer = sharer;
          places.add(own[shard]!);
          void shareAgain();
        },
        rests(shard) {
          const place = own[shard]!;
          // A pod that never answered has spent nothing, and will not.
          if (place.sharer === undefined) places.delete(place);
          else place.sharer = { ...place.sharer, left: 0 };
          void shareAgain();
        },
      };
    },
  };
}

/** A pod that has not said what it is to run gets as much as the busiest one. */
function withLeft(sharers: readonly Sharer[]): ShardNeed[] {
  const most = Math.max(1, ...sharers.map(({ left }) => left ?? 0));
  return sharers.map(({ spent, lost, left }) => ({ spent, lost, left: left ?? most }));
}

function without(caps: RelayAllowance, reserved: readonly RelayAllowance[]): RelayAllowance {
  const rest = (cap: number | null, of: (one: RelayAllowance) => number | null): number | null =>
    cap === null ? null : cap - reserved.reduce((sum, one) => sum + (of(one) ?? 0), 0);
  return {
    maxCostUsd: rest(caps.maxCostUsd, ({ maxCostUsd }) => maxCostUsd),
    maxTokens: rest(caps.maxTokens, ({ maxTokens }) => maxTokens),
  };
}

const less = (next: number | null, last: number | null): boolean =>
  next !== null && last !== null && next < last;
