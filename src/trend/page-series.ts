import { oneLine } from '../base/plain-text.ts';
import { duration, money, score } from '../report/figures.ts';
import { lineChart } from '../report/html/chart.ts';
import { html, type Html, join, link, type Part } from '../report/html/markup.ts';
import type { PlottedMoment } from '../report/html/plots.ts';
import { changeOf, TREND_LEVEL } from '../result/stats/trend.ts';
import { changeWords, dayOf } from '../result/verdict/slide.ts';
import { costPerRun, TASK_LEVEL } from './findings.ts';
import type { Evaluation, HistoryRecord, Series } from './history-record.ts';
import { tasksPart } from './page-tasks.ts';
import { isTrend, percentWords, stateIcons, windowWords } from './sentence.ts';

interface Context {
  history: HistoryRecord;
  /** Whether the page is about this series alone. */
  isOnly: boolean;
}

/** A series: its sentence, figures and charts, its tasks, and every evaluation. */
export async function seriesSection(series: Series, { history, isOnly }: Context): Promise<Html> {
  const { id, name, evaluations, findings } = series;
  // Cost and time have figures of their own below.
  const title: Part = [stateIcons[findings.state], ' ', findings.sentence.split('; ')[0] ?? ''];
  const head = isOnly
    ? html`<h1>${title}</h1><p class="muted">${name} · ${windowWords(history)}</p>`
    : html`<h2>${name}</h2><p><b>${title}</b></p>`;
  return html`<section id="s-${id}">
${head}
${figures(series)}
${await scoreChart(series)}
${changesList(findings.changes)}
<div class="beside two">${await costChart(evaluations)}${await timeChart(evaluations)}</div>
${tasksPart(series)}
<h3>Evaluations</h3>
${evaluationTable(evaluations)}
${statistics(findings, history)}
</section>`;
}

function figures({ evaluations, findings }: Series): Html {
  const last = evaluations.findLast((one) => one.score !== null);
  const gaps = evaluations.filter((one) => one.score === null).length;
  const seconds = last?.runSeconds ?? null;
  const { score: trend, costPerRun: cost, runSeconds: time } = findings;
  const cells: [string, string, string][] = [
    [
      'Last score',
      score(last?.score ?? null),
      last === undefined ? '' : `${last.verdict}, ${dayOf(last.at)}`,
    ],
    [
      'Change',
      trend === null ? '–' : signed(trend),
      trend === null ? 'too few evaluations' : `95 % interval ${interval(trend.change)}`,
    ],
    [
      'Cost per evaluation',
      money(last?.costUsd ?? null),
      cost === null ? '' : isTrend(cost) ? `per run ${percentWords(cost)}` : 'unchanged',
    ],
    [
      'Time per run',
      seconds === null ? '–' : duration(seconds * 1000),
      time === null ? '' : isTrend(time) ? percentWords(time) : 'unchanged',
    ],
    ['Evaluations', String(evaluations.length), gaps === 0 ? 'all with a score' : `${gaps} inconclusive`],
  ];
  return html`<dl class="figures">${cells.map(
    ([term, value, note]) =>
      html`<div><dt>${term}</dt><dd>${value}${note !== '' && html`<small>${note}</small>`}</dd></div>`,
  )}</dl>`;
}

function signed(trend: { start: number; end: number }): string {
  return `${changeOf(trend) < 0 ? '−' : '+'}${changeWords(trend).size}`;
}

function interval({ lower, upper }: { lower: number; upper: number }): string {
  const words = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
  return `${words(lower)} to ${words(upper)}`;
}

