import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiding } from '../../../../sidecar/relay/hide.ts';

const secrets = ['sk-canary-one-0123456789', 'sk-canary-two', 'sk-canary-two/more&"it\'s"', 'none', 'short'];
const hide = hiding(secrets);

async function pass(pieces: readonly (string | Buffer)[]): Promise<string> {
  return await textOf(Readable.from(pieces.map((piece) => Buffer.from(piece))).pipe(hide.stream()));
}

test('secrets are hidden wherever a stream is cut, and all else passes', async () => {
  const part = fc.constantFrom(
    'sk-canary-',
    'one-0123456789',
    'two',
    '/more&"it\'s"',
    's',
    'sk-',
    ' ',
    'none',
    'data: {}\n\n',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (pieces) => {
      expect(await pass(pieces)).toBe(hide.text(pieces.join('')));
    }),
  );
});

describe('a secret is hidden', () => {
  const key = secrets[2] ?? '';
  const base64 = (before: string): string => Buffer.from(`${before}${key}.`).toString('base64');
  test.each([
    ['as it is', key],
    ['in JSON', JSON.stringify(key)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(key))],
    ['in JSON of PHP', JSON.stringify(key).replaceAll('/', '\\/')],
    ['in JSON of Go', JSON.stringify(key).replaceAll('&', '\\u0026')],
    ['in HTML', key.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['in a query', encodeURIComponent(key)],
    ['in base64', base64('')],
    ['in base64 of a header', base64('Bearer ')],
    ['in base64 of a login', base64('a:')],
    ['in base64url', base64('user:').replaceAll('+', '-').replaceAll('/', '_')],
  ])('%s, in every cut into two', async (_, written) => {
    const whole = Buffer.from(`{"a": "${written}", "b": 1}`);
    for (let at = 1; at < whole.length; at++) {
      const shown = await pass([whole.subarray(0, at), whole.subarray(at)]);
      expect(shown).toHaveLength(whole.length);
      expect(shown).toMatch(/^\{"a": "\S{0,12}\*{20,}\S{0,6}", "b": 1\}$/);
    }
  });

  test('in the name of a header, whose letters are small then', () => {
    const inNames = hiding(['sk-Canary-ONE']);
    expect(inNames.isPlainName('x-sk-canary-one')).toBe(false);
    expect(inNames.isPlainName('x-request-id')).toBe(true);
  });
});

test('a chunk that ends in a line feed passes whole and at once, and so do blanks', () => {
  const stream = hide.stream();
  for (const text of ['data: {"text":"sk-canary is no key"}\n\n', ': sk-can\n', '   ', '\n']) {
    const chunk = Buffer.from(text);
    stream.write(chunk);
    expect(stream.read()).toStrictEqual(chunk);
  }
});

test('what waits of a chunk is as long for a right beginning of a key as for a wrong one', () => {
  const passed = (end: string): number => {
    const stream = hide.stream();
    stream.write(Buffer.from(`${'.'.repeat(500)}${end}`));
    const chunk: unknown = stream.read();
    return Buffer.isBuffer(chunk) ? chunk.length : 0;
  };
  expect(passed('sk-canary-one-01234567')).toBe(passed('sk-canary-one-01234568'));
  expect(passed('sk-canary-one-01234567')).toBeGreaterThan(300);
});

test('bytes of the source stay as they are', () => {
  const stream = hide.stream();
  const chunk = Buffer.from('sk-canary-two\n');
  stream.write(chunk);
  expect(String(stream.read())).toBe('*************\n');
  expect(chunk.toString()).toBe('sk-canary-two\n');
});
