/** Formats numbers for reports. An unknown number is a dash, never a 0. */

export const verdictIcons = { pass: '✅', fail: '❌', inconclusive: '⚠️' } as const;

const unknown = '–';
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function score(value: number | null): string {
  return value === null ? unknown : value.toFixed(3);
}

export function interval(value: { lower: number; upper: number } | null): string {
  return value === null ? unknown : `${score(value.lower)} – ${score(value.upper)}`;
}

export function percent(ratio: number): string {
  // Rounded down, so that 100 % means all.
  return `${ratio === 1 ? '100' : (Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
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
