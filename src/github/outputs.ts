import * as core from '@actions/core';
import type { Clean } from '../base/clean.ts';

/** Every output of the action, with its description in action.yml. */
export const outputTable = {
  verdict:
    '`pass`, `fail` or `inconclusive`; set by what judges, and by what fails; empty where there is nothing to judge (`detach`, `plan`, `deploy`, …).',
  passed: '`true` if the verdict is pass, `false` if it is another; empty without a verdict.',
  'failure-reason': 'Code of the reason when the verdict is not pass; the codes are listed in the README.',
  score: 'Score from 0 to 1, recomputed from the valid runs.',
  'ci-lower': 'Lower end of the 95 % interval of the score over tasks, as ClawBench computes it.',
  'ci-upper': 'Upper end of the 95 % interval of the score over tasks, as ClawBench computes it.',
  'tasks-run': 'Number of tasks with at least one valid run.',
  'valid-runs': 'Number of runs in which the model really answered.',
  'cost-usd': 'Cost of all runs in USD; empty if the price of the model is unknown.',
  'total-tokens': 'Tokens of all runs.',
  'forecast-cost-usd': 'What all runs were expected to cost in USD; empty if nothing was known to tell from.',
  'forecast-tokens': 'Tokens all runs were expected to use.',
  'forecast-minutes': 'Minutes the runs were expected to take.',
  'results-path': 'Path of benchmark.json on the runner; the rest of the artifact lies beside it.',
  'artifact-url': 'Address of the uploaded artifact.',
  namespace: 'Namespace the evaluation ran in.',
  instance: 'Name of the evaluation in it, for `logs`, `results` and `detach`.',
} as const;

export type OutputName = keyof typeof outputTable;
export type Outputs = Partial<Record<OutputName, string | number | boolean>>;

/** Sets outputs of the step; those not named are left empty. */
export function setOutputs(outputs: Clean<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/**
 * Hands a value on to the post step. It gets there even if this process is killed, so what must be cleaned up is
 * saved before it is created. Printed in debug runs: no secrets.
 */
export function saveState(name: string, value: string): void {
  core.saveState(name, value);
}

/** A value saved by the main step, null if it saved none. */
export function savedState(name: string): string | null {
  return core.getState(name) || null;
}

/** GitHub drops a summary over 1 MiB whole: https://docs.github.com/actions/reference/limits */
export const maxSummaryBytes = 1024 * 1024;

/**
 * Replaces the step summary.
 * @throws Error if the file the runner gave is gone, or there is none.
 */
export async function writeSummary(markdown: Clean<string>): Promise<void> {
  await core.summary.addRaw(markdown).write({ overwrite: true });
}
