import { readFileSync, statSync } from 'node:fs';
import { allTokens, type RelayAllowance, type WireTokens } from '../../src/protocol/relay.ts';
import { parseObject } from '../json.ts';

/** The caps of one pod. */
export interface Budget {
  /** Why no request may be forwarded, as a sentence; null if one may. */
  refusal(): string | null;
  /** A request has used this, of whatever purpose. @param costUsd null if its price is not known */
  spent(tokens: WireTokens, costUsd: number | null): void;
}

const maxFileBytes = 4096;

/**
 * The caps that hold now. The file is looked at in each call, so that a change holds for the next request.
 * @param file what the action allows; need not exist
 * @param caps hold until it does
 */
export function allowanceReader(file: string, caps: RelayAllowance): () => RelayAllowance {
  let known = { stamp: '', caps };
  return () => {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined || stats.size > maxFileBytes) return known.caps;
    const stamp = `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
    if (stamp !== known.stamp) known = { stamp, caps: parsed(readFileSync(file, 'utf8')) ?? known.caps };
    return known.caps;
  };
}

/**
 * @param before what this pod has spent before a restart of the relay
 */
export function openBudget(
  capsNow: () => RelayAllowance,
  before: { tokens: WireTokens; costUsd: number },
): Budget {
  let tokens = allTokens(before.tokens);
  let costUsd = before.costUsd;

  return {
    refusal() {
      const { maxCostUsd, maxTokens } = capsNow();
      if (maxCostUsd !== null && costUsd >= maxCostUsd)
        return `spent $${costUsd.toFixed(4)} of at most $${round(maxCostUsd)}`;
      if (maxTokens !== null && tokens >= maxTokens)
        return `used ${tokens} of at most ${Math.floor(maxTokens)} tokens`;
      return null;
    },
    spent(used, cost) {
      tokens += allTokens(used);
      costUsd += cost ?? 0;
    },
  };
}

const round = (usd: number): number => Number(usd.toFixed(4));

/** Undefined for anything but an allowance. */
function parsed(text: string): RelayAllowance | undefined {
  const { maxCostUsd, maxTokens } = parseObject(text) ?? {};
  return isCap(maxCostUsd) && isCap(maxTokens) ? { maxCostUsd, maxTokens } : undefined;
}

function isCap(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && value >= 0);
}
