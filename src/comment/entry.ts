import { z } from 'zod';
import { compareText } from '../base/compare-text.ts';
import { money, score, ungatedIcon, verdictIcons } from '../report/figures.ts';
import { code, table, text } from '../report/markdown.ts';

/** `measured` is a pass without anything that gated it. */
const verdictSchema = z.enum(['pass', 'fail', 'inconclusive', 'measured']);

/** What the comment on a pull request remembers of one evaluation: its line in the table of all, and who wrote it. */
export const entrySchema = z.object({
  /** Names the section: the same whenever the workflow runs again. */
  leg: z.string().regex(/^\w+$/),
  label: z.string(),
  state: z.enum([...verdictSchema.options, 'not-evaluated', 'running']),
  /** One sentence. */
  headline: z.string().optional(),
  /** The first digits of the commit; empty if it is not known. */
  sha: z.string(),
  score: z.number().optional(),
  /** Against the baseline, as reports show it. */
  change: z.string().optional(),
  costUsd: z.number().optional(),
  /** The last verdict, as long as this commit has none. */
  last: z.object({ verdict: verdictSchema, score: z.number().optional(), sha: z.string() }).optional(),
  /** The workflow run and its attempt: `<run id>.<attempt>`. */
  run: z.string().regex(/^\d*\.\d+$/),
  /** Differs in each job of a run. */
  job: z.string(),
  /** When it was written, in milliseconds. */
  at: z.number(),
});

export type Entry = z.infer<typeof entrySchema>;

const icons = { ...verdictIcons, measured: ungatedIcon, 'not-evaluated': '⚠️', running: '⏳' } as const;

export function iconOfEntry({ state }: Pick<Entry, 'state'>): string {
  return icons[state];
}

/** What needs attention comes first. */
const order: readonly Entry['state'][] = [
  'fail',
  'not-evaluated',
  'inconclusive',
  'running',
  'measured',
  'pass',
];

export function compareEntries(a: Entry, b: Entry): number {
  return (
    order.indexOf(a.state) - order.indexOf(b.state) ||
    compareText(a.label, b.label) ||
    compareText(a.leg, b.leg)
  );
}

/** One line for each evaluation of a pull request. */
export function renderEntries(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => [
    `${iconOfEntry(entry)} ${nameAndCause(entry)}`,
    score(entry.score ?? null),
    text(entry.change ?? ''),
    entry.costUsd === undefined ? '' : money(entry.costUsd),
  ]);
  return table(['Evaluation', 'Score', 'Change', 'Cost'], rows);
}

/** The cause only where there is something to see to: the table has to fit a phone. */
function nameAndCause({ label, headline, state }: Entry): string {
  const cause = state === 'pass' || headline === undefined ? '' : `<br><sub>${text(headline)}</sub>`;
  return `${text(label)}${cause}`;
}

/** `The last verdict, pass 0.596, was for 1111111.` Empty if there is none. */
export function lastVerdict(last: Entry['last']): string {
  if (last === undefined) return '';
  const figures = last.score === undefined ? '' : ` ${score(last.score)}`;
  return `The last verdict, ${last.verdict}${figures}, was for ${last.sha === '' ? 'an earlier commit' : code(last.sha)}.`;
}

/**
 * Why the section of another writer is not replaced; null if it is.
 * @param before what the comment says of this leg
 */
export function whyNotReplaced(before: Entry | undefined, own: Entry): 'another job' | 'a newer run' | null {
  if (before === undefined) return null;
  const [theirs, ours] = [before, own].map(({ run }) => run.split('.').map(Number));
  if (before.run === own.run) return before.job === own.job ? null : 'another job';
  const isNewer = compareNumbers(theirs!, ours!) > 0;
  // "Re-run" of an older run on the same commit says something new about that commit.
  return isNewer && before.sha !== own.sha ? 'a newer run' : null;
}

function compareNumbers([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): number {
  return a - c || b - d;
}

/** Whether the comment is to say this, by the input `comment`. An edit notifies nobody, so what is there is kept true. */
export function isWanted(
  mode: 'always' | 'changes' | 'failures',
  before: Entry | undefined,
  own: Entry,
): boolean {
  if (mode === 'always') return true;
  if (own.state === 'running') return before !== undefined;
  if (mode === 'failures') return (own.state !== 'pass' && own.state !== 'measured') || before !== undefined;
  return before?.state !== own.state;
}

/** What a section says of the commit before, for the one that replaces it. */
export function lastOf(before: Entry | undefined): Entry['last'] {
  const verdict = verdictSchema.safeParse(before?.state);
  if (before === undefined || !verdict.success) return before?.last;
  return {
    verdict: verdict.data,
    sha: before.sha,
    ...(before.score !== undefined && { score: before.score }),
  };
}
