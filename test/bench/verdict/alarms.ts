import { isUnstable, taskAlarms, type WatchedTask } from '../../../src/result/stats/task-alarm.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { suspicionLevel } from '../../../src/result/stats/detectable.ts';
import { many, percent, table, type Marks } from '../marks.ts';
import { pullRequest } from './designs.ts';
import { dice, type Dice } from './dice.ts';
import { GATE } from './settings.ts';
import {
  hourOf,
  runsOf,
  scored,
  solvedOrNot,
  ties,
  unchanged,
  type Change,
  type Nature,
  type SimTask,
  type Weather,
} from './world.ts';

const TASKS = 27;
const RUNS = 3;
const FRESH = 9;

/** Odds of a task that is never solved any more. */
const NEVER = { score: -10, logOdds: 0 };

/** Only a task that is solved nine times in ten or more can collapse. */
const isSolved = (task: SimTask): boolean => {
  const best = task.expected({ score: 10, logOdds: 0 });
  const worst = task.expected(NEVER);
  return (task.expected({ score: 0, logOdds: 0 }) - worst) / (best - worst) >= 0.9;
};

function collapse(random: Dice, tasks: readonly SimTask[], count: number): Change {
  const able = tasks.flatMap((task, i) => (isSolved(task) ? [i] : []));
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, able.length))
    chosen.add(able[Math.floor(random.unit() * able.length)]!);
  return tasks.map((_, i) => (chosen.has(i) ? NEVER : { score: 0, logOdds: 0 }));
}

interface Case {
  tasks: readonly SimTask[];
  change: Change;
  weather: Weather;
  /** Evaluations of three runs of each task. */
  history: number;
}

/** Whether tasks are suspected and confirmed by nine fresh runs of head, and how many runs that takes. */
function alarm(
  random: Dice,
  { tasks, change, weather, history }: Case,
): { suspected: boolean; confirmed: boolean; runs: number } {
  const past = Array.from({ length: history }, () => hourOf(random, weather, TASKS));
  const hour = hourOf(random, weather, TASKS);
  const draw = (i: number, shifts: Change, count: number) =>
    scored(runsOf(random, tasks[i]!, { shifts, count }));
  const watched: WatchedTask[] = tasks.map(({ taskId }, i) => ({
    taskId,
    history: past.map((then) => draw(i, [then[i]!], RUNS)),
    head: draw(i, [hour[i]!, change[i]!], RUNS),
  }));
  const suspects = new Set(
    taskAlarms(watched, suspicionLevel(GATE.alpha))
      .filter((each) => each.isSuspect)
      .map((each) => each.taskId),
  );
  const fresh = watched.flatMap((task, i) =>
    suspects.has(task.taskId) && !isUnstable(task.history)
      ? [{ ...task, head: draw(i, [hour[i]!, change[i]!], FRESH) }]
      : [],
  );
  return {
    suspected: suspects.size > 0,
    confirmed: taskAlarms(fresh, GATE.alpha).some((each) => each.isSuspect),
    runs: fresh.length * FRESH,
  };
}

/** How often alarms of single tasks are raised and confirmed, where nothing or a few tasks collapsed. */
export function taskAlarmRates({ mark }: Marks): void {
  const count = many(1000);
  console.log(
    `\nTasks that collapse, % of ${count} pull requests (27 tasks, 3 runs each; 9 fresh runs of head confirm)\n`,
  );
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  const row = (nature: Nature, weather: Weather, [history, collapsed]: readonly [number, number]): void => {
    const random = dice(31 * history + collapsed + Math.round(1000 * (weather.drift + weather.taskDrift)));
    const found = Array.from({ length: count }, () => {
      const tasks = nature.tasks(random, TASKS);
      const change = collapsed === 0 ? unchanged(TASKS) : collapse(random, tasks, collapsed);
      const mean = pullRequest(random, {
        tasks,
        change,
        weather,
        shape: { baseline: RUNS, head: RUNS },
        history: 0,
      });
      return { ...alarm(random, { tasks, change, weather, history }), byMean: mean.bothConfirmed };
    });
    const share = (of: (each: (typeof found)[number]) => number | boolean): number =>
      meanOf(found.map((each) => Number(of(each))));
    const [confirmed, either] = [
      share((each) => each.confirmed),
      share((each) => each.confirmed || each.byMean),
    ];
    const conditions = weather.taskDrift > 0 ? 'by task' : weather.drift.toFixed(2);
    const what = `${nature.name}, drift ${conditions}, ${history * RUNS} historic runs, ${collapsed} collapsed`;
    rows.push([
      nature.name,
      conditions,
      String(history * RUNS),
      String(collapsed),
      percent(share((each) => each.suspected)),
      percent(confirmed),
      percent(either),
      share((each) => each.runs).toFixed(1),
    ]);
    if (history !== 8) return;
    if (collapsed === 0)
      checks.push(() => mark(`${what}: false ≤ 0.5 %`, confirmed <= 0.005, percent(confirmed)));
    if (collapsed === 1)
      checks.push(() => mark(`${what}: alarm ≥ 60 %`, confirmed >= 0.6, percent(confirmed)));
    if (collapsed === 4) checks.push(() => mark(`${what}: red ≥ 85 %`, either >= 0.85, percent(either)));
  };
  for (const nature of [solvedOrNot, ties]) {
    for (const drift of [0, 0.04]) {
      for (const history of [3, 8]) {
        for (const collapsed of [0, 1, 2, 4]) row(nature, { drift, taskDrift: 0 }, [history, collapsed]);
      }
    }
    row(nature, { drift: 0, taskDrift: 0.7 }, [8, 0]);
  }
  table(
    [
      'noise',
      'drift',
      'historic runs',
      'collapsed',
      'suspected',
      'confirmed',
      'or by the mean',
      'fresh runs',
    ],
    rows,
  );
  for (const check of checks) check();
}
