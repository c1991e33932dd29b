import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inputRows } from '../../../src/inputs/types.ts';
import { clearTextSecrets, parseOverlay, referredVariables } from '../../../src/stack/config-overlay.ts';
import { contradictedPaths, openclawConfig } from '../../../src/stack/openclaw-config.ts';
import { shardsOf, concurrencyNotice } from '../../../src/plan/run-settings.ts';
import { type Endpoint, hostedProviders, routeModel } from '../../../src/stack/providers.ts';
import { checkout } from '../../fixtures/checkout.ts';

const pinned = 'ghcr.io/openclaw/openclaw:2026.7.1-2-browser';
const next = 'ghcr.io/openclaw/openclaw:2026.9.6';

/** What every gateway of the pinned version gets. */
const common = {
  gateway: {
    mode: 'local',
    bind: 'loopback',
    port: 18789,
    auth: { mode: 'token' },
    reload: { mode: 'off' },
  },
  logging: { file: '/work/gateway/gateway.log' },
  browser: {
    enabled: true,
    headless: true,
    noSandbox: true,
    ssrfPolicy: { allowedHostnames: ['localhost', '127.0.0.1'] },
  },
  tools: { profile: 'coding', alsoAllow: ['browser'] },
  agents: { defaults: { workspace: '~/.openclaw/workspace', memorySearch: { enabled: false } } },
  cron: { enabled: false },
};

/** Keeps a gateway with a key for OpenRouter from fetching a plugin. */
const withoutPerplexity = { plugins: { entries: { perplexity: { enabled: false } } } };

function custom(...models: object[]): object {
  return {
    models: {
      providers: {
        custom: {
          baseUrl: 'http://vllm.models.svc:8000/v1',
          apiKey: '${CUSTOM_API_KEY}',
          api: 'openai-completions',
          models,
        },
      },
    },
  };
}

function entry(id: string, input: number, output: number, contextWindow: number): object {
  return {
    id,
    name: id,
    reasoning: false,
    input: ['text'],
    // Of what the cache had, a tenth, as `priced` says.
    cost: { input, output, cacheRead: input / 10, cacheWrite: input },
    contextWindow,
    maxTokens: 8192,
    compat: { supportsUsageInStreaming: true },
  };
}

const bare: Endpoint = {
  baseUrl: 'http://vllm.models.svc:8000/v1',
  price: undefined,
  contextWindowTokens: undefined,
};
const priced: Endpoint = {
  ...bare,
  price: { inputUsd: 1, cachedUsd: 0.1, outputUsd: 2 },
  contextWindowTokens: 64_000,
};

interface Row {
  models: string[];
  endpoint?: Endpoint;
  /** What stands there besides the common part. */
  adds: object;
}

describe('openclaw.json', () => {
  test.each<Row>([
    { models: ['openai/gpt-5.5'], adds: {} },
    { models: ['anthropic/claude-opus-4-6'], adds: {} },
    { models: ['google/gemini-3-pro'], adds: {} },
    { models: ['openrouter/meta-llama/llama-4'], adds: withoutPerplexity },
    { models: ['anthropic/claude-opus-4-6', 'google/gemini-3-pro'], adds: {} },
    { models: ['anthropic/claude-opus-4-6', 'openrouter/auto'], adds: withoutPerplexity },
    {
      models: ['openai/meta-llama/Llama-4'],
      endpoint: bare,
      adds: custom(entry('meta-llama/Llama-4', 0, 0, 128_000)),
    },
    {
      models: ['openai/meta-llama/Llama-4'],
      endpoint: priced,
      adds: custom(entry('meta-llama/Llama-4', 1, 2, 64_000)),
    },
    {
      models: ['openai/qwen', 'openai/judge'],
      endpoint: priced,
      adds: custom(entry('qwen', 1, 2, 64_000), entry('judge', 1, 2, 64_000)),
    },
    {
      models: ['openai/qwen', 'anthropic/claude-opus-4-6'],
      endpoint: priced,
      adds: custom(entry('qwen', 1, 2, 64_000)),
    },
    {
      models: ['openai/qwen', 'openrouter/auto'],
      endpoint: bare,
      adds: { ...custom(entry('qwen', 0, 0, 128_000)), ...withoutPerplexity },
    },
    // The endpoint serves nothing that is evaluated.
    { models: ['anthropic/claude-opus-4-6'], endpoint: priced, adds: {} },
  ])('for $models', ({ models, endpoint, adds }) => {
    const routes = models.map((model) => routeModel(model, endpoint));
    expect(openclawConfig(routes, pinned)).toEqual({ ...common, ...adds });
  });

  test('uses the keys of newer versions where the tag says so, and lets them load their config anew', () => {
    const { reload: _, ...gateway } = common.gateway;
    expect(openclawConfig([routeModel('openai/gpt-5.5', undefined)], next)).toEqual({
      ...common,
      gateway,
      agents: { defaults: { workspace: '~/.openclaw/workspace', utilityModel: '' } },
      memory: { search: { enabled: false } },
    });
  });

  test('is merged with what the user adds: mappings merge, lists replace, null removes', () => {
    const overlay = {
      tools: { alsoAllow: ['web_search'] },
      cron: null,
      agents: { defaults: { maxTurns: 5 } },
    };
    const { cron: _, ...rest } = common;
    expect(openclawConfig([], pinned, overlay)).toEqual({
      ...rest,
      tools: { profile: 'coding', alsoAllow: ['web_search'] },
      agents: { defaults: { ...common.agents.defaults, maxTurns: 5 } },
    });
  });
});

