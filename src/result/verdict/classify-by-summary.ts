import { type BenchmarkResult, judgeScores, type TaskStats } from '../formats/benchmark.ts';
import type { RunClass } from '../formats/verdict-record.ts';
import type { RunHealth } from './run-health.ts';

/**
 * Classifies the runs of a result that came without run files, from its summary figures. None of it is certain; a run
 * that cannot be told to be valid does not count as valid.
 */
export function classifyBySummary(result: BenchmarkResult): RunHealth[] {
  const signs: SuiteSigns = {
    usageReported: result.task_results.some((task) => task.mean_total_tokens > 0),
    anythingSolved: result.task_results.some((task) => task.pass_rate > 0),
    judgeScores: judgeScores(result),
  };
  return result.task_results.flatMap((task) =>
    task.scores.map((score, runIndex): RunHealth => {
      const [kind, cause] = guess(task, score, signs);
      return {
        taskId: task.task_id,
        runIndex,
        class: kind,
        code: null,
        cause,
        certainty: 'likely',
        overBudget: false,
      };
    }),
  );
}

/** What the whole result shows about the model. */
interface SuiteSigns {
  /** Its endpoint reports token counts. */
  usageReported: boolean;
  anythingSolved: boolean;
  /** See `judgeScores`. */
  judgeScores: boolean;
}

function guess(task: TaskStats, score: number, signs: SuiteSigns): [RunClass, string] {
  if (task.mean_duration_ms === 0 && score === 0) {
    return ['harness-error', 'The run ended with an exception before the model was asked (it took 0 ms).'];
  }
  // The harness gives a run that ends in an exception exactly 0, and calls it unavailable or timeout.
  const unavailable = task.failure_mode_counts['environment_unavailable'] ?? 0;
  if (score === 0 && unavailable > 0) {
    return ['gateway-lost', 'The harness could not reach the gateway (environment_unavailable).'];
  }
  if (signs.judgeScores && task.judge_error_count > 0) {
    // Which of the runs it were is not said.
    const cause = `The judge, whose score is part of the runs', gave none of ${task.judge_error_count} of ${task.runs} runs of the task.`;
    return ['judge-error', cause];
  }
  if (score === 0 && task.mean_total_tokens === 0 && (task.failure_mode_counts['timeout'] ?? 0) > 0) {
    return ['no-answer', 'The run used up its time without a token: nothing shows that the model answered.'];
  }
  if (task.mean_total_tokens > 0) return ['valid', 'The model answered, as far as token counts tell.'];
  if (signs.usageReported) {
    return ['no-answer', 'No tokens were used in this task, though the model reports usage in others.'];
  }
  if (signs.anythingSolved) {
    return ['valid', 'Tasks were solved, so the model answered; its endpoint reports no token counts.'];
  }
  return [
    'no-answer',
    'No tokens were counted and no task was solved: nothing shows that the model answered. Run files would tell.',
  ];
}
