import { describe, expect, it } from 'vitest';
import { isAbove, isBelow, tellApart } from '../../../src/result/stats/numbers.ts';

describe('scores that differ by rounding alone', () => {
  it.each([
    [0.1 + 0.2, 0.3],
    [0.7, 0.7 + 9e-10],
    [0.7 + 9e-10, 0.7],
  ])('has %f and %f for equal', (a, b) => {
    expect(isBelow(a, b)).toBe(false);
    expect(isAbove(a, b)).toBe(false);
    expect(tellApart(a, b, 2)).toEqual([b.toFixed(2), b.toFixed(2)]);
  });

  it('tells apart what differs by more', () => {
    expect(isBelow(0.7, 0.7 + 2e-9)).toBe(true);
    expect(isAbove(0.7 + 2e-9, 0.7)).toBe(true);
    expect(tellApart(0.7 + 2e-9, 0.7, 2)).toEqual(['0.700000002', '0.700000000']);
  });
});
