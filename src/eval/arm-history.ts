import type { Log } from '../base/ports.ts';
import { type BranchEvals, historyBeside, type HistoryWish } from '../result/verdict/branch-history.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';

/**
 * Gives a base arm the history of the base branch, to hold single tasks against. What is of the same thing is known once the
 * arm has run, and told the first time.
 *
 * @param known null where nobody asks
 */
export function openArmHistory(
  known: BranchEvals | null,
  wish: HistoryWish,
  log: Pick<Log, 'info' | 'warning'>,
): (arm: Baseline) => Baseline {
  let isTold: boolean = false;
  return (arm) => {
    const [record] = arm.records;
    if (known === null || record === undefined || arm.lost !== undefined) return arm;
    const found = historyBeside(record, known, wish);
    if (!isTold && 'history' in found) {
      const { slide, left } = found.history;
      if (slide !== null) log.warning('The score slides', slide);
      if (left !== null) log.info(left);
      isTold = true;
    }
    return { ...arm, ...found };
  };
}
