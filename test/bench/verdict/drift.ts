import { meanOf } from '../../../src/result/stats/numbers.ts';
import { many, percent, shareOf, table, type Marks } from '../marks.ts';
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

/** One of so many pull requests is judged by the whole comparison too. */
const CHECKED = 100;

interface Shares extends Record<
  'plain' | 'headConfirmed' | 'bothConfirmed' | 'withHistory' | 'pooled',
  number
> {
  headRuns: number;
  bothRuns: number;
  /** In words, with how far it may be off. */
  words: (share: number) => string;
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
    words: (figure) => shareOf(figure, verdicts.length),
  };
}

function simulate(
  nature: Nature,
  weather: Weather,
  { worse, count }: { worse: Worse; count: number },
): Shares {
  const random = dice(Math.round(1000 * (weather.drift + weather.taskDrift)) + 7919 * nature.name.length);
  return sharesOf(
    Array.from({ length: count }, (_, index) =>
      pullRequest(
        random,
        {
          ...changedTasks(nature, random, worse),
          weather,
          shape: { baseline: RUNS, head: RUNS },
          history: HISTORY,
        },
        index % CHECKED === 0,
      ),
    ),
  );
}

/** What becomes worse of tasks; null if these cannot. */
type Worse = (tasks: readonly SimTask[]) => Change | null;

const DROP = 0.1;
/** A drop can be read in two ways, as tasks that are never solved cannot get worse. */
const DROPS: Readonly<Record<string, Worse>> = {
  'the mean falls by 0.10': (tasks) => worseBy(tasks, DROP),
  'all tasks are shifted by 0.10': (tasks) => tasks.map(() => ({ score: -DROP, logOdds: 0 })),
};

function changedTasks(nature: Nature, random: Dice, worse: Worse): { tasks: SimTask[]; change: Change } {
  for (;;) {
    const tasks = nature.tasks(random, TASKS);
    const change = worse(tasks);
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
  ...[found.plain, found.headConfirmed, found.bothConfirmed, found.withHistory, found.pooled].map(
    found.words,
  ),
  percent(found.headRuns),
  percent(found.bothRuns),
];

/** Those that are told beside the others, and marked less often, make do with fewer. */
const BESIDE: ReadonlySet<Nature> = new Set([ties, uneven]);

/** How often an unchanged pull request turns red, when evaluations differ by more than the noise of their runs. */
export function falseAlarms({ mark }: Marks): void {
  console.log(
    '\nFalse alarms, % of unchanged pull requests (27 tasks, 3 v 3); drift is the SD between evaluations\n',
  );
  const worse: Worse = () => unchanged(TASKS);
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const nature of NATURES) {
    const count = many(BESIDE.has(nature) ? 2000 : 4000);
    for (const drift of DRIFTS) {
      const found = simulate(nature, { drift, taskDrift: 0 }, { worse, count });
      const what = `${nature.name}, drift ${drift}`;
      rows.push(cells(nature, drift.toFixed(2), found));
      const limit = drift > 0.03 ? 0.015 : 0.01;
      checks.push(
        () =>
          mark(
            `${what}: confirmed by both sides ≤ ${percent(limit)}`,
            found.bothConfirmed <= limit,
            found.words(found.bothConfirmed),
          ),
        () =>
          mark(
            `${what}: plain with history ≤ 5 %`,
            found.withHistory <= 0.05,
            found.words(found.withHistory),
          ),
        () =>
          mark(`${what}: plain with pooled history ≤ 5 %`, found.pooled <= 0.05, found.words(found.pooled)),
      );
    }
    const found = simulate(nature, { drift: 0, taskDrift: TASK_DRIFT }, { worse, count: many(2000) });
    rows.push(cells(nature, 'by task', found));
    checks.push(() =>
      mark(
        `${nature.name}, drift of each task: confirmed by both sides ≤ 1 %`,
        found.bothConfirmed <= 0.01,
        found.words(found.bothConfirmed),
      ),
    );
  }
  table(HEAD, rows);
  for (const check of checks) check();
}

/** How often it turns red when all tasks get worse. */
export function caughtDrops({ mark }: Marks): void {
  const checks: (() => void)[] = [];
  const least = [0.75, 0.7, 0.63];
  for (const [name, worse] of Object.entries(DROPS)) {
    console.log(`\nCaught, % of pull requests where ${name} (27 tasks, 3 v 3)\n`);
    const rows: string[][] = [];
    for (const nature of [solvedOrNot, gaussian(0.25), uneven]) {
      const isMarked = nature === solvedOrNot;
      for (const [i, drift] of DRIFTS.entries()) {
        const weather = { drift, taskDrift: 0 };
        const found = simulate(nature, weather, { worse, count: many(isMarked ? 1500 : 300) });
        rows.push(cells(nature, drift.toFixed(2), found));
        if (!isMarked) continue;
        checks.push(() =>
          mark(
            `${nature.name}, ${name}, drift ${drift}: both sides catch ≥ ${percent(least[i]!)}`,
            found.bothConfirmed >= least[i]!,
            found.words(found.bothConfirmed),
          ),
        );
      }
    }
    table(HEAD, rows);
  }
  for (const check of checks) check();
}
