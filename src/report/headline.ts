import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { verdictIcons } from './figures.ts';

/** Whether a verdict rests on nothing but enough valid runs. */
function isUngated({ verdict, threshold, tiers, comparison }: VerdictRecord): boolean {
  return (
    verdict === 'pass' &&
    threshold === null &&
    tiers.every((tier) => tier.threshold === null) &&
    comparison === null
  );
}

export function iconOf(verdict: VerdictRecord): string {
  return isUngated(verdict) ? 'ℹ️' : verdictIcons[verdict.verdict];
}

/** The verdict in one sentence: the title of every report, and the first line of the command line. */
export function headline(verdict: VerdictRecord): string {
  const { score, threshold, comparison, identity, reasons, failureReason } = verdict;
  const value = score === null ? '' : score.toFixed(3);
  if (verdict.verdict === 'inconclusive') return `Inconclusive: ${firstSentence(reasons[0] ?? '')}`;
  if (failureReason === 'regression' && comparison !== null) {
    const { baselineScore: before, headScore: after } = comparison;
    return `${identity.model} got worse: ${change(before, after)}`;
  }
  if (verdict.verdict === 'fail') {
    return score !== null && threshold !== null && score < threshold
      ? `Below the threshold: ${apart(score, threshold).join(' < ')}`
      : firstSentence(reasons[0] ?? '');
  }
  if (isUngated(verdict)) return `Measured: ${value} (nothing was gated: no threshold, no baseline)`;
  if (comparison?.comparable === true) return `${value}, no regression`;
  return threshold === null ? value : `${value}, threshold ${threshold}`;
}

/** `0.60 → 0.51 (−0.09)`; the three add up as they are shown. */
function change(before: number | null, after: number | null): string {
  const [from, to] = apart(before ?? 0, after ?? 0);
  const digits = from.length - 2;
  const difference = Number(to) - Number(from);
  return `${from} → ${to} (${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(digits)})`;
}

/** Two scores with as many digits as it takes to tell them apart, at least two. */
function apart(a: number, b: number): [string, string] {
  for (let digits = 2; digits < 10; digits += 1)
    if (a === b || a.toFixed(digits) !== b.toFixed(digits)) return [a.toFixed(digits), b.toFixed(digits)];
  return [String(a), String(b)];
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0].replace(/\.$/, '') ?? text;
}
