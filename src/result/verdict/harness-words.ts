import { saysTimeUp } from '../../protocol/time-up.ts';
import type { RunCacheEntry } from '../formats/run-cache.ts';
import type { RunEvidence } from './run-evidence.ts';

/**
 * The exception that the harness ended a run with; null if it ended otherwise. `timeout` is the time budget: the model's
 * failure if it was answering. The other statuses are the harness's failures.
 */
export function exceptionOf(evidence: RunEvidence, entry: RunCacheEntry): string | null {
  const status = entry.execution_status ?? 'complete';
  if (['setup_error', 'execution_error', 'grading_error', 'error'].includes(status))
    return entry.error ?? `${status} in the harness`;
  return entry.error && !isOverBudget(evidence, entry) ? entry.error : null;
}

/** Whether the harness says that a run used up its time. */
export function isOverBudget({ harness }: RunEvidence, entry: RunCacheEntry | null): boolean {
  return harness?.overBudget === true || saysTimeUp({ status: entry?.execution_status, error: entry?.error });
}