async function scoreChart({ evaluations, findings }: Series): Promise<Html> {
  const { score: trend, since, changes } = findings;
  const scored = evaluations.filter((one) => one.score !== null);
  const bounds = scored.flatMap((one) => [
    one.score ?? 0,
    one.interval?.lower ?? 1,
    one.interval?.upper ?? 0,
  ]);
  const domain = [
    Math.max(0, Math.floor(Math.min(0.9, ...bounds) * 20) / 20),
    Math.min(1, Math.ceil(Math.max(0.1, ...bounds) * 20) / 20),
  ] as const;
  const last = scored.at(-1);
  const fit =
    trend === null || since === null || last === undefined
      ? []
      : [
          { at: new Date(since), value: trend.start },
          { at: new Date(last.at), value: trend.end },
        ];
  const breaks = new Set(changes.filter(({ isBreak }) => isBreak).map(({ at }) => at));
  const points = evaluations.flatMap((one): PlottedMoment[] => [
    ...(breaks.has(one.at) ? [gapAt(one)] : []),
    one.score === null
      ? gapAt(one)
      : {
          at: new Date(one.at),
          value: one.score,
          ...one.interval,
          title: `${one.at.slice(0, 10)}: ${score(one.score)} (${one.verdict})`,
        },
  ]);
  const gaps = evaluations
    .filter((one) => one.score === null)
    .map((one) => ({
      at: new Date(one.at),
      title: `${one.at.slice(0, 10)}: ${oneLine(one.cause ?? 'inconclusive', 200)}`,
    }));
  const beside = [
    scored.some((one) => one.interval !== null)
      ? 'the band is the 95 % interval if the same tasks were run again in the same hour'
      : '',
    fit.length > 0 ? 'dashed: the fitted line' : '',
    gaps.length > 0 ? '×: inconclusive, no score' : '',
    changes.length > 0 ? 'letters: changes, listed below' : '',
  ].filter((words) => words !== '');
  return await lineChart(
    { title: 'Score', description: `${findings.sentence}.`, note: beside.join('; ') },
    {
      label: '',
      isShare: true,
      domain,
      series: [{ name: 'Score', points }],
      marks: momentsOf(changes).map(({ at, letter }) => ({ at: new Date(at), label: letter })),
      gaps,
      fit,
    },
  );
}

