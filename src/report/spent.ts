import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { sum } from '../result/stats/numbers.ts';

/** What an evaluation used, of both arms if it has two; the cost is null if the price is unknown on a side. */
export function spentBy({ totals, baseArm }: Pick<VerdictRecord, 'totals' | 'baseArm'>): {
  costUsd: number | null;
  totalTokens: number;
} {
  if (baseArm === undefined) return { costUsd: totals.costUsd, totalTokens: totals.totalTokens };
  const costs = [totals.costUsd, baseArm.costUsd].filter((cost) => cost !== null);
  return {
    costUsd: costs.length === 2 ? sum(costs, (cost) => cost) : null,
    totalTokens: totals.totalTokens + baseArm.totalTokens,
  };
}
