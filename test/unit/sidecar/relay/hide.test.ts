import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenIn, hiding } from '../../../../sidecar/relay/hide.ts';

const secrets = ['sk-canary-one-0123456789', 'sk-canary-two', 'none', 'short'];

async function pass(pieces: readonly string[]): Promise<string> {
  return await text(Readable.from(pieces.map((piece) => Buffer.from(piece))).pipe(hiding(secrets)));
}

test('secrets are hidden wherever a stream is cut, and all else passes', async () => {
  const part = fc.constantFrom(
    'sk-canary-',
    'one-0123456789',
    'two',
    's',
    'sk-',
    ' ',
    'none',
    'data: {}\n\n',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (pieces) => {
      expect(await pass(pieces)).toBe(hiddenIn(pieces.join(''), secrets));
    }),
  );
});

test('a chunk without the beginning of a secret at its end passes whole and at once', () => {
  const stream = hiding(secrets);
  const chunk = Buffer.from('data: {"text":"sk-canary is no key"}\n\n');
  stream.write(chunk);
  expect(stream.read()).toStrictEqual(chunk);
});

test('an end that may be the beginning of one waits', () => {
  const stream = hiding(secrets);
  stream.write(Buffer.from('key sk-can'));
  expect(String(stream.read())).toBe('key ');
  stream.write(Buffer.from('not'));
  expect(String(stream.read())).toBe('sk-cannot');
});

test('bytes of the source stay as they are', () => {
  const stream = hiding(secrets);
  const chunk = Buffer.from('sk-canary-two');
  stream.write(chunk);
  expect(String(stream.read())).toBe('*************');
  expect(chunk.toString()).toBe('sk-canary-two');
});
