import { readFileSync, statSync } from 'node:fs';
import type { RelayAllowance, WireTokens } from '../../src/protocol/relay.ts';
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
 * @param caps of the configuration; they hold until the action writes an allowance
 * @param allowanceFile need not exist; it is looked at before each request, so that a change holds for the next one
 * @param before what this pod has spent before a restart of the relay
 */
export function openBudget(
  caps: RelayAllowance,
  allowanceFile: string,
  before: { tokens: WireTokens; costUsd: number },
): Budget {
  let tokens = allOf(before.tokens);
  let costUsd = before.costUsd;
  let known = { stamp: '', caps };

  function capsNow(): RelayAllowance {
    const stats = statSync(allowanceFile, { throwIfNoEntry: false });
    if (stats === undefined || stats.size > maxFileBytes) return known.caps;
    const stamp = `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
    if (stamp !== known.stamp)
      known = { stamp, caps: readAllowance(readFileSync(allowanceFile, 'utf8')) ?? known.caps };
    return known.caps;
  }

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
      tokens += allOf(used);
      costUsd += cost ?? 0;
    },
  };
}

const allOf = ({ input, output, cacheRead, cacheWrite }: WireTokens): number =>
  input + output + cacheRead + cacheWrite;

const round = (usd: number): number => Number(usd.toFixed(4));

/** Undefined for anything but an allowance. */
function readAllowance(text: string): RelayAllowance | undefined {
  const { maxCostUsd, maxTokens } = parseObject(text) ?? {};
  return isCap(maxCostUsd) && isCap(maxTokens) ? { maxCostUsd, maxTokens } : undefined;
}

function isCap(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && value >= 0);
}
