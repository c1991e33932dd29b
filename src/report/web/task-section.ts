import { oneLine } from '../../base/plain-text.ts';
import type { Comparison } from '../../result/formats/comparison.ts';
import { comparedScores, type TaskRow, type VerdictRecord } from '../../result/formats/verdict-record.ts';
import { runAnchor, taskAnchor } from '../anchors.ts';
import { chance, changeOf, count, duration, money, plural } from '../figures.ts';
import { html, type Html, type Part } from '../html/markup.ts';
import { scoreWords } from '../task-table.ts';
import { failureWords, taskKinds, type TaskReport } from '../tasks.ts';
import type { Room } from './room.ts';
import { hasPassed, type RunLine } from './run-lines.ts';

/** What the list of tasks shows. */
export interface TaskList {
  verdict: VerdictRecord;
  tasks: readonly TaskReport[];
  runs: ReadonlyMap<string, readonly RunLine[]>;
  /** Conversations by the anchors of their runs. */
  transcripts: ReadonlyMap<string, Html>;
  /** A run of the baseline beside one of this result, by task. */
  comparisons: ReadonlyMap<string, Html>;
}

const titles: Readonly<Record<TaskReport['kind'], string>> = {
  regressed: 'got worse',
  unanswered: 'without a valid run',
  failed: 'failed every run',
  flaky: 'passed only some runs',
  passed: 'passed every run',
  quarantined: 'in quarantine, which only inform',
};

/** More tasks are in verdict.json. */
const MOST_TASKS = 1000;

/** Every task with its runs, those that got worse first. @param room for runs, the most important first */
export function taskSection(list: TaskList, room: Room): Html {
  const rows = new Map(list.verdict.tasks.map((row) => [row.taskId, row]));
  const changes = new Map(list.verdict.comparison?.tasks.map((change) => [change.taskId, change]));
  const shown = list.tasks.slice(0, MOST_TASKS);
  const groups = taskKinds.map((kind) => ({ kind, tasks: shown.filter((task) => task.kind === kind) }));
  return html`<section id="tasks"><h2>Tasks</h2>
${groups.map(
  ({ kind, tasks }) =>
    tasks.length > 0 &&
    html`<div class="group"><h3>${plural(tasks.length, 'task')} ${titles[kind]}</h3>
${tasks.map((task) => taskItem(task, list, { row: rows.get(task.taskId)!, change: changes.get(task.taskId), room }))}</div>`,
)}
${list.tasks.length > shown.length && html`<p class="muted">${plural(list.tasks.length - shown.length, 'more task')} in verdict.json.</p>`}
</section>`;
}

interface TaskFigures {
  row: TaskRow;
  change: Comparison['tasks'][number] | undefined;
  room: Room;
}

function taskItem(task: TaskReport, list: TaskList, { row, change, room }: TaskFigures): Html {
  const { taskId, kind, why, failure } = task;
  const comparison = list.comparisons.get(taskId) ?? null;
  const lines = list.runs.get(taskId) ?? [];
  // Those that failed are what a reader looks for.
  const byWeight = lines.toSorted(
    (a, b) => Number(hasPassed(a)) - Number(hasPassed(b)) || a.runIndex - b.runIndex,
  );
  const items = new Map(byWeight.map((line) => [line.runIndex, runItem(line, list)]));
  const roomy = byWeight.filter((line) => room.take(items.get(line.runIndex)!)).map((line) => line.runIndex);
  const left = lines.length - roomy.length;
  return html`<details class="task"><summary><span class="name"><code>${oneLine(taskId, 120)}</code>${task.isRequired && html` <span class="chip">required</span>`}</span><span class="number scores">${scoreWords(task)}</span>${changeChip(task)}<span class="why">${why === '' ? passWords(row) : why}</span></summary>
<div class="inside" id="${taskAnchor(taskId)}">
<p class="small muted">${facts(row, list.verdict, change).join(' · ')}</p>
${failure !== null && kind !== 'passed' && html`<p class="small">First failure: “${failure}”</p>`}
${comparison !== null && room.take(comparison) && comparison}
${roomy.toSorted((a, b) => a - b).map((index) => items.get(index)!)}
${left > 0 && html`<p class="small muted">${plural(left, 'more run')} in the artifact: <code>runs/</code>.</p>`}
${
  lines.length === 0 &&
  html`<p class="small muted">${
    row.scores.length === 0
      ? 'No run of it counts.'
      : `Scores of its runs: ${comparedScores(row)
          .slice(0, 100)
          .map((value) => value.toFixed(2))
          .join(', ')}`
  }</p>`
}
</div></details>`;
}

