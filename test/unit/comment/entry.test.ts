import { expect, test } from 'vitest';
import {
  compareEntries,
  type Entry,
  isWanted,
  lastOf,
  lastVerdict,
  renderEntries,
} from '../../../src/comment/entry.ts';
import { entryOf } from '../../fixtures/sections.ts';

const measured = entryOf('b', { state: 'measured', score: 0.381, headline: 'Measured: 0.381' });

test('the table has what needs attention first, and tells a gate from none', () => {
  const states: Entry['state'][] = ['pass', 'measured', 'running', 'inconclusive', 'not-evaluated', 'fail'];
  const entries = states.map((state) => entryOf(state.replace('-', ''), { state }));
  expect(entries.toSorted(compareEntries).map(({ state }) => state)).toEqual(states.toReversed());
  expect(renderEntries([entryOf('a', { score: 0.6 }), measured])).toBe(
    [
      '| Evaluation | Score | Change | Cost |',
      '| --- | --- | --- | --- |',
      '| ✅ model a | 0.600 |  |  |',
      '| ℹ️ model b<br><sub>Measured: 0.381</sub> | 0.381 |  |  |',
    ].join('\n'),
  );
});

test('a measured score is remembered as one, and is no failure to comment on', () => {
  expect(lastVerdict(lastOf(measured))).toBe(
    'The last verdict, measured 0.381, was for <code>1111111</code>.',
  );
  expect(isWanted('failures', undefined, measured)).toBe(false);
  expect(isWanted('failures', undefined, entryOf('b', { state: 'not-evaluated' }))).toBe(true);
});
