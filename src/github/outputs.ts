import * as core from '@actions/core';
import type { Clean } from '../base/clean.ts';

/** All outputs of the action, with their descriptions in action.yml. */
export const outputTable = {
  verdict:
    '`pass`, `fail` or `inconclusive`; `inconclusive` after any error; empty in modes that judge nothing (`detach`, `plan`, `deploy`, …).',
  passed: '`true` if the verdict is pass, `false` if it is not; empty without a verdict.',
  'failure-reason':
    'Code of the reason when the verdict is not pass; docs/troubleshooting.md lists the codes with their remedies.',
  score: 'Score from 0 to 1, recomputed from the valid runs.',
  'ci-lower': 'Lower end of the 95 % interval of the score over tasks, as ClawBench computes it.',
  'ci-upper': 'Upper end of the 95 % interval of the score over tasks, as ClawBench computes it.',
  'score-change':
    'Score minus score of the baseline, over the tasks that both have; below 0 is worse; of the mean run score where the sides had different numbers of runs; empty without a comparison, as the next three.',
  'baseline-score':
    'Score of the baseline, over the tasks that both have; its mean run score where the sides had different numbers of runs.',
  'p-value':
    'Chance of a drop at least this large if nothing had changed; that of the fresh runs, where these decided.',
  'regressed-tasks': 'Ids of the tasks that got worse, separated by spaces, as the input `tasks` takes them.',
  'tasks-run': 'Number of tasks with at least one valid run.',
  'valid-runs': 'Number of runs in which the model answered.',
  'cost-usd':
    'Cost of all runs in USD, those of the base arm included; empty if the price of the model is unknown.',
  'total-tokens': 'Tokens of the same runs.',
  'forecast-cost-usd':
    'What all runs were expected to cost in USD; empty without earlier results to predict it from.',
  'forecast-tokens': 'Tokens all runs were expected to use.',
  'forecast-minutes': 'Minutes the runs were expected to take.',
  'results-path': 'Path of benchmark.json on the runner; the rest of the artifact is beside it.',
  'junit-path': 'Path of junit.xml on the runner, for actions that show test results.',
  'verdict-path': 'Path of verdict.json on the runner, which has every figure.',
  'leaderboard-path':
    'Path of leaderboard.json on the runner, for `mode: report`; leaderboard.md, .csv and .html are beside it.',
  'artifact-url': 'URL of the uploaded artifact.',
  'report-url':
    'URL of the HTML report, or of the leaderboard, which a browser opens; it is in the artifact too.',
  'comment-url': 'URL of the comment on the pull request; empty if there is none.',
  'check-url': 'URL of the check run; empty without `check-run: true`.',
  'mlflow-url': 'URL of the run in MLflow; empty if nothing was logged.',
  'history-path': 'Directory that `mode: history` wrote: the page (index.html), history.json and the badges.',
  'history-slides': 'Number of series whose score slides, after `mode: history`.',
  namespace: 'Namespace the evaluation ran in.',
  instance: 'Name of the evaluation in the namespace, for `logs`, `results` and `detach`.',
} as const;

type OutputName = keyof typeof outputTable;
export type Outputs = Partial<Record<OutputName, string | number | boolean>>;

/** Sets outputs of the step; the others stay empty. */
export function setOutputs(outputs: Clean<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/**
 * Passes a value to the post step. It arrives even if this process is killed, so what must be cleaned up is saved before
 * it is created. Debug runs print it, so it must not be a secret.
 */
export function saveState(name: string, value: string): void {
  core.saveState(name, value);
}

/** A value that the main step saved; null if it saved none. */
export function savedState(name: string): string | null {
  return core.getState(name) || null;
}
