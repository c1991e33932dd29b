import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';
import { holm, LEAST_VALUES, levelOf, type TimedValue, trendOf } from '../../../src/result/stats/trend.ts';

const WEEK_MS = 7 * 86_400_000;
const LEVEL = 0.01;

const near = (value: number): unknown => expect.closeTo(value, 4);

const weekly = (values: readonly number[]): TimedValue[] =>
  values.map((value, week) => ({ atMs: week * WEEK_MS, value }));

const values = fc.array(
  fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
  {
    minLength: LEAST_VALUES,
    maxLength: 30,
  },
);

/** A steady fall with normal noise, `count` times: the share in which a fall is found. */
function shareFound(
  count: number,
  { evals, noise, fall }: Record<'evals' | 'noise' | 'fall', number>,
): number {
  const normal = standardNormal(seededRandom(evals));
  const found = Array.from({ length: count }, () =>
    trendOf(
      weekly(Array.from({ length: evals }, (_, i) => 0.6 + noise * normal() - (fall * i) / (evals - 1))),
      LEVEL,
    ),
  ).filter((trend) => trend !== null && trend.pFall < LEVEL);
  return found.length / count;
}

describe('trendOf', () => {
  test('fits a line exactly', () => {
    const trend = trendOf(weekly([0.6, 0.58, 0.56, 0.54, 0.52, 0.5]), LEVEL);
    expect(trend?.start).toBeCloseTo(0.6);
    expect(trend?.end).toBeCloseTo(0.5);
    expect(trend?.change.lower).toBeCloseTo(-0.1);
    expect(trend?.change.upper).toBeCloseTo(-0.1);
    expect(trend?.pFall).toBeLessThan(1e-6);
    expect(trend?.pRise).toBeCloseTo(1);
    expect(trend).toMatchObject({ values: 6, fromMs: 0, toMs: 5 * WEEK_MS });
  });

  test("has Student's p-value", () => {
    // By integrating the density of t = -2.69 with 6 degrees of freedom; of all orders of the values 2.1 % fall as clearly.
    const trend = trendOf(weekly([0.62, 0.6, 0.63, 0.58, 0.59, 0.57, 0.6, 0.55]), LEVEL);
    expect(trend?.pFall).toBeCloseTo(0.0181, 3);
  });

  test('goes by the times, not by the numbers of the evaluations', () => {
    const weeks = [0, 1, 2, 10, 20, 40];
    const falling = weeks.map((week) => ({ atMs: week * WEEK_MS, value: 0.6 - 0.0025 * week }));
    expect(trendOf(falling, LEVEL)).toMatchObject({ start: near(0.6), end: near(0.5) });
  });

  test('of few values, or of one moment, is none', () => {
    expect(trendOf(weekly([0.6, 0.5, 0.4, 0.3]), LEVEL)).toBeNull();
    expect(
      trendOf(
        [1, 2, 3, 4, 5].map((value) => ({ atMs: 7, value })),
        LEVEL,
      ),
    ).toBeNull();
  });

  test('of equal values is none that means anything', () => {
    expect(trendOf(weekly([1, 1, 1, 1, 1, 1]), LEVEL)).toMatchObject({
      start: 1,
      end: 1,
      pFall: near(0.5),
      detectableFall: 0,
    });
  });

  test('one evaluation that went wrong hardly moves the line', () => {
    const trend = trendOf(weekly([0.6, 0.61, 0.6, 0.59, 0.6, 0.61, 0.6, 0.1]), LEVEL);
    expect(Math.abs(trend!.end - trend!.start)).toBeLessThan(0.02);
  });

  test('is the opposite for the opposite values', () => {
    fc.assert(
      fc.property(values, (scores) => {
        const [up, down] = [
          trendOf(weekly(scores), LEVEL)!,
          trendOf(weekly(scores.map((v) => 1 - v)), LEVEL)!,
        ];
        expect(up.pRise).toBeCloseTo(down.pFall, 6);
        expect(up.end - up.start).toBeCloseTo(down.start - down.end, 6);
      }),
    );
  });

  test('its change is in its interval, and its chances are chances', () => {
    fc.assert(
      fc.property(values, (scores) => {
        const { start, end, change, pFall, pRise, detectableFall } = trendOf(weekly(scores), LEVEL)!;
        expect(change.lower).toBeLessThanOrEqual(end - start + 1e-9);
        expect(change.upper).toBeGreaterThanOrEqual(end - start - 1e-9);
        expect(pFall + pRise).toBeCloseTo(1, 5);
        expect(detectableFall).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a lower last value never makes a fall less likely, in a series that falls', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (scores, lower) => {
        const falling = scores.toSorted((a, b) => b - a);
        const last = falling.at(-1)!;
        const trend = trendOf(weekly(falling), LEVEL)!;
        const worse = trendOf(weekly([...falling.slice(0, -1), last * lower]), LEVEL)!;
        expect(worse.end - worse.start).toBeLessThanOrEqual(trend.end - trend.start + 1e-9);
      }),
    );
  });
});

describe('in simulations', () => {
  test.each([5, 9, 26])('%i evaluations without a change seldom look like a fall', (evals) => {
    // 1 % of them by design: with 2000 of them 1.6 % is three standard errors above it.
    expect(shareFound(2000, { evals, noise: 0.03, fall: 0 })).toBeLessThan(0.0167);
  });

  test('the fall that is said to be found in 80 % of the cases is', () => {
    const normal = standardNormal(seededRandom(1));
    const stated = Array.from(
      { length: 200 },
      () => trendOf(weekly(Array.from({ length: 20 }, () => 0.03 * normal())), LEVEL)!.detectableFall,
    );
    const fall = stated.reduce((total, each) => total + each, 0) / stated.length;
    const found = shareFound(1000, { evals: 20, noise: 0.03, fall });
    expect(found).toBeGreaterThan(0.75);
    expect(found).toBeLessThan(0.85);
  });

  test('27 tasks that pass or fail by chance seldom have one that seems to fall', () => {
    const random = seededRandom(3);
    const task = (): number => {
      const chance = random.unit();
      const score = (): number => [0, 1, 2].filter(() => random.unit() < chance).length / 3;
      return trendOf(weekly(Array.from({ length: 14 }, score)), LEVEL)!.pFall;
    };
    const suites = Array.from({ length: 300 }, () => holm(Array.from({ length: 27 }, task)));
    // 5 % by design; 8.8 % is three standard errors above it.
    expect(suites.filter((suite) => suite.some((p) => p < 0.05)).length / 300).toBeLessThan(0.088);
  });
});

test("levelOf is the mean with Student's interval", () => {
  // t = 2.776 with 4 degrees of freedom, times 0.01581 / √5.
  expect(levelOf([0.57, 0.58, 0.59, 0.6, 0.61])).toEqual({
    mean: near(0.59),
    halfWidth: near(0.019632),
  });
  expect(levelOf([0.5])).toBeNull();
});

describe('holm', () => {
  test('multiplies the smallest by all, the next by one less, and never turns the order around', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test('never makes a p-value smaller, nor larger than 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (all) => {
        for (const [index, corrected] of holm(all).entries()) {
          expect(corrected).toBeGreaterThanOrEqual(all[index]!);
          expect(corrected).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
