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

test('a verdict tells which providers are called past the relay, in another process too', async () => {
  const inputs = loadInputs({
    INPUT_KUBECONFIG: 'x',
    'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789',
    'INPUT_ACCEPT-RISKS': 'direct-provider',
    'INPUT_OPENCLAW-CONFIG':
      'models: { providers: { spare: { baseUrl: "https://spare.example/v1?tenant=a", api: openai-completions, models: [] } } }',
  });
  const found = parseRecord(JSON.stringify(recordFor(planFor(inputs))));
  const { evidence } = await gatherEvidence([collectedShard()], found!);
  expect(evidence.remarks).toEqual([
    expect.stringMatching(/spare.*called past the relay: the agent under test can read its key/),
  ]);
});

test('a verdict tells why there was no relay', async () => {
  const inputs = loadInputs({
    INPUT_KUBECONFIG: 'x',
    'INPUT_OPENAI-API-KEY': 'sk-canary-0123456789',
    'INPUT_ACCEPT-RISKS': 'direct-provider',
    'INPUT_OPENCLAW-CONFIG': 'models: { providers: { openai: { auth: oauth, models: [] } } }',
  });
  const record = recordFor(planFor(inputs));
  const { evidence } = await gatherEvidence([collectedShard()], record);
  expect(record.relay).toBe(false);
  expect(evidence.remarks.join(' ')).toMatch(
    /There is no relay, since the model or its judge is of the provider/,
  );
});
