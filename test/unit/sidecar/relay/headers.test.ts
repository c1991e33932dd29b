import { describe, expect, test } from 'vitest';
import { answeredHeaders, forwardedHeaders, shownTokens } from '../../../../sidecar/relay/headers.ts';
import { hiding } from '../../../../sidecar/relay/hide.ts';

const token = 'canary-relay-token-0123456789abcdef';

describe('headers to the provider', () => {
  test('are those of the client, without what is of the connection, of keys, or carries the token', () => {
    const raw = [
      ['Content-Type', 'application/json'],
      ['User-Agent', 'OpenAI/JS 6'],
      ['Accept-Encoding', 'gzip, br'],
      ['Connection', 'keep-alive, X-Hop'],
      ['X-Hop', '1'],
      ['Authorization', `Bearer ${token}`],
      ['X-Api-Key', 'mine'],
      ['X-Copy', `a${token}b`],
      ['X-Forwarded-For', '10.0.0.1'],
      ['Range', 'bytes=0-20'],
      ['Accept-Charset', 'utf-16'],
      ['X-Twice', 'a'],
      ['x-twice', 'b'],
    ].flat();
    expect(forwardedHeaders(raw, token, { authorization: 'Bearer key' })).toEqual({
      'content-type': 'application/json',
      'user-agent': 'OpenAI/JS 6',
      'x-twice': ['a', 'b'],
      'accept-encoding': 'identity',
      authorization: 'Bearer key',
    });
  });
});

test('headers to the client are those of the provider, without keys, cookies and what is of the connection', () => {
  const headers = {
    'content-type': 'text/event-stream',
    'content-length': '10',
    connection: 'close, x-hop',
    'x-hop': '1',
    'transfer-encoding': 'chunked',
    'set-cookie': ['a=b'],
    'retry-after': '7',
    'x-echo': 'Bearer sk-Canary-1',
    'x-sk-canary-1': 'a',
  };
  expect(answeredHeaders(headers, hiding(['sk-Canary-1']))).toEqual({
    'content-type': 'text/event-stream',
    'content-length': '10',
    'retry-after': '7',
    'x-echo': 'Bearer ***********',
  });
});

test('a client may show its token in any place where a protocol has keys', () => {
  const headers = { authorization: 'BEARER  a ', 'x-api-key': 'b', 'x-goog-api-key': 'c', 'api-key': 'd' };
  expect(shownTokens(headers, new URLSearchParams('key=e&key=f&other=g'))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
  ]);
});
