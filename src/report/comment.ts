import { type Clean, madeOfClean } from '../base/clean.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { ReportFacts } from './facts.ts';
import { plural } from './figures.ts';
import { fitParts } from './markdown.ts';
import { details, factsLine, links, list, openReasons, shiftLine, title } from './opening.ts';
import { invalidRuns, statistics, tiers } from './statistics.ts';
import { narrowTaskTable } from './task-table.ts';
import { type TaskReport, taskReports } from './tasks.ts';

/** Half of what GitHub takes, so that a second leg has room even if all names are hostile. */
export const maxSectionBytes = 32_768;
const MOST_WORSE = 4;
const MOST_LOWEST = 3;
const MOST_FOLDED = 10;
const MOST_REASONS = 4;

/**
 * A section of the pull-request comment: verdict, change, cause and cost on the first screen of a phone, and everything else
 * in folds. If it is too long, the folds are left out first, then the tables.
 */
export function renderComment(verdict: Clean<VerdictRecord>, facts: Clean<ReportFacts>): Clean<string> {
  const tasks = taskReports(verdict);
  const shown = openTasks(verdict, tasks);
  const folded = tasks.filter(
    (task) => !['passed', 'unanswered', 'quarantined'].includes(task.kind) && !shown.includes(task),
  );
  const worse = folded.filter((task) => task.kind === 'regressed').length;
  const parts = [
    { name: 'title', rank: 0, markdown: `### ${title(verdict, facts)}` },
    { name: 'figures', rank: 0, markdown: factsLine(verdict, tasks, facts) },
    { name: 'reasons', rank: 1, markdown: list(openReasons(verdict), MOST_REASONS) },
    { name: 'tasks', rank: 2, markdown: narrowTaskTable(shown, facts, MOST_WORSE) },
    { name: 'failure modes', rank: 3, markdown: shiftLine(verdict) },
    { name: 'links', rank: 0, markdown: links(facts) },
    {
      name: 'other tasks',
      rank: 5,
      markdown: details(
        otherTasks(worse, folded.length - worse, shown.length === 0),
        narrowTaskTable(folded, facts, MOST_FOLDED),
      ),
    },
    { name: 'statistics', rank: 4, markdown: details('Statistics, tiers, notes', figures(verdict, facts)) },
  ];
  return madeOfClean(fitParts(parts, maxSectionBytes, 'The step summary has everything.'));
}

/** The tasks that explain the verdict: those that got worse, else of a failure those that cost most. */
function openTasks({ verdict }: VerdictRecord, tasks: readonly TaskReport[]): TaskReport[] {
  const worse = tasks.filter((task) => task.kind === 'regressed');
  if (worse.length > 0) return worse.slice(0, MOST_WORSE);
  if (verdict !== 'fail') return [];
  return tasks
    .filter((task) => task.kind === 'failed' || (task.isRequired && task.kind === 'flaky'))
    .slice(0, MOST_LOWEST);
}

/** @param isFirst whether no task is shown above */
function otherTasks(worse: number, failed: number, isFirst: boolean): string {
  return [
    ...(worse === 0 ? [] : [`${plural(worse, 'more task')} got worse`]),
    ...(failed === 0 ? [] : [`${plural(failed, isFirst ? 'task' : 'other task')} did not pass every run`]),
  ].join(', ');
}

function figures(verdict: VerdictRecord, facts: ReportFacts): string {
  return [
    statistics(verdict, facts),
    tiers(verdict),
    invalidRuns(verdict),
    list([...verdict.reasons, ...verdict.notes.map((note) => `Note: ${note}`)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
