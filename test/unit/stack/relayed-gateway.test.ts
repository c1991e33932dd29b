import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../src/stack/config-overlay.ts';
import { hostedProviders } from '../../../src/stack/providers.ts';
import { type RelayedGateway, relayedGateway } from '../../../src/stack/relayed-gateway.ts';

const keys = new Map([
  ['OPENAI_API_KEY', 'sk-0123'],
  ['ANTHROPIC_API_KEY', 'https://a.example'],
]);

function routed(providers: Mapping, others: Mapping = {}, variables = keys): RelayedGateway {
  const config = { ...others, models: { providers } };
  return relayedGateway(config, { providers: [], variables, knowsHosts: true, waitMs: 0 });
}

const TOKEN = '${CLAWBENCH_RELAY_TOKEN}';

describe('a gateway with a relay', () => {
  it.each([
    ['openai', 'http://api.openai.com:18700/openai'],
    ['anthropic', 'http://api.anthropic.com:18700/anthropic'],
    ['openrouter', 'http://relay.openrouter.ai:18700/openrouter'],
    ['google', 'http://generativelanguage.googleapis.com:18700/google'],
  ] as const)('asks %s there, at a host that OpenClaw knows', (name, address) => {
    const { key, api, baseUrl } = hostedProviders[name];
    const used = { providers: [name], variables: new Map([[key, 'sk-0123']]), waitMs: 0 };
    const { config, providers, direct } = relayedGateway({}, { ...used, knowsHosts: true });
    expect(providers).toEqual({ [name]: { baseUrl, api, key: `\${${key}}`, headers: {}, prices: {} } });
    const entry = { api, apiKey: TOKEN, request: { allowPrivateNetwork: true } };
    const at = (base: string): object => ({ models: { providers: { [name]: { ...entry, baseUrl: base } } } });
    expect(config).toEqual(at(address));
    expect(direct).toEqual([]);
    const without = relayedGateway({}, { ...used, knowsHosts: false });
    expect(without.config).toEqual(at(`http://127.0.0.1:18700/${name}`));
  });

  it('keeps what decides how OpenClaw asks, and gives the relay what is secret', () => {
    const models = [{ id: 'large', name: 'Large', cost: { input: 2, output: 6 } }];
    const { config, providers } = routed({
      mistral: {
        baseUrl: 'https://api.mistral.ai/v1/',
        apiKey: { source: 'env', provider: 'default', id: 'OPENAI_API_KEY' },
        headers: { 'X-Tenant': 'a', 'X-Key': '${ANTHROPIC_API_KEY}' },
        timeoutSeconds: 90,
        models,
      },
    });
    expect(providers['mistral']).toEqual({
      baseUrl: 'https://api.mistral.ai/v1',
      api: 'openai-completions',
      key: '${OPENAI_API_KEY}',
      headers: { 'X-Tenant': 'a', 'X-Key': '${ANTHROPIC_API_KEY}' },
      prices: { large: { input: 2, output: 6, cacheRead: 0, cacheWrite: 0 } },
    });
    expect(config).toEqual({
      models: {
        providers: {
          mistral: {
            api: 'openai-completions',
            apiKey: TOKEN,
            baseUrl: 'http://127.0.0.1:18700/mistral',
            request: { allowPrivateNetwork: true },
            timeoutSeconds: 90,
            models,
          },
        },
      },
    });
  });

  it.each([
    [{ authHeader: true, apiKey: '${OPENAI_API_KEY}' }, { Authorization: 'Bearer ${OPENAI_API_KEY}' }],
    [{ auth: 'token', apiKey: '${OPENAI_API_KEY}' }, { Authorization: 'Bearer ${OPENAI_API_KEY}' }],
    [
      { request: { auth: { mode: 'authorization-bearer', token: '${OPENAI_API_KEY}' } } },
      { Authorization: 'Bearer ${OPENAI_API_KEY}' },
    ],
    [
      { request: { auth: { mode: 'header', headerName: 'X-A', value: '${OPENAI_API_KEY}', prefix: 'k=' } } },
      { 'X-A': 'k=${OPENAI_API_KEY}' },
    ],
  ])('sends the key as %j says', (entry, headers) => {
    const { providers } = routed({ own: { baseUrl: 'https://own.example/v1', models: [], ...entry } });
    expect(providers['own']).toMatchObject({ key: null, headers });
  });

  it('leaves variables in an address to the relay', () => {
    const { providers, config } = routed({ own: { baseUrl: '${ANTHROPIC_API_KEY}/v1/', models: [] } });
    expect(providers['own']).toMatchObject({ baseUrl: '${ANTHROPIC_API_KEY}/v1' });
    expect(config).toMatchObject({
      models: { providers: { own: { baseUrl: 'http://127.0.0.1:18700/own' } } },
    });
  });

  it('asks a fallback of another hosted provider through the relay, too', () => {
    const agents = { defaults: { model: { primary: 'openai/a', fallbacks: ['anthropic/b'] } } };
    expect(Object.keys(routed({}, { agents }).providers)).toEqual(['openai', 'anthropic']);
  });

  it.each([
    [
      { baseUrl: 'https://x.example', api: 'bedrock-converse-stream' },
      'has the api "bedrock-converse-stream"',
    ],
    [{ models: [] }, 'has no `baseUrl`'],
    [{ baseUrl: 'x.example/v1' }, 'has a `baseUrl` that is no address'],
    [{ baseUrl: 'https://x.example/v1?api-version=1' }, 'has a `baseUrl` with a query'],
    [{ baseUrl: 'https://me@x.example/v1' }, 'has a user or a password'],
    [{ baseUrl: 'http://x.example:0/v1' }, 'has a `baseUrl` that is no address'],
    [{ baseUrl: ['https://x.example'] }, 'has a `baseUrl` that is no address'],
    [{ baseUrl: '${OPENAI_API_KEY}/v1' }, 'has a `baseUrl` that is no address'],
    [{ baseUrl: 'https://${HOST}/v1' }, 'refers to ${HOST}, which is no key'],
    [
      { baseUrl: 'https://x.example', apiKey: '${OPENCLAW_GATEWAY_TOKEN}' },
      'refers to ${OPENCLAW_GATEWAY_TOKEN}, which is no key',
    ],
    [{ baseUrl: 'https://x.example', headers: { Host: 'y.example' } }, 'has a header "Host", which each'],
    [{ baseUrl: 'https://x.example', headers: { 'X A': 'b' } }, 'has a header "X A" whose name or value'],
    [{ baseUrl: 'https://x.example', headers: { 'X-A': 'b\nc' } }, 'has a header "X-A" whose name or value'],
    [{ baseUrl: 'https://x.example', auth: 'oauth' }, 'has the auth "oauth"'],
    [{ baseUrl: 'https://x.example', localService: { command: '/x' } }, 'starts a server'],
    [{ baseUrl: 'https://x.example', request: { tls: { ca: 'x' } } }, 'has `request.tls`'],
    [{ baseUrl: 'https://x.example', apiKey: { source: 'exec', id: 'x' } }, 'has an `apiKey` that is not'],
    [
      { baseUrl: 'https://x.example', models: [{ id: 'a', baseUrl: 'https://y' }] },
      'has a model with a `baseUrl` of its own',
    ],
    [
      { baseUrl: 'https://x.example', params: { a: '${OPENAI_API_KEY}' } },
      'refers to ${OPENAI_API_KEY} at params.a',
    ],
  ])('leaves %j direct, and says why', (entry, why) => {
    const { config, providers, direct } = routed({ own: entry });
    expect(direct.join()).toContain(`The provider "own" ${why}`);
    expect(providers).toEqual({});
    expect(config).toEqual({ models: { providers: { own: entry } } });
  });

  it('leaves what shares a key with something direct direct as well', () => {
    const tools = { web: { search: { apiKey: '${OPENAI_API_KEY}' } } };
    const used = { providers: ['openai'], variables: keys, knowsHosts: true, waitMs: 0 };
    const { direct, exposed, providers } = relayedGateway({ tools }, used);
    expect(providers).toEqual({});
    expect(exposed).toEqual(['OPENAI_API_KEY']);
    expect(direct.join()).toContain('uses ${OPENAI_API_KEY} at tools.web.search.apiKey');
    expect(direct.join()).toContain('shares ${OPENAI_API_KEY}');
  });
});
