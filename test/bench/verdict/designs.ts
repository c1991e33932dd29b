import { isDeepStrictEqual } from 'node:util';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { chanceOfDrop, noiseOfDrop, type WithDrift } from '../../../src/result/stats/noise-of-drop.ts';
import { driftOfDrop, estimateDrift } from '../../../src/result/stats/drift.ts';
import { isAbove, meanOf } from '../../../src/result/stats/numbers.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { compare, isRegression, type Sample, suspects } from '../../../src/result/verdict/compare.ts';
import { confirmByBoth, type FreshRuns } from '../../../src/result/verdict/confirm-both.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import type { Dice } from './dice.ts';
import { GATE } from './settings.ts';
import { hourOf, runsOf, scored, type Change, type SimTask, type Weather } from './world.ts';

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

type Runs = { taskId: string; scores: number[] }[];

/** The runs of a pull request, those of its confirmation included, of which those of the suspects are made. */
interface Drawn {
  past: readonly Runs[];
  baseline: Runs;
  head: Runs;
  /** More runs of head. */
  more: Runs;
  /** Of both sides, in the hour of head. */
  fresh: { baseline: Runs; head: Runs };
  drift: WithDrift | undefined;
  /** Between head and the whole of the past. */
  pooledDrift: WithDrift | undefined;
}

/**
 * What the gate says of a pull request, by the functions that decide it, with as many deals as the product makes.
 * @param isChecked whether the comparison that a report is made of must say the same
 * @throws Error if it does not
 */
export function pullRequest(random: Dice, drawnOf: Case, isChecked: boolean): Verdicts {
  const drawn = draw(random, drawnOf);
  const verdicts = decided(drawn);
  if (isChecked && !isDeepStrictEqual(verdicts, compared(drawn)))
    throw new Error(
      `Of one pull request, what decides says ${JSON.stringify(verdicts)}, and the whole comparison ${JSON.stringify(compared(drawn))}.`,
    );
  return verdicts;
}

const EACH = runsOfEachSide(GATE.confirmRuns);

function draw(random: Dice, { tasks, change, weather, shape, history }: Case): Drawn {
  const drawAll = (shifts: readonly Change[], count: number): Runs =>
    tasks.map((task, i) => ({
      taskId: task.taskId,
      scores: runsOf(random, task, { shifts: shifts.map((all) => all[i]!), count }),
    }));
  const past = Array.from({ length: Math.max(1, history) }, () =>
    drawAll([hourOf(random, weather, tasks.length)], shape.baseline),
  );
  const hour = hourOf(random, weather, tasks.length);
  const known = history > 0 ? estimateDrift(past) : null;
  return {
    past,
    baseline: past.at(-1)!,
    head: drawAll([hour, change], shape.head),
    more: drawAll([hour, change], GATE.confirmRuns),
    fresh: { baseline: drawAll([hour], EACH), head: drawAll([hour, change], EACH) },
    drift: known === null ? undefined : driftOfDrop(known, 1),
    pooledDrift: known === null ? undefined : driftOfDrop(known, past.length),
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

/** By the smallest functions that decide. */
function decided({ past, baseline, head, more, fresh, drift, pooledDrift }: Drawn): Verdicts {
  const pooled = isRed(pairsOf(pooledRuns(past), head), pooledDrift);
  const pairs = pairsOf(baseline, head);
  // Such a drop is neither suspected nor red, whatever a test says of it.
  if (!isAbove(dropOf(pairs), GATE.maxRegression)) return { ...NOTHING_FOUND, pooled };
  const test = testRegression(pairs);
  const plain = isRegression(test, GATE, 'single');
  const suspected = new Set(suspects(test, GATE));
  const again = pairsOf(fresh.baseline, fresh.head).filter(({ taskId }) => suspected.has(taskId));
  return {
    plain,
    headConfirmed:
      suspected.size > 0 &&
      isRegression(testRegression(pairsOf(baseline, withMore(head, suspected, more))), GATE, 'confirmation'),
    headRuns: suspected.size * GATE.confirmRuns,
    bothConfirmed: suspected.size > 0 && confirmBothSides(again, pairs.length, { gate: GATE }).regressed,
    bothRuns: suspected.size * 2 * EACH,
    withHistory: plain && drift !== undefined && driftChance(pairs, drift) < GATE.alpha,
    pooled,
  };
}

/** One look with the drift; as both of its tests have to agree, the cheap one is asked first. */
function isRed(pairs: readonly PairedTask[], drift: WithDrift | undefined): boolean {
  if (drift === undefined || !isAbove(dropOf(pairs), GATE.maxRegression)) return false;
  const chance = driftChance(pairs, drift);
  return chance < GATE.alpha && isRegression(testRegression(pairs), GATE, 'single', chance);
}

const driftChance = (pairs: readonly PairedTask[], drift: WithDrift): number =>
  chanceOfDrop(dropOf(pairs), drift(noiseOfDrop(pairs)!));

const dropOf = (pairs: readonly PairedTask[]): number =>
  meanOf(pairs.map(({ baseline, head }) => meanOf(baseline) - meanOf(head)));

const pairsOf = (baseline: Runs, head: Runs): PairedTask[] =>
  baseline.map(({ taskId, scores }, i) => ({ taskId, baseline: scores, head: head[i]!.scores }));

/** By the comparison that a report is made of. */
function compared({ past, baseline, head, more, fresh, drift, pooledDrift }: Drawn): Verdicts {
  const first = comparison({ baseline, head, stage: 'screening' });
  const suspected = new Set(first.suspects);
  const freshOf = (runs: Runs): FreshRuns[] =>
    runs
      .filter(({ taskId }) => suspected.has(taskId))
      .map((task) => ({ ...task, planned: EACH, passes: scored(task.scores).passes }));
  return {
    plain: comparison({ baseline, head, stage: 'single' }).regressed,
    headConfirmed:
      suspected.size > 0 &&
      comparison({ baseline, head: withMore(head, suspected, more), stage: 'confirmation' }).regressed,
    headRuns: suspected.size * GATE.confirmRuns,
    bothConfirmed: confirmByBoth(
      first,
      { baseline: freshOf(fresh.baseline), head: freshOf(fresh.head) },
      GATE,
    ).regressed,
    bothRuns: suspected.size * 2 * EACH,
    withHistory: drift !== undefined && comparison({ baseline, head, drift, stage: 'single' }).regressed,
    pooled:
      pooledDrift !== undefined &&
      comparison({ baseline: pooledRuns(past), head, drift: pooledDrift, stage: 'single' }).regressed,
  };
}

interface Sides {
  baseline: Runs;
  head: Runs;
  drift?: WithDrift;
  stage: 'screening' | 'single' | 'confirmation';
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

function comparison({ baseline, head, drift, stage }: Sides): Comparison {
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
