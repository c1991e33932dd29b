import { studentT975 } from './noise.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { meanOf, sum } from './numbers.ts';

/** A value of a series, at a time. */
export interface TimedValue {
  /** Milliseconds since the epoch. */
  atMs: number;
  value: number;
}

/** Whether, and by how much, a series fell or rose. */
export interface Trend {
  /** Number of values. */
  values: number;
  fromMs: number;
  toMs: number;
  /** The fitted line at its two ends; `end − start` is the change. */
  start: number;
  end: number;
  /** 95 % interval of the change. */
  change: { lower: number; upper: number };
  /** Chance of a fall at least this clear if the order of the values meant nothing. */
  pFall: number;
  /** The same for a rise. */
  pRise: number;
  /** The steady fall, from one end to the other, that is found with 80 % probability. */
  detectableFall: number;
}

/** The chance that a series without a trend is said to slide, by one look at it; the same again for a gain. */
export const TREND_LEVEL = 0.01;

/** With fewer values hardly any order of them is rarer than 1 %. */
export const LEAST_VALUES = 5;

/**
 * The trend of a series. Whether there is one: by the correlation of the values with time. How large it is: by the
 * Theil-Sen line, the median of the slopes between all pairs of values (Sen 1968; Gilbert, Statistical Methods for
 * Environmental Pollution Monitoring, 1987, 16.5), which one evaluation that went wrong hardly moves.
 * @param series in the order of time
 * @param level the chance of a false alarm that `detectableFall` is stated for
 * @returns null for fewer than `LEAST_VALUES` values, or if all are of one moment
 */
export function trendOf(series: readonly TimedValue[], level: number): Trend | null {
  const [first, last] = [series[0], series.at(-1)];
  if (series.length < LEAST_VALUES || first === undefined || last === undefined) return null;
  const spanMs = last.atMs - first.atMs;
  if (spanMs <= 0) return null;
  const points = series.map(({ atMs, value }) => ({ x: (atMs - first.atMs) / spanMs, y: value }));
  const slopes = slopesOf(points);
  const slope = medianOf(slopes);
  const start = medianOf(Float64Array.from(points, ({ x, y }) => y - slope * x).sort());
  const r = correlation(points);
  return {
    values: series.length,
    fromMs: first.atMs,
    toMs: last.atMs,
    start,
    end: start + slope,
    change: slopeInterval(slopes, points.length),
    pFall: chanceOfAtMost(r, points.length),
    pRise: chanceOfAtMost(-r, points.length),
    detectableFall: detectableFall(points, level),
  };
}

/** When a trend is worth telling. */
interface Judgement {
  p: number;
  level: number;
  /** A smaller change is none worth telling. */
  leastChange: number;
}

/** The chance of a trend at least this clear, in its direction, if the order of the values meant nothing. */
export function pOf({ pFall, pRise }: Trend): number {
  return Math.min(pFall, pRise);
}

/** Which way a series goes; null if neither way is clear. */
export function directionOf(trend: Trend, { p, level, leastChange }: Judgement): 'slide' | 'gain' | null {
  const change = changeOf(trend);
  if (p >= level || Math.abs(change) < leastChange) return null;
  return change < 0 === trend.pFall < trend.pRise ? (change < 0 ? 'slide' : 'gain') : null;
}

/** The change from one end of the fitted line to the other. */
export function changeOf({ start, end }: { start: number; end: number }): number {
  return end - start;
}

interface Point {
  /** Time from 0 to 1. */
  x: number;
  y: number;
}

/** Pearson's; 0 if all values are equal. */
function correlation(points: readonly Point[]): number {
  const [centreX, centreY] = [meanOf(points.map(({ x }) => x)), meanOf(points.map(({ y }) => y))];
  const spread = sum(points, ({ x }) => (x - centreX) ** 2) * sum(points, ({ y }) => (y - centreY) ** 2);
  if (spread < Number.EPSILON) return 0;
  const both = sum(points, ({ x, y }) => (x - centreX) * (y - centreY));
  return Math.max(-1, Math.min(1, both / Math.sqrt(spread)));
}

/** Wallace's approximation of Student's t by the normal distribution (Annals of Mathematical Statistics 30, 1959). */
const wallace = (freedom: number): number => (8 * freedom + 1) / (8 * freedom + 3);

/**
 * The chance of a correlation of at most `r` between n values and their order. Student's t with n − 2 degrees of freedom
 * is exact for normal values, and close to the share of all orders of the values for any others (Pitman 1937).
 */
function chanceOfAtMost(r: number, n: number): number {
  const freedom = n - 2;
  return normalCdf(Math.sign(r) * wallace(freedom) * Math.sqrt(-freedom * Math.log(1 - r ** 2)));
}

/** The t that is exceeded with the chance `level`: the inverse of the above. */
function criticalT(level: number, freedom: number): number {
  const z = normalQuantile(1 - level) / wallace(freedom);
  return Math.sqrt(freedom * Math.expm1(z ** 2 / freedom));
}

/** The slopes of all pairs of different times, sorted. In a typed array, because there are many: n² / 2. */
function slopesOf(points: readonly Point[]): Float64Array {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2);
  let count = 0;
  for (let later = 1; later < points.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      const distance = points[later]!.x - points[earlier]!.x;
      if (distance > 0) slopes[count++] = (points[later]!.y - points[earlier]!.y) / distance;
    }
  }
  return slopes.subarray(0, count).sort();
}

/** The 95 % interval of the median slope (Gilbert 16.5.2). */
function slopeInterval(slopes: Float64Array, n: number): { lower: number; upper: number } {
  const reach = normalQuantile(0.975) * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const lower = Math.floor((slopes.length - reach) / 2) - 1;
  const upper = Math.ceil((slopes.length + reach) / 2);
  return { lower: slopes[Math.max(0, lower)]!, upper: slopes[Math.min(slopes.length - 1, upper)]! };
}

const POWER = 0.8;

/** By the test of a straight line, with the noise between neighbours, to which a slow trend adds little. */
function detectableFall(points: readonly Point[], level: number): number {
  const steps = points.slice(1).map(({ y }, index) => y - points[index]!.y);
  const noise = Math.sqrt(sum(steps, (step) => step ** 2) / (2 * steps.length));
  const centre = meanOf(points.map(({ x }) => x));
  const spread = sum(points, ({ x }) => (x - centre) ** 2);
  const errors = criticalT(level, points.length - 2) + normalQuantile(POWER);
  return (errors * noise) / Math.sqrt(spread);
}

/** The mean of values without a trend, and half of its 95 % interval (Student's t); null for fewer than two. */
export function levelOf(values: readonly number[]): { mean: number; halfWidth: number } | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = meanOf(values);
  const variance = sum(values, (value) => (value - mean) ** 2) / (n - 1);
  return { mean, halfWidth: studentT975(n - 1) * Math.sqrt(variance / n) };
}

/**
 * P-values corrected for being some of many, by Holm's method (1979): the chance that any of them is a false alarm is at
 * most the level that they are compared with, however they depend on each other.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const corrected = Array.from(pValues, () => 1);
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, pValues[index]! * (pValues.length - rank)));
    corrected[index] = highest;
  }
  return corrected;
}

function medianOf(sorted: Float64Array): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
