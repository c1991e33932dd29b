import { expect, test } from 'vitest';
import { publicInputs } from '../../../src/inputs/load.ts';
import type { Inputs } from '../../../src/inputs/types.ts';
import { type AgainWish, type MadeWith, planAgain, type PlanAgain } from '../../../src/plan/again.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { testHost } from '../../fixtures/host.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { planFor } from '../../fixtures/plan.ts';

const env = {
  INPUT_KUBECONFIG: 'apiVersion: v1',
  INPUT_MODEL: 'openai/gpt-5.4',
  'INPUT_OPENAI-API-KEY': 'sk-0123456789',
  'INPUT_OPENCLAW-IMAGE': 'r.example/openclaw:2026.7.1',
  'INPUT_MAX-COST-USD': '10',
};
const digest = (of: string): string => `sha256:${of.repeat(64)}`;
const wish: AgainWish = {
  tasks: ['t1-a', 't2-b'],
  runs: 5,
  caps: { maxCostUsd: 4, maxTokens: null },
  ranMs: 0,
  headImage: `r.example/openclaw@${digest('a')}`,
};

function madeWith(inputs: Inputs, change: Partial<MadeWith> = {}): MadeWith {
  const images = { gateway: `r.example/openclaw@${digest('b')}` };
  return {
    isArtifact: true,
    commit: null,
    inputs: publicInputs(inputs),
    images,
    agentFiles: null,
    ...change,
  };
}

async function again(change: (inputs: Inputs) => Partial<MadeWith> = () => ({})): Promise<PlanAgain> {
  const inputs = loadInputs(env);
  const readFilesOf = (): Promise<never> => Promise.reject(new Error('nothing is read'));
  const deps = { ...testHost(), readFilesOf };
  return await planAgain(inputs, planFor(inputs), madeWith(inputs, change(inputs)), deps);
}

function planned(of: PlanAgain, change: Partial<AgainWish> = {}): Plan {
  if ('impossible' in of) throw new Error(of.impossible);
  return of.plan({ ...wish, ...change });
}

test('a baseline is made again by the suspect tasks, with its own image by digest, and under what is left of the caps', async () => {
  const plan = planned(await again());
  expect(plan).toMatchObject({
    arm: 'base',
    name: 'clawbench-0a1b2c3d-base',
    settings: { tasks: ['t1-a', 't2-b'], runs: 5, maxCostUsd: 4 },
    images: { openclaw: `r.example/openclaw:2026.7.1@${digest('b')}` },
    terms: { baseline: [], mlflow: undefined },
    // Half of what is left: the head makes as many runs meanwhile.
    relay: { config: { maxCostUsd: 2 } },
  });
});

test('the arm has what the head has left of the time, and is not made where that is nothing', async () => {
  const inputs = loadInputs({ ...env, 'INPUT_MAX-MINUTES': '40', INPUT_TIMEOUT: '50m' });
  const deps = { ...testHost(), readFilesOf: () => Promise.reject(new Error('nothing is read')) };
  const of = await planAgain(inputs, planFor(inputs), madeWith(inputs), deps);
  const { settings, podDeadlineMs } = planned(of, { ranMs: 30.5 * 60_000 });
  expect(settings).toMatchObject({ timeoutMs: 19.5 * 60_000, maxMinutes: 9.5 });
  expect(podDeadlineMs).toBe(planFor(inputs).podDeadlineMs - 30.5 * 60_000);
  expect(() => planned(of, { ranMs: 39.5 * 60_000 })).toThrow('`max-minutes` leaves no time for its runs.');
  expect(() => planned(of, { ranMs: 50 * 60_000 })).toThrow('`timeout` leaves no time for its runs.');
});

test('an image that the head runs too is named as the head names it', async () => {
  const plan = planned(await again(), { headImage: `r.example/openclaw@${digest('b')}` });
  expect(plan.images.openclaw).toBe('r.example/openclaw:2026.7.1');
});

test('the config of an artifact is taken from its manifest', async () => {
  const config = { agents: { defaults: { thinkingDefault: 'low' } } };
  const of = await again(() => ({
    inputs: { ...publicInputs(loadInputs(env)), 'openclaw-config': config },
  }));
  expect(planned(of).gatewayConfig).toMatchObject(config);
});

test('the prices of the baseline are those it had', async () => {
  const endpoint = {
    'INPUT_OPENAI-API-BASE': 'https://m.example/v1',
    'INPUT_PRICE-INPUT': '2',
    'INPUT_PRICE-OUTPUT': '8',
  };
  const inputs = loadInputs({ ...env, ...endpoint, 'INPUT_PRICE-CACHED-INPUT': '1' });
  const before = loadInputs({ ...env, ...endpoint, 'INPUT_PRICE-CACHED-INPUT': '0.5' });
  const deps = { ...testHost(), readFilesOf: () => Promise.reject(new Error('nothing is read')) };
  const plan = planned(await planAgain(inputs, planFor(inputs), madeWith(before), deps));
  expect(plan.model.endpoint?.price).toEqual({ inputUsd: 2, cachedUsd: 0.5, outputUsd: 8 });
});

test('no cap is held twice: without a relay, each pod has its own part of it from the start', async () => {
  const of = async (change: Record<string, string>): Promise<PlanAgain> => {
    const inputs = loadInputs({ ...env, INPUT_RELAY: 'off', ...change });
    const deps = { ...testHost(), readFilesOf: () => Promise.reject(new Error('nothing is read')) };
    return await planAgain(inputs, planFor(inputs), madeWith(inputs), deps);
  };
  expect(await of({})).toEqual({ impossible: 'without a relay nobody holds a cap for both sides together' });
  expect(await of({ 'INPUT_MAX-COST-USD': '' })).toHaveProperty('plan');
});

const inputsWith = (change: Record<string, unknown>) => (inputs: Inputs) => ({
  inputs: { ...publicInputs(inputs), ...change },
});

test.each([
  ['another model', inputsWith({ model: 'openai/gpt-5.5' }), /^its `model` was another one/],
  ['another endpoint', inputsWith({ 'openai-api-base': 'https://m.example/v1' }), /^its `openai-api-base`/],
  ['redacted config', inputsWith({ 'openclaw-config': { env: { KEY: '***' } } }), /had secrets/],
  ['no image', () => ({ images: {} }), /does not say which image/],
  ['other files and no commit', () => ({ agentFiles: 'f'.repeat(64) }), /no commit to have them from/],
  [
    'an image of another repository beside a file',
    (inputs: Inputs) => ({
      isArtifact: false,
      inputs: { ...publicInputs(inputs), 'openclaw-image': 'evil.example/openclaw:2026.7.1' },
    }),
    /of another repository/,
  ],
  [
    'another config beside a file',
    (inputs: Inputs) => ({
      isArtifact: false,
      inputs: { ...publicInputs(inputs), 'openclaw-config': { models: {} } },
    }),
    /`openclaw-config` was another one/,
  ],
])('a baseline with %s is not made again', async (_, change, why) => {
  expect(await again(change)).toEqual({ impossible: expect.stringMatching(why) });
});
