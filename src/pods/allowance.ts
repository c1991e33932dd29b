import type { RelayAllowance } from '../protocol/relay.ts';
import type { Spent } from '../protocol/pod.ts';

/** What one shard has used of the caps of the evaluation, and what it is still to do. */
export interface ShardNeed {
  /** In its pod, as the pod's relay counts. */
  spent: Spent;
  /** In pods that are gone. */
  lost: Spent;
  /** Runs that are ordered and not finished. */
  left: number;
}

/**
 * The shares of the caps by need: what is left of a cap is divided by the runs that are left, so that what a finished shard did
 * not use goes to the others. Together they are exactly the cap, or what is spent where that is more.
 * @param caps of the whole evaluation
 * @returns for the pod of each shard, counted as its relay does
 */
export function allowances(caps: RelayAllowance, shards: readonly ShardNeed[]): RelayAllowance[] {
  const costs = shares(caps.maxCostUsd, shards, ({ costUsd }) => costUsd);
  const tokens = shares(caps.maxTokens, shards, (spent) => spent.tokens);
  return shards.map((_, index) => ({
    maxCostUsd: costs === null ? null : costs[index]!,
    maxTokens: tokens === null ? null : Math.floor(tokens[index]!),
  }));
}

function shares(
  cap: number | null,
  shards: readonly ShardNeed[],
  figure: (spent: Spent) => number,
): number[] | null {
  if (cap === null) return null;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const leftOver = Math.max(0, cap - sum(shards.flatMap(({ spent, lost }) => [figure(spent), figure(lost)])));
  const runs = sum(shards.map(({ left }) => left));
  // Between two rounds nobody knows who gets more runs.
  return shards.map(
    ({ spent, left }) => figure(spent) + leftOver * (runs === 0 ? 1 / shards.length : left / runs),
  );
}

/** Whether new shares differ so much from those written last that writing them is worth it. */
export function isNews(
  caps: RelayAllowance,
  shards: readonly ShardNeed[],
  written: readonly (RelayAllowance | undefined)[],
  next: readonly RelayAllowance[],
): boolean {
  return next.some((allowance, index) => {
    const last = written[index];
    if (last === undefined) return true;
    const { costUsd, tokens } = shards[index]!.spent;
    return (
      differs(caps.maxCostUsd, costUsd, last.maxCostUsd, allowance.maxCostUsd) ||
      differs(caps.maxTokens, tokens, last.maxTokens, allowance.maxTokens)
    );
  });
}

/** Of a cap: a smaller change costs an exec for less than a request or two. */
const LEAST_STEP = 0.02;
const LEAST_ROOM = 0.002;

function differs(cap: number | null, spent: number, last: number | null, next: number | null): boolean {
  if (cap === null || last === null || next === null) return false;
  const room = next - spent;
  const isShort = last - spent < room / 2 && room > cap * LEAST_ROOM;
  return isShort || Math.abs(next - last) > cap * LEAST_STEP;
}
