import { oneLine } from '../../base/plain-text.ts';
import type { VerdictRecord } from '../../result/formats/verdict-record.ts';
import { html, type Html, link, type Part } from '../html/markup.ts';
import type { ReportFacts } from '../facts.ts';
import { changeOf, count, interval, money, percent, plural, score, signedInterval } from '../figures.ts';
import { headline, iconOf, isUngated, shownChange } from '../headline.ts';
import { keyFacts, openReasons, shiftSentence } from '../opening.ts';
import { prose } from './prose.ts';
import { scoreWords } from '../task-table.ts';
import type { TaskReport } from '../tasks.ts';

/** The first screen: the verdict, the change, the cause and the cost. */
export function opening(verdict: VerdictRecord, tasks: readonly TaskReport[], facts: ReportFacts): Html {
  const tone = toneOf(verdict);
  return html`<header class="top ${tone}">
<p class="small muted">${oneLine(facts.label, 100)}${facts.sha !== '' && html` · <code>${facts.sha.slice(0, 8)}</code>`}${dateOf(verdict)}</p>
<h1><span class="icon" aria-hidden="true">${iconOf(verdict)}</span> ${headline(verdict)}</h1>
<p class="lead">${keyFacts(verdict, tasks).join(' · ')}</p>
</header>
${figures(verdict)}
${causes(verdict, tasks)}
${links(facts)}`;
}

/** Which colours the verdict has; its icon and its words say the same. */
function toneOf(verdict: VerdictRecord): string {
  if (isUngated(verdict)) return 'info';
  return { pass: 'good', fail: 'bad', inconclusive: 'unsure' }[verdict.verdict];
}

function dateOf({ resultTimestamp }: VerdictRecord): Part {
  const at = Date.parse(resultTimestamp);
  return Number.isNaN(at)
    ? null
    : html` · <time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function figures(verdict: VerdictRecord): Html {
  const { score: value, threshold, intervals, totals, coverage } = verdict;
  const limits = [
    threshold === null ? null : `threshold ${threshold}`,
    intervals.overRuns === null ? null : `95 % ${interval(intervals.overRuns)}`,
  ].filter((limit) => limit !== null);
  return html`<dl class="figures">
${figure('Score', score(value), limits.join(', '))}
${change(verdict)}
${figure('Cost', totals.costUsd === null ? '–' : money(totals.costUsd), costNote(verdict))}
${figure('Valid runs', `${count(coverage.valid)} of ${count(coverage.planned)}`, runsNote(verdict))}
</dl>`;
}

function figure(name: string, value: Part, note: string, tone = ''): Html {
  return html`<div><dt>${name}</dt><dd class="${tone}">${value}${note !== '' && html`<small>${note}</small>`}</dd></div>`;
}

function change({ comparison }: VerdictRecord): Html {
  if (comparison === null) return figure('Change', '–', 'there is no baseline');
  if (!comparison.comparable) return figure('Change', '–', 'not comparable with the baseline');
  const found = shownChange(comparison);
  if (found === null) return figure('Change', '–', 'no run to compare');
  const limits = signedInterval(comparison.scoreChangeInterval ?? null);
  const { before, change: value } = changeOf(found.before, found.after);
  const note = [
    `from ${before}`,
    (found.measure === 'score' || comparison.unlikeRuns === true) && limits !== '–' ? `95 % ${limits}` : '',
  ];
  return figure(
    'Change',
    value,
    note.filter((part) => part !== '').join(', '),
    comparison.regressed ? 'bad' : '',
  );
}

function costNote({ totals, comparison, baseArm }: VerdictRecord): string {
  const perRun = comparison?.costPerRun ?? null;
  if (totals.costUsd === null) return 'the model has no price';
  const beside =
    baseArm === undefined || baseArm.costUsd === null
      ? ''
      : `, and ${money(baseArm.costUsd)} for the base arm`;
  return perRun === null
    ? `${count(totals.totalTokens)} tokens${beside}`
    : `a run ${money(perRun.baseline)} → ${money(perRun.head)}${beside}`;
}

function runsNote({ comparison, coverage }: VerdictRecord): string {
  return comparison?.comparable === true
    ? `${count(comparison.runs.baseline)} in ${comparison.arm === true ? 'the base arm' : 'the baseline'}`
    : `${percent(coverage.minimum)} needed`;
}

const MOST_CAUSES = 3;

/** Why the verdict is what it is: what decided, and the tasks that weigh most. */
function causes(verdict: VerdictRecord, tasks: readonly TaskReport[]): Html {
  const reasons = openReasons(verdict).slice(0, MOST_CAUSES);
  const isUnjudged = verdict.verdict === 'inconclusive' && reasons.length > 0;
  const kinds: readonly TaskReport['kind'][] = tasks.some(({ kind }) => kind === 'regressed')
    ? ['regressed']
    : ['unanswered', 'failed', 'flaky'];
  const worst = isUnjudged ? [] : tasks.filter(({ kind }) => kinds.includes(kind));
  const more = worst.length - MOST_CAUSES;
  const shift = shiftSentence(verdict);
  return html`<section class="causes" aria-label="Cause">
${reasons.map((reason) => html`<p>${prose(reason, 400)}</p>`)}
${worst.length > 0 && html`<ul>${worst.slice(0, MOST_CAUSES).map(cause)}${more > 0 && html`<li class="muted">… and ${plural(more, 'more task')} <a href="#tasks">below</a></li>`}</ul>`}
${shift !== '' && html`<p class="small">${shift}</p>`}
</section>`;
}

function cause({ taskId, why, failure, anchor, ...task }: TaskReport): Html {
  const what = [why, failure === null ? '' : `“${oneLine(failure, 90)}”`]
    .filter((part) => part !== '')
    .join(', ');
  return html`<li>${link(html`<code>${oneLine(taskId, 80)}</code>`, `#${anchor}`)} <b class="number">${scoreWords(task)}</b>${what !== '' && html`<br><span class="small">${what}</span>`}</li>`;
}

function links({ artifactUrl, mlflowUrl, runUrl }: ReportFacts): Html {
  const all: [string, string | null][] = [
    ['Workflow run', runUrl],
    ['All files', artifactUrl],
    ['MLflow', mlflowUrl],
  ];
  return html`<nav class="jump no-print" aria-label="Sections"><a href="#runs">Runs</a> <a href="#tasks">Tasks</a> <a href="#more">Figures</a>${all.map(([name, url]) => url !== null && html` ${link(name, url)}`)}</nav>`;
}
