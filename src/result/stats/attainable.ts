import { runsOfEachSide } from './both-sides.ts';
import { decisiveLevel, type RegressionGate, suspicionLevel } from './regression-gate.ts';
import { sum } from './numbers.ts';
import { SHARE_EVERYWHERE } from './regression.ts';

/** The runs of one task, as far as they are known before head has run: how often head runs, not with which scores. */
export interface TaskShape {
  baseline: readonly number[];
  head: number;
}

/** One test that says red only below a p-value. */
export interface Look {
  level: number;
  /** The smallest p-value that any scores of head can have here. */
  leastP: number;
  /** The runs that it looks at on each side, of all tasks. */
  baselineRuns: number;
  headRuns: number;
  /** How many of these are made to confirm a suspicion. */
  confirmRuns: number;
}

/** The looks that a gate takes at runs before it is red: one, or with confirmation the suspicion and its confirmation. */
export function looksOf(shape: readonly TaskShape[], gate: RegressionGate): Look[] {
  const { alpha, confirmRuns, confirmBy } = gate;
  if (confirmRuns === 0) return [look(shape, decisiveLevel(gate, 'single'))];
  const first = look(shape, suspicionLevel(alpha));
  if (confirmBy === 'both') return [first, freshLook(shape.length, gate)];
  const joint = shape.map(({ baseline, head }) => ({ baseline, head: head + confirmRuns }));
  return [
    first,
    { ...look(joint, decisiveLevel(gate, 'confirmation')), confirmRuns: confirmRuns * shape.length },
  ];
}

/** That of fresh runs of both sides. Whatever the baseline scored so far, its fresh runs may all score. */
function freshLook(tasks: number, { alpha, confirmRuns }: RegressionGate): Look {
  const runs = runsOfEachSide(confirmRuns);
  const fresh = { baseline: Array.from({ length: runs }, () => 1), head: runs };
  return {
    ...look(
      Array.from({ length: tasks }, () => fresh),
      alpha,
    ),
    confirmRuns: runs * tasks,
  };
}

/** Whether fresh runs of both sides could confirm a drop of so many suspect tasks: if they are too few, head alone has to. */
export function canConfirmByBoth(tasks: number, gate: RegressionGate): boolean {
  const { leastP: least, level } = freshLook(tasks, gate);
  return least < level;
}

/** A gate that asks for them, with head alone where they could not. @param tasks null if their number is not known */
export function attainableBy<Of extends RegressionGate>(gate: Of, tasks: number | null): Of {
  const isTooFew = gate.confirmBy === 'both' && tasks !== null && !canConfirmByBoth(tasks, gate);
  return isTooFew ? { ...gate, confirmBy: 'head' } : gate;
}

/** The fewest `confirm-runs` by which it is possible. */
export function fewestForBoth(tasks: number, gate: RegressionGate): number {
  let confirmRuns = 1;
  while (!canConfirmByBoth(tasks, { ...gate, confirmRuns })) confirmRuns += 1;
  return confirmRuns;
}

function look(shape: readonly TaskShape[], level: number): Look {
  return {
    level,
    leastP: leastP(shape),
    baselineRuns: sum(shape, ({ baseline }) => baseline.length),
    headRuns: sum(shape, ({ head }) => head),
    confirmRuns: 0,
  };
}

/**
 * The smallest p-value that any scores of head can have: that of a head which scores 0 everywhere. Then only the deals that
 * leave each run of the baseline above 0 on its side are as extreme as what was observed, and in a task with n runs in the
 * baseline, k of them above 0, and m runs of head that is a share of C(n + m − k, m) / C(n + m, m) of all deals.
 */
export function leastP(shape: readonly TaskShape[]): number {
  let share = 1;
  for (const { baseline, head } of shape) {
    const above = baseline.filter((score) => score > 0).length;
    for (let drawn = 0; drawn < above; drawn += 1) {
      share *= (baseline.length - drawn) / (baseline.length + head - drawn);
    }
  }
  return Math.min(1, share / SHARE_EVERYWHERE);
}
