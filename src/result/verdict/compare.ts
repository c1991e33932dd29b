import { whyCannotDetect } from './cannot-detect.ts';
import { comparability } from './comparability.ts';
import { minimumDetectableEffect } from '../stats/detectable.ts';
import {
  cautiousNoiseOfDrop,
  chanceOfDrop,
  type EstimatedVariance,
  noiseOfDrop,
  type WithDrift,
} from '../stats/noise-of-drop.ts';
import {
  confirmationLevel,
  decisiveLevel,
  suspicionLevel,
  type RegressionGate,
} from '../stats/regression-gate.ts';
import type { Gate } from './gate.ts';
import { isAbove, isBelow, meanOf, sum } from '../stats/numbers.ts';
import {
  SHARE_EVERYWHERE,
  testRegression,
  type PairedTask,
  type RegressionTest,
} from '../stats/regression.ts';
import { overallScoreOf } from '../stats/score.ts';
import { studentQuantile } from '../stats/student.ts';
import type { Comparison } from '../formats/comparison.ts';
import { comparedScores, type TaskRow, type VerdictRecord } from '../formats/verdict-record.ts';

/** What a comparison needs to know of a result: its runs and what ran. A verdict record is one. */
export type Sample = Pick<VerdictRecord, 'identity'> & {
  tasks: readonly Pick<TaskRow, 'taskId' | 'score' | 'scores' | 'confirming'>[];
};

/**
 * The stage of the regression test. `single`: there will be no more runs, so decide at α. `screening`: name the suspect
 * tasks, so that they can be run more often. `confirmation`: decide on all runs after that.
 */
export type Stage = 'single' | 'screening' | 'confirmation';

/** The other side of a comparison. */
interface ComparedWith extends Sample {
  name: string;
  /** Undefined if it is not known, or if there is none. */
  drift?: WithDrift | undefined;
  /** Whether it ran beside head, in the same hour. */
  arm?: true | undefined;
}

/**
 * Compares a result with a baseline, if they are comparable (see `comparability`). A regression takes both: differences
 * that chance is unlikely to cause, and a mean drop above `maxRegression`. Only tasks with a valid run in both count.
 *
 * With `confirmRuns`, screening at twice α only names suspects: all tasks if the drop is everywhere, else those that
 * stand out. After more runs of these in head, the confirmation decides on all runs at α / 5. False alarms stay below
 * that level, because the confirmation is a valid test by itself and screening can only acquit; repeating only the
 * suspects moves their means back towards the truth, which acquits more often than it convicts.
 *
 * With the drift between evaluations, which permutations of runs cannot see, the drop must be unlikely by it too. The first look
 * leaves that to the decision: more runs may be made of both sides.
 *
 * Where no scores of head could be called a regression, `cannotDetect` says so, and nothing is suspected. Nor is the first look
 * a regression by itself where more runs were to confirm it, and so few of them that they could not.
 */
