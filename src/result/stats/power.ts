import { looksOf } from './attainable.ts';
import { detectableWithRuns, repeatScores } from './detectable.ts';
import type { WithDrift } from './noise-of-drop.ts';
import type { RegressionGate } from './regression-gate.ts';
import { isAbove } from './numbers.ts';
import type { PairedTask } from './regression.ts';

/** How small a drop a gate would detect with other numbers of runs of each task, the same on both sides. */
export interface Power {
  byRuns: {
    runs: number;
    /** The drop that is detected with 80 % probability; null where that cannot be said. */
    drop: number | null;
    /** Of an evaluation with so many runs, without those that confirm; null if it is not known. */
    costUsd: number | null;
  }[];
  toDetect: {
    drop: number;
    /** The fewest runs that detect it with 80 % probability; null if no number does, or more than MOST_RUNS. */
    runs: number | null;
    /** The `confirm-runs` that it takes beside them. */
    confirmRuns: number;
    costUsd: number | null;
  }[];
}

/** Of `byRuns`. */
const SHOWN_RUNS = 10;
/** No input takes more. */
export const MOST_RUNS = 100;
/** `confirm-runs` over `runs`, as their defaults have it. */
const CONFIRMING_SHARE = 3;
/** Drops that people ask about. */
const DROPS = [0.05, 0.03] as const;

/**
 * What more runs would show, of tasks whose noise is known.
 *
 * @param tasks without runs of head if it is only planned
 * @param costOfRun of one run of each task, US dollars; null if it is not known
 * @returns null if nothing true can be said
 */
export function powerOf(
  tasks: readonly PairedTask[],
  gate: RegressionGate,
  { drift, costOfRun }: { drift: WithDrift | undefined; costOfRun: number | null },
): Power | null {
  const dropWith = (runs: number, confirmRuns = gate.confirmRuns): number | null => {
    const shape = tasks.map(({ baseline }) => ({ baseline: repeatScores(baseline, runs), head: runs }));
    const wanted = { ...gate, confirmRuns };
    const canBeRed = looksOf(shape, wanted).every(({ level, leastP }) => leastP < level);
    return canBeRed ? detectableWithRuns(tasks, runs, wanted, drift) : null;
  };
  const cost = (runs: number | null): number | null =>
    costOfRun === null || runs === null ? null : costOfRun * runs;
  const byRuns = Array.from({ length: SHOWN_RUNS }, (_, index) => {
    const runs = index + 1;
    return { runs, drop: dropWith(runs), costUsd: cost(runs) };
  });
  if (byRuns.every(({ drop }) => drop === null)) return null;
  const toDetect = DROPS.map((drop) => {
    const dropBy = (runs: number): number | null => dropWith(runs, confirmRunsFor(runs, gate));
    const runs = isAbove(drop, gate.maxRegression) ? fewestRuns(dropBy, drop) : null;
    return { drop, runs, confirmRuns: confirmRunsFor(runs ?? 0, gate), costUsd: cost(runs) };
  });
  return { byRuns, toDetect };
}

/** Fresh runs of both sides decide alone: with more runs of the first look alone, they would be what limits it. */
function confirmRunsFor(runs: number, { confirmRuns, confirmBy }: RegressionGate): number {
  if (confirmRuns === 0 || confirmBy !== 'both') return confirmRuns;
  return Math.max(confirmRuns, Math.min(MOST_RUNS, CONFIRMING_SHARE * runs));
}

/** By halves, since more runs detect smaller drops. */
function fewestRuns(dropWith: (runs: number) => number | null, drop: number): number | null {
  const detects = (runs: number): boolean => (dropWith(runs) ?? Number.POSITIVE_INFINITY) <= drop;
  if (!detects(MOST_RUNS)) return null;
  let [low, high] = [0, MOST_RUNS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (detects(middle)) high = middle;
    else low = middle;
  }
  return high;
}
