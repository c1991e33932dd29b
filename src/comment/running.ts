import { type Clean, madeOfClean } from '../base/clean.ts';
import { type Entry, lastVerdict } from './entry.ts';
import { code, link, text } from '../report/markdown.ts';

/** What is known of a step before it has a result. */
export interface StepFacts {
  /** The name of its evaluation. */
  label: string;
  /** The commit; empty if unknown. */
  sha: string;
  runUrl: string | null;
}

/** An evaluation that has no result yet. If its job is killed, this stays, so it says since when, and what to make of it. */
export function renderRunning(
  { label, sha, runUrl }: Clean<StepFacts>,
  {
    startedAtMs,
    progress,
    last,
  }: { startedAtMs: number; progress: Clean<string> | null; last: Entry['last'] },
): Clean<string> {
  const since = `Since ${new Date(startedAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return madeOfClean(
    [
      `### ⏳ Running · ${text(label)}`,
      [
        `${since}${sha === '' ? '' : `, commit ${code(shortSha(sha))}`}`,
        progress === null ? '' : text(progress),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      lastVerdict(last),
      `<sub>If ${runUrl === null ? 'the workflow run' : link('the workflow run', runUrl)} has ended, it was stopped before it could report.</sub>`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
}

/** As git abbreviates it. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
