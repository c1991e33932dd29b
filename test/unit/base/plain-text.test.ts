import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../src/base/plain-text.ts';

describe('untrusted text', () => {
  it('becomes one printable line of bounded length, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 3000 }),
        fc.integer({ min: 5, max: 700 }),
        (text, length) => {
          const line = oneLine(text, length);
          expect(line.length).toBeLessThanOrEqual(length);
          // oxlint-disable-next-line no-control-regex -- what must not be there
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
        },
      ),
    );
  });

  it('keeps plain words as they are, and says when it cut them', () => {
    expect(oneLine('0/1 nodes are available: 1 Insufficient cpu.')).toBe(
      '0/1 nodes are available: 1 Insufficient cpu.',
    );
    expect(oneLine('\u001b[31mred\u001b[0m\r\nnext')).toBe('red next');
    expect(oneLine('\u202ekey\u200b ring\u00ad')).toBe('key ring');
    expect(oneLine('abcdefgh', 5)).toBe('abcd…');
    expect(oneLine('abc defgh', 5)).toBe('abc…');
  });
});
