import { expect, test } from 'vitest';
import { parseRecord } from '../../../src/backends/eval-record.ts';
import { gatherEvidence } from '../../../src/eval/evidence.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor, recordFor } from '../../fixtures/plan.ts';

test('another process judges a detached evaluation by the settings it ran with', async () => {
  const inputs = loadInputs({
    INPUT_KUBECONFIG: 'x',
    INPUT_NAMESPACE: 'bench',
    'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789',
    'INPUT_CLAWBENCH-ARGS': '--browser-concurrency 2',
    INPUT_CONCURRENCY: '2',
    INPUT_DETACH: 'true',
  });
  const userFiles = {
    bundle: Buffer.from('{}'),
    sha256: 'b'.repeat(64),
    agent: { sha256: 'a'.repeat(64), files: 3 },
    tasks: null,
  };
  const record = recordFor(planFor(inputs, {}, userFiles));
  const found = parseRecord(JSON.stringify(record));
  const then = await gatherEvidence([collectedShard()], record);
  const now = await gatherEvidence([collectedShard()], found!);
  expect(then.evidence.identity).toMatchObject({
    agentFiles: 'a'.repeat(64),
    clawbenchArgs: '--browser-concurrency 2',
    concurrency: 2,
  });
  expect(now.evidence.identity).toEqual(then.evidence.identity);
});
