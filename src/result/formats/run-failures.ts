import { z } from 'zod';
import { oneLine } from '../../base/plain-text.ts';

const MOST_LINES = 20;
const LINE_LENGTH = 300;

/** What the harness says of a run that did not do what was asked. Other versions may write objects, or nothing. */
const linesSchema = z
  .array(z.unknown())
  .default([])
  .catch([])
  .transform((found) => found.slice(0, MOST_LINES).map(lineOf));

/** The fields of a run file that say why a run failed, by the axis they belong to. */
export const failureFields = {
  completion: { failed_assertions: linesSchema },
  trajectory: { forbidden_violations: linesSchema, required_families_missing: linesSchema },
  behavior: { failed_expectations: linesSchema },
  judge: { rubric_misses: linesSchema },
};

interface FailedRun {
  completion_result: { failed_assertions: readonly string[] };
  trajectory_result: {
    forbidden_violations: readonly string[];
    required_families_missing: readonly string[];
  };
  behavior_result: { failed_expectations: readonly string[] };
  judge_result: { rubric_misses: readonly string[] };
}

/** Why a run failed, a line each, the weightiest first; empty if the harness found no fault. */
export function failuresOf(run: FailedRun): string[] {
  const { forbidden_violations: forbidden, required_families_missing: missing } = run.trajectory_result;
  return [
    ...run.completion_result.failed_assertions,
    ...forbidden.map((line) => `Forbidden: ${line}`),
    ...run.behavior_result.failed_expectations.map((line) => `Not as expected: ${line}`),
    ...run.judge_result.rubric_misses.map((line) => `Judge: ${line}`),
    ...(missing.length === 0 ? [] : [`No tool used of: ${missing.join(', ')}`]),
  ];
}

/** ClawBench's name for the way a run failed, such as `verification_skipped`; null if it gives none. */
export const failureModeSchema = z
  .string()
  .nullish()
  .catch(null)
  .transform((mode) => (mode ? oneLine(mode, 60) : null));

function lineOf(found: unknown): string {
  return oneLine(typeof found === 'string' ? found : (JSON.stringify(found) ?? ''), LINE_LENGTH);
}
