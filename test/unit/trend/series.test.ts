import { expect, test } from 'vitest';
import type { FoundEvaluation } from '../../../src/trend/read-evaluation.ts';
import { seriesOf } from '../../../src/trend/series.ts';
import type { Evaluation } from '../../../src/trend/history-record.ts';
import { evaluationAt, firstMs } from '../../fixtures/history.ts';

const WEEK_MS = 7 * 86_400_000;
const window = { branch: 'main', fromMs: firstMs - WEEK_MS, toMs: firstMs + 10 * WEEK_MS };

function found(
  day: number,
  change: Partial<Evaluation> = {},
  rest: Partial<FoundEvaluation> = {},
): FoundEvaluation {
  return {
    series: { id: 'aaaaaaaaaa', name: 'nightly' },
    evaluation: evaluationAt(day, change),
    branch: 'main',
    ...rest,
  };
}

const idsOf = (...all: FoundEvaluation[]): string[][] =>
  seriesOf(all, window).series.map(({ evaluations }) => evaluations.map(({ id }) => id));

test('a series is in the order of time, the one that was evaluated last comes first', () => {
  const other = { series: { id: 'bbbbbbbbbb', name: 'weekly' } };
  expect(idsOf(found(3), found(1), found(7, {}, other), found(2))).toEqual([['e7'], ['e1', 'e2', 'e3']]);
});

test('has the name that it was given last', () => {
  const renamed = found(9, {}, { series: { id: 'aaaaaaaaaa', name: 'new' } });
  expect(seriesOf([renamed, found(1)], window).series[0]?.name).toBe('new');
});

test('an evaluation that two sources have counts once, as the first one has it', () => {
  const again = found(1, { score: 0.1 });
  expect(seriesOf([found(1), again], window).series[0]?.evaluations).toEqual([found(1).evaluation]);
});

test('of the attempts of a workflow run the last counts', () => {
  const attempt = (number: number, day: number) =>
    found(day, { attempt: number, runUrl: 'https://x.test/1' });
  expect(idsOf(attempt(2, 3), attempt(10, 2), attempt(1, 4))).toEqual([['e2']]);
});

test('evaluations that are in no workflow run are each one of their own', () => {
  expect(idsOf(found(1, { runUrl: null }), found(2, { runUrl: null }))).toEqual([['e1', 'e2']]);
});

test('other branches, pull requests, and what is too old or from the future is left out, and told', () => {
  const all = [
    found(1),
    found(2, {}, { branch: undefined }),
    found(3, {}, { branch: null }),
    found(4, {}, { branch: 'release' }),
    found(-30),
    found(300),
  ];
  expect(idsOf(...all)).toEqual([['e1', 'e2']]);
  expect(seriesOf(all, window).notes).toEqual([
    '2 evaluations of another branch or of a pull request were left out.',
    '2 evaluations from outside of the time that is looked at were left out.',
  ]);
  expect(seriesOf(all, { ...window, branch: null }).series[0]?.evaluations).toHaveLength(4);
});
