import { describe, expect, test } from 'vitest';
import { compatibilityWith } from '../../../src/protocol/openclaw-version.ts';
import { judgeTurn } from '../../../sidecar/preflight.ts';
import { cleanWords } from '../../../sidecar/words.ts';

const asked = { role: 'user', content: 'Reply with exactly: pong' };
const noUsage = { totalTokens: 0, cost: { total: 0 } };

/** Shapes of OpenClaw 2026.7.35 and 2026.9.6. */
describe('a model turn', () => {
  test('with an answer is billed as the gateway says', () => {
    const answer = {
      role: 'assistant',
      content: [{ type: 'text', text: 'pong' }],
      provider: 'custom',
      model: 'm',
      usage: { totalTokens: 17654, cost: { total: 0.0177 } },
      stopReason: 'stop',
    };
    expect(judgeTurn({ status: 'ok' }, [asked, answer])).toEqual({
      ok: true,
      usage: { tokens: 17654, costUsd: 0.0177 },
    });
  });

  test.each([
    {
      name: 'a refused key',
      waited: {
        status: 'error',
        error: '⚠️ Agent failed before reply: Authentication failed.\nLogs: openclaw logs',
      },
      last: {
        role: 'assistant',
        content: [],
        stopReason: 'error',
        errorMessage: '401 Incorrect API key',
        usage: noUsage,
      },
      words: '401 Incorrect API key',
    },
    {
      name: 'no key at all, answered by the gateway itself with status ok',
      waited: { status: 'ok' },
      last: {
        role: 'assistant',
        content: [
          {
            type: 'text',
            text: '⚠️ Agent failed before reply: Unknown model: nope/x.\nLogs: openclaw logs --follow',
          },
        ],
        provider: 'openclaw',
        model: 'gateway-injected',
        stopReason: 'stop',
        usage: noUsage,
      },
      words: 'Unknown model: nope/x.',
    },
    {
      name: 'a provider that the gateway shuts out for a while',
      waited: { status: 'error', error: '⚠️ Agent failed before reply: x' },
      last: {
        role: 'custom',
        customType: 'run-failed-before-reply',
        details: { error: 'Inline API key for provider "fake" is temporarily disabled' },
      },
      words: 'Inline API key for provider "fake" is temporarily disabled',
    },
    {
      name: 'nothing in it',
      waited: { status: 'error', error: "⚠️ Agent couldn't generate a response. Please try again." },
      last: {
        role: 'assistant',
        content: [],
        provider: 'custom',
        model: 'm',
        stopReason: 'stop',
        usage: noUsage,
      },
      words: "Agent couldn't generate a response. Please try again.",
    },
    {
      name: 'no end in time',
      waited: { status: 'timeout' },
      last: asked,
      words: 'no answer in time',
    },
  ])('is none with $name', ({ waited, last, words }) => {
    expect(judgeTurn(waited, [asked, last])).toEqual({ ok: false, words });
  });

  test('survives whatever else the gateway may send', () => {
    for (const messages of [
      [],
      [null],
      ['x'],
      [{ role: 'assistant' }],
      [{ role: 'assistant', content: 5 }],
    ]) {
      expect(judgeTurn({ status: 'ok' }, messages)).toEqual({ ok: false, words: 'an empty answer' });
    }
  });
});

describe('an OpenClaw version', () => {
  test.each([
    ['2026.6.1', false, Infinity],
    ['2026.7.35', false, Infinity],
    ['2026.7.1-2', false, Infinity],
    ['2026.8.1', true, Infinity],
    ['2026.8.2', true, 1],
    ['2026.9.4', true, Infinity],
    ['2026.9.5', true, 1],
    ['2027.1.0', true, 1],
    ['dev', true, 1],
  ])('%s: shim %s, at most %s runs at a time', (version, shim, maxConcurrency) => {
    expect(compatibilityWith(version)).toEqual({ shim, maxConcurrency });
  });

  test('before 2026.6.1 is refused', () => {
    expect(() => compatibilityWith('2026.5.7')).toThrow(
      expect.objectContaining({ code: 'gateway-incompatible' }),
    );
  });
});

describe('untrusted text', () => {
  test('loses keys, control characters and line ends, and is cut', () => {
    const raw =
      'Bad key sk-proj-abcdef123456\u0007\r\n::error::x \u001b[31mred\u001b[0m Bearer eyJhbGciOi at http://u:p@h/';
    expect(cleanWords(raw)).toBe('Bad key *** ::error::x red Bearer *** at http://***@h/');
    expect(cleanWords('my token is canary-1', ['canary-1'])).toBe('my token is ***');
    expect(cleanWords('x'.repeat(400))).toHaveLength(300);
  });
});
