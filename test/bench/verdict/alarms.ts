import type { TaskRow, VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { branchHistory, type PastRecord } from '../../../src/result/verdict/branch-history.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { type Baseline, judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { scoredEval, scoredTaskIds } from '../../fixtures/scored-eval.ts';
import { many, percent, table, type Marks } from '../marks.ts';
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

const TASKS = scoredTaskIds.length;
const RUNS = 3;
const FRESH = GATE.confirmRuns;
const EACH = runsOfEachSide(FRESH);
const ALARMS: Gate = { ...NO_GATE, ...GATE, minCoverage: 0.9, taskRegression: 'fail' };

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

/** The record of an evaluation whose figures nobody asks for but the runs of its tasks. */
const form = judge(
  scoredEval(() => ({ planned: [0.5, 0.5, 0.5] })),
  NO_GATE,
);

function recordWith(scores: readonly (readonly number[])[], day: number): PastRecord {
  const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  const rows = new Map(form.tasks.map((row) => [row.taskId, row]));
  const tasks = scoredTaskIds.map((taskId, i): TaskRow => ({
    ...rows.get(taskId)!,
    ...scoredRow(scores[i]!),
  }));
  return { record: { ...form, tasks, resultTimestamp: at }, at };
}

function scoredRow(scores: readonly number[]): Pick<TaskRow, 'scores' | 'passes' | 'meanRunScore'> {
  return { scores: [...scores], passes: scored(scores).passes, meanRunScore: meanOf(scores) };
}

/** What became of a pull request: by fresh runs of head alone, and of both sides. */
interface Alarmed {
  suspected: boolean;
  /** Fresh runs, of both sides or of head. */
  runs: number;
  head: VerdictRecord;
  both: VerdictRecord;
}

/** A pull request as the product judges it. */
function pullRequest(random: Dice, { tasks, change, weather, history }: Case): Alarmed {
  const past = Array.from({ length: history }, (_, day) => {
    const then = hourOf(random, weather, TASKS);
    return recordWith(
      tasks.map((task, i) => runsOf(random, task, { shifts: [then[i]!], count: RUNS })),
      day,
    );
  }).reverse();
  const [newest, ...older] = past;
  const main: Baseline = {
    ...poolBaselines([{ name: 'main', record: newest!.record }])!,
    history: branchHistory('main', [newest!, ...older], { leastChange: 1, onModelChange: 'note' }),
  };
  const hour = hourOf(random, weather, TASKS);
  const at = new Map(scoredTaskIds.map((taskId, i) => [taskId, i]));
  const draw = (taskId: string, count: number, changed = true): number[] => {
    const i = at.get(taskId)!;
    return runsOf(random, tasks[i]!, { shifts: changed ? [hour[i]!, change[i]!] : [hour[i]!], count });
  };
  const planned = new Map(scoredTaskIds.map((taskId) => [taskId, draw(taskId, RUNS)]));
  const headWith = (confirming: ReadonlyMap<string, number[]>): Parameters<typeof judgeAgainst>[0] =>
    scoredEval((taskId) => ({ planned: planned.get(taskId)!, confirming: confirming.get(taskId) ?? [] }));
  const first = judgeAgainst(headWith(new Map()), ALARMS, main, 'screening');
  const suspects = first.comparison?.suspects ?? [];
  if (suspects.length === 0) return { suspected: false, runs: 0, head: first, both: first };
  const freshOf = (count: number): Map<string, number[]> =>
    new Map(suspects.map((taskId) => [taskId, draw(taskId, count)]));
  const fresh = suspects.map((taskId) => {
    const { scores, passes } = scored(draw(taskId, EACH, false));
    return { taskId, planned: EACH, scores, passes };
  });
  const byBoth: Gate = { ...ALARMS, confirmBy: 'both' };
  return {
    suspected: true,
    runs: suspects.length * 2 * EACH,
    head: judgeAgainst(headWith(freshOf(FRESH)), ALARMS, main, 'confirmation'),
    both: judgeAgainst(headWith(freshOf(EACH)), byBoth, { ...main, fresh }, 'confirmation'),
  };
}

const isAlarm = ({ comparison }: VerdictRecord): boolean =>
  comparison?.taskAlarms?.suspects.some(({ state }) => state === 'confirmed') ?? false;
const isRed = ({ verdict }: VerdictRecord): boolean => verdict === 'fail';

/** How often alarms of single tasks are raised and confirmed, where nothing or a few tasks collapsed. */
export function taskAlarmRates({ mark }: Marks): void {
  console.log(
    `\nTasks that collapse, % of pull requests (27 tasks, 3 runs each; ${FRESH} fresh runs of head confirm, or ${EACH} of both sides)\n`,
  );
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  const row = (nature: Nature, weather: Weather, [history, collapsed]: readonly [number, number]): void => {
    // A false alarm is rare, so that it takes more of them to see how rare.
    const count = many(collapsed === 0 ? 600 : 200);
    const random = dice(31 * history + collapsed + Math.round(1000 * (weather.drift + weather.taskDrift)));
    const found = Array.from({ length: count }, () => {
      const tasks = nature.tasks(random, TASKS);
      const change = collapsed === 0 ? unchanged(TASKS) : collapse(random, tasks, collapsed);
      return pullRequest(random, { tasks, change, weather, history });
    });
    const share = (of: (each: (typeof found)[number]) => number | boolean): number =>
      meanOf(found.map((each) => Number(of(each))));
    const alarms = { head: share(({ head }) => isAlarm(head)), both: share(({ both }) => isAlarm(both)) };
    const red = { head: share(({ head }) => isRed(head)), both: share(({ both }) => isRed(both)) };
    const isByTask = weather.taskDrift > 0;
    const conditions = isByTask ? 'by task' : weather.drift.toFixed(2);
    rows.push([
      nature.name,
      conditions,
      String(history * RUNS),
      String(collapsed),
      percent(share(({ suspected }) => suspected)),
      percent(alarms.head),
      percent(red.head),
      percent(alarms.both),
      percent(red.both),
      share(({ runs }) => runs).toFixed(1),
    ]);
    if (history !== 8) return;
    for (const by of ['head', 'both'] as const) {
      const what = `${nature.name}, drift ${conditions}, ${history * RUNS} historic runs, ${collapsed} collapsed, confirmed by ${by}`;
      if (collapsed === 0 && !isByTask)
        checks.push(() => mark(`${what}: false ≤ 0.5 %`, alarms[by] <= 0.005, percent(alarms[by])));
      // Where a task has an hour of its own, fresh runs of head share it. Those of both sides are wrong in α of the suspicions.
      if (collapsed === 0 && isByTask && by === 'both')
        checks.push(() => mark(`${what}: false ≤ 1 %`, alarms[by] <= 0.01, percent(alarms[by])));
      if (collapsed === 1)
        checks.push(() => mark(`${what}: alarm ≥ 60 %`, alarms[by] >= 0.6, percent(alarms[by])));
      if (collapsed === 4) checks.push(() => mark(`${what}: red ≥ 85 %`, red[by] >= 0.85, percent(red[by])));
    }
  };
  for (const nature of [solvedOrNot, ties]) {
    row(nature, { drift: 0, taskDrift: 0 }, [3, 1]);
    for (const drift of [0, 0.04])
      for (const collapsed of [0, 1, 4]) row(nature, { drift, taskDrift: 0 }, [8, collapsed]);
    row(nature, { drift: 0, taskDrift: 0.7 }, [8, 0]);
  }
  table(
    [
      'noise',
      'drift',
      'historic runs',
      'collapsed',
      'suspected',
      'head: alarm',
      'head: red',
      'both: alarm',
      'both: red',
      'fresh runs',
    ],
    rows,
  );
  for (const check of checks) check();
}