export function compare(
  { name, drift, arm, ...baseline }: ComparedWith,
  head: Sample,
  gate: RegressionGate & Partial<Pick<Gate, 'onModelChange' | 'minCoverage'>>,
  stage: Stage,
): Comparison {
  const { differences, notes, servedModels } = comparability(baseline.identity, head.identity, {
    ...(gate.onModelChange === undefined ? {} : { onModelChange: gate.onModelChange }),
    arm: arm === true,
  });
  const pairs = pair(baseline, head);
  const all = new Set([...baseline.tasks, ...head.tasks].map((task) => task.taskId));
  if (differences.length === 0) differences.push(...tooFewPairs(pairs.length, all.size, gate.minCoverage));
  const level = levelOf(gate, stage);
  const common = {
    baseline: name,
    ...(arm === true ? { arm } : {}),
    alpha: gate.alpha,
    level,
    maxRegression: gate.maxRegression,
    confirmed: stage === 'confirmation',
    ...(servedModels === undefined ? {} : { servedModels }),
  };
  if (differences.length > 0) {
    return { ...common, comparable: false, differences, notes, ...NOTHING_COMPARED };
  }

  const paired = new Set(pairs.map((task) => task.taskId));
  const left = [...all].filter((taskId) => !paired.has(taskId));
  if (left.length > 0)
    notes.push(`Not compared, for want of a valid run on one side: ${left.sort().join(', ')}.`);

  const test = testRegression(pairs);
  const noise = noiseOfDrop(pairs);
  const pDrift = drift === undefined || noise === null ? null : chanceOfDrop(test.drop, drift(noise));
  const suspected = suspects(test, gate);
  const shape = pairs.map((task) => ({ baseline: task.baseline, head: task.head.length }));
  const isLeftOpen = suspected.length > 0 && whyCannotDetect(shape, gate) === null;
  const decisive = decisiveGate(gate, stage, isLeftOpen);
  const cannotDetect = whyCannotDetect(shape, decisive);
  return {
    ...common,
    comparable: true,
    differences,
    notes,
    runs: {
      baseline: sum(pairs, (task) => task.baseline.length),
      head: sum(pairs, (task) => task.head.length),
    },
    baselineScore: scoreOver(baseline, pairs),
    headScore: scoreOver(head, pairs),
    drop: test.drop,
    dropInterval: dropInterval(test.drop, cautiousNoiseOfDrop(pairs), drift),
    pValue: test.pValue,
    ...(pDrift === null ? {} : { pValueDrift: pDrift }),
    pValueBetter: test.pValueBetter,
    minimumDetectableEffect: cannotDetect === null ? minimumDetectableEffect(pairs, decisive, drift) : null,
    ...(cannotDetect === null ? {} : { cannotDetect }),
    regressed: stage !== 'screening' && cannotDetect === null && isRegression(test, gate, stage, pDrift),
    suspects: stage === 'screening' && cannotDetect === null ? suspected : [],
    tasks: test.tasks.map(({ taskId, drop, pWorse, pBetter }, i) => ({
      taskId,
      baselineMean: meanOf(pairs[i]!.baseline),
      headMean: meanOf(pairs[i]!.head),
      change: -drop,
      pWorse,
      pBetter,
    })),
  };
}

/** Why the tasks that both sides have are too few to compare them; empty if they are not. */
function tooFewPairs(pairs: number, all: number, minCoverage = 0): string[] {
  if (pairs === 0) return ['no task has a valid run on both sides'];
  if (!isBelow(pairs / all, minCoverage)) return [];
  const have = pairs === 1 ? 'has' : 'have';
  return [
    `only ${pairs} of ${all} tasks ${have} valid runs on both sides, and \`min-coverage\` is ${minCoverage}`,
  ];
}

/**
 * What there is still to pass. A suspicion that no more runs can follow up, such as of pods that are gone, is decided by the first
 * look alone.
 * @param isLeftOpen whether there is one, and more runs could have confirmed it
 */
function decisiveGate(gate: RegressionGate, stage: Stage, isLeftOpen: boolean): RegressionGate {
  if (stage === 'confirmation')
    return { ...gate, alpha: levelOf(gate, stage), confirmRuns: 0, sequentialSides: 0 };
  return stage === 'single' && isLeftOpen ? { ...gate, confirmRuns: 0 } : gate;
}

function levelOf(gate: RegressionGate, stage: Stage): number {
  return decisiveLevel(gate, stage === 'confirmation' ? 'confirmation' : 'single');
}

/**
 * Whether a drop is unlikely to be chance, and to be what evaluations drift apart, and large enough to matter.
 * @param pDrift its chance by the noise of the runs and the drift; null if the drift is not known
 */
export function isRegression(
  test: RegressionTest,
  gate: RegressionGate,
  stage: Exclude<Stage, 'screening'>,
  pDrift: number | null = null,
): boolean {
  const level = levelOf(gate, stage);
  return test.pValue < level && (pDrift ?? 0) < level && isAbove(test.drop, gate.maxRegression);
}

/** Whether it rose by more than chance explains, and by as much as a drop would have to have to matter. */
export function isImprovement(comparison: Comparison): boolean {
  const { drop, pValueBetter, pValueDrift = 1, alpha, maxRegression } = comparison;
  if (drop === null || pValueBetter === null) return false;
  return isAbove(-drop, maxRegression) && pValueBetter < alpha && 1 - pValueDrift < alpha;
}

