import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/base/ports.ts';
import { type RelayCheck, type WireApi, wireApis } from '../../../src/protocol/relay.ts';
import { type CheckEnding, checkModels, reachableMs } from '../../../sidecar/relay/check.ts';
import { smallestRequests, type SmallestRequest } from '../../../sidecar/relay/smallest-request.ts';

const complete: CheckEnding = {
  outcome: 'complete',
  refusal: null,
  status: 200,
  error: null,
  attempts: 1,
  retryAfterMs: null,
};
const refused = (status: number, error: string, more: Partial<CheckEnding> = {}): CheckEnding => ({
  ...complete,
  outcome: 'http-error',
  status,
  error,
  ...more,
});
const unreachable: CheckEnding = {
  ...complete,
  outcome: 'network',
  status: null,
  error: 'connect ECONNREFUSED 10.0.0.1:443',
  attempts: 7,
};

const [access, away] = ['bad-model-access', 'provider-unavailable'] as const;

const provider = (name: string, api: WireApi = 'openai-completions') =>
  [name, { name, api, base: new URL('https://models.test/v1'), headers: {}, prices: {} }] as const;

/** Checks a model against a provider that ends requests so in turn; the last one repeats. */
async function check(
  endings: readonly CheckEnding[],
  judgeModel: string | null = null,
): Promise<{ result: RelayCheck; sent: SmallestRequest[]; seconds: number }> {
  let nowMs = 0;
  const clock: Clock = { now: () => nowMs, sleep: async (ms) => void (nowMs += ms) };
  const sent: SmallestRequest[] = [];
  const settings = { providers: new Map([provider('openai')]), model: 'openai/m/x', judgeModel };
  const result = await checkModels(settings, {
    clock,
    signal: new AbortController().signal,
    send: async (_, request) => {
      sent.push(request);
      return endings[Math.min(sent.length, endings.length) - 1]!;
    },
  });
  return { result, sent, seconds: nowMs / 1000 };
}

describe('the check of a model', () => {
  test.each([
    ['answers', complete],
    ['thinks for as long as it may', { ...complete, outcome: 'empty' }],
  ] as const)('is content when it %s, after one request', async (_, ending) => {
    const { result, sent } = await check([ending]);
    expect(result).toEqual({ status: 'ok' });
    expect(sent).toHaveLength(1);
  });

  test.each([
    [
      refused(401, 'Incorrect API key provided: sk-canary-0123456789.'),
      '401 Incorrect API key provided: ***',
      'the provider key',
      access,
    ],
    [refused(403, '403 no access'), '403 no access', 'the provider key', access],
    [
      refused(404, 'The model `x` does not exist'),
      '404 The model `x` does not exist',
      'name of the model',
      access,
    ],
    [refused(402, 'Payment required'), '402 Payment required', 'no credit', access],
    [
      refused(429, 'You exceeded your current quota'),
      '429 You exceeded your current quota',
      'no credit',
      access,
    ],
    [unreachable, 'connect ECONNREFUSED 10.0.0.1:443', '`https-proxy`', away],
    [
      { ...complete, outcome: 'timeout', status: null, error: 'it is silent: nothing came for 50 s' },
      'it is silent: nothing came for 50 s',
      'status page of the provider',
      away,
    ],
    [{ ...complete, outcome: 'bad-answer', error: 'an HTML page' }, 'an HTML page', 'base URL', access],
    [{ ...complete, outcome: 'cut-stream', error: null }, 'cut-stream', '`https-proxy`', away],
    [
      {
        ...complete,
        outcome: 'refused',
        refusal: 'budget',
        status: null,
        error: 'the cap of 5 tokens is reached',
      },
      'the cap of 5 tokens is reached',
      '`max-tokens`',
      access,
    ],
  ] as const)('fails at once with what is said: %o', async (ending, words, hint, failure) => {
    const { result, sent, seconds } = await check([ending]);
    expect(result).toEqual({
      status: 'failed',
      failure,
      message: `The model openai/m/x does not answer: ${words}.`,
      hint: expect.stringContaining(hint),
    });
    expect([sent.length, seconds]).toEqual([1, 0]);
    // What the patience of the one request takes before it ends so.
    expect(reachableMs).toBeLessThanOrEqual(20_000);
  });

  test.each([
    ['a limit of requests', refused(429, 'slow down', { attempts: 9 })],
    ['an overloaded provider', refused(529, 'overloaded', { attempts: 9 })],
    ['an error of a server', refused(500, 'oops')],
  ])('waits for %s, and tells it after two minutes', async (_, ending) => {
    expect((await check([ending, ending, complete])).result).toEqual({ status: 'ok' });
    const { result, seconds } = await check([ending]);
    expect(result).toMatchObject({
      status: 'failed',
      failure: away,
      message: expect.stringContaining(`${ending.status} `),
    });
    expect(seconds).toBeGreaterThan(110);
    expect(seconds).toBeLessThan(120);
  });

  test('waits as long as the provider asks, but not for hours', async () => {
    const soon = refused(429, 'slow down', { retryAfterMs: 60_000 });
    expect(await check([soon, complete])).toMatchObject({ result: { status: 'ok' }, seconds: 60 });
    const late = refused(429, 'slow down', { retryAfterMs: 3_600_000 });
    expect(await check([late])).toMatchObject({ result: { status: 'failed' }, seconds: 0 });
  });

  test('asks again in another form when the model finds fault with one', async () => {
    const fault = refused(400, "Unsupported parameter: 'max_completion_tokens'");
    const { result, sent } = await check([fault, fault, complete]);
    expect(result).toEqual({ status: 'ok' });
    const limits = sent.map(({ body }) =>
      Object.keys(JSON.parse(body)).filter((name) => name.startsWith('max')),
    );
    expect(limits).toEqual([['max_completion_tokens'], ['max_tokens'], []]);
    expect((await check([refused(400, 'no such model')])).result).toMatchObject({ status: 'failed' });
  });

  test('asks a judge too, and tells of the one that fails', async () => {
    const { result, sent } = await check([complete, refused(404, 'no judge')], 'openai/judge');
    expect(sent).toHaveLength(2);
    expect(result).toMatchObject({ message: 'The model openai/judge does not answer: 404 no judge.' });
    expect((await check([complete], 'openai/m/x')).sent).toHaveLength(1);
    expect((await check([complete], 'other/judge')).result).toMatchObject({ status: 'failed' });
  });
});

test.each(wireApis)('%s is asked in a stream, with few tokens, for the model without its provider', (api) => {
  const [first] = smallestRequests(api, 'a/b');
  const { target = '', body = '' } = first ?? {};
  expect(`${target}${body}`).toContain(
    api === 'google-generative-ai' ? '/models/a/b:stream' : '"model":"a/b"',
  );
  expect(body).toMatch(/(?:max_completion_tokens|max_output_tokens|max_tokens|maxOutputTokens)":16\b/);
  expect(body).not.toContain('temperature');
});
