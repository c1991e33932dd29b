import { type Clean, madeOfClean } from '../base/clean.ts';
import type { Results } from '../result/formats/results.ts';
import type { TaskRow } from '../result/formats/verdict-record.ts';
import { headline } from './headline.ts';
import type { ReportSource } from './source.ts';

/** `results.json`: a small and stable form of the verdict, for dashboards. */
export function renderResultsJson({ verdict, facts }: ReportSource): Clean<string> {
  const { identity, comparison, totals } = verdict;
  const baseline = new Map(comparison?.tasks.map(({ taskId, baselineMean }) => [taskId, baselineMean]));
  const { suspects = [], unstable: unsteady = [] } = comparison?.taskAlarms ?? {};
  const alarms = new Map(suspects.map(({ taskId, state }) => [taskId, state]));
  const unstable = new Set(unsteady.map(({ taskId }) => taskId));
  const results: Results = {
    schemaVersion: 1,
    label: facts.label,
    model: identity.model,
    headline: headline(verdict),
    verdict: verdict.verdict,
    failureReason: verdict.failureReason,
    score: verdict.score,
    scoreInterval: verdict.intervals.overTasks,
    threshold: verdict.threshold,
    baselineScore: comparison?.baselineScore ?? null,
    pValue: comparison?.confirmation?.pValue ?? comparison?.pValue ?? null,
    regressed: comparison?.regressed ?? false,
    runs: { planned: verdict.coverage.planned, valid: verdict.coverage.valid },
    costUsd: totals.costUsd,
    baseArmCostUsd: verdict.baseArm?.costUsd ?? null,
    totalTokens: totals.totalTokens,
    runDurationMs: totals.runDurationMs,
    sha: facts.sha,
    runUrl: facts.runUrl,
    finishedAt: verdict.resultTimestamp,
    openclawVersion: identity.openclawVersion,
    harnessVersion: identity.harnessVersion,
    tasks: verdict.tasks.map((task) => ({
      id: task.taskId,
      tier: task.tier,
      score: task.score,
      baselineScore: baseline.get(task.taskId) ?? null,
      runs: task.runs.valid,
      passes: task.passes,
      alarm: alarms.get(task.taskId) ?? null,
      quarantined: task.quarantined === true,
      unstable: unstable.has(task.taskId),
      failureMode: mainMode(task),
      meanDurationMs: task.meanDurationMs,
      totalTokens: task.totalTokens,
      costUsd: totals.costUsd === null ? null : task.costUsd,
    })),
  };
  return madeOfClean(`${JSON.stringify(results, null, 2)}\n`);
}

function mainMode({ failureModes = {} }: TaskRow): string | null {
  const [first] = Object.entries(failureModes).toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
