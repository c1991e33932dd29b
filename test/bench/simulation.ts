import { readFileSync } from 'node:fs';
import { parseBenchmark } from '../../src/result/formats/benchmark.ts';
import { seededRandom, standardNormal, type Random } from '../../src/result/stats/random.ts';
import type { PairedTask } from '../../src/result/stats/regression.ts';

/** A real result of 27 tasks: its mean run scores are the true means the simulations start from. */
export const sample = parseBenchmark(
  readFileSync(new URL('../fixtures/results/benchmark-27tasks-2026.7.35.json', import.meta.url)),
);

export interface TrueTask {
  taskId: string;
  mean: number;
}

export const suite: readonly TrueTask[] = sample.task_results.map((task) => ({
  taskId: task.task_id,
  mean: task.mean_run_score,
}));

export interface Simulation {
  random: Random;
  /** One run of a task: normal noise around the true mean, clipped to 0..1 as scores are. */
  run(mean: number, deviation: number): number;
  runs(mean: number, deviation: number, count: number): number[];
}

export function simulation(seed: number): Simulation {
  const random = seededRandom(seed);
  const normal = standardNormal(random);
  const run = (mean: number, deviation: number): number =>
    Math.min(1, Math.max(0, mean + deviation * normal()));
  return {
    random,
    run,
    runs: (mean, deviation, count) => Array.from({ length: count }, () => run(mean, deviation)),
  };
}

/** By how much each task of the suite got worse. */
export type Drops = readonly number[];

export const noDrop: Drops = suite.map(() => 0);
export const dropEverywhere = (drop: number): Drops => suite.map(() => drop);

/** A drop of `drop` on `count` tasks drawn from those with a true mean of at least 0.5. */
export function dropInFewTasks({ random }: Simulation, drop: number, count: number): Drops {
  const able = suite.flatMap((task, i) => (task.mean >= 0.5 ? [i] : []));
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(able[random.below(able.length)]!);
  return suite.map((_, i) => (chosen.has(i) ? drop : 0));
}

/** Three runs, or as many as asked for, of each task on both sides. */
export function drawPair(sim: Simulation, deviation: number, drops: Drops, runs = 3): PairedTask[] {
  return suite.map((task, i) => ({
    taskId: task.taskId,
    baseline: sim.runs(task.mean, deviation, runs),
    head: sim.runs(task.mean - drops[i]!, deviation, runs),
  }));
}
