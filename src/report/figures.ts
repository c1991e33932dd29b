/** Formats numbers for reports. An unknown number is a dash, never a 0. */

export const verdictIcons = { pass: '✅', fail: '❌', inconclusive: '⚠️' } as const;
/** Of a pass without threshold and baseline. */
export const ungatedIcon = 'ℹ️';

const unknown = '–';
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function score(value: number | null): string {
  return value === null ? unknown : value.toFixed(3);
}

/** Two figures and their difference as they are shown. */
export interface Change {
  before: string;
  after: string;
  /** With its sign. */
  change: string;
}

/**
 * The three add up as they are shown, and figures that differ look different. They have three digits after the point, or
 * `leastDigits` if these say the same, so that a short form never contradicts the long one; more only to tell the two apart.
 */
export function changeOf(before: number, after: number, leastDigits: 2 | 3 = 3): Change {
  const isSame = Math.abs(after - before) < EQUAL;
  const units = (digits: number): [from: number, to: number] => [
    rounded(before, digits),
    rounded(after, digits),
  ];
  const isApart = (digits: number): boolean => isSame || units(digits)[0] !== units(digits)[1];
  let digits = 3;
  while (digits < MOST_DIGITS && !isApart(digits)) digits += 1;
  const [from, to] = units(digits);
  if (leastDigits === 2) {
    const [shortFrom, shortTo] = units(2);
    const isTrue = rounded((to - from) / 10 ** digits, 2) === shortTo - shortFrom;
    if (isTrue && isApart(2)) return asShown(shortFrom, shortTo, 2);
  }
  return asShown(from, to, digits);
}

function asShown(from: number, to: number, digits: number): Change {
  const figure = (units: number): string => (units / 10 ** digits).toFixed(digits);
  const sign = to === from ? '±' : to < from ? MINUS : '+';
  return { before: figure(from), after: figure(to), change: `${sign}${figure(Math.abs(to - from))}` };
}

/** Differences below this come from rounding. */
const EQUAL = 1e-9;
const MOST_DIGITS = 9;
const MINUS = '−';

/** In units of the last digit; half a unit is rounded away from 0. */
function rounded(value: number, digits: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) * 10 ** digits);
}

/** A number with its sign. */
export function signed(value: number, digits = 3): string {
  const shown = Math.abs(value).toFixed(digits);
  if (Number(shown) === 0) return shown;
  return `${value < 0 ? MINUS : '+'}${shown}`;
}

/** The interval of a change. */
export function signedInterval(value: { lower: number; upper: number } | null): string {
  return value === null ? unknown : `${signed(value.lower)} … ${signed(value.upper)}`;
}

const BARS = '▁▂▃▄▅▆▇█';
const MOST_BARS = 12;

/** Scores from 0 to 1 as bars, one a run: `█▁▆`. */
export function strip(scores: readonly number[]): string {
  const bars = scores.slice(0, MOST_BARS).map((value) => BARS[Math.round(value * (BARS.length - 1))] ?? '?');
  return `${bars.join('')}${scores.length > MOST_BARS ? '…' : ''}`;
}

/** `p = 0.032`, `p < 0.0001`. */
export function chance(value: number | null): string {
  if (value === null) return `p = ${unknown}`;
  return value < 0.0001 ? 'p < 0.0001' : `p = ${Number(value.toPrecision(2))}`;
}

/** How much older one moment is than another, both as RFC 3339; empty if it is not known. */
export function ageBetween(earlier: string, later: string): string {
  const hours = (Date.parse(later) - Date.parse(earlier)) / 3_600_000;
  if (!Number.isFinite(hours) || hours < 0) return '';
  const [amount, unit] = hours < 48 ? [Math.round(hours), 'hour'] : [Math.round(hours / 24), 'day'];
  return amount === 0 ? 'less than an hour older' : `${amount} ${unit}${amount === 1 ? '' : 's'} older`;
}

export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

export function interval(value: { lower: number; upper: number } | null): string {
  return value === null ? unknown : `${score(value.lower)} – ${score(value.upper)}`;
}

export function percent(ratio: number): string {
  // Rounded down, so that 100 % means all.
  return `${Math.floor(ratio * 1000 + EQUAL) / 10} %`;
}

/** US dollars; small amounts with two significant digits. */
export function money(usd: number | null): string {
  if (usd === null) return unknown;
  return `$${usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toFixed(Math.min(6, 1 - Math.floor(Math.log10(usd))))}`;
}

export function count(value: number): string {
  return wholeNumber.format(value);
}

/** `1 h 5 min`, `2 min 3 s`, `4.2 s`. */
export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** A duration as people say it: `45 s`, `23 min`, `1 h 05 min`. */
export function roughDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
