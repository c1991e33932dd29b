import { sum } from '../../../src/result/stats/numbers.ts';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { minimumDetectableEffect } from '../../../src/result/stats/detectable.ts';
import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';
import { isRegression, suspects } from '../../../src/result/verdict/compare.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { many, percent, shareOf, table, type Marks } from '../marks.ts';
import { dice, type Dice } from './dice.ts';
import { CONFIRMATIONS, QUICK_DEALS } from './settings.ts';
import {
  gaussian,
  runsOf,
  solvedOrNot,
  ties,
  uneven,
  unchanged,
  worseBy,
  type Change,
  type Nature,
  type SimTask,
} from './world.ts';

export interface Shape {
  tasks: number;
  baseline: number;
  head: number;
}

const SHAPES: readonly Shape[] = [
  { tasks: 1, baseline: 3, head: 3 },
  { tasks: 3, baseline: 1, head: 1 },
  { tasks: 5, baseline: 1, head: 1 },
  { tasks: 5, baseline: 3, head: 3 },
  { tasks: 10, baseline: 3, head: 3 },
  { tasks: 27, baseline: 1, head: 1 },
  { tasks: 27, baseline: 3, head: 3 },
  { tasks: 27, baseline: 10, head: 3 },
];

export function drawPair(
  random: Dice,
  tasks: readonly SimTask[],
  { shape, change }: { shape: Shape; change: Change },
): PairedTask[] {
  return tasks.map((task, i) => ({
    taskId: task.taskId,
    baseline: runsOf(random, task, { shifts: [], count: shape.baseline }),
    head: runsOf(random, task, { shifts: [change[i]!], count: shape.head }),
  }));
}

interface Found {
  /** What was printed: nothing, or a drop that cannot happen to these tasks, or one that can. */
  printed: number;
  impossible: number;
  /** Of the drops that can happen, how many turned red. */
  power: number;
  /** How many these were. */
  possible: number;
  drop: number;
}

function powerAtPrinted(
  nature: Nature,
  shape: Shape,
  { gate, count }: { gate: RegressionGate; count: number },
): Found {
  const random = dice(101 * shape.tasks + 11 * shape.baseline + shape.head + gate.confirmRuns);
  let [printed, impossible, red] = [0, 0, 0];
  const drops: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const tasks = nature.tasks(random, shape.tasks);
    const drop = minimumDetectableEffect(
      drawPair(random, tasks, { shape, change: unchanged(tasks.length) }),
      gate,
    );
    if (drop === null) continue;
    printed += 1;
    const change = worseBy(tasks, drop);
    if (change === null) {
      impossible += 1;
      continue;
    }
    drops.push(drop);
    red += Number(turnsRed(random, tasks, { shape, change, gate }));
  }
  return {
    printed: printed / count,
    impossible: impossible / Math.max(1, printed),
    power: red / Math.max(1, drops.length),
    possible: drops.length,
    drop: sum(drops, (drop) => drop) / Math.max(1, drops.length),
  };
}

/** Whether a gate turns red for such a change. */
export function turnsRed(
  random: Dice,
  tasks: readonly SimTask[],
  { shape, change, gate }: { shape: Shape; change: Change; gate: RegressionGate },
): boolean {
  const pairs = drawPair(random, tasks, { shape, change });
  const test = testRegression(pairs, { deals: QUICK_DEALS });
  if (gate.confirmRuns === 0) return isRegression(test, gate, 'single');
  const suspected = new Set(suspects(test, gate));
  if (suspected.size === 0) return false;
  if (gate.confirmBy === 'both') {
    const each = runsOfEachSide(gate.confirmRuns);
    const fresh = drawPair(random, tasks, { shape: { ...shape, baseline: each, head: each }, change });
    const ofSuspects = fresh.filter(({ taskId }) => suspected.has(taskId));
    return confirmBothSides(ofSuspects, tasks.length, { gate, deals: QUICK_DEALS }).regressed;
  }
  const more = drawPair(random, tasks, { shape: { ...shape, head: gate.confirmRuns }, change });
  const joint = pairs.map((pair, t) =>
    suspected.has(pair.taskId) ? { ...pair, head: [...pair.head, ...more[t]!.head] } : pair,
  );
  return isRegression(testRegression(joint, { deals: QUICK_DEALS }), gate, 'confirmation');
}

/** Whether the smallest detectable drop that is printed turns red in four of five cases, for suites of every shape. */
export function detectableByShape({ mark }: Marks): void {
  const count = many(1000);
  console.log(`\nPower at the smallest detectable drop that is printed (${count} suites each, no drift)\n`);
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const shape of SHAPES) {
    for (const nature of [gaussian(0.25), solvedOrNot, ties, uneven]) {
      for (const [look, gate] of Object.entries(CONFIRMATIONS)) {
        const found = powerAtPrinted(nature, shape, { gate, count });
        const isPrinted = found.possible >= 0.05 * count;
        const power = isPrinted ? shareOf(found.power, found.possible) : 'not printed';
        const size = `${shape.tasks} × ${shape.baseline} v ${shape.head}`;
        rows.push([
          size,
          nature.name,
          look,
          percent(found.printed),
          percent(found.impossible),
          found.drop.toFixed(3),
          power,
        ]);
        checks.push(() =>
          mark(
            `${size}, ${nature.name}, ${look}: power of 75–88 %, or not printed`,
            !isPrinted || (found.power >= 0.75 && found.power <= 0.88),
            power,
          ),
        );
      }
    }
  }
  table(['tasks × runs', 'noise', 'decides', 'printed', 'of these impossible', 'mean', 'power there'], rows);
  for (const check of checks) check();
}
