import { oneLine } from '../base/plain-text.ts';
import { tellApart } from '../result/stats/numbers.ts';
import type { Divergence } from './divergence.ts';
import type { ReportFacts } from './facts.ts';
import { strip } from './figures.ts';
import { code, linkAround, table, text } from './markdown.ts';
import { isWebAddress } from './opening.ts';
import type { TaskReport } from './tasks.ts';

type TableFacts = Pick<ReportFacts, 'reportUrl' | 'divergences'>;

const LONGEST_ID = 80;

/**
 * Tasks in Markdown, a row each.
 * @param most of them are shown; a line below says how many more there are
 */
export function taskTable(tasks: readonly TaskReport[], facts: TableFacts, most: number): string {
  if (tasks.length === 0) return '';
  const isCompared = tasks.some(({ before }) => before !== null);
  const head = ['Task', isCompared ? 'Before → after' : 'Score', 'What happened'];
  const rows = tasks
    .slice(0, most)
    .map((task) => [nameCell(task, facts), scoreCell(task), whyCell(task, facts)]);
  return withRest(table(head, rows), tasks.length - most);
}

/** The same for a phone: two columns and shorter words. */
export function narrowTaskTable(tasks: readonly TaskReport[], facts: TableFacts, most: number): string {
  if (tasks.length === 0) return '';
  const rows = tasks
    .slice(0, most)
    .map((task) => [
      [nameCell(task, facts), `${unbroken(scoreWords(task))} ${strip(task.scores)}`.trim()].join('<br>'),
      lines([text(task.why), quoted(task.failure, LONGEST_NARROW)]),
    ]);
  return withRest(table(['Task', 'What happened'], rows), tasks.length - most);
}

const LONGEST_NARROW = 60;

function withRest(rows: string, more: number): string {
  return more > 0 ? `${rows}\n\n… and ${more} more` : rows;
}

function nameCell({ taskId, anchor, isRequired }: TaskReport, { reportUrl }: TableFacts): string {
  const name = code(oneLine(taskId, LONGEST_ID));
  const linked = isWebAddress(reportUrl) ? linkAround(name, `${reportUrl}#${anchor}`) : name;
  return isRequired ? `${linked} (required)` : linked;
}

function scoreCell(task: TaskReport): string {
  const bars = [task.scoresBefore, task.scores].filter((side) => side.length > 0).map(strip);
  return lines([unbroken(scoreWords(task)), bars.join(' → ')]);
}

/** On one line, however narrow the column. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '&nbsp;');
}

/** `0.75 → 0.28`, or the score alone. */
export function scoreWords({ before, after }: Pick<TaskReport, 'before' | 'after'>): string {
  if (after === null) return before === null ? '–' : `${before.toFixed(2)} → –`;
  return before === null ? after.toFixed(2) : tellApart(before, after, 2).join(' → ');
}

function whyCell({ taskId, why, failure }: TaskReport, { divergences = [] }: TableFacts): string {
  const parted = divergences.find((divergence) => divergence.taskId === taskId);
  return lines([text(why), quoted(failure), parted === undefined ? '' : text(divergenceWords(parted))]);
}

function quoted(failure: string | null, longest = Infinity): string {
  if (failure === null) return '';
  return text(`“${Number.isFinite(longest) ? oneLine(failure, longest) : failure}”`);
}

/** Where a run of now went another way than one of the baseline. */
export function divergenceWords({ call, before, after }: Divergence): string {
  if (after === null) return `Tool call ${call} is missing, in the baseline: ${before ?? ''}`;
  const instead = before === null ? 'where the baseline had ended' : `in the baseline: ${before}`;
  return `Tool call ${call}: ${after}, ${instead}`;
}

function lines(some: readonly string[]): string {
  return some.filter((line) => line !== '').join('<br>');
}
