import { meanOf } from '../../../src/result/stats/numbers.ts';
import { many, percent, table, type Marks } from '../marks.ts';
import { pullRequest, type Verdicts } from './designs.ts';
import { dice, type Dice } from './dice.ts';
import {
  gaussian,
  solvedOrNot,
  ties,
  uneven,
  unchanged,
  worseBy,
  type Change,
  type Nature,
  type SimTask,
  type Weather,
} from './world.ts';

const TASKS = 27;
const RUNS = 3;
const HISTORY = 10;
const DRIFTS = [0, 0.02, 0.04] as const;
const NATURES = [gaussian(0.15), gaussian(0.25), gaussian(0.35), solvedOrNot, ties, uneven];
/** What evaluations do to single tasks, as a standard deviation of log odds. */
const TASK_DRIFT = 0.7;

interface Shares extends Record<
  'plain' | 'headConfirmed' | 'bothConfirmed' | 'withHistory' | 'pooled',
  number
> {
  headRuns: number;
  bothRuns: number;
}

function sharesOf(verdicts: readonly Verdicts[]): Shares {
  const share = (of: (verdict: Verdicts) => boolean | number): number =>
    meanOf(verdicts.map((each) => Number(of(each))));
  return {
    plain: share((each) => each.plain),
    headConfirmed: share((each) => each.headConfirmed),
    bothConfirmed: share((each) => each.bothConfirmed),
    withHistory: share((each) => each.withHistory),
    pooled: share((each) => each.pooled),
    headRuns: share((each) => each.headRuns) / (TASKS * RUNS),
    bothRuns: share((each) => each.bothRuns) / (TASKS * RUNS),
  };
}

function simulate(
  nature: Nature,
  weather: Weather,
  { drop, count }: { drop: number; count: number },
): Shares {
  const random = dice(Math.round(1000 * (weather.drift + weather.taskDrift)) + 7919 * nature.name.length);
  return sharesOf(
    Array.from({ length: count }, () =>
      pullRequest(random, {
        ...changedTasks(nature, random, drop),
        weather,
        shape: { baseline: RUNS, head: RUNS },
        history: HISTORY,
      }),
    ),
  );
}

/** Tasks that can get worse by as much on average. */
function changedTasks(nature: Nature, random: Dice, drop: number): { tasks: SimTask[]; change: Change } {
  for (;;) {
    const tasks = nature.tasks(random, TASKS);
    const change = drop === 0 ? unchanged(TASKS) : worseBy(tasks, drop);
    if (change !== null) return { tasks, change };
  }
}

const HEAD = [
  'noise',
  'drift',
  'plain',
  'confirmed by head',
  'by both sides',
  `plain, history of ${HISTORY}`,
  'pooled history',
  'extra runs, head',
  'both',
];
const cells = (nature: Nature, weather: string, found: Shares): string[] => [
  nature.name,
  weather,
  ...[found.plain, found.headConfirmed, found.bothConfirmed, found.withHistory, found.pooled].map(percent),
  percent(found.headRuns),
  percent(found.bothRuns),
];

/** How often an unchanged pull request turns red, when evaluations differ by more than the noise of their runs. */
export function falseAlarms({ mark }: Marks): void {
  const count = many(2000);
  console.log(
    `\nFalse alarms, % of ${count} unchanged pull requests (27 tasks, 3 v 3); drift is the SD between evaluations\n`,
  );
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const nature of NATURES) {
    for (const drift of DRIFTS) {
      const found = simulate(nature, { drift, taskDrift: 0 }, { drop: 0, count });
      const what = `${nature.name}, drift ${drift}`;
      rows.push(cells(nature, drift.toFixed(2), found));
      const limit = drift > 0.03 ? 0.015 : 0.01;
      checks.push(
        () =>
          mark(
            `${what}: confirmed by both sides ≤ ${percent(limit)}`,
            found.bothConfirmed <= limit,
            percent(found.bothConfirmed),
          ),
        () =>
          mark(`${what}: plain with history ≤ 5 %`, found.withHistory <= 0.05, percent(found.withHistory)),
        () => mark(`${what}: plain with pooled history ≤ 5 %`, found.pooled <= 0.05, percent(found.pooled)),
      );
    }
    const found = simulate(nature, { drift: 0, taskDrift: TASK_DRIFT }, { drop: 0, count });
    rows.push(cells(nature, 'by task', found));
    checks.push(() =>
      mark(
        `${nature.name}, drift of each task: confirmed by both sides ≤ 1 %`,
        found.bothConfirmed <= 0.01,
        percent(found.bothConfirmed),
      ),
    );
  }
  table(HEAD, rows);
  for (const check of checks) check();
}

/** How often it turns red when all tasks get worse and their mean score falls by 0.10. */
export function caughtDrops({ mark }: Marks): void {
  const count = many(600);
  console.log(`\nCaught, % of ${count} pull requests whose mean score is 0.10 lower (27 tasks, 3 v 3)\n`);
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  const least = [0.75, 0.7, 0.63];
  for (const nature of [gaussian(0.25), solvedOrNot, uneven]) {
    for (const [i, drift] of DRIFTS.entries()) {
      const found = simulate(nature, { drift, taskDrift: 0 }, { drop: 0.1, count });
      rows.push(cells(nature, drift.toFixed(2), found));
      if (nature === solvedOrNot)
        checks.push(() =>
          mark(
            `drift ${drift}: both sides catch ≥ ${percent(least[i]!)}`,
            found.bothConfirmed >= least[i]!,
            percent(found.bothConfirmed),
          ),
        );
    }
  }
  table(HEAD, rows);
  for (const check of checks) check();
}