test('docs/providers.md has a row for each hosted provider, with its key', () => {
  const page = readFileSync(`${checkout}/docs/providers.md`, 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)\/<id>`(?: or \S+)? \|.*?\| `([\w-]+)`, `(\w+)` \|/gm)];
  expect(rows.map(([, provider, , variable]) => [provider, variable])).toEqual(
    Object.entries(hostedProviders).map(([provider, { key }]) => [provider, key]),
  );
  const inputs = new Map(inputRows);
  for (const [, , input = '', variable] of rows) expect(inputs.get(input)?.env).toBe(variable);
});

describe('a provider that the user defines', () => {
  const overlay = {
    models: { providers: { mistral: { baseUrl: 'https://api.mistral.ai/v1', models: [{ id: 'large' }] } } },
  };

  test('needs no key input, and its price is what its entry says', () => {
    expect(routeModel('mistral/large', undefined, overlay)).toEqual({
      model: 'mistral/large',
      ref: 'mistral/large',
      keyVariable: undefined,
      endpoint: undefined,
      isPriceKnown: false,
    });
    expect(routeModel('mistral/other', undefined, overlay).isPriceKnown).toBe(true);
  });

  test('and no other is known', () => {
    expect(() => routeModel('groq/llama', undefined, overlay)).toThrow('which has no key input');
  });
});

describe('what a user adds', () => {
  test.each([
    ['gateway: {port: 1}', 'gateway.port'],
    ['gateway: {bind: lan}', 'gateway.bind'],
    ['gateway: {auth: {mode: none}}', 'gateway.auth'],
    ['gateway: {auth: {password: "${OPENAI_API_KEY}"}}', 'gateway.auth'],
    ['logging: {file: /tmp/x}', 'logging.file'],
    ['logging: null', 'logging.file'],
  ])('may not contradict the eval: %s', (text, path) => {
    const parsed = parseOverlay(text);
    expect('value' in parsed && contradictedPaths(parsed.value).map((one) => one.path)).toContain(path);
  });

  test('may repeat what stands there', () => {
    expect(
      contradictedPaths({ gateway: { bind: 'loopback', port: 18789 }, logging: { level: 'debug' } }),
    ).toEqual([]);
  });

  test.each([
    ['- a list', 'a mapping'],
    ['a: [', 'neither'],
    ['a: .inf', 'numbers that JSON has'],
    ['"__proto__": {x: 1}', '__proto__'],
    [`a: ${'x'.repeat(70_000)}`, 'at most 64 KiB'],
    [`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'deep'],
    [
      [
        'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
        ...[1, 2, 3, 4, 5, 6, 7, 8].map(
          (n) =>
            `a${n}: &a${n} [${Array(9)
              .fill(`*a${n - 1}`)
              .join(',')}]`,
        ),
      ].join('\n'),
      'aliases counted',
    ],
  ])('that is no such mapping is refused: %.30s', (text, what) => {
    expect(parseOverlay(text)).toEqual({ write: expect.stringContaining(what) });
  });

  test('shows no key in clear text, and names what it refers to', () => {
    const overlay = {
      models: {
        providers: { a: { apiKey: 'sk-0123456789', headers: { Authorization: 'Bearer abcdefgh' } } },
      },
      x: { token: '${OPENAI_API_KEY}', url: 'https://u:pw@host/', maxTokens: 5, password: 'none' },
    };
    expect(clearTextSecrets(overlay, (value) => value === 'none')).toEqual([
      'models.providers.a.apiKey',
      'models.providers.a.headers.Authorization',
      'x.url',
    ]);
    expect(referredVariables(overlay)).toEqual(['OPENAI_API_KEY']);
  });
});

describe('shards', () => {
  const wanted = (
    openclawImage: string,
    shards: number | 'auto' = 'auto',
    tasks: string[] | null = null,
  ) => ({
    openclawImage,
    shards,
    concurrency: 4,
    tasks,
  });

  test.each([
    [wanted(pinned), 1],
    [wanted(next), 4],
    [wanted(next, 2), 2],
    [wanted(next, 'auto', ['a', 'b', 'c']), 3],
    [wanted('ghcr.io/openclaw/openclaw:2026.9.4'), 1],
    [wanted('ghcr.io/openclaw/openclaw:latest'), 1],
  ])('%j: %i', (inputs, shards) => {
    expect(shardsOf(inputs)).toBe(shards);
  });

  test('that cannot run at the requested speed are reported', () => {
    expect(concurrencyNotice(wanted(pinned))).toBeNull();
    expect(concurrencyNotice(wanted(next))).toContain('divided over 4 gateways');
    expect(concurrencyNotice(wanted(next, 2))).toContain('more `shards` give the speed back');
  });

  test('are none for a version that is too old', () => {
    expect(() => shardsOf(wanted('openclaw:2026.5.7'))).toThrow('older than 2026.6.1');
  });
});
