import { isDeepStrictEqual } from 'node:util';
import type { TaskRow } from '../../../src/result/formats/verdict-record.ts';
import { runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { isAbove, meanOf } from '../../../src/result/stats/numbers.ts';
import { branchHistory, type PastRecord } from '../../../src/result/verdict/branch-history.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import {
  type Baseline,
  compareAgainst,
  judgeAgainst,
  poolBaselines,
} from '../../../src/result/verdict/judge-against.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import {
  confirmedTasks,
  regressedTasks,
  unconfirmedTasks,
  watchTasks,
} from '../../../src/result/verdict/watch-tasks.ts';
import { scoredEval, scoredTaskIds } from '../../fixtures/scored-eval.ts';
import { many, shareOf, table, type Marks } from '../marks.ts';
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

/** How many pull requests, by the tasks that collapsed in them. */
const COUNTS = { 0: 4000, 1: 600, 4: 400 } as const;
/** One of so many is judged as a whole evaluation too. */
const CHECKED = 200;

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
const formRows = new Map(form.tasks.map((row) => [row.taskId, row]));

function recordWith(scores: readonly (readonly number[])[], day: number): PastRecord {
  const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  const tasks = scoredTaskIds.map((taskId, i) => rowOf(taskId, scores[i]!));
  return { record: { ...form, tasks, resultTimestamp: at }, at };
}

function rowOf(taskId: string, planned: readonly number[], confirming: readonly number[] = []): TaskRow {
  const row = { ...formRows.get(taskId)!, ...figuresOf(planned) };
  if (confirming.length === 0) return row;
  const { scores, passes } = figuresOf(confirming);
  const runs = { planned: scores.length, valid: scores.length };
  const scoredRuns = scores.map((_, run) => planned.length + run);
  return { ...row, confirming: { ...NOTHING_USED, scores, passes, scoredRuns, runs, invalid: [] } };
}

const NOTHING_USED = { meanDurationMs: 0, totalTokens: 0, costUsd: 0 };

function figuresOf(scores: readonly number[]): Pick<TaskRow, 'scores' | 'passes' | 'meanRunScore'> {
  return { scores: [...scores], passes: scored(scores).passes, meanRunScore: meanOf(scores) };
}

/** Whether a task raised an alarm that fresh runs confirmed, and whether the verdict is red, be it for the mean. */
interface Judged {
  alarm: boolean;
  red: boolean;
}

/** What became of a pull request: by fresh runs of head alone, and of both sides. */
interface Alarmed {
  suspected: boolean;
  /** The fresh runs of both sides. */
  runs: number;
  head: Judged;
  both: Judged;
}

type Scores = ReadonlyMap<string, readonly number[]>;

/** One way to judge the runs of head: the suspects, and what is said once there are fresh runs. */
interface Court {
  suspects(planned: Scores): readonly string[];
  judged(runs: { planned: Scores; fresh: Scores }, gate: Gate, against: Baseline): Judged;
}

const NO_SCORES: Scores = new Map();

/** By the functions that decide, which need no more than the rows of the tasks. */
function byRows(main: Baseline): Court {
  const headOf = (planned: Scores, fresh = NO_SCORES): Parameters<typeof compareAgainst>[0] => ({
    identity: form.identity,
    tasks: scoredTaskIds.map((taskId) => rowOf(taskId, planned.get(taskId)!, fresh.get(taskId))),
    isSequential: false,
  });
  const before = new Map(main.sample.tasks.map(({ taskId, scores }) => [taskId, meanOf(scores)]));
  const past = main.history!.records.toReversed();
  return {
    suspects(planned) {
      const head = headOf(planned);
      const drop = meanOf(head.tasks.map((row) => before.get(row.taskId)! - meanOf(row.scores)));
      // Most pull requests are suspect for neither reason, and of these the mean needs no test.
      const alarms = watchTasks({ head: head.tasks, past, baselineMeans: before }, ALARMS);
      if (!isAbove(drop, ALARMS.maxRegression) && unconfirmedTasks(alarms).length === 0) return [];
      return compareAgainst(head, ALARMS, main, 'screening').comparison.suspects;
    },
    judged({ planned, fresh }, gate, against) {
      const { comparison } = compareAgainst(headOf(planned, fresh), gate, against, 'confirmation');
      const alarm = confirmedTasks(comparison.taskAlarms).length > 0;
      return { alarm, red: comparison.regressed || regressedTasks(comparison.taskAlarms).length > 0 };
    },
  };
}

/** By a whole evaluation, with the record that is published. */
function byEvaluation(main: Baseline): Court {
  const headOf = (planned: Scores, fresh = NO_SCORES): Parameters<typeof judgeAgainst>[0] =>
    scoredEval((taskId) => ({ planned: planned.get(taskId)!, confirming: fresh.get(taskId) ?? [] }));
  return {
    suspects: (planned) =>
      judgeAgainst(headOf(planned), ALARMS, main, 'screening').comparison?.suspects ?? [],
    judged({ planned, fresh }, gate, against) {
      const { verdict, comparison } = judgeAgainst(headOf(planned, fresh), gate, against, 'confirmation');
      return { alarm: confirmedTasks(comparison?.taskAlarms).length > 0, red: verdict === 'fail' };
    },
  };
}

