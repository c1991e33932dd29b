import { describe, expect, test } from 'vitest';
import { runAnchor, taskAnchor } from '../../../src/report/anchors.ts';
import { failureShift, taskReports } from '../../../src/report/tasks.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { stories } from '../../fixtures/report-stories.ts';

const regression: VerdictRecord = stories.regression().verdict;

/** As an earlier version wrote it. */
function without<T extends object, K extends keyof T>(task: T, ...names: K[]): Omit<T, K> {
  const copy = { ...task };
  for (const name of names) delete copy[name];
  return copy;
}

describe('the tasks of a report', () => {
  test('come in the order got worse, failed, flaky, passed, the worst first in each', () => {
    const tasks = taskReports(regression);
    const kinds = ['regressed', 'unanswered', 'failed', 'flaky', 'passed'];
    const ranks = tasks.map(({ kind }) => kinds.indexOf(kind));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    const drops = tasks
      .filter(({ kind }) => kind === 'regressed')
      .map(({ before, after }) => after! - before!);
    expect(drops).toEqual(drops.toSorted((a, b) => a - b));
    expect(tasks.filter(({ kind }) => kind === 'failed').map(({ after }) => after)).toEqual(
      tasks.filter(({ kind }) => kind === 'failed').map(({ after }) => after).toSorted((a, b) => a! - b!),
    ); // prettier-ignore
    expect(tasks).toHaveLength(27);
  });

  test('add up to the score and the score of the baseline', () => {
    const tasks = taskReports(regression);
    const mean = (values: (number | null)[]): number =>
      values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
    expect(mean(tasks.map(({ after }) => after))).toBeCloseTo(regression.score!, 9);
    expect(mean(tasks.map(({ before }) => before))).toBeCloseTo(regression.comparison!.baselineScore!, 9);
  });

  test('of an evaluation without a change have not got worse', () => {
    const { verdict } = stories.pass();
    expect(taskReports(verdict).filter(({ kind }) => kind === 'regressed')).toEqual([]);
  });

  test('that are required come first among those that failed', () => {
    const below: VerdictRecord = stories.below().verdict;
    const [first] = taskReports({
      ...below,
      requiredTasks: ['t4-memory-recall-continuation'],
    });
    expect(first).toMatchObject({ taskId: 't4-memory-recall-continuation', isRequired: true });
  });

  test('of a record of an earlier version show the mean of runs on both sides', () => {
    const comparison = {
      ...regression.comparison!,
      tasks: regression.comparison!.tasks.map((task) => without(task, 'baselineScore', 'baselineScores')),
    };
    const [first] = taskReports({ ...regression, comparison });
    const change = comparison.tasks.find(({ taskId }) => taskId === first!.taskId)!;
    expect(first).toMatchObject({ before: change.baselineMean, after: change.headMean, scoresBefore: [] });
  });

  test('lead to their worst run, also where another run does not count', () => {
    const [row] = regression.tasks;
    const runs = { scores: [0.9, 0.2], passes: 1, runs: { planned: 3, valid: 2 } };
    const { taskId } = row!;
    const anchorOf = (scoredRuns?: number[]): string | undefined =>
      taskReports({ ...regression, tasks: [{ ...row!, ...runs, scoredRuns }] })[0]?.anchor;
    expect(anchorOf([0, 2])).toBe(runAnchor(taskId, 2));
    expect(anchorOf()).toBe(taskAnchor(taskId));
  });

  test('without a valid run say why', () => {
    const [task] = taskReports(stories.inconclusive().verdict);
    expect(task).toMatchObject({
      kind: 'unanswered',
      after: null,
      why: 'The model provider answered 401 (the key was refused).',
      anchor: taskAnchor(task!.taskId),
    });
  });
});

describe('the shift in failure modes', () => {
  test('is by share of runs, so that repeated tasks do not count for more', () => {
    const [largest] = failureShift(regression);
    expect(largest).toMatchObject({ mode: 'verification skipped' });
    expect(largest!.after).toBeGreaterThan(largest!.before + 0.05);
    const repeated = {
      ...regression,
      tasks: regression.tasks.map((row) => ({
        ...row,
        runs: { planned: row.runs.planned * 3, valid: row.runs.valid * 3 },
        failureModes: Object.fromEntries(
          Object.entries(row.failureModes ?? {}).map(([mode, n]) => [mode, n * 3]),
        ),
      })),
    };
    expect(failureShift(repeated)).toEqual(failureShift(regression));
  });

  test('is unknown against a baseline that does not say how its runs failed', () => {
    const comparison = {
      ...regression.comparison!,
      tasks: regression.comparison!.tasks.map((task) => without(task, 'baselineFailureModes')),
    };
    expect(failureShift({ ...regression, comparison })).toEqual([]);
  });
});

test('anchors are plain, and no two tasks share one', () => {
  const ids = ['a b', 'a.b', 'a_b', 'a"b', 'a.20.b', 'ä', 'a/b'];
  const anchors = ids.map(taskAnchor);
  expect(new Set(anchors).size).toBe(ids.length);
  for (const anchor of anchors) expect(anchor).toMatch(/^task-[\w.-]+$/);
  expect(runAnchor('t1-x', 2)).toBe('run-t1-x-2');
});
