import { money } from '../report/figures.ts';
import { dayOf, trendWords } from '../result/verdict/slide.ts';
import type { Change, Evaluation, Findings, HistoryRecord } from './history-record.ts';

export const stateIcons = { slide: '📉', gain: '📈', stable: '➖', 'too-few': 'ℹ️' } as const;

/** What a series shows, before it is put into words. */
export interface Shown extends Omit<Findings, 'sentence'> {
  /** Evaluations with a score since the last break. */
  comparable: readonly Evaluation[];
  /** The change that nothing before it can be compared across; null if there is none. */
  lastBreak: Change | null;
  level: { mean: number; halfWidth: number } | null;
}

/** What a series shows, in one sentence without its last dot: the same on the page, in the summary and in the terminal. */
export function sentenceOf(shown: Shown, evaluations: readonly Evaluation[], leastChange: number): string {
  const { comparable, score } = shown;
  const last = comparable.at(-1);
  if (last === undefined) return noScore(evaluations);
  const beside = [costWords(shown), timeWords(shown)].filter((words) => words !== '');
  const extras = beside.length === 0 ? '' : `; ${beside.join(', ')}`;
  if (score === null) return `${fewWords(shown, last)}${extras}`;
  if (shown.state === 'stable') return `${stableWords(shown)}${extras}`;
  return `${trendWords(score, comparable, leastChange)}${extras}`;
}

function noScore(evaluations: readonly Evaluation[]): string {
  const [first] = evaluations;
  if (first === undefined) return 'No evaluations';
  return `None of ${countWords(evaluations.length)} since ${dayOf(first.at)} came to a score`;
}

function fewWords({ comparable, lastBreak }: Shown, last: Evaluation): string {
  const since = lastBreak === null ? `since ${dayOf(comparable[0]!.at)}` : `since ${breakWords(lastBreak)}`;
  return `${twoDigits(last.score ?? 0)} in the last of ${countWords(comparable.length)} ${since}: too few to tell a trend`;
}

function stableWords({ comparable, level, lastBreak }: Shown): string {
  const { mean = 0, halfWidth = 0 } = level ?? {};
  const since = lastBreak === null ? dayOf(comparable[0]!.at) : breakWords(lastBreak);
  return `Stable at ${twoDigits(mean)} ± ${twoDigits(halfWidth)} over ${countWords(comparable.length)} since ${since}`;
}

function breakWords({ at, what }: { at: string; what: string }): string {
  return `${dayOf(at)} (${what})`;
}

function costWords({ costPerRun, comparable }: Shown): string {
  const last = comparable.at(-1)?.costUsd ?? null;
  if (costPerRun === null || costPerRun.start <= 0) return last === null ? '' : `cost ${money(last)}`;
  return isTrend(costPerRun) ? `cost per run ${percentWords(costPerRun)}` : 'cost unchanged';
}

function timeWords({ runSeconds }: Shown): string {
  if (runSeconds === null || runSeconds.start <= 0 || !isTrend(runSeconds)) return '';
  return `time per run ${percentWords(runSeconds)}`;
}

const TWO_SIDED = 0.005;

/** Cost and time are told in both directions, and have half of 1 % for each. */
export function isTrend({ pFall, pRise }: NonNullable<Findings['score']>): boolean {
  return Math.min(pFall, pRise) < TWO_SIDED;
}

export function percentWords({ start, end }: { start: number; end: number }): string {
  const percent = Math.round(100 * (end / start - 1));
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

function countWords(count: number): string {
  return `${count} evaluation${count === 1 ? '' : 's'}`;
}

const twoDigits = (value: number): string => value.toFixed(2);

/** What a history is about, in one line. */
export function windowWords({ branch, weeks, at }: HistoryRecord): string {
  const branchWords = branch === null ? '' : `${branch} · `;
  return `${branchWords}${weeks} weeks until ${dayOf(at)} ${at.slice(0, 4)}`;
}