/** A pull request as the product judges it. @throws Error if it is checked and the published record says otherwise */
function pullRequest(random: Dice, { tasks, change, weather, history }: Case, isChecked: boolean): Alarmed {
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
  const draw = (count: number, isChanged = true): Scores =>
    new Map(
      scoredTaskIds.map((taskId, i) => {
        const shifts = isChanged ? [hour[i]!, change[i]!] : [hour[i]!];
        return [taskId, runsOf(random, tasks[i]!, { shifts, count })];
      }),
    );
  const drawn = {
    planned: draw(RUNS),
    ofHead: draw(FRESH),
    ofBoth: { head: draw(EACH), baseline: draw(EACH, false) },
  };
  const found = tried(byRows(main), main, drawn);
  if (isChecked) {
    const whole = tried(byEvaluation(main), main, drawn);
    if (!isDeepStrictEqual(found, whole))
      throw new Error(
        `Of one pull request, what decides says ${JSON.stringify(found)}, and the record ${JSON.stringify(whole)}.`,
      );
  }
  return found;
}

interface Drawn {
  planned: Scores;
  /** Of which those of the suspects are made. */
  ofHead: Scores;
  ofBoth: { head: Scores; baseline: Scores };
}

function tried(court: Court, main: Baseline, { planned, ofHead, ofBoth }: Drawn): Alarmed {
  const suspects = new Set(court.suspects(planned));
  const nothing = { alarm: false, red: false };
  if (suspects.size === 0) return { suspected: false, runs: 0, head: nothing, both: nothing };
  const made = (scores: Scores): Scores => new Map([...scores].filter(([taskId]) => suspects.has(taskId)));
  const again = [...made(ofBoth.baseline)].map(([taskId, all]) => {
    const { scores, passes } = scored(all);
    return { taskId, planned: EACH, scores, passes };
  });
  const byBoth: Gate = { ...ALARMS, confirmBy: 'both' };
  return {
    suspected: true,
    runs: suspects.size * 2 * EACH,
    head: court.judged({ planned, fresh: made(ofHead) }, ALARMS, main),
    both: court.judged({ planned, fresh: made(ofBoth.head) }, byBoth, { ...main, fresh: again }),
  };
}

/** How often alarms of single tasks are raised and confirmed, where nothing or a few tasks collapsed. */
export function taskAlarmRates({ mark }: Marks): void {
  console.log(
    `\nTasks that collapse, % of pull requests (27 tasks, 3 runs each; ${FRESH} fresh runs of head confirm, or ${EACH} of both sides)\n`,
  );
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  const row = (
    nature: Nature,
    weather: Weather,
    [history, collapsed]: readonly [number, 0 | 1 | 4],
  ): void => {
    // A false alarm is rare, so that it takes more of them to see how rare.
    const count = many(COUNTS[collapsed]);
    const random = dice(31 * history + collapsed + Math.round(1000 * (weather.drift + weather.taskDrift)));
    const found = Array.from({ length: count }, (_, index) => {
      const tasks = nature.tasks(random, TASKS);
      const change = collapsed === 0 ? unchanged(TASKS) : collapse(random, tasks, collapsed);
      return pullRequest(random, { tasks, change, weather, history }, index % CHECKED === 0);
    });
    const share = (of: (each: (typeof found)[number]) => number | boolean): number =>
      meanOf(found.map((each) => Number(of(each))));
    const alarms = { head: share(({ head }) => head.alarm), both: share(({ both }) => both.alarm) };
    const red = { head: share(({ head }) => head.red), both: share(({ both }) => both.red) };
    const words = (figure: number): string => shareOf(figure, count);
    const isByTask = weather.taskDrift > 0;
    const conditions = isByTask ? 'by task' : weather.drift.toFixed(2);
    rows.push([
      nature.name,
      conditions,
      String(history * RUNS),
      String(collapsed),
      ...[share(({ suspected }) => suspected), alarms.head, red.head, alarms.both, red.both].map(words),
      share(({ runs }) => runs).toFixed(1),
    ]);
    if (history !== 8) return;
    for (const by of ['head', 'both'] as const) {
      const what = `${nature.name}, drift ${conditions}, ${history * RUNS} historic runs, ${collapsed} collapsed, confirmed by ${by}`;
      if (collapsed === 0 && !isByTask)
        checks.push(() => mark(`${what}: false ≤ 0.5 %`, alarms[by] <= 0.005, words(alarms[by])));
      // Where a task has an hour of its own, fresh runs of head share it. Those of both sides are wrong in α of the suspicions.
      if (collapsed === 0 && isByTask && by === 'both')
        checks.push(() => mark(`${what}: false ≤ 1 %`, alarms[by] <= 0.01, words(alarms[by])));
      if (collapsed === 1)
        checks.push(() => mark(`${what}: alarm ≥ 60 %`, alarms[by] >= 0.6, words(alarms[by])));
      if (collapsed === 4) checks.push(() => mark(`${what}: red ≥ 85 %`, red[by] >= 0.85, words(red[by])));
    }
  };
  for (const nature of [solvedOrNot, ties]) {
    row(nature, { drift: 0, taskDrift: 0 }, [3, 1]);
    for (const drift of [0, 0.04])
      for (const collapsed of [0, 1, 4] as const) row(nature, { drift, taskDrift: 0 }, [8, collapsed]);
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
  const dearest = Math.max(FRESH, 2 * EACH);
  mark('confirming runs a suspect task ≤ 10', dearest <= 10, String(dearest));
  for (const check of checks) check();
}
