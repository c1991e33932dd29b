import { expect, test } from 'vitest';
import { asItRan, planOf } from '../../../src/eval/collect-eval.ts';
import { gatherEvidence } from '../../../src/eval/evidence.ts';
import { parseRecord, recordOf } from '../../../src/backends/eval-record.ts';
import { loadInputs } from '../../../src/inputs/load.ts';
import { makePlan } from '../../../src/plan/plan.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';

const common = { INPUT_KUBECONFIG: 'x', INPUT_NAMESPACE: 'bench' };

test('what a detached eval ran with is the same to whoever brings it home, but for the gate', async () => {
  const began = loadInputs({
    ...common,
    'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789',
    'INPUT_CLAWBENCH-ARGS': '--browser-concurrency 2',
    INPUT_CONCURRENCY: '2',
    INPUT_DETACH: 'true',
  });
  const given = {
    bundle: Buffer.from('{}'),
    sha256: 'b'.repeat(64),
    agent: { sha256: 'a'.repeat(64), files: 3 },
    tasks: null,
  };
  const random = { instance: '0a1b2c3d', gatewayToken: 'token-of-the-gateway' };
  const plan = makePlan(began, null, random, 0, given);
  const facts = { startedAtMs: 0, settingsHash: 'c'.repeat(64), taskDurations: {} };
  const record = parseRecord(JSON.stringify(recordOf(plan, began, { kind: 'job', name: plan.name }, facts)));
  const run = { ...record!, namespace: 'bench', configMap: plan.name };

  const fetched = loadInputs({ ...common, INPUT_MODE: 'results' });
  const inputs = asItRan(fetched, run);
  const then = await gatherEvidence([collectedShard()], plan, began);
  const now = await gatherEvidence([collectedShard()], planOf(run, inputs), inputs);
  expect(then.evidence.identity).toMatchObject({
    agentFiles: 'a'.repeat(64),
    clawbenchArgs: '--browser-concurrency 2',
  });
  expect(now.evidence.identity).toEqual(then.evidence.identity);
});