function gapAt({ at }: Evaluation): PlottedMoment {
  return { at: new Date(at), value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
}

interface Moment {
  at: string;
  letter: string;
  changes: Series['findings']['changes'];
}

/** What changed at one evaluation shares a letter: A … Z, then A1 … */
function momentsOf(changes: Series['findings']['changes']): Moment[] {
  return [...Map.groupBy(changes, ({ at }) => at)].map(([at, together], index) => {
    const round = Math.floor(index / 26);
    return { at, letter: `${String.fromCodePoint(65 + (index % 26))}${round || ''}`, changes: together };
  });
}

function changesList(changes: Series['findings']['changes']): Html {
  return html`${changes.length > 0 && html`<ul class="changes">${momentsOf(changes).map(changeItem)}</ul>`}`;
}

function changeItem({ at, letter, changes }: Moment): Html {
  const isBreak = changes.some((change) => change.isBreak);
  return html`<li><b>${letter}</b> ${dayOf(at)}: ${changes.map(({ what }) => what).join(', ')}${
    isBreak && html` <span class="muted">(not compared with what was before)</span>`
  }</li>`;
}

async function costChart(evaluations: readonly Evaluation[]): Promise<Html> {
  const points = momentsWith(evaluations, costPerRun);
  const words = rangeWords(points, (value) => money(value));
  return await lineChart(
    { title: 'Cost per run', description: `US dollars. ${words}`, note: '' },
    { label: 'USD', isShare: false, series: [{ name: 'Cost', points }], marks: [] },
  );
}

async function timeChart(evaluations: readonly Evaluation[]): Promise<Html> {
  const points = momentsWith(evaluations, ({ runSeconds }) => runSeconds);
  const words = rangeWords(points, (value) => duration(value * 1000));
  return await lineChart(
    { title: 'Time per run', description: `Seconds. ${words}`, note: '' },
    { label: 's', isShare: false, series: [{ name: 'Time', points }], marks: [] },
  );
}

function momentsWith(
  evaluations: readonly Evaluation[],
  value: (evaluation: Evaluation) => number | null,
): PlottedMoment[] {
  return evaluations.flatMap((evaluation) => {
    const one = value(evaluation);
    return one === null || evaluation.score === null ? [] : [{ at: new Date(evaluation.at), value: one }];
  });
}

function rangeWords(points: readonly PlottedMoment[], shown: (value: number) => string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'Unknown.';
  return `From ${shown(first.value)} to ${shown(last.value)}.`;
}

/** Older ones are folded. */
const SHOWN_AT_ONCE = 15;

function evaluationTable(evaluations: readonly Evaluation[]): Html {
  const newest = evaluations.toReversed();
  const rest = newest.slice(SHOWN_AT_ONCE);
  return html`${tableOf(newest.slice(0, SHOWN_AT_ONCE))}${
    rest.length > 0 &&
    html`<details><summary>${rest.length} earlier evaluations</summary>${tableOf(rest)}</details>`
  }`;
}

function tableOf(evaluations: readonly Evaluation[]): Html {
  const heads = [
    'Date',
    'Verdict',
    'Score',
    '95 % interval',
    'Valid runs',
    'Cost',
    'Time',
    'OpenClaw',
    'Commit',
  ];
  const numbers = new Set(['Score', 'Valid runs', 'Cost', 'Time']);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Evaluations"><table><thead><tr>${heads.map(
    (head) => html`<th scope="col" class="${numbers.has(head) ? 'number' : ''}">${head}</th>`,
  )}</tr></thead><tbody>${evaluations.map(row)}</tbody></table></div>`;
}

function row(one: Evaluation): Html {
  const date = link(one.at.slice(0, 10), one.runUrl ?? '');
  const score95 =
    one.score === null
      ? html`<td class="cause" colspan="2">${one.cause ?? 'no score'}</td>`
      : html`<td class="number">${score(one.score)}</td><td class="number">${
          one.interval === null ? '–' : `${score(one.interval.lower)} – ${score(one.interval.upper)}`
        }</td>`;
  const verdictClass = { pass: 'good', fail: 'bad', inconclusive: 'unsure' }[one.verdict];
  return html`<tr class="${one.score === null ? 'gap' : ''}"><td class="date">${date}</td><td class="${verdictClass}">${one.verdict}</td>${score95}<td class="number">${one.runs.valid} of ${one.runs.planned}</td><td class="number">${money(one.costUsd)}</td><td class="number">${one.minutes === null ? '–' : duration(one.minutes * 60_000)}</td><td>${one.openclawVersion || '–'}</td><td><code>${one.commit?.slice(0, 7) ?? '–'}</code></td></tr>`;
}

function statistics({ score: trend, since }: Series['findings'], { leastChange }: HistoryRecord): Html {
  const lines = [
    since !== null &&
      `Compared are the evaluations since ${dayOf(since)}: a change of model, ClawBench, tasks, judge or concurrency makes earlier ones another measurement. An OpenClaw release does not, since a slide may be the sum of several.`,
    `A slide is a fall of at least ${leastChange} that the order of the evaluations does not explain (p < ${percent(TREND_LEVEL)}), by their correlation with time. Its size is that of the Theil-Sen line.`,
    `A series without a change looks like a slide in ${percent(TREND_LEVEL)} of looks. Looked at every week for a year, back on 26 evaluations, about one in five does so once.`,
    `Each task is tested too; Holm's correction keeps the chance that any unchanged task is marked at ${percent(TASK_LEVEL)}.`,
    trend !== null &&
      `Here p = ${pWords(Math.min(trend.pFall, trend.pRise))}. A steady fall of ${trend.detectableFall.toFixed(2)} would be found with 80 % probability; smaller ones are missed more often.`,
  ];
  return html`<details><summary>How slides are found</summary><ul class="small">${join(
    lines.map((line) => line !== false && html`<li>${line}</li>`),
  )}</ul></details>`;
}

function percent(share: number): string {
  return `${100 * share} %`;
}

function pWords(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toPrecision(2);
}
