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
  if (confirmBy === 'both') {
    const runs = runsOfEachSide(confirmRuns);
    // Whatever the baseline scored so far, its fresh runs may all score.
    const fresh = shape.map(() => ({ baseline: Array.from({ length: runs }, () => 1), head: runs }));
    return [first, { ...look(fresh, alpha), confirmRuns: runs * shape.length }];
  }
  const joint = shape.map(({ baseline, head }) => ({ baseline, head: head + confirmRuns }));
  return [
    first,
    { ...look(joint, decisiveLevel(gate, 'confirmation')), confirmRuns: confirmRuns * shape.length },
  ];
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
