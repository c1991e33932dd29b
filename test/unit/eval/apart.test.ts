import { expect, test } from 'vitest';
import { apartWords } from '../../../src/eval/apart.ts';
import { initialState } from '../../../sidecar/status.ts';
import type { ShardDone } from '../../../src/protocol/pod.ts';

const DONE: ShardDone = {
  schemaVersion: 1,
  generation: 'g',
  reason: 'finished',
  failure: null,
  message: '',
  exitCode: 0,
  finishedAt: '',
  results: [],
  files: [],
};

/** A shard that ran between these times of a day, such as `9:30`. */
function shard(from: string | null, to: string | null): Parameters<typeof apartWords>[1][number] {
  const at = (time: string): string => `2026-11-30T${time.padStart(5, '0')}:00.000Z`;
  return {
    state: { ...initialState(0), harnessStartedAt: from === null ? null : at(from) },
    done: to === null ? undefined : { ...DONE, finishedAt: at(to) },
  };
}

test.each([
  ['at the same time', [shard('9:00', '12:00')], [shard('9:01', '12:10')]],
  ['in part', [shard('9:00', '12:00')], [shard('11:59', '15:00')]],
  ['one after the other within an hour', [shard('9:00', '9:20')], [shard('9:21', '9:50')]],
  ['for an unknown time', [shard('9:00', null)], [shard('12:00', '13:00')]],
  ['not at all', [shard('9:00', '10:00')], [shard(null, null)]],
])('nothing is said of arms that ran %s', (_, head, base) => {
  expect(apartWords('base abc1234', head, base)).toBeNull();
});

test('arms that ran one after the other are told apart by their first and last runs', () => {
  const early = [shard('9:00', '10:00'), shard('9:05', '10:30')];
  const late = [shard('10:40', '11:30'), shard('10:31', '12:00')];
  expect(apartWords('base abc1234', early, late)).toMatch(
    /^The two arms did not run in the same hour: base abc1234 began when the other arm had ended, and both took 3 h 00 min\. What/,
  );
  expect(apartWords('base abc1234', late, early)).toContain('the head began when the other arm had ended');
});
