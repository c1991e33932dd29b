import { oneLine } from '../../base/plain-text.ts';
import { comparedScores, type TaskRow, type VerdictRecord } from '../../result/formats/verdict-record.ts';
import { count, plural } from '../figures.ts';
import { pointsChart, stripChart } from '../html/chart.ts';
import { html, type Html, type Part } from '../html/markup.ts';
import type { PlottedRun } from '../html/plots.ts';
import type { TaskReport } from '../tasks.ts';
import { type RunLine, validRuns } from './run-lines.ts';

type Runs = ReadonlyMap<string, readonly RunLine[]>;

/** More marks are a cloud, and a large page. */
const MOST_MARKS = 1200;

/** Every run of every task, on both sides; those of tasks that passed are folded if others did not. */
export async function runSection(
  verdict: VerdictRecord,
  tasks: readonly TaskReport[],
  { runs, baselineRuns }: { runs: Runs; baselineRuns: Runs },
): Promise<Html> {
  const rows = new Map(verdict.tasks.map((row) => [row.taskId, row]));
  const strips = tasks.map((task) => ({
    label: task.taskId,
    isFine: task.kind === 'passed' || task.kind === 'quarantined',
    baseline: before(task, baselineRuns.get(task.taskId)),
    head: validRuns(allRuns(rows.get(task.taskId)!), runs.get(task.taskId) ?? []).map(plotted),
  }));
  const marked = strips.filter(({ baseline, head }) => baseline.length + head.length > 0);
  const troubled = fitting(
    marked.filter(({ isFine }) => !isFine),
    MOST_MARKS,
  );
  const fine = fitting(
    marked.filter(({ isFine }) => isFine),
    MOST_MARKS - marksOf(troubled),
  );
  const left = marked.length - troubled.length - fine.length;
  const chart = async (title: string, some: typeof strips): Promise<Part> =>
    some.length > 0 && (await stripChart({ title, description: describe(some) }, { rows: some }));
  const ofFine = await chart(
    troubled.length === 0 ? 'Score of every run' : 'Tasks that passed every run',
    fine,
  );
  return html`<section id="runs"><h2>Every run</h2>
${marked.length === 0 && html`<p class="muted">No run counts.</p>`}
${await chart('Score of every run', troubled)}
${troubled.length > 0 && fine.length > 0 ? html`<details><summary class="plain">${plural(fine.length, 'task')} that passed every run</summary>${ofFine}</details>` : ofFine}
${left > 0 && html`<p class="small muted">${plural(left, 'more task')} ${left === 1 ? 'is' : 'are'} in the list below.</p>`}
</section>`;
}

/** Those that only confirm are runs too. */
function allRuns(row: TaskRow): Pick<TaskRow, 'scores' | 'passes'> {
  return { scores: comparedScores(row), passes: row.passes + (row.confirming?.passes ?? 0) };
}

interface Strip {
  label: string;
  baseline: readonly PlottedRun[];
  head: readonly PlottedRun[];
}

function describe(strips: readonly Strip[]): string {
  return `For each of ${plural(strips.length, 'task')}, the scores of its runs from 0 to 1. The list of tasks below has them as text.`;
}

function before({ scoresBefore }: TaskReport, lines: readonly RunLine[] = []): PlottedRun[] {
  if (scoresBefore.length === 0) return [];
  const passes = lines.filter(({ outcome }) => outcome === 'pass').length;
  // Without files nothing says which runs of the baseline passed, and they are drawn alike.
  const known = { scores: [...scoresBefore], passes: lines.length === 0 ? scoresBefore.length : passes };
  return validRuns(known, lines).map(plotted);
}

function plotted({
  score,
  passed,
  runIndex,
}: {
  score: number;
  passed: boolean;
  runIndex: number | null;
}): PlottedRun {
  const name = runIndex === null ? '' : `run ${runIndex + 1}: `;
  return { score, passed, title: `${name}${score.toFixed(3)}${passed ? '' : ', did not pass'}` };
}

function marksOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, { baseline, head }) => sum + baseline.length + head.length, 0);
}

function fitting<T extends Strip>(strips: readonly T[], most: number): T[] {
  let marks = 0;
  return strips.filter((strip) => (marks += marksOf([strip])) <= most);
}

const MOST_POINTS = 300;
const MOST_LABELS = 4;

/** What a run of each task costs, against its score; in tokens if the model has no price. */
export async function costSection(verdict: VerdictRecord, tasks: readonly TaskReport[]): Promise<Part> {
  const isPriced = verdict.totals.costUsd !== null && verdict.totals.costUsd > 0;
  const used = (row: TaskRow): number =>
    (isPriced ? row.costUsd : row.totalTokens / 1000) / Math.max(1, row.runs.planned);
  const order = new Map(tasks.map(({ taskId }, index) => [taskId, index]));
  const rows = verdict.tasks
    .filter((row) => row.meanRunScore !== null && row.totalTokens > 0)
    .sort((a, b) => order.get(a.taskId)! - order.get(b.taskId)!)
    .slice(0, MOST_POINTS);
  if (rows.length === 0) return null;
  const dearest = rows.toSorted((a, b) => used(b) - used(a)).slice(0, MOST_LABELS);
  const unit = isPriced ? 'US dollars' : 'thousand tokens';
  const points = rows.map((row) => ({
    label: row.taskId,
    x: used(row),
    y: row.meanRunScore!,
    isMain: dearest.includes(row),
  }));
  const names = dearest.map(({ taskId }) => oneLine(taskId, 80)).join(', ');
  const caption = {
    title: 'Cost of a run against its score, by task',
    description: `${count(rows.length)} tasks; a run of these takes most: ${names}.`,
  };
  return html`<section><h2>Cost against score</h2>${await pointsChart(caption, { xLabel: `A run in ${unit}`, yLabel: 'Mean run score', points })}</section>`;
}
