import { plural } from '../../base/plural.ts';
import { comparability } from './comparability.ts';
import { distinctEvals } from './distinct-evals.ts';
import type { OnModelChange } from './gate.ts';
import { slideOf } from './slide.ts';
import { type Drift, estimateDrift } from '../stats/drift.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** What is asked of the earlier evaluations of the branch of a baseline. */
export interface HistoryWish {
  /** How many are looked at, the baseline among them; 0 for none. */
  most: number;
  /** A slide is at least this large: what the gate would not call a regression in one step. */
  leastChange: number;
  onModelChange: OnModelChange;
}

/** An evaluation of the base branch. */
export interface PastRecord {
  record: VerdictRecord;
  /** When it was published, RFC 3339. */
  at: string;
}

/**
 * The evaluations of the base branch that are of the same thing as the baseline. A stored baseline is the last of them, and a base
 * arm none.
 */
export interface BranchHistory {
  branch: string;
  /** In the order of time. */
  records: readonly VerdictRecord[];
  /** When the first and the last of them were published, RFC 3339. */
  from: string;
  to: string;
  /** By how much they differ beyond the noise of their runs; null if they do not show it. */
  drift: Drift | null;
  /** What is said of a slow slide; null if there is none. */
  slide: string | null;
  /** What is said of evaluations that were left out, and of having none; null if all is well. */
  left: string | null;
}

/**
 * What the last evaluations of a branch say together.
 * @param past the newest first, which is the baseline
 */
export function branchHistory(
  branch: string,
  [baseline, ...older]: readonly [PastRecord, ...PastRecord[]],
  wish: Omit<HistoryWish, 'most'>,
): BranchHistory {
  const distinct = new Set(withoutCopies([baseline, ...older]));
  const others = older.filter((past) => distinct.has(past));
  const { alike, reasons } = sorted(others, baseline.record, wish);
  const left = [copiesWords(branch, older.length - others.length), leftWords(branch, others.length, reasons)];
  return together(branch, [baseline, ...alike], { ...wish, left: join(left) });
}

/** An evaluation of a branch that a base arm may have nothing to do with. */
export interface BranchEval extends PastRecord {
  /** Why it is of something else than the base arm, as far as that is known beforehand; null if it is not. */
  unlike: string | null;
}

/** The last evaluations of the base branch, the newest first, or why they are not known: a clause. */
export type BranchEvals = { branch: string; evals: readonly BranchEval[] } | { unknown: string };

/**
 * What the last evaluations of the base branch say beside a base arm, which is none of them.
 * @returns `noHistory` is a clause
 */
export function historyBeside(
  arm: VerdictRecord,
  known: BranchEvals,
  wish: Omit<HistoryWish, 'most'>,
): { history: BranchHistory } | { noHistory: string } {
  if ('unknown' in known) return { noHistory: known.unknown };
  const { branch, evals } = known;
  const distinct = withoutCopies(evals);
  const { alike, reasons } = sorted(distinct, arm, wish);
  const [newest, ...older] = alike;
  if (newest === undefined)
    return {
      noHistory: `none of the last ${plural(distinct.length, 'evaluation')} of ${branch} is of what the base arm is: ${reasons[0]}`,
    };
  const left = [copiesWords(branch, evals.length - distinct.length), unlikeWords(branch, distinct, reasons)];
  return { history: together(branch, [newest, ...older], { ...wish, left: join(left) }) };
}

/** A copy, such as of a result that was judged again, would look as if nothing drifted. */
function withoutCopies<T extends PastRecord>(evals: readonly T[]): T[] {
  const { kept } = distinctEvals(evals.map(({ at, record }) => ({ name: at, record })));
  const distinct = new Set(kept.map(({ record }) => record));
  return evals.filter(({ record }) => distinct.has(record));
}

/** Those that are of the same thing as a baseline, and why the others are not. */
function sorted<T extends PastRecord & { unlike?: string | null }>(
  evals: readonly T[],
  baseline: VerdictRecord,
  { onModelChange }: Pick<HistoryWish, 'onModelChange'>,
): { alike: T[]; reasons: string[] } {
  const judged = evals.map((past) => {
    return { past, why: past.unlike ?? whyUnlike(past.record, baseline, onModelChange) };
  });
  return {
    alike: judged.flatMap(({ past, why }) => (why === null ? [past] : [])),
    reasons: judged.flatMap(({ why }) => why ?? []),
  };
}

/** @param alike of the same thing, the newest first */
function together(
  branch: string,
  alike: readonly [PastRecord, ...PastRecord[]],
  { leastChange, left }: Pick<HistoryWish, 'leastChange'> & Pick<BranchHistory, 'left'>,
): BranchHistory {
  const inTime = alike.toReversed();
  const slide = slideOf(
    inTime.map(({ record, at }) => {
      return { at, score: record.score, isRegression: record.failureReason === 'regression' };
    }),
    leastChange,
  );
  return {
    branch,
    records: inTime.map(({ record }) => record),
    from: inTime[0]!.at,
    to: alike[0].at,
    drift: estimateDrift(
      inTime.map(({ record }) => record.tasks.filter(({ quarantined }) => quarantined !== true)),
    ),
    slide: slide === null ? null : `The score of ${branch} slides: ${slide}.`,
    left,
  };
}

/** Why two evaluations are of different things; null if they are not. */
function whyUnlike(
  { identity }: VerdictRecord,
  baseline: VerdictRecord,
  onModelChange: OnModelChange,
): string | null {
  const { differences } = comparability(identity, baseline.identity, { onModelChange });
  return differences.length > 0 ? differences.join(', ') : null;
}

function copiesWords(branch: string, copies: number): string | null {
  if (copies === 0) return null;
  return `${copies} of the evaluations of ${branch} ${copies === 1 ? 'is a copy' : 'are copies'} of a later one, which counts once.`;
}

function join(sentences: readonly (string | null)[]): string | null {
  const said = sentences.filter((sentence) => sentence !== null);
  return said.length === 0 ? null : said.join(' ');
}

function leftWords(branch: string, older: number, [reason, ...more]: readonly string[]): string | null {
  if (older === 0) return `The baseline is the only evaluation of ${branch} so far: it has no history yet.`;
  if (reason === undefined) return null;
  const count = more.length + 1;
  const example = count === 1 ? reason : `of the last one, ${reason}`;
  if (count === older)
    return `None of the ${older} evaluations of ${branch} before the baseline is of the same thing, so there is no history: ${example}.`;
  return `Left out of the history of ${branch}: ${count} of the ${older} evaluations before the baseline, which ${count === 1 ? 'is' : 'are'} of something else (${example}).`;
}

function unlikeWords(
  branch: string,
  { length: all }: readonly BranchEval[],
  [reason, ...more]: readonly string[],
): string | null {
  if (reason === undefined) return null;
  const count = more.length + 1;
  const example = count === 1 ? reason : `of the last one, ${reason}`;
  return `Left out of the history of ${branch}: ${count} of its last ${plural(all, 'evaluation')}, which ${count === 1 ? 'is' : 'are'} of something else than the base arm (${example}).`;
}
