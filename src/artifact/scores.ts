import type { RunHealth } from '../result/verdict/run-health.ts';
import { type RunCacheEntry, runCacheEntrySchema, type RunKey, runKey } from '../result/formats/run-cache.ts';
import { passedRuns } from '../result/stats/score.ts';
import type { TaskRow, VerdictRecord } from '../result/formats/verdict-record.ts';

/**
 * The runs of an evaluation whose artifact has no run files (`artifact-content: scores`), as they were judged when those
 * were available: benchmark.json does not say in which runs the model could not answer.
 */
export function runsOfRecord(record: VerdictRecord): {
  health: RunHealth[];
  runFiles: ReadonlyMap<RunKey, RunCacheEntry>;
} {
  const { certainty } = record.coverage;
  const parts = record.tasks.flatMap((task): PartOfTask[] => {
    const planned = { ...task, from: 0 };
    const { confirming } = task;
    return confirming === undefined
      ? [planned]
      : [planned, { ...task, ...confirming, from: task.runs.planned }];
  });
  const entries = parts.flatMap((part) => validRuns(part, record));
  const health = parts.flatMap(({ taskId, scores, invalid, from }) => {
    const valid = scores.map(() => ({ class: 'valid' as const, code: null, cause: 'The model answered.' }));
    const causes = invalid.flatMap(({ runs, ...why }) => Array.from({ length: runs }, () => why));
    return [...valid, ...causes].map((why, index) => {
      return { taskId, runIndex: from + index, ...why, certainty, overBudget: false };
    });
  });
  return {
    health,
    runFiles: new Map(entries.map((entry) => [runKey(entry.task_id, entry.run_index), entry])),
  };
}

/** The planned runs of a task, or those that confirm. */
interface PartOfTask extends TaskRow {
  /** The index of its first run. */
  from: number;
}

/** Only the sums of a task are known, so its valid runs also get what its invalid runs have used. */
function validRuns(task: PartOfTask, { totals }: VerdictRecord): RunCacheEntry[] {
  const { scores, passes } = task;
  const share = 1 / scores.length;
  const ofTask = totals.totalTokens === 0 ? 0 : task.totalTokens / totals.totalTokens;
  const passed = passedRuns(scores, passes);
  return scores.map((score, run) =>
    runCacheEntrySchema.parse({
      task_id: task.taskId,
      tier: task.tier,
      family: task.family,
      run_index: task.from + run,
      run_score: score,
      delivery_outcome: passed[run]! ? 'pass' : 'fail',
      duration_ms: task.meanDurationMs * task.runs.planned * share,
      token_usage: {
        total_tokens: task.totalTokens * share,
        input_tokens: totals.inputTokens * ofTask * share,
        output_tokens: totals.outputTokens * ofTask * share,
        total_cost_usd: task.costUsd * share,
      },
    }),
  );
}
