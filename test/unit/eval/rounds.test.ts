import { expect, test } from 'vitest';
import type { CollectedShard } from '../../../src/pods/collect.ts';
import { loadInputs } from '../../../src/inputs/load.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { openRounds } from '../../../src/eval/rounds.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';

const env = { INPUT_KUBECONFIG: 'x', 'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789', INPUT_THRESHOLD: '0.5' };
const random = { instance: '0a1b2c3d', gatewayToken: 'token-of-the-gateway' };

/** Whether the rounds another process ordered are taken for those that confirm. */
async function confirmed(runs: string, rounds: CollectedShard['rounds']): Promise<boolean> {
  const inputs = loadInputs({ ...env, INPUT_RUNS: runs });
  const opened = openRounds(
    makePlan(inputs, null, random, 0),
    inputs,
    () => Promise.resolve(null),
    recordingLog(),
  );
  await opened.next([collectedShard({ rounds })], new Set());
  return opened.isConfirmed();
}

test('rounds of an earlier process are told apart by what they add to a task', async () => {
  expect(await confirmed('3', [])).toBe(false);
  expect(await confirmed('3', [{ tasks: ['a'], runs: 12 }])).toBe(true);
  const one = { tasks: ['a', 'b'], runs: 2 };
  expect(await confirmed('auto', [one, { tasks: ['b'], runs: 3 }])).toBe(false);
  expect(await confirmed('auto', [one, { tasks: ['b'], runs: 11 }])).toBe(true);
  // Within max-runs, of tasks that had fewer runs each.
  expect(await confirmed('auto', [one, { tasks: ['b', 'c'], runs: 5 }])).toBe(true);
});
