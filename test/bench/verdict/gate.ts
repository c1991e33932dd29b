import { mean, sampleDeviation } from '../../../src/result/stats/bootstrap.ts';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { isRegression, suspects } from '../../../src/result/verdict/compare.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { many, percent, shareOf, type Marks } from '../marks.ts';
import {
  drawPair,
  dropEverywhere,
  dropInFewTasks,
  noDrop,
  simulation,
  suite,
  type Drops,
  type Simulation,
} from '../simulation.ts';
import { DEALS, NOISE, GATE } from './settings.ts';

interface Outcome {
  drop: number;
  significant: boolean;
  red: boolean;
  confirmed: boolean;
  byHead: boolean;
  extraRuns: number;
  fixedDrop: boolean;
  intervalsApart: boolean;
  signFlip: boolean;
}

/** One pull request: baseline and head drawn, every rule asked. */
function pullRequest(sim: Simulation, noise: number, drops: Drops): Outcome {
  const tasks = drawPair(sim, noise, drops);
  const test = testRegression(tasks, { deals: DEALS });
  const suspected = new Set(suspects(test, GATE));
  const joint = tasks.map((task, i) =>
    suspected.has(task.taskId)
      ? { ...task, head: [...task.head, ...sim.runs(suite[i]!.mean - drops[i]!, noise, GATE.confirmRuns)] }
      : task,
  );
  const fresh = drawPair(sim, noise, drops, runsOfEachSide(GATE.confirmRuns)).filter(({ taskId }) =>
    suspected.has(taskId),
  );
  return {
    drop: test.drop,
    significant: test.pValue < GATE.alpha,
    red: isRegression(test, GATE, 'single'),
    confirmed:
      suspected.size > 0 && confirmBothSides(fresh, suite.length, { gate: GATE, deals: DEALS }).regressed,
    byHead: suspected.size > 0 && isRegression(testRegression(joint, { deals: DEALS }), GATE, 'confirmation'),
    extraRuns: suspected.size * 2 * runsOfEachSide(GATE.confirmRuns),
    fixedDrop: test.drop > 0.03,
    intervalsApart: intervalsApart(tasks),
    signFlip: signFlip(sim, tasks) < GATE.alpha,
  };
}

/** "Intervals don't overlap", with normal intervals over task means in place of the (slow) bootstrap ones. */
function intervalsApart(tasks: readonly PairedTask[]): boolean {
  const interval = (means: number[]): [number, number] => {
    const half = (1.96 * sampleDeviation(means)) / Math.sqrt(means.length);
    return [mean(means) - half, mean(means) + half];
  };
  const [lower] = interval(tasks.map((task) => mean(task.baseline)));
  const [, upper] = interval(tasks.map((task) => mean(task.head)));
  return upper < lower;
}

/** The plain paired test over task means that other tools use. */
function signFlip({ random }: Simulation, tasks: readonly PairedTask[]): number {
  const drops = tasks.map((task) => mean(task.baseline) - mean(task.head));
  const observed = drops.reduce((sum, drop) => sum + drop, 0);
  let asLarge = 1;
  for (let i = 1; i < 500; i += 1) {
    const flipped = drops.reduce((sum, drop) => sum + (random.unit() < 0.5 ? drop : -drop), 0);
    if (flipped >= observed - 1e-12) asLarge += 1;
  }
  return asLarge / 500;
}

/** False alarms and power of the gate, beside the rules people write by hand, on the same draws. */
export function regressionGate(marks: Marks): void {
  console.log(
    `\nRegression gate: p < ${GATE.alpha} and drop > ${GATE.maxRegression}; confirmed by ${runsOfEachSide(GATE.confirmRuns)} fresh runs of the suspects on both sides, or by ${GATE.confirmRuns} of head\n`,
  );
  const scenarios: [string, number, (sim: Simulation) => Drops][] = [
    ['nothing changed', many(6000), () => noDrop],
    ['0.10 worse everywhere', many(1500), () => dropEverywhere(0.1)],
    ['0.40 worse on 4 of 27', many(1500), (sim) => dropInFewTasks(sim, 0.4, 4)],
  ];
  const head = [
    'noise',
    'what happened',
    'drop > 0.03',
    'intervals apart',
    'sign flip',
    'p < α',
    'red',
    'confirmed',
    'by head',
    'extra runs',
  ];
  console.log(head.map((title, i) => title.padEnd(i === 1 ? 24 : 16)).join(''));
  for (const noise of NOISE) {
    for (const [name, count, drops] of scenarios) {
      const sim = simulation(Math.round(noise * 1000));
      const outcomes = Array.from({ length: count }, () => pullRequest(sim, noise, drops(sim)));
      const share = (holds: (outcome: Outcome) => boolean): number => outcomes.filter(holds).length / count;
      const found = {
        fixedDrop: share((each) => each.fixedDrop),
        intervalsApart: share((each) => each.intervalsApart),
        signFlip: share((each) => each.signFlip),
        significant: share((each) => each.significant),
        red: share((each) => each.red),
        confirmed: share((each) => each.confirmed),
        byHead: share((each) => each.byHead),
      };
      const words = (figure: number): string => shareOf(figure, count);
      const extra = mean(outcomes.map((each) => each.extraRuns)) / (suite.length * 3);
      const cells = [noise.toFixed(2), name, ...Object.values(found).map(words), percent(extra)];
      console.log(cells.map((cell) => cell.padEnd(cell === name ? 24 : 16)).join(''));
      checkGate(marks, noise, { name, words, ...found });
    }
  }
}

interface Figures {
  /** What happened. */
  name: string;
  red: number;
  confirmed: number;
  significant: number;
  /** A figure with how far it may be off. */
  words: (figure: number) => string;
}

function checkGate({ mark }: Marks, noise: number, { name, words, ...found }: Figures): void {
  if (name === 'nothing changed') {
    mark(`false alarms ≤ 5 % at noise ${noise}`, found.red <= 0.05, words(found.red));
    mark(`confirmed false alarms ≤ 1 % at noise ${noise}`, found.confirmed <= 0.01, words(found.confirmed));
  } else if (name.startsWith('0.10')) {
    if (noise === 0.15)
      mark('uniform drop confirmed ≥ 95 %', found.confirmed >= 0.95, words(found.confirmed));
    if (noise === 0.25) mark('uniform drop confirmed ≥ 70 %', found.confirmed >= 0.7, words(found.confirmed));
  } else if (noise === 0.15) {
    mark('drop on few tasks significant ≥ 80 %', found.significant >= 0.8, words(found.significant));
    mark('drop on few tasks confirmed ≥ 80 %', found.confirmed >= 0.8, words(found.confirmed));
  }
}
