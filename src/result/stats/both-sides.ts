import { isAbove } from './numbers.ts';
import { testRegression, type PairedTask, type RegressionTest } from './regression.ts';

/** The runs that each side gets for each suspect task, so that both together have at least `confirmRuns`. */
export function runsOfEachSide(confirmRuns: number): number {
  return Math.ceil(confirmRuns / 2);
}

export interface BothSides {
  test: RegressionTest;
  /** The drop of the mean run score over all tasks that are compared, of which those that are not suspect count as unchanged. */
  drop: number;
  regressed: boolean;
}

/**
 * Decides about a suspicion by fresh runs of both sides, which were made in the same hour and so share what drifts between
 * evaluations. The runs that raised the suspicion are left out: they were chosen for looking bad, and those of the
 * baseline are of another hour. So this is a test at α by itself, and as the suspicion comes first, false alarms are
 * rarer than α times that of a suspicion.
 *
 * @param fresh the fresh runs of the suspect tasks
 * @param compared how many tasks were compared when the suspicion was raised
 */
export function confirmBothSides(
  fresh: readonly PairedTask[],
  compared: number,
  { gate, deals }: { gate: { alpha: number; maxRegression: number }; deals?: number },
): BothSides {
  const test = testRegression(fresh, deals === undefined ? {} : { deals });
  const drop = (test.drop * fresh.length) / Math.max(1, compared);
  return { test, drop, regressed: test.pValue < gate.alpha && isAbove(drop, gate.maxRegression) };
}
