import { isRegression, suspects } from '../../../src/result/verdict/compare.ts';
import { minimumDetectableEffect } from '../../../src/result/stats/detectable.ts';
import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { testRegression, type PairedTask } from '../../../src/result/stats/regression.ts';
import { many, percent, type Marks } from '../marks.ts';
import { drawPair, dropEverywhere, noDrop, simulation, suite, type Simulation } from '../simulation.ts';
import { CONFIRMATIONS, DEALS, NOISE } from './settings.ts';

/** The drop found in 80 % of simulations, as the mean drop of scores that it causes. */
function simulatedEffect(noise: number, gate: RegressionGate): number {
  const count = many(400);
  const power = (drop: number): { found: number; effect: number } => {
    const sim = simulation(97);
    let found = 0;
    let effect = 0;
    for (let i = 0; i < count; i += 1) {
      const drops = dropEverywhere(drop);
      const tasks = drawPair(sim, noise, drops);
      const test = testRegression(tasks, { deals: DEALS });
      effect += test.drop / count;
      if (gate.confirmRuns === 0) found += isRegression(test, gate, 'single') ? 1 / count : 0;
      else if (suspects(test, gate).length > 0) {
        const isRed = gate.confirmBy === 'both' ? bothSidesConfirm : headConfirms;
        found += isRed(sim, tasks, { noise, drop, gate }) ? 1 / count : 0;
      }
    }
    return { found, effect };
  };
  let [low, high] = [0, 0.4];
  for (let i = 0; i < 6; i += 1) {
    const middle = (low + high) / 2;
    if (power(middle).found < 0.8) low = middle;
    else high = middle;
  }
  return power((low + high) / 2).effect;
}

interface Suspicion {
  noise: number;
  drop: number;
  gate: RegressionGate;
}

/** A drop everywhere makes all tasks suspect. */
function bothSidesConfirm(
  sim: Simulation,
  _tasks: readonly PairedTask[],
  { noise, drop, gate }: Suspicion,
): boolean {
  const fresh = drawPair(sim, noise, dropEverywhere(drop), runsOfEachSide(gate.confirmRuns));
  return confirmBothSides(fresh, suite.length, { gate, deals: DEALS }).regressed;
}

function headConfirms(
  sim: Simulation,
  tasks: readonly PairedTask[],
  { noise, drop, gate }: Suspicion,
): boolean {
  const joint = tasks.map((task, t) => ({
    ...task,
    head: [...task.head, ...sim.runs(suite[t]!.mean - drop, noise, gate.confirmRuns)],
  }));
  return isRegression(testRegression(joint, { deals: DEALS }), gate, 'confirmation');
}

/** The minimum detectable effect that is printed, against the one that simulations show. */
export function detectableEffect({ mark }: Marks): void {
  console.log('\nMinimum detectable effect: printed (median and 90 % range over draws) against simulated\n');
  for (const noise of NOISE) {
    for (const [look, gate] of Object.entries(CONFIRMATIONS)) {
      const sim = simulation(11);
      const printed = Array.from({ length: many(300) }, () =>
        minimumDetectableEffect(drawPair(sim, noise, noDrop), gate)!,
      ).sort((a, b) => a - b);
      const at = (share: number): number => printed[Math.floor(share * (printed.length - 1))]!;
      const truth = simulatedEffect(noise, gate);
      const close = printed.filter((value) => Math.abs(value / truth - 1) <= 0.15).length / printed.length;
      const figure = `${at(0.5).toFixed(3)} (${at(0.05).toFixed(3)}–${at(0.95).toFixed(3)}), simulated ${truth.toFixed(3)}, within 15 % in ${percent(close)}`;
      const what = `noise ${noise}, ${look}`;
      mark(`${what}: within 15 %`, Math.abs(at(0.5) / truth - 1) <= 0.15 && close >= 0.9, figure);
    }
  }
}
