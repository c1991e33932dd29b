import { passedRuns, overallScoreOf, taskScoreOf } from '../../../src/result/stats/score.ts';
import { nextEvalInterval } from '../../../src/result/stats/noise.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { many, percent, shareOf, table, type Marks } from '../marks.ts';
import { dice, type Dice } from './dice.ts';
import {
  gaussian,
  hourOf,
  runsOf,
  scored,
  solvedOrNot,
  ties,
  uneven,
  type Hour,
  type SimTask,
} from './world.ts';

const NATURES = [gaussian(0.15), gaussian(0.25), gaussian(0.35), solvedOrNot, ties, uneven];
const SHAPES = [
  { tasks: 1, runs: 3 },
  { tasks: 1, runs: 10 },
  { tasks: 2, runs: 3 },
  { tasks: 5, runs: 3 },
  { tasks: 27, runs: 3 },
  { tasks: 27, runs: 10 },
] as const;

const ENOUGH_TASKS = 10;

interface Evaluation {
  score: number;
  tasks: { scores: readonly number[]; passed: boolean[] }[];
}

function evaluate(
  random: Dice,
  tasks: readonly SimTask[],
  { hour, runs }: { hour: Hour; runs: number },
): Evaluation {
  const drawn = tasks.map((task, i) => scored(runsOf(random, task, { shifts: [hour[i]!], count: runs })));
  return {
    score: overallScoreOf(drawn.map(({ scores, passes }) => taskScoreOf(scores, passes))),
    tasks: drawn.map(({ scores, passes }) => ({ scores, passed: passedRuns(scores, passes) })),
  };
}

/** How often the score of the next evaluation of the same tasks lies in the interval that is printed for it. */
export function nextEvaluation({ mark }: Marks): void {
  const count = many(2000);
  console.log(
    `\nThe interval "if the same tasks were run again": does the next evaluation fall into it? (${count} each)\n`,
  );
  const covers = (what: string, share: number, of: number): void =>
    mark(`${what}: 93–97 %`, share >= 0.93 && share <= 0.97, shareOf(share, of));
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const shape of SHAPES) {
    const shares: number[] = [];
    let all = 0;
    for (const nature of NATURES) {
      const random = dice(53 * shape.tasks + shape.runs);
      let [printed, covered, width] = [0, 0, 0];
      for (let i = 0; i < count; i += 1) {
        const tasks = nature.tasks(random, shape.tasks);
        const hour = (): Hour => hourOf(random, { drift: 0, taskDrift: 0 }, shape.tasks);
        const now = evaluate(random, tasks, { hour: hour(), runs: shape.runs });
        const next = evaluate(random, tasks, { hour: hour(), runs: shape.runs });
        const interval = nextEvalInterval(now.tasks, now.score);
        if (interval === null) continue;
        printed += 1;
        width += interval.upper - interval.lower;
        if (next.score >= interval.lower - 1e-9 && next.score <= interval.upper + 1e-9) covered += 1;
      }
      const share = covered / Math.max(1, printed);
      const size = `${shape.tasks} × ${shape.runs}`;
      rows.push([
        size,
        nature.name,
        percent(printed / count),
        shareOf(share, Math.max(1, printed)),
        (width / Math.max(1, printed)).toFixed(3),
      ]);
      shares.push(share);
      all += printed;
      if (shape.tasks >= ENOUGH_TASKS) checks.push(() => covers(`${size}, ${nature.name}`, share, printed));
    }
    // Few runs do not show of which kind their noise is, so no interval can be right for each.
    if (shape.tasks < ENOUGH_TASKS)
      checks.push(() => covers(`${shape.tasks} × ${shape.runs}, all kinds of noise`, meanOf(shares), all));
  }
  table(['tasks × runs', 'noise', 'printed', 'next falls in', 'mean width'], rows);
  for (const check of checks) check();
}
