import { expect, test } from 'vitest';
import { wasConfirmed } from '../../../src/eval/rounds.ts';
import type { CollectedShard } from '../../../src/pods/collect.ts';

/** Whether the rounds that another process ordered count as confirmation. */
function confirmed(runs: number | 'auto', rounds: CollectedShard['rounds']): boolean {
  return wasConfirmed({ rounds }, { runs, maxRuns: 5 });
}

test('confirming rounds of an earlier process are recognised by what they add to a task', () => {
  expect(confirmed(3, [])).toBe(false);
  expect(confirmed(3, [{ tasks: ['a'], runs: 12 }])).toBe(true);
  const one = { tasks: ['a', 'b'], runs: 2 };
  expect(confirmed('auto', [one, { tasks: ['b'], runs: 3 }])).toBe(false);
  expect(confirmed('auto', [one, { tasks: ['b'], runs: 11 }])).toBe(true);
  // Within max-runs, of tasks that had fewer runs each.
  expect(confirmed('auto', [one, { tasks: ['b', 'c'], runs: 5 }])).toBe(true);
});
