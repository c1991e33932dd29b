import { expect, test } from 'vitest';
import { divergences } from '../../../src/report/divergence.ts';
import type { RunDetail } from '../../../src/result/formats/run-detail.ts';

function run(taskId: string, runIndex: number, score: number, calls: readonly string[]): RunDetail {
  return {
    taskId, runIndex, score, tier: 'tier1', outcome: 'pass', failureMode: null, failures: [], error: null,
    axes: { completion: 1, trajectory: 1, behavior: 1, judge: null },
    durationMs: 1, totalTokens: 1, inputTokens: 1, outputTokens: 1, costUsd: 0,
    steps: calls.map((call) => {
      const [name = '', input = ''] = call.split(' ');
      return { role: 'assistant', text: '', calls: [{ name, input, output: '', ok: true }] };
    }),
  }; // prettier-ignore
}

test('finds the first call in which the worst run of now differs from the best one of the baseline', () => {
  const before = [run('a', 0, 1, ['read x', 'edit x', 'exec pytest']), run('a', 1, 0.2, ['exec ls'])];
  const after = [run('a', 0, 1, ['exec ls']), run('a', 1, 0.1, ['read x', 'edit x', 'write y'])];
  expect(divergences(['a'], before, after)).toEqual([
    { taskId: 'a', call: 3, before: 'exec pytest', after: 'write y', runBefore: 0, runAfter: 1 },
  ]);
});

test('takes the pair that stays together longest, and sees that a run ended early', () => {
  const before = [run('a', 0, 1, ['exec ls']), run('a', 1, 1, ['read x', 'edit x', 'exec pytest'])];
  const after = [run('a', 2, 0, ['read x', 'edit x'])];
  expect(divergences(['a'], before, after)).toMatchObject([{ call: 3, before: 'exec pytest', after: null }]);
});

test('does not take the names of workspaces and ids for differences', () => {
  const call = (id: string, index: number): string =>
    `read {"path":"/work/run${index}/x","id":"${id}","trace":"0123456789abcde${index}"}`;
  const before = [run('a', 0, 1, [call('11111111-1111-1111-1111-111111111111', 0)])];
  const after = [run('a', 3, 0, [call('22222222-2222-2222-2222-222222222222', 3)])];
  expect(divergences(['a'], before, after)).toEqual([]);
});

test('says nothing of tasks without runs on both sides, and shows hostile calls on one short line', () => {
  const after = [run('a', 0, 0, ['read x']), run('b', 0, 0, [`write \u001b[31m\n${'x'.repeat(5000)}`])];
  expect(divergences(['a', 'b'], [], after)).toEqual([]);
  const [found] = divergences(['a', 'b'], [run('b', 0, 1, ['read x'])], after);
  expect(found!.after).toMatch(/^write x{0,}…?$/);
  expect(found!.after!.length).toBeLessThanOrEqual(80);
});
