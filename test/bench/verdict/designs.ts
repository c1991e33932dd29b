import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { standardError } from '../../../src/result/stats/detectable.ts';
import { addDrift, estimateDrift } from '../../../src/result/stats/drift.ts';
import { meanOf, sum } from '../../../src/result/stats/numbers.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { studentTail } from '../../../src/result/stats/student.ts';
import { isRegression, suspects } from '../../../src/result/verdict/compare.ts';
import type { Dice } from './dice.ts';
import { QUICK_DEALS, GATE } from './settings.ts';
import { hourOf, runsOf, type Change, type Hour, type SimTask, type Weather } from './world.ts';

/** A pull request to come: the tasks, what changed, and how many runs each side has. */
export interface Case {
  tasks: readonly SimTask[];
  change: Change;
  weather: Weather;
  shape: { baseline: number; head: number };
  /** Earlier evaluations of the base branch, of as many runs as the baseline, which is the last of them. */
  history: number;
}

/** Which designs call it a regression, and the runs that each adds for that. */
export interface Verdicts {
  plain: boolean;
  /** Fresh runs of head alone, judged together with the first ones: what the product does without a base side. */
  headConfirmed: boolean;
  headRuns: number;
  /** Fresh runs of both sides in the hour of head. */
  bothConfirmed: boolean;
  bothRuns: number;
  /** One look, with the drift that the history shows in the error; the last evaluation is the baseline. */
  withHistory: boolean;
  /** The same with all of the history as the baseline. */
  pooled: boolean;
}

export function pullRequest(random: Dice, { tasks, change, weather, shape, history }: Case): Verdicts {
  const past = Array.from({ length: Math.max(1, history) }, () => {
    const hour = hourOf(random, weather, tasks.length);
    return tasks.map((task, i) => ({
      taskId: task.taskId,
      scores: draw(random, task, [hour[i]!], shape.baseline),
    }));
  });
  const hour = hourOf(random, weather, tasks.length);
  const head = (i: number, count: number): number[] => draw(random, tasks[i]!, [hour[i]!, change[i]!], count);
  const pairs: PairedTask[] = tasks.map(({ taskId }, i) => ({
    taskId,
    baseline: past.at(-1)![i]!.scores,
    head: head(i, shape.head),
  }));
  const test = testRegression(pairs, { deals: QUICK_DEALS });
  const suspected = new Set(suspects(test, GATE));
  const plain = isRegression(test, GATE, 'single');
  const each = runsOfEachSide(GATE.confirmRuns);
  return {
    plain,
    headConfirmed: suspected.size > 0 && headConfirms(pairs, suspected, head),
    headRuns: suspected.size * GATE.confirmRuns,
    bothConfirmed:
      suspected.size > 0 && bothConfirm(random, { tasks, hour, suspected, freshHead: (i) => head(i, each) }),
    bothRuns: suspected.size * 2 * each,
    withHistory: plain && history > 0 && isBeyondDrift(pairs, past, 2),
    pooled: history > 0 && pooledRegression(pairs, past),
  };
}

const draw = (random: Dice, task: SimTask, shifts: Hour, count: number): number[] =>
  runsOf(random, task, { shifts, count });

function headConfirms(
  pairs: readonly PairedTask[],
  suspected: ReadonlySet<string>,
  head: (i: number, count: number) => number[],
): boolean {
  const joint = pairs.map((task, i) =>
    suspected.has(task.taskId) ? { ...task, head: [...task.head, ...head(i, GATE.confirmRuns)] } : task,
  );
  return isRegression(testRegression(joint, { deals: QUICK_DEALS }), GATE, 'confirmation');
}

interface Suspicion {
  tasks: readonly SimTask[];
  hour: Hour;
  suspected: ReadonlySet<string>;
  freshHead: (i: number) => number[];
}

function bothConfirm(random: Dice, { tasks, hour, suspected, freshHead }: Suspicion): boolean {
  const fresh = tasks.flatMap((task, i) => {
    if (!suspected.has(task.taskId)) return [];
    const head = freshHead(i);
    return [{ taskId: task.taskId, baseline: draw(random, task, [hour[i]!], head.length), head }];
  });
  return confirmBothSides(fresh, tasks.length, { gate: GATE, deals: QUICK_DEALS }).regressed;
}

type Past = readonly (readonly { taskId: string; scores: number[] }[])[];

/** Whether the drop is more than drift and noise of the runs explain together. */
function isBeyondDrift(pairs: readonly PairedTask[], past: Past, effects: number): boolean {
  const drift = estimateDrift(past);
  if (drift === null) return true;
  const drop = sum(pairs, ({ baseline, head }) => meanOf(baseline) - meanOf(head)) / pairs.length;
  const freedom = sum(pairs, ({ baseline, head }) => baseline.length + head.length - 2) || pairs.length - 1;
  const noise = { variance: standardError(pairs) ** 2, freedom };
  const error = addDrift(noise, drift, effects);
  return studentTail(drop / Math.sqrt(error.variance), error.freedom) < GATE.alpha;
}

function pooledRegression(pairs: readonly PairedTask[], past: Past): boolean {
  const all = pairs.map((task, i) => ({ ...task, baseline: past.flatMap((tasks) => tasks[i]!.scores) }));
  if (!isBeyondDrift(all, past, 1 + 1 / past.length)) return false;
  return isRegression(testRegression(all, { deals: QUICK_DEALS }), GATE, 'single');
}
