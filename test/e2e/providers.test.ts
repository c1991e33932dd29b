import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { runCommand, type CommandRun } from './cli.ts';
import { callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/** Asks the scripted server, by the protocol of each provider, under the key that the environment has for it. */
describe.skipIf(noCluster !== '')('a provider', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed();
  });
  afterAll(() => testbed.close());

  const keys = {
    OPENAI_API_KEY: 'sk-canary-openai-0123456789',
    ANTHROPIC_API_KEY: 'sk-canary-anthropic-0123456789',
    OPENROUTER_API_KEY: 'sk-canary-openrouter-0123456789',
    GEMINI_API_KEY: 'sk-canary-gemini-0123456789',
  };

  /** One run of one task. */
  async function evaluate(
    flags: Record<string, string>,
    env: Record<string, string> = keys,
  ): Promise<CommandRun> {
    const { OPENCLAW_IMAGE, CLAWBENCH_IMAGE, KUBECONFIG } = testbed.env;
    const images = { 'openclaw-image': OPENCLAW_IMAGE, 'clawbench-image': CLAWBENCH_IMAGE };
    const short = { tasks: 't1-greeting-file', runs: '1', mlflow: 'false', threshold: '0.9' };
    return await runCommand({ ...images, ...short, ...flags }, { KUBECONFIG, ...env });
  }

  const address = (path: string): string => new URL(path, testbed.env.MODEL_BASE).href;
  const provider = (baseUrl: string, api: string, id: string): object => ({
    baseUrl,
    api,
    models: [
      {
        id,
        name: id,
        input: ['text'],
        reasoning: false,
        cost: { input: 1, output: 2, cacheRead: 0.1, cacheWrite: 1.25 },
        contextWindow: 128_000,
        maxTokens: 8192,
        compat: { supportsUsageInStreaming: true },
      },
    ],
  });

  async function expectCalls(model: string, key: string, path: RegExp): Promise<void> {
    const calls = await callsOf(testbed.env, model);
    expect(new Set(calls.map((call) => call.key))).toEqual(new Set([key]));
    expect(calls.filter((call) => !path.test(call.path))).toEqual([]);
  }

  it('Anthropic answers, Gemini judges, and cost arrives [deploy.sh: ANTHROPIC_API_KEY, GEMINI_API_KEY]', async () => {
    const [model, judge] = [newModel(), newModel()];
    const config = {
      models: {
        providers: {
          anthropic: provider(address('/'), 'anthropic-messages', model),
          google: provider(address('/v1beta'), 'google-generative-ai', judge),
        },
      },
    };
    const { code, record, log } = await evaluate({
      model: `anthropic/${model}`,
      'judge-model': `gemini/${judge}`,
      'openclaw-config': JSON.stringify(config),
    });
    expect(code, log).toBe(0);
    expect(record).toMatchObject({ verdict: 'pass', identity: { model: `anthropic/${model}` } });
    expect(JSON.stringify(record)).toMatch(/"costUsd": ?0\.\d*[1-9]/);
    await expectCalls(model, keys.ANTHROPIC_API_KEY, /\/v1\/messages$/);
    await expectCalls(judge, keys.GEMINI_API_KEY, /\/v1beta\/models\/.*:streamGenerateContent$/);
  });

  it('OpenRouter answers, OpenAI judges by its own protocol [deploy.sh: OPENROUTER_API_KEY, OPENAI_API_KEY]', async () => {
    const [model, judge] = [`${newModel()}/llama-4`, newModel()];
    const config = {
      models: {
        providers: {
          openrouter: provider(address('/v1'), 'openai-completions', model),
          openai: provider(address('/v1'), 'openai-responses', judge),
        },
      },
    };
    const { code, record, log } = await evaluate({
      model: `openrouter/${model}`,
      'judge-model': `openai/${judge}`,
      'openclaw-config': JSON.stringify(config),
    });
    expect(code, log).toBe(0);
    expect(record).toMatchObject({ verdict: 'pass' });
    await expectCalls(model, keys.OPENROUTER_API_KEY, /\/chat\/completions$/);
    await expectCalls(judge, keys.OPENAI_API_KEY, /\/responses$/);
  });

  it('at a base URL needs no key, and model ids may have slashes [deploy.sh: OPENAI_API_BASE]', async () => {
    const model = `${newModel()}/meta-llama/Llama-4-Scout`;
    const { code, record, log } = await evaluate(
      { model: `openai/${model}`, 'price-input': '1', 'price-output': '2', 'context-window': '64000' },
      { OPENAI_API_BASE: testbed.env.MODEL_BASE },
    );
    expect(code, log).toBe(0);
    expect(record).toMatchObject({ verdict: 'pass', identity: { model: `openai/${model}` } });
    await expectCalls(model, 'none', /\/chat\/completions$/);
  });

  it('takes a rotated key on the next run in the same namespace', async () => {
    const namespace = newModel().replace('scripted', 'keys');
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
    try {
      const base = { OPENAI_API_BASE: testbed.env.MODEL_BASE };
      const flags = { model: `openai/${newModel()}`, namespace };
      const refused = await evaluate(flags, { ...base, OPENAI_API_KEY: 'sk-bad-0123456789' });
      expect(refused.code, refused.log).toBe(3);
      expect(refused.record).toMatchObject({ verdict: 'inconclusive' });
      expect(refused.log).toContain('bad-model-access');
      const rotated = await evaluate(flags, { ...base, OPENAI_API_KEY: keys.OPENAI_API_KEY });
      expect(rotated.code, rotated.log).toBe(0);
    } finally {
      await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    }
  });
});