function changeChip({ kind, before, after }: TaskReport): Part {
  if (before === null || after === null) return html`<span></span>`;
  const { change } = changeOf(before, after, 2);
  return html`<span class="chip number ${kind === 'regressed' ? 'bad' : ''}">${change}</span>`;
}

function passWords({ passes, runs }: TaskRow): string {
  return runs.valid === 0 ? 'no valid run' : `passed ${passes} of ${runs.valid}`;
}

function facts(row: TaskRow, { totals }: VerdictRecord, change: TaskFigures['change']): string[] {
  const { tier, family, passes, runs, invalid } = row;
  const causes = invalid.map(
    ({ class: kind, code, runs: times }) => `${times} ${kind}${code === null ? '' : ` ${code}`}`,
  );
  return [
    [tier, family]
      .filter((word) => word !== '')
      .map((word) => oneLine(word, 40))
      .join(', '),
    `passed ${passes} of ${plural(runs.valid, 'valid run')}`,
    runs.valid === runs.planned ? '' : `${runs.planned - runs.valid} do not count (${causes.join(', ')})`,
    row.confirming === undefined
      ? ''
      : `${plural(row.confirming.runs.planned, 'more run')} to confirm, of which ${row.confirming.passes} passed`,
    `${duration(row.meanDurationMs)} a run`,
    `${count(row.totalTokens)} tokens`,
    totals.costUsd === null ? '' : money(row.costUsd),
    change === undefined ? '' : `if nothing had changed, so large a drop: ${chance(change.pWorse)}`,
  ].filter((fact) => fact !== '');
}

const MOST_FAILURES = 8;
const LONGEST_FAILURE = 300;

function runItem(line: RunLine, { transcripts, verdict }: TaskList): Html {
  const { taskId, runIndex, score, outcome, failureMode, error, failures, axes } = line;
  const anchor = runAnchor(taskId, runIndex);
  const conversation = transcripts.get(anchor);
  const tone = hasPassed(line) ? 'good' : outcome === 'partial' ? 'unsure' : 'bad';
  const used = [
    duration(line.durationMs),
    `${count(line.totalTokens)} tokens`,
    ...(verdict.totals.costUsd === null ? [] : [money(line.costUsd)]),
  ];
  return html`<details class="run"><summary><b>Run ${runIndex + 1}</b> <span class="chip ${tone}">${outcome === '' ? 'no outcome' : oneLine(outcome, 20)}</span> <span class="number">${score.toFixed(2)}</span>${failureMode !== null && html` <span>${failureWords(failureMode)}</span>`} <span class="small muted">${used.join(' · ')}</span></summary>
<div class="inside" id="${anchor}">
<p class="small muted">${axisWords(axes)}</p>
${failures.length > 0 && html`<ul class="small">${failures.slice(0, MOST_FAILURES).map((failure) => html`<li>${oneLine(failure, LONGEST_FAILURE)}</li>`)}${failures.length > MOST_FAILURES && html`<li class="muted">… and ${failures.length - MOST_FAILURES} more</li>`}</ul>`}
${error !== null && html`<pre>${error.slice(0, 1500)}</pre>`}
${conversation ?? html`<p class="small muted">The conversation is in the artifact: <code>runs/…/${oneLine(taskId, 120)}/run${runIndex}.json</code></p>`}
</div></details>`;
}

function axisWords({ completion, trajectory, behavior, judge }: RunLine['axes']): string {
  const words = [
    `completion ${completion.toFixed(2)}`,
    `trajectory ${trajectory.toFixed(2)}`,
    `behavior ${behavior.toFixed(2)}`,
  ];
  return (judge === null ? words : [...words, `judge ${judge.toFixed(2)}`]).join(' · ');
}
