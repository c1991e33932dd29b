import { holm, levelOf, type TimedValue, type Trend, trendOf } from '../result/stats/trend.ts';
import { changesIn } from './changes.ts';
import type { Evaluation, Findings } from './history-record.ts';
import { sentenceOf, type Shown } from './sentence.ts';
import type { BareSeries } from './series.ts';

/** The chance that a series without a trend is said to slide, by one look at it; the same again for a gain. */
export const LEVEL = 0.01;
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
    trendOf(timed(comparable, value), LEVEL);
  const score = trend((evaluation) => evaluation.score);
  const shown: Shown = {
    comparable,
    lastBreak,
    level: levelOf(comparable.map((evaluation) => evaluation.score ?? 0)),
    state:
      score === null
        ? 'too-few'
        : (directionOf(score, { p: pOf(score), level: LEVEL, leastChange }) ?? 'stable'),
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
      LEVEL,
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

interface Judgement {
  p: number;
  level: number;
  leastChange: number;
}

function pOf({ pFall, pRise }: Trend): number {
  return Math.min(pFall, pRise);
}

function directionOf(trend: Trend, { p, level, leastChange }: Judgement): 'slide' | 'gain' | null {
  const change = changeOf(trend);
  if (p >= level || Math.abs(change) < leastChange) return null;
  return change < 0 === trend.pFall < trend.pRise ? (change < 0 ? 'slide' : 'gain') : null;
}

export function changeOf({ start, end }: { start: number; end: number }): number {
  return end - start;
}

function recordOf(trend: Trend | null): Findings['score'] {
  if (trend === null) return null;
  const { fromMs: _from, toMs: _to, ...record } = trend;
  return record;
}
