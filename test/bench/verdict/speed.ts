import { performance } from 'node:perf_hooks';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { compare } from '../../../src/result/verdict/compare.ts';
import type { Marks } from '../marks.ts';
import { sample, simulation } from '../simulation.ts';
import { GATE } from './settings.ts';

/** How long a whole verdict takes: both sides recomputed, with all their intervals, and compared. */
export function speed({ mark }: Marks): void {
  console.log('\nSpeed\n');
  const sim = simulation(3);
  const tenRuns = (): BenchmarkResult => ({
    ...sample,
    task_results: sample.task_results.map((task) => ({
      ...task,
      runs: 10,
      scores: sim.runs(task.mean_run_score, 0.25, 10),
    })),
  });
  const [before, now] = [tenRuns(), tenRuns()];
  const started = performance.now();
  compare({ ...recordOf(before, null), name: 'baseline' }, recordOf(now, null), GATE, 'screening');
  const took = performance.now() - started;
  mark('verdict of 27 tasks × 10 runs × 2 sides in ≤ 1 s', took <= 1000, `${took.toFixed(0)} ms`);
}
