import { describe, expect, test } from 'vitest';
import { orderedRuns, type Round, withPurpose } from '../../../src/result/formats/rounds.ts';

/** Which of the rounds confirm, where `max-runs` is 5. */
function confirming(runs: number | 'auto', rounds: readonly Round[]): boolean[] {
  return withPurpose(rounds, { runs, maxRuns: 5 }).map(({ confirms }) => confirms);
}

describe('what a round was for', () => {
  test('follows from what it adds to a task, where it was not written down', () => {
    expect(confirming(3, [])).toEqual([]);
    expect(confirming(3, [{ tasks: ['a'], runs: 12 }])).toEqual([true]);
    const one = { tasks: ['a', 'b'], runs: 2 };
    expect(confirming('auto', [one, { tasks: ['b'], runs: 3 }])).toEqual([false, false]);
    expect(confirming('auto', [one, { tasks: ['b'], runs: 11 }])).toEqual([false, true]);
    // Within max-runs, of tasks that had fewer runs each.
    expect(confirming('auto', [one, { tasks: ['b', 'c'], runs: 5 }])).toEqual([false, true]);
  });

  test('is what was written down, whatever the numbers say', () => {
    expect(confirming('auto', [{ tasks: ['a'], runs: 2, confirms: true }])).toEqual([true]);
    expect(confirming(3, [{ tasks: ['a'], runs: 12, confirms: false }])).toEqual([false]);
  });
});

test('of the runs of a task, those confirm that only a confirming round asked for', () => {
  const rounds = [
    { tasks: ['a', 'b'], runs: 2, confirms: false },
    { tasks: ['b', 'c'], runs: 11, confirms: true },
  ];
  expect(orderedRuns('a', 1, rounds)).toEqual({ taskId: 'a', runs: 2 });
  expect(orderedRuns('b', 1, rounds)).toEqual({ taskId: 'b', runs: 11, confirming: 9 });
  expect(orderedRuns('c', 1, rounds)).toEqual({ taskId: 'c', runs: 11, confirming: 10 });
});
