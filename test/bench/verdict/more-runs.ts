import { powerOf } from '../../../src/result/stats/power.ts';
import { many, percent, shareOf, table, type Marks } from '../marks.ts';
import { dice } from './dice.ts';
import { CONFIRMATIONS } from './settings.ts';
import { drawPair, turnsRed, type Shape } from './shapes.ts';
import { gaussian, solvedOrNot, ties, uneven, unchanged, worseBy } from './world.ts';

const SHAPES: readonly Shape[] = [
  { tasks: 10, baseline: 3, head: 3 },
  { tasks: 27, baseline: 3, head: 3 },
];
const RUNS = [1, 2, 5, 10] as const;

/** Whether what is said of other numbers of runs is true: with as many on both sides, such drops turn red in four of five cases. */
export function powerOfMoreRuns({ mark }: Marks): void {
  const count = many(400);
  console.log(
    `\nPower at what is said of other numbers of runs than the three that were seen (${count} suites each)\n`,
  );
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const shape of SHAPES) {
    for (const nature of [gaussian(0.25), solvedOrNot, ties, uneven]) {
      for (const [look, gate] of Object.entries(CONFIRMATIONS)) {
        const random = dice(7 * shape.tasks + gate.confirmRuns);
        const found = RUNS.map((runs) => ({ runs, said: 0, red: 0, drop: 0 }));
        for (let i = 0; i < count; i += 1) {
          const tasks = nature.tasks(random, shape.tasks);
          const seen = drawPair(random, tasks, { shape, change: unchanged(shape.tasks) });
          const power = powerOf(seen, gate, { drift: undefined, costOfRun: null });
          for (const each of found) {
            const drop = power?.byRuns[each.runs - 1]?.drop ?? null;
            const change = drop === null ? null : worseBy(tasks, drop);
            if (drop === null || change === null) continue;
            each.said += 1;
            each.drop += drop;
            const planned = { ...shape, baseline: each.runs, head: each.runs };
            each.red += Number(turnsRed(random, tasks, { shape: planned, change, gate }));
          }
        }
        for (const { runs, said, red, drop } of found) {
          const power = red / Math.max(1, said);
          const isSaid = said >= 0.05 * count;
          const shown = isSaid ? shareOf(power, said) : 'not said';
          rows.push([
            String(shape.tasks),
            nature.name,
            look,
            String(runs),
            percent(said / count),
            (drop / Math.max(1, said)).toFixed(3),
            shown,
          ]);
          checks.push(() =>
            mark(
              `${shape.tasks} tasks, ${nature.name}, ${look}, ${runs} v ${runs}: power of 75–88 %, or not said`,
              !isSaid || (power >= 0.75 && power <= 0.88),
              shown,
            ),
          );
        }
      }
    }
  }
  table(['tasks', 'noise', 'decides', 'runs', 'said', 'mean', 'power there'], rows);
  for (const check of checks) check();
}
