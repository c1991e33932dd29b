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

/** The evaluations of the base branch that are of the same thing as the baseline, which is the last of them. */
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
  { leastChange, onModelChange }: Omit<HistoryWish, 'most'>,
): BranchHistory {
  // A copy, such as of a result that was judged again, would look as if nothing drifted.
  const { kept } = distinctEvals([baseline, ...older].map((past) => ({ name: past.at, ...past })));
  const distinct = new Set(kept.map(({ record }) => record));
  const others = older.filter(({ record }) => distinct.has(record));
  const judged = others.map((past) => {
    return { past, why: whyUnlike(past.record, baseline.record, onModelChange) };
  });
  const alike = [baseline, ...judged.flatMap(({ past, why }) => (why === null ? [past] : []))].reverse();
  const reasons = judged.flatMap(({ why }) => why ?? []);
  const slide = slideOf(
    alike.map(({ record, at }) => {
      return { at, score: record.score, isRegression: record.failureReason === 'regression' };
    }),
    leastChange,
  );
  return {
    branch,
    records: alike.map(({ record }) => record),
    from: alike[0]!.at,
    to: baseline.at,
    drift: estimateDrift(
      alike.map(({ record }) => record.tasks.filter(({ quarantined }) => quarantined !== true)),
    ),
    slide: slide === null ? null : `The score of ${branch} slides: ${slide}.`,
    left: join([
      copiesWords(branch, older.length - others.length),
      leftWords(branch, others.length, reasons),
    ]),
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
