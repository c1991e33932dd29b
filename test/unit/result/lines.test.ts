import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/result/formats/lines.ts';

describe('linesOf', () => {
  it('gives the same lines however the text is cut into pieces', () => {
    const text = 'one\ntwo\r\n\nlast';
    for (let size = 1; size <= text.length; size++) {
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect([...linesOf(pieces)]).toEqual(['one', 'two', '', 'last']);
    }
  });

  it('keeps the beginning of a line of any length, and finds the next', () => {
    const pieces = ['x'.repeat(3000), 'x'.repeat(3000), 'x\nnext\n'];
    expect([...linesOf(pieces)]).toEqual(['x'.repeat(4000), 'next']);
  });
});
