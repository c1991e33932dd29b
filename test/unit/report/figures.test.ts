import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageBetween, chance, changeOf, percent, signed, strip } from '../../../src/report/figures.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const numberOf = (shown: string): number => Number(shown.replace('−', '-').replace('±', ''));
const digitsOf = (shown: string): number => shown.split('.')[1]!.length;

describe('a change', () => {
  test.each([
    [0.597222, 0.508111, 2, '0.60 → 0.51 (−0.09)'],
    [0.597222, 0.508111, 3, '0.597 → 0.508 (−0.089)'],
    // With two digits it would be −0.08, and with three −0.074.
    [0.518, 0.444, 2, '0.518 → 0.444 (−0.074)'],
    [0.5081, 0.5079, 2, '0.5081 → 0.5079 (−0.0002)'],
    [0.5, 0.5, 2, '0.50 → 0.50 (±0.00)'],
    [0.1 + 0.2, 0.3, 3, '0.300 → 0.300 (±0.000)'],
    [0, 1, 2, '0.00 → 1.00 (+1.00)'],
  ] as const)('from %d to %d with %d digits is %s', (before, after, digits, sentence) => {
    const shown = changeOf(before, after, digits);
    expect(`${shown.before} → ${shown.after} (${shown.change})`).toBe(sentence);
  });

  test('adds up as it is shown, never hides a difference, and its short form never contradicts the long one', () => {
    fc.assert(
      fc.property(share, share, (before, after) => {
        const long = changeOf(before, after);
        const short = changeOf(before, after, 2);
        for (const shown of [long, short]) {
          const digits = digitsOf(shown.before);
          expect(numberOf(shown.after) - numberOf(shown.before)).toBeCloseTo(
            numberOf(shown.change),
            digits + 2,
          );
          const isSame = Math.abs(after - before) < 1e-8;
          expect(isSame || shown.before !== shown.after).toBe(true);
          expect(isSame || shown.change.startsWith(after > before ? '+' : '−')).toBe(true);
          expect(Math.abs(numberOf(shown.before) - before)).toBeLessThanOrEqual(0.5001 * 10 ** -digits);
        }
        const tolerance = 0.5001 * 10 ** -digitsOf(short.change) + 1e-9;
        expect(Math.abs(numberOf(short.change) - numberOf(long.change))).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 2000 },
    );
  });

  test('has a sign, and none if there is nothing left of it', () => {
    expect([signed(0.0921), signed(-0.0921), signed(-0.0001)]).toEqual(['+0.092', '−0.092', '0.000']);
  });
});

test('runs are bars, and many are cut', () => {
  expect(strip([0, 0.14, 0.5, 1])).toBe('▁▂▅█');
  expect(strip(Array.from({ length: 30 }, () => 1))).toBe(`${'█'.repeat(12)}…`);
});

test('a chance has the digits that matter', () => {
  expect([0.0321, 0.000056, 1, null].map(chance)).toEqual(['p = 0.032', 'p < 0.0001', 'p = 1', 'p = –']);
});

test('all is said of all alone', () => {
  expect([1, 0.9999, 0.9, 0].map(percent)).toEqual(['100 %', '99.9 %', '90 %', '0 %']);
});

test('an age is told in hours or days, and not at all if it makes no sense', () => {
  const now = '2026-11-29T10:00:00+00:00';
  expect(ageBetween('2026-11-27T09:00:00Z', now)).toBe('2 days older');
  expect(ageBetween('2026-11-29T09:00:00Z', now)).toBe('1 hour older');
  expect(ageBetween('2026-11-29T09:50:00Z', now)).toBe('less than an hour older');
  expect([ageBetween('', now), ageBetween('2027-01-01T00:00:00Z', now), ageBetween('x', 'y')]).toEqual([
    '',
    '',
    '',
  ]);
});
