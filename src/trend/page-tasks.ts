import { duration, money } from '../report/figures.ts';
import { html, type Html, join } from '../report/html/markup.ts';
import { changeWords } from '../result/verdict/slide.ts';
import type { Evaluation, Findings, Series } from './history-record.ts';
import { spark, type SparkPoint } from './spark.ts';

/** More pictures than a reader looks at; the table has all. */
const MOST_PICTURES = 60;

type TaskFinding = Findings['tasks'][number];
type TaskFigures = Evaluation['tasks'][string];

/** A small picture for each task, those that changed first, and a table with the figures of all. */
export function tasksPart({ evaluations, findings }: Series): Html {
  const scored = evaluations.filter(({ score }) => score !== null);
  const found = new Map(findings.tasks.map((task) => [task.taskId, task]));
  const others = [...new Set(scored.flatMap(({ tasks }) => Object.keys(tasks)))].filter(
    (id) => !found.has(id),
  );
  const ids = [...found.keys(), ...others.sort()];
  if (ids.length === 0) return html``;
  const slides = findings.tasks.filter(({ state }) => state === 'slide').length;
  const words = slides === 0 ? 'none slides' : `${slides} of ${ids.length} slide${slides === 1 ? 's' : ''}`;
  return html`<h3>Tasks: ${words}</h3>
<ul class="tasks">${ids.slice(0, MOST_PICTURES).map((id) => card(id, scored, found.get(id)))}</ul>
<details><summary>Tasks as a table</summary>${taskTable(ids, scored, found)}</details>`;
}

function card(taskId: string, scored: readonly Evaluation[], found: TaskFinding | undefined): Html {
  const last = lastOf(taskId, scored);
  const points = (value: (figures: TaskFigures) => number | null): SparkPoint[] =>
    pointsOf(scored, (one) => {
      const figures = figuresIn(one, taskId);
      return figures === undefined ? null : value(figures);
    });
  const score = found === undefined ? (last?.score.toFixed(2) ?? '–') : change(found);
  const cost = last?.costUsd ?? null;
  return html`<li class="${found?.state ?? ''}"><h4>${taskId}</h4>
<p>score <b>${score}</b></p>${spark(
    points((figures) => figures.score),
    'score',
  )}
${cost !== null && html`<p>cost <span>${money(cost)}</span></p>${spark(ofMost(points(({ costUsd }) => costUsd)), 'other')}`}
${last !== undefined && html`<p>time <span>${duration(last.seconds * 1000)}</span></p>${spark(ofMost(points(({ seconds }) => seconds)), 'other')}`}</li>`;
}

/** `0.72 → 0.41`; a reader without colours must see the direction too. */
function change({ trend, state }: TaskFinding): string {
  const { from, to } = changeWords(trend);
  return `${from} → ${to} ${state === 'slide' ? '↘' : '↗'}`;
}

function figuresIn({ tasks }: Evaluation, taskId: string): TaskFigures | undefined {
  return Object.hasOwn(tasks, taskId) ? tasks[taskId] : undefined;
}

function lastOf(taskId: string, scored: readonly Evaluation[]): TaskFigures | undefined {
  const last = scored.findLast((one) => figuresIn(one, taskId) !== undefined);
  return last === undefined ? undefined : figuresIn(last, taskId);
}

function pointsOf(
  scored: readonly Evaluation[],
  value: (evaluation: Evaluation) => number | null,
): SparkPoint[] {
  const times = scored.map(({ at }) => Date.parse(at));
  const [from, span] = [times[0] ?? 0, (times.at(-1) ?? 0) - (times[0] ?? 0)];
  return scored.map((one, index) => ({
    x: span === 0 ? 0.5 : (times[index]! - from) / span,
    y: value(one),
  }));
}

/** As shares of the largest value. */
function ofMost(points: readonly SparkPoint[]): SparkPoint[] {
  const most = Math.max(...points.map(({ y }) => y ?? 0)) || 1;
  return points.map(({ x, y }) => ({ x, y: y === null ? null : y / most }));
}

function taskTable(
  ids: readonly string[],
  scored: readonly Evaluation[],
  found: ReadonlyMap<string, TaskFinding>,
): Html {
  const rows = ids.map((id) => {
    const first = scored.find((one) => figuresIn(one, id) !== undefined);
    const [before, now] = [first === undefined ? undefined : figuresIn(first, id), lastOf(id, scored)];
    const finding = found.get(id);
    return html`<tr><th scope="row">${id}</th><td class="number">${before?.score.toFixed(2) ?? '–'}</td><td class="number">${now?.score.toFixed(2) ?? '–'}</td><td>${finding === undefined ? '–' : change(finding)}</td><td class="number">${money(now?.costUsd ?? null)}</td><td class="number">${now === undefined ? '–' : duration(now.seconds * 1000)}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Tasks"><table><thead><tr><th scope="col">Task</th><th scope="col" class="number">First score</th><th scope="col" class="number">Last score</th><th scope="col">Trend</th><th scope="col" class="number">Cost of a run</th><th scope="col" class="number">Time of a run</th></tr></thead><tbody>${join(rows)}</tbody></table></div>`;
}