const NOTHING_COMPARED = {
  runs: { baseline: 0, head: 0 },
  baselineScore: null,
  headScore: null,
  drop: null,
  dropInterval: null,
  pValue: null,
  pValueBetter: null,
  minimumDetectableEffect: null,
  regressed: false,
  suspects: [],
  tasks: [],
};

/** Pools several results of the same thing into one with more runs. */
export function poolSamples(samples: readonly [Sample, ...Sample[]]): Sample {
  const [newest] = samples;
  const ids = new Set(samples.flatMap((sample) => sample.tasks.map((task) => task.taskId)));
  return {
    identity: { ...newest.identity, ...servedInAny(samples) },
    tasks: [...ids].sort().map((taskId) => {
      const rows = samples.flatMap((sample) => sample.tasks.filter((task) => task.taskId === taskId));
      const known = rows.flatMap((row) => (row.score === null ? [] : [row.score]));
      return {
        taskId,
        score: known.length === 0 ? null : overallScoreOf(known),
        scores: rows.flatMap(comparedScores),
      };
    }),
  };
}

function servedInAny(samples: readonly Sample[]): Pick<Sample['identity'], 'servedModels'> {
  const served = new Set(samples.flatMap(({ identity }) => identity.servedModels ?? []));
  return served.size === 0 ? {} : { servedModels: [...served].sort() };
}

/** Tasks with valid runs in both samples, sorted by id as in the result of `testRegression`. */
function pair(baseline: Sample, head: Sample): PairedTask[] {
  const before = new Map(baseline.tasks.map((task) => [task.taskId, comparedScores(task)]));
  return head.tasks
    .map((task) => ({
      taskId: task.taskId,
      baseline: before.get(task.taskId) ?? [],
      head: comparedScores(task),
    }))
    .filter((task) => task.baseline.length > 0 && task.head.length > 0)
    .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
}

/** A single task is suspect below this p-value; with few runs, no task can have a much smaller one. */
const SUSPECT_LEVEL = 0.1;

/** The ids of the tasks to run more often; none if there is no suspicion. */
export function suspects(test: RegressionTest, gate: RegressionGate): string[] {
  if (test.pValue >= suspicionLevel(gate.alpha) || !isAbove(test.drop, gate.maxRegression)) return [];
  const all = test.tasks.map((task) => task.taskId);
  const everywhere = test.pEverywhere / SHARE_EVERYWHERE;
  const inFewTasks = test.pFewTasks / (1 - SHARE_EVERYWHERE);
  // Large drops in few tasks lower the overall mean too: if they explain it by themselves, no other task is suspect.
  if (inFewTasks >= Math.max(everywhere, confirmationLevel(gate.alpha))) return all;
  const worse = test.tasks.filter((task) => task.drop > 0);
  const least = Math.min(...worse.map((task) => task.pWorse));
  const standOut = worse.filter((task) => task.pWorse <= Math.max(SUSPECT_LEVEL, least));
  const others = test.tasks.filter((task) => !standOut.includes(task));
  // They do not explain it where the others dropped, too: fresh runs of these alone would miss that part.
  const isElsewhere =
    others.length > 0 && isAbove(meanOf(others.map((task) => task.drop)), gate.maxRegression);
  return isElsewhere ? all : standOut.map((task) => task.taskId);
}

function dropInterval(
  drop: number,
  noise: EstimatedVariance | null,
  drift: WithDrift = (runs) => runs,
): Comparison['dropInterval'] {
  if (noise === null) return null;
  const { variance, freedom } = drift(noise);
  const half = studentQuantile(0.025, freedom) * Math.sqrt(variance);
  return { lower: Math.max(-1, drop - half), upper: Math.min(1, drop + half) };
}

function scoreOver(sample: Sample, pairs: readonly PairedTask[]): number | null {
  const compared = new Set(pairs.map((task) => task.taskId));
  const scores = sample.tasks.flatMap((task) =>
    compared.has(task.taskId) && task.score !== null ? [task.score] : [],
  );
  return scores.length === 0 ? null : overallScoreOf(scores);
}
