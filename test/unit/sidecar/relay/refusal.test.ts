import { describe, expect, it } from 'vitest';
import { mayPass, passingRefusal, retryAfterMs } from '../../../../sidecar/relay/refusal.ts';

const now = Date.parse('2026-11-30T12:00:00Z');

const refusal = (body: unknown, status = 429, headers = {}): ReturnType<typeof passingRefusal> =>
  passingRefusal({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }, now);

describe('a refusal by a provider', () => {
  it('may pass if the provider is overloaded or away, and not if the request or the account is wrong', () => {
    expect([429, 502, 503, 504, 521, 529].filter(mayPass)).toHaveLength(6);
    expect([200, 400, 401, 402, 403, 404, 408, 413, 422, 500, 501].filter(mayPass)).toEqual([]);
  });

  it.each([
    [
      'OpenAI, tokens per minute',
      {
        error: {
          message:
            'Rate limit reached for gpt-5.5 … Please try again in 1.2s. Visit https://platform.openai.com/account/rate-limits',
          type: 'tokens',
          code: 'rate_limit_exceeded',
        },
      },
    ],
    [
      'Anthropic',
      {
        type: 'error',
        error: {
          type: 'rate_limit_error',
          message: 'This request would exceed the rate limit for your organization',
        },
      },
    ],
    ['Anthropic, overloaded', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }],
    [
      'OpenRouter',
      {
        error: {
          code: 429,
          message:
            'Rate limit exceeded: free-models-per-min. Add 10 credits to unlock 1000 free model requests per day',
        },
      },
    ],
    ['a proxy', '<html><h1>429 Too Many Requests</h1></html>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['JSON that is cut', '{"error": {"code": "insufficient_qu'],
  ])('passes: %s', (_, body) => {
    expect(refusal(body)).toEqual({ afterMs: null });
  });

  it.each([
    [
      'OpenAI',
      {
        error: {
          message: 'You exceeded your current quota, please check your plan and billing details.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      },
    ],
    ['OpenAI, type alone', { error: { message: 'x', type: 'insufficient_quota', code: null } }],
    ['OpenAI, billing', { error: { message: 'x', type: 'billing_hard_limit_reached' } }],
    ['Moonshot', { error: { message: 'x', type: 'exceeded_current_quota_error' } }],
    [
      'xAI',
      {
        code: 'Some resource has been exhausted',
        error: { message: 'Your team has used all available credits' },
      },
    ],
    ['an error at the top', { code: 'insufficient_balance', message: 'x' }],
    [
      'Gemini, per day',
      {
        error: {
          code: 429,
          message: 'You exceeded your current quota, please check your plan and billing details.',
          status: 'RESOURCE_EXHAUSTED',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
              violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }],
            },
            { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37s' },
          ],
        },
      },
    ],
  ])('does not pass where a quota or the credit is used up: %s', (_, body) => {
    expect(refusal(body)).toBeNull();
  });

  it('says in the details of Gemini when it is over, also in a stream, which is a list', () => {
    const minute = {
      error: {
        code: 429,
        message: 'You exceeded your current quota, please check your plan and billing details.',
        details: [
          { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }] },
          { retryDelay: '37.5s' },
        ],
      },
    };
    expect(refusal(minute)).toEqual({ afterMs: 37_500 });
    expect(refusal(`[${JSON.stringify(minute)}\n]`)).toEqual({ afterMs: 37_500 });
  });

  it.each<[Record<string, string>, number | null]>([
    [{ 'retry-after': '20' }, 20_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Mon, 30 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Mon, 30 Nov 2026 11:00:30 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': 'Monday, 30-Nov-26 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': '-5' }, null],
    // What the journal can hold, whatever a provider says.
    [{ 'retry-after': '99999999999' }, 30 * 24 * 3600 * 1000],
    [{ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 30 * 24 * 3600 * 1000],
    [{ 'retry-after-ms': '1250', 'retry-after': '2' }, 1250],
    [{ 'retry-after-ms': 'x', 'retry-after': '2' }, 2000],
    [{ 'x-ratelimit-reset': String(now + 4000) }, 4000],
    [{ 'x-ratelimit-reset': '60' }, null],
    [{}, null],
  ])('says in its headers when it is over: %j', (headers, expected) => {
    expect(retryAfterMs(headers, now)).toBe(expected);
  });
});
