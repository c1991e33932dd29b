import { type Clean, madeOfClean } from '../base/clean.ts';
import type { ErrorCode } from '../base/errors.ts';
import { plainLines } from '../base/plain-text.ts';
import { iconOfEntry, type Entry, lastVerdict } from './entry.ts';
import { codeBlock, fitParts, link, text } from '../report/markdown.ts';
import { shortSha, type StepFacts } from './running.ts';

/** Why there is no result. */
export interface Failure {
  code: ErrorCode;
  message: string;
  /** What to do about it. */
  hint: string | undefined;
}

/** `Not evaluated: cluster-unreachable, commit 2222222`. */
export function notEvaluated(code: ErrorCode, sha: string): string {
  return `Not evaluated: ${code}${sha === '' ? '' : `, commit ${shortSha(sha)}`}`;
}

/**
 * A step that failed before it had a result: for the step summary, the comment and the check run.
 * @param last the last verdict, which must not be taken for one on this commit
 */
export function renderNotEvaluated(
  { code, message, hint }: Clean<Failure>,
  { label, sha, runUrl }: Clean<StepFacts>,
  last: Entry['last'],
): Clean<string> {
  const parts = [
    {
      name: 'title',
      markdown: `### ⚠️ ${text(notEvaluated(code, sha))}${label === '' ? '' : ` · ${text(label)}`}`,
    },
    { name: 'last verdict', markdown: lastVerdict(last) },
    { name: 'message', markdown: shown(message), rank: 1 },
    { name: 'hint', markdown: hint === undefined ? '' : shown(hint), rank: 2 },
    { name: 'link', markdown: runUrl === null ? '' : link('Workflow run', runUrl) },
  ].map((part) => ({ rank: 0, ...part }));
  return madeOfClean(`${fitParts(parts, MAX_BYTES, 'The log has everything.')}\n`);
}

/** Half of what GitHub takes as a comment. */
const MAX_BYTES = 32_768;

/** What a step came to that was stopped before it could tell all of it. */
export function renderStopped(
  { state, headline }: Clean<Pick<Entry, 'state'> & { headline: string }>,
  { label, runUrl }: Clean<StepFacts>,
  last: Entry['last'],
): Clean<string> {
  const parts = [
    `### ${iconOfEntry({ state })} ${text(headline)} · ${text(label)}`,
    state === 'not-evaluated' ? lastVerdict(last) : '',
    'The step was stopped before it could say more here.',
    runUrl === null ? '' : link('Workflow run', runUrl),
  ];
  return madeOfClean(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

const MAX_LINES = 60;

/** A sentence as text; several lines, such as a Role to apply, as they are. */
function shown(raw: string): string {
  const [first = '', ...rest] = plainLines(raw).slice(0, MAX_LINES);
  return rest.length === 0 ? text(first) : `${text(first)}\n\n${codeBlock('', rest)}`;
}
