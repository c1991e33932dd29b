import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../src/redact.ts';

const secret = 'sk-"ab/c+d\\é?=&% 0123';
const redact = redactor([secret]);

describe('a secret is replaced', () => {
  test.each([
    ['as it stands', `key=${secret};`, 'key=***;'],
    ['in a URL', `https://x/?k=${encodeURIComponent(secret)}&y`, 'https://x/?k=***&y'],
    ['in a JSON string', JSON.stringify({ a: secret }), '{"a":"***"}'],
  ])('%s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('inside base64, whatever stands before and after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (before, after) => {
        const encoded = Buffer.concat([before, Buffer.from(secret), after]);
        expect(redact(encoded.toString('base64'))).toContain('***');
        expect(redact(encoded.toString('base64url'))).toContain('***');
      }),
    );
  });

  test('wherever it stands, and the rest of the text is kept', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        const text = parts.join(secret);
        expect(redact(text)).toBe(text.replaceAll(secret, '***'));
      }),
    );
  });

  test('whole, when another secret is a part of it', () => {
    expect(redactor(['abcdefgh', 'abcdefghijkl'])('x abcdefghijkl y abcdefgh')).toBe('x *** y ***');
  });
});

test('values too short to be secrets are left alone', () => {
  expect(redactor(['none', ''])('there is none')).toBe('there is none');
});
