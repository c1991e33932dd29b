import type { Clean } from '../base/clean.ts';
import { oneLine } from '../base/plain-text.ts';
import { type CheckAnnotation, maxCheckSummaryBytes } from '../github/check-run.ts';
import { changeOf, plural } from '../report/figures.ts';
import { asText, headline, isUngated, shownChange } from '../report/headline.ts';
import { renderComment } from '../report/comment.ts';
import type { ReportFacts } from '../report/facts.ts';
import { spentBy } from '../report/spent.ts';
import { renderSummary } from '../report/summary.ts';
import { taskReports } from '../report/tasks.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { conclusionOf, type Ending, type Tone, type ToldEnding } from '../status/ending.ts';

/** What a verdict says in short. */
export function verdictEnding(verdict: Clean<VerdictRecord>, label: string, tone: Tone): Ending {
  const { score, comparison } = verdict;
  const { costUsd } = spentBy(verdict);
  const change = comparison === null ? null : shownChange(comparison);
  return {
    state: isUngated(verdict) ? 'measured' : verdict.verdict,
    label,
    headline: headline(verdict),
    figures: {
      ...(score !== null && { score }),
      ...(change !== null && { change: changeOf(change.before, change.after).change }),
      ...(costUsd !== null && { costUsd }),
    },
    conclusion: conclusionOf(tone, verdict.verdict === 'pass'),
  };
}

/** What a verdict says on GitHub. @param file the workflow, relative to the checkout */
export function toldVerdict(
  ending: Ending,
  verdict: Clean<VerdictRecord>,
  report: Clean<ReportFacts>,
  file: string,
): ToldEnding {
  return {
    ...ending,
    section: () => renderComment(verdict, report),
    summary: () => renderSummary(verdict, report, maxCheckSummaryBytes),
    annotations: checkAnnotations(verdict, file),
  };
}

/** A task to see to, in plain text. */
export interface TaskFinding {
  kind: 'regressed' | 'failed';
  title: string;
  message: string;
}

/** The tasks that got worse, and those that never passed. */
export function taskFindings(verdict: VerdictRecord): TaskFinding[] {
  return taskReports(verdict).flatMap(({ taskId, kind, before, after, why, failure, scores }) => {
    if (kind !== 'regressed' && kind !== 'failed') return [];
    const title =
      kind === 'regressed' && before !== null && after !== null
        ? `${taskId} got worse: ${asText(changeOf(before, after, 2))}`
        : `${taskId} passed in none of ${plural(scores.length, 'run')}`;
    const message = [why, failure ?? ''].filter((part) => part !== '').join(' · ');
    return [{ kind, title, message: message || title }];
  });
}

/** A few requests of 50. */
const MAX_ANNOTATIONS = 200;

/**
 * An annotation needs a file. It is the workflow: it says what was evaluated and exists for every commit, while a file of
 * the agent would be blamed for what may have other causes.
 */
function checkAnnotations(verdict: VerdictRecord, path: string): CheckAnnotation[] {
  return taskFindings(verdict)
    .slice(0, MAX_ANNOTATIONS)
    .map(({ kind, title, message }) => ({
      path,
      start_line: 1,
      end_line: 1,
      annotation_level: kind === 'regressed' ? 'failure' : 'warning',
      title: oneLine(title, 250),
      message,
    }));
}
