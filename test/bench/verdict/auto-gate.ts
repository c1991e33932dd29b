import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import {
  decisiveLevel,
  type RegressionGate,
  sidesEndedByScore,
} from '../../../src/result/stats/regression-gate.ts';
import { isAbove, meanOf } from '../../../src/result/stats/numbers.ts';
import {
  testRegression,
  type PairedTask,
  type RegressionTest,
} from '../../../src/result/stats/regression.ts';
import { overallScoreOf, taskScoreOf } from '../../../src/result/stats/score.ts';
import { nextStep } from '../../../src/result/stats/sequential.ts';
import { suspects } from '../../../src/result/verdict/compare.ts';
import { many, shareOf, table, type Marks } from '../marks.ts';
import { dice, type Dice } from './dice.ts';
import { DEALS, GATE } from './settings.ts';
import { gaussian, scored, runsOf, solvedOrNot, type Nature, type SimTask } from './world.ts';

const TASKS = 27;
const RUNS = 3;
const MOST = 5;
/** How far the threshold is above the true score: at 0, where a score is longest unclear, the optional stopping does most harm. */
const DISTANCES = [-0.05, -0.02, 0, 0.02, 0.05] as const;
/** Which side `runs: auto` ends. */
const ENDED = ['head', 'baseline', 'both'] as const;
type Ended = (typeof ENDED)[number];

const NATURES = [gaussian(0.15), gaussian(0.25), gaussian(0.35), solvedOrNot];

const scoreOf = (runs: readonly (readonly number[])[]): number =>
  overallScoreOf(
    runs.map((each) => {
      const { scores, passes } = scored(each);
      return taskScoreOf(scores, passes);
    }),
  );

const draw = (random: Dice, tasks: readonly SimTask[], count: number): number[][] =>
  tasks.map((task) => runsOf(random, task, { shifts: [], count }));

/** The runs of an evaluation that ends when its score is clear of the threshold. */
function untilClear(random: Dice, tasks: readonly SimTask[], threshold: number): number[][] {
  const so = tasks.map(({ taskId }) => ({
    taskId,
    scores: [] as number[],
    passed: [] as boolean[],
    made: 0,
  }));
  for (;;) {
    const step = nextStep(so, { threshold, maxRuns: MOST });
    if (step.done) return so.map(({ scores }) => scores);
    for (const [i, task] of so.entries()) {
      if (!step.tasks.includes(task.taskId)) continue;
      const more = runsOf(random, tasks[i]!, { shifts: [], count: step.runs - task.made });
      task.scores.push(...more);
      task.passed.push(...more.map((score) => scored([score]).passes === 1));
      task.made = step.runs;
    }
  }
}

interface Alarms {
  uncorrected: boolean;
  plain: boolean;
  byHead: boolean;
  byBoth: boolean;
}

function unchangedPullRequest(random: Dice, nature: Nature, distance: number, ended: Ended): Alarms {
  const tasks = nature.tasks(random, TASKS);
  const truth = meanOf(Array.from({ length: 40 }, () => scoreOf(draw(random, tasks, 2))));
  const side = (isEnded: boolean): number[][] =>
    isEnded ? untilClear(random, tasks, truth + distance) : draw(random, tasks, RUNS);
  const [baseline, head] = [side(ended !== 'head'), side(ended !== 'baseline')];
  const pairs: PairedTask[] = tasks.map(({ taskId }, i) => ({
    taskId,
    baseline: baseline[i]!,
    head: head[i]!,
  }));
  const gate: RegressionGate = {
    ...GATE,
    sequentialSides: sidesEndedByScore(ended !== 'baseline', ended !== 'head'),
  };
  const drop = meanOf(pairs.map((pair) => meanOf(pair.baseline) - meanOf(pair.head)));
  // Such a drop is neither suspected nor red, whatever a test says of it.
  if (!isAbove(drop, gate.maxRegression)) return NO_ALARMS;
  const isRed = (test: RegressionTest, level: number): boolean =>
    test.pValue < level && isAbove(test.drop, gate.maxRegression);
  const first = testRegression(pairs, { deals: DEALS });
  const suspected = new Set(suspects(first, gate));
  const isConfirmed = (): Pick<Alarms, 'byHead' | 'byBoth'> => {
    const joint = pairs.map((pair, i) =>
      suspected.has(pair.taskId)
        ? { ...pair, head: [...pair.head, ...draw(random, [tasks[i]!], gate.confirmRuns)[0]!] }
        : pair,
    );
    const [before, after] = [0, 1].map(() => draw(random, tasks, runsOfEachSide(gate.confirmRuns)));
    const again = pairs
      .map(({ taskId }, i) => ({ taskId, baseline: before![i]!, head: after![i]! }))
      .filter(({ taskId }) => suspected.has(taskId));
    return {
      byHead: isRed(testRegression(joint, { deals: DEALS }), decisiveLevel(gate, 'confirmation')),
      byBoth: confirmBothSides(again, TASKS, { gate, deals: DEALS }).regressed,
    };
  };
  return {
    uncorrected: isRed(first, gate.alpha),
    plain: isRed(first, decisiveLevel(gate, 'single')),
    ...(suspected.size === 0 ? { byHead: false, byBoth: false } : isConfirmed()),
  };
}

const NO_ALARMS: Alarms = { uncorrected: false, plain: false, byHead: false, byBoth: false };

/** How often an unchanged pull request turns red if `runs: auto` decided how many runs a side has. */
export function gateWithRunsAuto({ mark }: Marks): void {
  const count = many(2000);
  console.log(
    `\nThe regression gate with runs: auto, % of ${count} unchanged pull requests at each distance of the threshold (${DISTANCES.join(', ')})\n`,
  );
  const words = (share: number): string => shareOf(share, count);
  const rows: string[][] = [];
  const checks: (() => void)[] = [];
  for (const nature of NATURES) {
    for (const ended of ENDED) {
      const random = dice(17 * nature.name.length + ended.length);
      const found = DISTANCES.map((distance) =>
        Array.from({ length: count }, () => unchangedPullRequest(random, nature, distance, ended)),
      );
      const worst = (of: keyof Alarms): number =>
        Math.max(...found.map((all) => meanOf(all.map((each) => Number(each[of])))));
      const [plain, byHead, byBoth] = [worst('plain'), worst('byHead'), worst('byBoth')];
      rows.push([nature.name, ended, ...[worst('uncorrected'), plain, byHead, byBoth].map(words)]);
      const what = `${nature.name}, ${ended} ended by its score`;
      checks.push(
        () => mark(`${what}: plain ≤ 5 %`, plain <= 0.05, words(plain)),
        () => mark(`${what}: confirmed by head ≤ 1 %`, byHead <= 0.01, words(byHead)),
        () => mark(`${what}: confirmed by both ≤ 1 %`, byBoth <= 0.01, words(byBoth)),
      );
    }
  }
  table(['noise', 'ended by score', 'at 0.05', 'corrected', 'confirmed by head', 'by both sides'], rows);
  for (const check of checks) check();
}
