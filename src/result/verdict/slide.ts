import { changeOf, directionOf, pOf, TREND_LEVEL, trendOf } from '../stats/trend.ts';

/** An evaluation as one point of a series. */
export interface ScoredAt {
  /** RFC 3339. */
  at: string;
  score: number | null;
  /** Whether it failed because it was worse than its baseline. */
  isRegression: boolean;
}

/**
 * What there is to say of a score that slides over many evaluations, each of which passed the gate; null if it does not.
 * @param evaluations of the same thing, in the order of time
 * @param leastChange a smaller fall is none worth telling
 */
export function slideOf(evaluations: readonly ScoredAt[], leastChange: number): string | null {
  const scored = evaluations.flatMap(({ at, score }) =>
    score === null ? [] : [{ atMs: Date.parse(at), value: score }],
  );
  const trend = trendOf(scored, TREND_LEVEL);
  if (trend === null) return null;
  const direction = directionOf(trend, { p: pOf(trend), level: TREND_LEVEL, leastChange });
  if (direction !== 'slide') return null;
  return trendWords(
    trend,
    evaluations.filter(({ score }) => score !== null),
    leastChange,
  );
}

/** `0.10 lost over 8 weeks (0.60 → 0.50, 9 evaluations), each step within 0.03`, of a trend that is clear. */
export function trendWords(
  trend: { start: number; end: number },
  scored: readonly ScoredAt[],
  leastChange: number,
): string {
  const change = changeWords(trend);
  const isFall = changeOf(trend) < 0;
  const facts = `${change.from} → ${change.to}, ${scored.length} evaluations`;
  const steps = isFall ? stepWords(scored, leastChange) : '';
  return `${change.size} ${isFall ? 'lost' : 'gained'} over ${spanWords(scored)} (${facts})${steps}`;
}

/** That no step was a regression is why nobody was told. */
function stepWords(scored: readonly ScoredAt[], leastChange: number): string {
  const regressions = scored.filter(({ isRegression }) => isRegression);
  if (regressions.length > 0) return `, a regression was reported on ${dayOf(regressions.at(-1)!.at)}`;
  const steps = scored.slice(1).map(({ score }, index) => (scored[index]!.score ?? 0) - (score ?? 0));
  return Math.max(0, ...steps) <= leastChange
    ? `, each step within ${leastChange}`
    : ', no single step reported as a regression';
}

/** The three figures add up as they are shown. */
export function changeWords({ start, end }: { start: number; end: number }): {
  from: string;
  to: string;
  size: string;
} {
  const [from, to] = [start, end].map((value) => Math.min(1, Math.max(0, value)).toFixed(2));
  return { from: from!, to: to!, size: Math.abs(Number(to) - Number(from)).toFixed(2) };
}

function spanWords(scored: readonly ScoredAt[]): string {
  const days = (Date.parse(scored.at(-1)!.at) - Date.parse(scored[0]!.at)) / 86_400_000;
  const weeks = Math.round(days / 7);
  if (weeks >= 2) return `${weeks} weeks`;
  const whole = Math.max(1, Math.round(days));
  return `${whole} day${whole === 1 ? '' : 's'}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `12 Oct`, in UTC. */
export function dayOf(at: string): string {
  return dayFormat.format(new Date(at));
}
