import type { Clean } from '../base/clean.ts';
import type { Outputs } from '../github/outputs.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { spentBy } from './spent.ts';
import { taskReports } from './tasks.ts';

interface OutputFacts {
  /** Null if nothing ran. */
  namespace: string | null;
  instance: string | null;
  /** Path of benchmark.json; null if there is none. */
  resultsPath: string | null;
  /** Path of junit.xml; null if there is none. */
  junitPath: string | null;
  /** Path of verdict.json; null if there is none. */
  verdictPath: string | null;
  artifactUrl: string | null;
  reportUrl: string | null;
  mlflowUrl: string | null;
  forecast: Forecast | null;
}

/** Outputs that are known only when the report is on GitHub. */
type ToldLater = 'comment-url' | 'check-url';

/** The outputs of the step. An unknown value is empty, not 0, so that a comparison in a workflow is false. */
export function outputsOf(
  verdict: Clean<VerdictRecord>,
  facts: OutputFacts,
): Required<Omit<Outputs, ToldLater | 'leaderboard-path' | 'history-path' | 'history-slides'>> {
  const interval = verdict.intervals.overTasks;
  const spent = spentBy(verdict);
  return {
    verdict: verdict.verdict,
    passed: verdict.verdict === 'pass',
    'failure-reason': verdict.failureReason ?? '',
    score: rounded(verdict.score),
    'ci-lower': rounded(interval?.lower ?? null),
    'ci-upper': rounded(interval?.upper ?? null),
    'tasks-run': verdict.tasks.filter((task) => task.runs.valid > 0).length,
    'valid-runs': verdict.coverage.valid,
    'cost-usd': rounded(spent.costUsd),
    'total-tokens': spent.totalTokens,
    ...forecastOutputs(facts.forecast, verdict.totals.costUsd !== null),
    ...comparisonOutputs(verdict),
    'results-path': facts.resultsPath ?? '',
    'junit-path': facts.junitPath ?? '',
    'verdict-path': facts.verdictPath ?? '',
    'artifact-url': facts.artifactUrl ?? '',
    'report-url': facts.reportUrl ?? '',
    'mlflow-url': facts.mlflowUrl ?? '',
    namespace: facts.namespace ?? '',
    instance: facts.instance ?? '',
  };
}

function comparisonOutputs(
  verdict: VerdictRecord,
): Required<Pick<Outputs, 'score-change' | 'baseline-score' | 'p-value' | 'regressed-tasks'>> {
  const {
    baselineScore: before = null,
    headScore: after = null,
    pValue: first = null,
  } = verdict.comparison ?? {};
  const pValue = verdict.comparison?.confirmation?.pValue ?? first;
  const worse = taskReports(verdict).filter((task) => task.kind === 'regressed');
  return {
    'score-change': rounded(before === null || after === null ? null : after - before),
    'baseline-score': rounded(before),
    'p-value': rounded(pValue),
    // As the input `tasks` takes them.
    'regressed-tasks': worse.map((task) => task.taskId.replaceAll(/\s+/g, '_')).join(' '),
  };
}

export function forecastOutputs(
  forecast: Forecast | null,
  isPriceKnown: boolean,
): Required<Pick<Outputs, 'forecast-cost-usd' | 'forecast-tokens' | 'forecast-minutes'>> {
  return {
    'forecast-cost-usd': rounded(isPriceKnown ? (forecast?.costUsd?.expected ?? null) : null),
    'forecast-tokens': whole(forecast?.tokens.expected),
    'forecast-minutes': whole(forecast?.minutes.expected),
  };
}

/** Has enough digits for any comparison, and no rounding errors of floating point. */
function rounded(value: number | null): number | string {
  return value === null ? '' : Number(value.toFixed(6));
}

function whole(value: number | undefined): number | string {
  return value === undefined ? '' : Math.ceil(value);
}
