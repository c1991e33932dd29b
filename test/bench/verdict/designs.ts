import { runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { chanceOfDrop, noiseOfDrop, type WithDrift } from '../../../src/result/stats/detectable.ts';
import { driftOfDrop, estimateDrift } from '../../../src/result/stats/drift.ts';
import { isAbove, meanOf } from '../../../src/result/stats/numbers.ts';
import { compare, type Sample } from '../../../src/result/verdict/compare.ts';
import { confirmByBoth, type FreshRuns } from '../../../src/result/verdict/confirm-both.ts';
import type { Comparison } from '../../../src/result/formats/verdict-record.ts';
import type { Dice } from './dice.ts';
import { GATE } from './settings.ts';
import { hourOf, runsOf, scored, type Change, type Hour, type SimTask, type Weather } from './world.ts';

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
  /** Fresh runs of head alone, judged together with the first ones: where the baseline cannot be made again. */
  headConfirmed: boolean;
  headRuns: number;
  /** Fresh runs of both sides in the hour of head, which alone decide: the default. */
  bothConfirmed: boolean;
  bothRuns: number;
  /** One look, with the drift that the history shows in the error; the last evaluation is the baseline. */
  withHistory: boolean;
  /** The same with all of the history as the baseline. */
  pooled: boolean;
}

/** By the functions that judge an evaluation, with as many deals. */
export function pullRequest(random: Dice, { tasks, change, weather, shape, history }: Case): Verdicts {
  const past = Array.from({ length: Math.max(1, history) }, () =>
    drawAll(random, tasks, { shifts: [hourOf(random, weather, tasks.length)], count: shape.baseline }),
  );
  const hour = hourOf(random, weather, tasks.length);
  const ofHead = { shifts: [hour, change], count: shape.head };
  const head = drawAll(random, tasks, ofHead);
  const drift = history > 0 ? estimateDrift(past) : null;
  const baseline = past.at(-1)!;
  const each = runsOfEachSide(GATE.confirmRuns);
  const pooled =
    drift !== null &&
    isPooledRegression({ baseline: pooledRuns(past), head, drift: driftOfDrop(drift, past.length) });
  // Such a drop is neither suspected nor red, whatever a test says of it.
  if (!isAbove(dropOf(baseline, head), GATE.maxRegression)) return { ...NOTHING_FOUND, pooled };
  const first = comparison({ baseline, head, drift: drift === null ? undefined : driftOfDrop(drift, 1) });
  const plain = first.pValue! < GATE.alpha && comparison({ baseline, head, stage: 'single' }).regressed;
  const suspected = new Set(first.suspects);
  return {
    plain,
    headConfirmed:
      suspected.size > 0 &&
      comparison({
        baseline,
        head: withMore(head, suspected, drawAll(random, tasks, { ...ofHead, count: GATE.confirmRuns })),
        stage: 'confirmation',
      }).regressed,
    headRuns: suspected.size * GATE.confirmRuns,
    bothConfirmed: suspected.size > 0 && isConfirmedByBoth(random, first, { tasks, hour, change }),
    bothRuns: suspected.size * 2 * each,
    withHistory: plain && history > 0 && (first.pValueDrift ?? 0) < GATE.alpha,
    pooled,
  };
}

const NOTHING_FOUND = {
  plain: false,
  headConfirmed: false,
  headRuns: 0,
  bothConfirmed: false,
  bothRuns: 0,
  withHistory: false,
};

function isPooledRegression(sides: Sides & { drift: WithDrift }): boolean {
  const { baseline, head, drift } = sides;
  const drop = dropOf(baseline, head);
  const pairs = baseline.map(({ taskId, scores }, i) => ({
    taskId,
    baseline: scores,
    head: head[i]!.scores,
  }));
  // Both tests have to agree, and this one costs little.
  if (!isAbove(drop, GATE.maxRegression) || chanceOfDrop(drop, drift(noiseOfDrop(pairs)!)) >= GATE.alpha)
    return false;
  return comparison({ ...sides, stage: 'single' }).regressed;
}

const dropOf = (baseline: Runs, head: Runs): number =>
  meanOf(baseline.map(({ scores }, i) => meanOf(scores) - meanOf(head[i]!.scores)));

/** Whether fresh runs of both sides, made in one hour, confirm a suspicion. */
function isConfirmedByBoth(
  random: Dice,
  first: Comparison,
  { tasks, hour, change }: { tasks: readonly SimTask[]; hour: Hour; change: Change },
): boolean {
  const suspected = new Set(first.suspects);
  const count = runsOfEachSide(GATE.confirmRuns);
  const fresh = (shifts: readonly Hour[]): FreshRuns[] =>
    drawAll(random, tasks, { shifts, count })
      .filter(({ taskId }) => suspected.has(taskId))
      .map((task) => ({ ...task, planned: count, passes: scored(task.scores).passes }));
  return confirmByBoth(first, { baseline: fresh([hour]), head: fresh([hour, change]) }, GATE).regressed;
}

type Runs = { taskId: string; scores: number[] }[];

function drawAll(
  random: Dice,
  tasks: readonly SimTask[],
  { shifts, count }: { shifts: readonly Hour[]; count: number },
): Runs {
  return tasks.map((task, i) => ({
    taskId: task.taskId,
    scores: runsOf(random, task, { shifts: shifts.map((all) => all[i]!), count }),
  }));
}

interface Sides {
  baseline: Runs;
  head: Runs;
  drift?: WithDrift | undefined;
  stage?: 'screening' | 'single' | 'confirmation';
}

const identity: Sample['identity'] = {
  model: 'simulated',
  judgeModel: '',
  harnessVersion: '1',
  openclawVersion: '1',
  taskFingerprint: '1',
  concurrency: 1,
  images: {},
};

const sampleOf = (runs: Runs): Sample => ({
  identity,
  tasks: runs.map((task) => ({ ...task, score: null })),
});

function comparison({ baseline, head, drift, stage = 'screening' }: Sides): Comparison {
  return compare({ name: 'main', drift, ...sampleOf(baseline) }, sampleOf(head), GATE, stage);
}

function withMore(runs: Runs, suspected: ReadonlySet<string>, more: Runs): Runs {
  return runs.map(({ taskId, scores }, i) => ({
    taskId,
    scores: suspected.has(taskId) ? [...scores, ...more[i]!.scores] : scores,
  }));
}

function pooledRuns(past: readonly Runs[]): Runs {
  return past[0]!.map(({ taskId }, i) => ({ taskId, scores: past.flatMap((tasks) => tasks[i]!.scores) }));
}
