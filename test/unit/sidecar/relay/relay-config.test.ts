import { describe, expect, test } from 'vitest';
import { readRelaySettings, type RelaySettings } from '../../../../sidecar/relay/config.ts';

const token = 'canary-relay-token-0123456789abcdef';
/* oxlint-disable no-template-curly-in-string -- the relay's own */
const custom = {
  baseUrl: 'https://models.example.com/v1/',
  api: 'openai-completions',
  key: '${CUSTOM_API_KEY}',
  headers: {},
  prices: { m: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 } },
};

function read(changes: object, env: Record<string, string> = {}): RelaySettings {
  const config = { providers: { custom }, model: 'custom/m', rateLimitWaitMs: 600_000, ...changes };
  return readRelaySettings({
    CLAWBENCH_RELAY_TOKEN: token,
    CLAWBENCH_RELAY_CONFIG: JSON.stringify(config),
    CUSTOM_API_KEY: 'sk-canary-1\n',
    HOST: 'vllm.models.svc',
    ...env,
  });
}

test('a config is read with the values of its variables', () => {
  const baseUrl = 'http://${HOST}:8000/v1';
  const headers = { 'X-Key': 'a ${CUSTOM_API_KEY}', 'X-Text': '$${HOST} $HOST ${lower}' };
  const settings = read({
    providers: { custom: { ...custom, baseUrl, headers } },
    maxTokens: 5,
    record: true,
  });
  expect(settings).toMatchObject({
    token,
    model: 'custom/m',
    judgeModel: null,
    maxCostUsd: null,
    maxTokens: 5,
    rateLimitWaitMs: 600_000,
    record: true,
  });
  expect(settings.providers.get('custom')).toMatchObject({
    base: new URL('http://vllm.models.svc:8000/v1'),
    headers: {
      authorization: 'Bearer sk-canary-1',
      'x-key': 'a sk-canary-1',
      'x-text': '${HOST} $HOST ${lower}',
    },
    prices: custom.prices,
  });
  expect(settings.secrets).toContain('sk-canary-1');
});

test('a header of the config replaces the usual authentication', () => {
  const { providers } = read({ providers: { custom: { ...custom, headers: { Authorization: 'Basic x' } } } });
  expect(providers.get('custom')?.headers).toEqual({ authorization: 'Basic x' });
});

describe('a wrong config is told:', () => {
  test.each([
    [{ providers: { custom: { ...custom, baseUrl: 'models.example.com' } } }, 'baseUrl is no URL'],
    [{ providers: { custom: { ...custom, baseUrl: 'ftp://a' } } }, 'baseUrl begins with ftp:'],
    [{ providers: { custom: { ...custom, baseUrl: 'https://u:p@a' } } }, 'baseUrl holds a user or password'],
    [{ providers: { custom: { ...custom, baseUrl: 'https://a/v1?b=c' } } }, 'baseUrl has a query'],
    [{ providers: { custom: { ...custom, baseUrl: 7 } } }, 'baseUrl is not a text'],
    [
      { providers: { custom: { ...custom, key: '${NO_KEY}' } } },
      'key names NO_KEY, which the relay does not have',
    ],
    [{ providers: { custom: { ...custom, key: 'a\nb' } } }, 'key has characters that no header can hold'],
    [{ providers: { custom: { ...custom, api: 'ollama' } } }, 'api "ollama" is none of openai-completions'],
    [{ providers: { custom: { ...custom, headers: { 'a b': 'c' } } } }, '"a b" is no name of a header'],
    [{ providers: { custom: { ...custom, headers: { a: 7 } } } }, 'header a is not a text'],
    [{ providers: { '-': custom } }, 'provider "-": its name is no part of a path'],
    [{ providers: { custom: null } }, 'provider "custom": it is not an object'],
    [{ providers: [] }, 'providers is not an object'],
    [{ model: 'm' }, 'model is not <provider>/<id>'],
  ])('%j', (changes, words) => {
    expect(() => read(changes)).toThrow(words);
  });

  test.each([
    [{ CLAWBENCH_RELAY_CONFIG: '{' }, 'CLAWBENCH_RELAY_CONFIG is not a JSON object'],
    [{ CLAWBENCH_RELAY_CONFIG: '' }, 'CLAWBENCH_RELAY_CONFIG is not a JSON object'],
    [{ CLAWBENCH_RELAY_TOKEN: 'short' }, 'CLAWBENCH_RELAY_TOKEN has fewer than 16 characters'],
  ])('%j', (env, words) => {
    expect(() => read({}, env)).toThrow(words);
  });

  test('everything at once, without the values of variables', () => {
    const wrong = { ...custom, baseUrl: '${CUSTOM_API_KEY}', api: 'x' };
    const error = (): unknown => read({ providers: { a: wrong, b: { ...custom, key: '${NONE}' } } });
    expect(error).toThrow(/provider "a": api[^]*provider "a": baseUrl[^]*provider "b": key/);
    expect(error).not.toThrow('sk-canary-1');
  });
});
