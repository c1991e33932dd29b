import { readFileSync } from 'node:fs';
import { parseBenchmark, type BenchmarkResult } from '../../src/result/benchmark.ts';
import { parseRunFile, runKey, type RunCacheEntry, type RunKey } from '../../src/result/run-cache.ts';

/** Real outputs of the ClawBench harness against real OpenClaw gateways. */
const directory = new URL('../fixtures/results/', import.meta.url);

export const sampleNames = [
  'benchmark-27tasks-2026.7.35.json',
  'benchmark-2tasks-pass.json',
  'benchmark-gateway-unreachable.json',
  'benchmark-provider-401.json',
] as const;

export function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(name, directory));
}

export function textOf(name: string): string {
  return readFileSync(new URL(name, directory), 'utf8');
}

export function benchmark(name: (typeof sampleNames)[number]): BenchmarkResult {
  return parseBenchmark(bytesOf(name));
}

export function runFile(name: string): RunCacheEntry {
  return parseRunFile(bytesOf(name), name);
}

/** A run file for every run of a result, made from a real one, so that the two agree. */
export function runFilesFor(
  result: BenchmarkResult,
  change: (entry: RunCacheEntry) => RunCacheEntry = (entry) => entry,
): Map<RunKey, RunCacheEntry> {
  const model = runFile('run-cache-entry.json');
  return new Map(
    result.task_results.flatMap((task) =>
      task.scores.map((score, index): [RunKey, RunCacheEntry] => [
        runKey(task.task_id, index),
        change({
          ...model,
          task_id: task.task_id,
          tier: task.tier,
          run_index: index,
          run_score: score,
          delivery_outcome: task.pass_hat_k ? 'pass' : 'partial',
        }),
      ]),
    ),
  );
}

export const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export function plannedOf(result: BenchmarkResult): { taskId: string; runs: number }[] {
  return result.task_results.map((task) => ({ taskId: task.task_id, runs: task.runs }));
}
