import { type Clean, madeOfClean } from '../base/clean.ts';
import type { Leaderboard, LegRow } from '../result/formats/leaderboard.ts';
import { csv } from '../report/csv.ts';

const columns = [
  'rank',
  'label',
  'model',
  'verdict',
  'failure_reason',
  'score',
  'score_lower',
  'score_upper',
  'valid_runs',
  'passed_runs',
  'cost_per_run_usd',
  'cost_per_solved_usd',
  'total_cost_usd',
  'seconds_per_run',
  'tokens_per_run',
  'on_front',
];

/** `leaderboard.csv`: a row for each leg, with a column for its score in each task. Bounds are those over tasks. */
export function renderLeaderboardCsv({ legs, tasks }: Clean<Leaderboard>): Clean<string> {
  const taskColumns = tasks.map(({ taskId }) => `task ${taskId}`);
  const rows = legs.map((leg) => ({
    ...legCells(leg),
    ...Object.fromEntries(leg.tasks.map(({ taskId, score }) => [`task ${taskId}`, score])),
  }));
  return madeOfClean(csv([...columns, ...taskColumns], rows));
}

function legCells(leg: LegRow): Record<(typeof columns)[number], string | number | boolean | null> {
  return {
    rank: leg.rank,
    label: leg.label,
    model: leg.model,
    verdict: leg.verdict,
    failure_reason: leg.failureReason,
    score: leg.score,
    score_lower: leg.intervals.overTasks?.lower ?? null,
    score_upper: leg.intervals.overTasks?.upper ?? null,
    valid_runs: leg.runs.valid,
    passed_runs: leg.runs.passed,
    cost_per_run_usd: leg.costPerRunUsd,
    cost_per_solved_usd: leg.costPerSolvedUsd,
    total_cost_usd: leg.totalCostUsd,
    seconds_per_run: leg.durationMs === null ? null : leg.durationMs / 1000,
    tokens_per_run: leg.tokensPerRun,
    on_front: leg.onFront,
  };
}
