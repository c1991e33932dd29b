import { describe, expect, test } from 'vitest';
import { isModelCall, targetOf, upstreamPath } from '../../../../sidecar/relay/route.ts';

const token = 'canary-relay-token-0123456789abcdef';

function pathOf(base: string, written: string): string | null {
  const target = targetOf(written);
  return target === null ? null : upstreamPath(new URL(base), target, token);
}

describe('the path at the provider', () => {
  test.each([
    ['https://a.example/v1', '/p/chat/completions', '/v1/chat/completions'],
    ['https://a.example/v1/', '/p/chat/completions', '/v1/chat/completions'],
    ['https://a.example', '/p/v1/messages?beta=true', '/v1/messages?beta=true'],
    ['https://a.example', '/p', '/'],
    ['https://a.example/v1', '/p', '/v1'],
    [
      'https://a.example/b',
      '/p/models/g:streamGenerateContent?alt=sse&key=x',
      '/b/models/g:streamGenerateContent?alt=sse',
    ],
    ['https://a.example', `/p/x?a=1&b=${token}&${token}=1&c=`, '/x?a=1&c='],
    ['https://a.example', '/p/models/meta%2Fllama', '/models/meta%2Fllama'],
    ['https://a.example', '/p/a?b=c?d', '/a?b=c%3Fd'],
  ])('of %s and %s is %s', (base, written, expected) => {
    expect(pathOf(base, written)).toBe(expected);
  });
});

test.each([
  '',
  '*',
  'chat/completions',
  'http://a.example/p/chat/completions',
  '//a.example/chat/completions',
  '/p//a.example/chat/completions',
  '/p/../x',
  '/p/..',
  '/p/./x',
  '/p/%2e%2E/x',
  '/p/%252e%252e/x',
  '/p/%25252525252e%25252525252e/x',
  '/p/a%2f..%2fx',
  '/p/..%5cx',
  '/p/..;a=b/x',
  '/p/x\\y',
  '/p/x%5C..',
  '/p/x%00',
  '/p/x%0d%0aHost:',
  '/p/x#y',
  '/p/x y',
  '/p/ü',
])('the target %j is refused', (written) => {
  expect(targetOf(written)).toBeNull();
});

describe('a call of a model', () => {
  test.each([
    ['openai-completions', 'POST', '/chat/completions'],
    ['openai-completions', 'POST', '/v1/embeddings'],
    ['openai-responses', 'POST', '/responses'],
    ['anthropic-messages', 'POST', '/v1/messages'],
    ['anthropic-messages', 'POST', '/v1/messages/count_tokens'],
    ['google-generative-ai', 'POST', '/v1beta/models/gemini-3:generateContent'],
    ['openai-completions', 'GET', '/models'],
    ['google-generative-ai', 'GET', '/models/gemini-3'],
  ] as const)('of %s: %s %s', (api, method, rest) => {
    expect(isModelCall(api, method, rest)).toBe(true);
  });

  test.each([
    ['openai-responses', 'GET', '/responses/resp_1'],
    ['openai-responses', 'POST', '/responses/resp_1/cancel'],
    ['openai-completions', 'DELETE', '/models/ft:gpt-x'],
    ['openai-completions', 'POST', '/files'],
    ['openai-completions', 'POST', '/fine_tuning/jobs'],
    ['openai-completions', 'POST', '/batches'],
    ['openai-completions', 'POST', ''],
    ['anthropic-messages', 'POST', '/v1/messages/batches'],
    ['google-generative-ai', 'POST', '/models/gemini-3:batchGenerateContent'],
    ['google-generative-ai', 'GET', '/files'],
  ] as const)('is not, of %s: %s %s', (api, method, rest) => {
    expect(isModelCall(api, method, rest)).toBe(false);
  });
});
