import type { BenchmarkResult } from '../../src/result/benchmark.ts';
import type { RunClass } from '../../src/result/health.ts';
import { judge } from '../../src/result/verdict.ts';
import type { JudgeInput } from '../../src/result/verdict.ts';
import type { VerdictRecord } from '../../src/result/verdict-record.ts';
import { benchmark, plannedOf, runFilesFor } from './result-fixtures.ts';

export const full = benchmark('benchmark-27tasks-2026.7.35.json');

/** A real result, judged; some of its runs spoilt on request. */
export function verdictOf(
  threshold: number | null,
  spoilt: { count: number; class: RunClass; code: number | null; cause: string } | null = null,
  change: Partial<JudgeInput> = {},
  result: BenchmarkResult = full,
): VerdictRecord {
  const planned = plannedOf(result);
  const runs = planned.flatMap(({ taskId, runs: times }) =>
    Array.from({ length: times }, (_, runIndex) => ({ taskId, runIndex })),
  );
  return judge({
    result,
    planned,
    health: runs.map((run, index) => ({
      ...run,
      ...(spoilt !== null && index < spoilt.count
        ? { class: spoilt.class, code: spoilt.code, cause: spoilt.cause }
        : { class: 'valid' as const, code: null, cause: 'The model answered.' }),
      certainty: 'sure' as const,
      overBudget: false,
    })),
    runFiles: runFilesFor(result),
    droppedTasks: [],
    lostShards: [],
    stopped: null,
    priceKnown: true,
    identity: {
      images: { gateway: 'ghcr.io/openclaw/openclaw@sha256:abc' },
      openclawVersion: '2026.7.35',
      concurrency: 4,
    },
    rules: { threshold, minCoverage: 0.9, tierThresholds: {}, requiredTasks: [] },
    remarks: [],
    comparison: null,
    ...change,
  });
}
