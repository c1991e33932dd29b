import {
  changeOf,
  directionOf,
  holm,
  levelOf,
  pOf,
  type TimedValue,
  type Trend,
  TREND_LEVEL,
  trendOf,
} from '../result/stats/trend.ts';
import { changesIn } from './changes.ts';
import type { Evaluation, Findings } from './history-record.ts';
import { sentenceOf, type Shown } from './sentence.ts';
import type { BareSeries } from './series.ts';

/** The chance that any task of a series is said to have one. */
export const TASK_LEVEL = 0.05;

/**
 * What there is to say about a series. Only the evaluations since the last break are compared with each other.
 * @param leastChange a smaller change of a score is none worth telling
 */
export function findingsOf({ evaluations }: BareSeries, leastChange: number): Findings {
  const scored = evaluations.filter(({ score }) => score !== null);
  const changes = changesIn(scored);
  const lastBreak = changes.findLast(({ isBreak }) => isBreak) ?? null;
  const comparable = scored.filter(({ at }) => lastBreak === null || at >= lastBreak.at);
  const trend = (value: (evaluation: Evaluation) => number | null): Trend | null =>
    trendOf(timed(comparable, value), TREND_LEVEL);
  const score = trend((evaluation) => evaluation.score);
  const shown: Shown = {
    comparable,
    lastBreak,
    level: levelOf(comparable.map((evaluation) => evaluation.score ?? 0)),
    state:
      score === null
        ? 'too-few'
        : (directionOf(score, { p: pOf(score), level: TREND_LEVEL, leastChange }) ?? 'stable'),
    since: comparable[0]?.at ?? null,
    score: recordOf(score),
    costPerRun: recordOf(trend(costPerRun)),
    runSeconds: recordOf(trend(({ runSeconds }) => runSeconds)),
    tasks: taskTrends(comparable, leastChange),
    changes,
  };
  const { comparable: _comparable, lastBreak: _lastBreak, level: _level, ...found } = shown;
  return { sentence: sentenceOf(shown, evaluations, leastChange), ...found };
}

/** What a run cost; the number of runs of an evaluation may differ. */
export function costPerRun({ costUsd, runs }: Evaluation): number | null {
  return costUsd === null || runs.planned === 0 ? null : costUsd / runs.planned;
}

function timed(
  evaluations: readonly Evaluation[],
  value: (evaluation: Evaluation) => number | null,
): TimedValue[] {
  return evaluations.flatMap((evaluation) => {
    const one = value(evaluation);
    return one === null ? [] : [{ atMs: Date.parse(evaluation.at), value: one }];
  });
}

function taskTrends(comparable: readonly Evaluation[], leastChange: number): Findings['tasks'] {
  const ids = [...new Set(comparable.flatMap(({ tasks }) => Object.keys(tasks)))].sort();
  const trends = ids.flatMap((taskId) => {
    const trend = trendOf(
      timed(comparable, ({ tasks }) => scoreIn(tasks, taskId)),
      TREND_LEVEL,
    );
    return trend === null ? [] : [{ taskId, trend }];
  });
  // Twice, since a task is looked at for a fall and for a rise.
  const corrected = holm(trends.map(({ trend }) => 2 * pOf(trend)));
  return trends
    .flatMap(({ taskId, trend }, index) => {
      const p = corrected[index]!;
      const state = directionOf(trend, { p, level: TASK_LEVEL, leastChange });
      const record = recordOf(trend);
      return state === null || record === null ? [] : [{ taskId, state, trend: record, p }];
    })
    .sort((a, b) => changeOf(a.trend) - changeOf(b.trend));
}

function scoreIn(tasks: Evaluation['tasks'], taskId: string): number | null {
  return Object.hasOwn(tasks, taskId) ? tasks[taskId]!.score : null;
}

function recordOf(trend: Trend | null): Findings['score'] {
  if (trend === null) return null;
  const { fromMs: _from, toMs: _to, ...record } = trend;
  return record;
}
