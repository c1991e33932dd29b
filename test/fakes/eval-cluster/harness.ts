import { rebuildResult } from '../../../src/result/stats/rebuild.ts';
import { directoryOf, type RunCacheEntry } from '../../../src/result/formats/run-cache.ts';
import { benchmark, encode, runFile } from '../../fixtures/result.ts';

/** The score of a run, 0..1. */
export type ScoreOf = (task: string, run: number) => number;

const sample = runFile('run-cache-entry.json');
const result = benchmark('benchmark-2tasks-pass.json');

/** The two tasks of a real evaluation that passed. */
export const realTasks: readonly string[] = result.task_results.map((task) => task.task_id);

/** The scores of that evaluation; further runs repeat them. */
export const realScores: ScoreOf = (task, run) => {
  const { scores = [1] } = result.task_results.find(({ task_id }) => task_id === task) ?? {};
  return scores[run % scores.length] ?? 1;
};

/** A run as the harness writes it: a real one, with another task and score. */
export function makeRun(task: string, run: number, score: number): RunCacheEntry {
  const outcome = score > 0.8 ? 'pass' : 'partial';
  return { ...sample, task_id: task, run_index: run, run_score: score, delivery_outcome: outcome };
}

/** Its path in the run cache. */
export function runPath(model: string, task: string, run: number): string {
  return `${directoryOf(model)}/v2-0123456789abcdef/${task}/run${run}.json`;
}

/** The result the harness writes for these runs. */
export function makeResult(model: string, runs: readonly RunCacheEntry[]): Buffer {
  const { benchmark_version, openclaw_version } = result;
  return Buffer.from(encode(rebuildResult({ model, benchmark_version, openclaw_version }, runs)));
}

/** What the harness prints. */
export function makeLog(runs: readonly RunCacheEntry[]): Buffer {
  const lines = runs.map(
    ({ task_id, run_index, run_score }, at) =>
      `[${at + 1}/${runs.length}] ${task_id} (tier1/tools) run ${run_index + 1}: + ${run_score.toFixed(2)} C=1.00 T=1.00 B=1.00`,
  );
  return Buffer.from(`${lines.join('\n')}\n`);
}
