import { oneLine } from '../base/plain-text.ts';
import type { Comparison } from '../result/formats/comparison.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { ageBetween, changeOf, count, money, percent, plural } from './figures.ts';
import { tellApart } from '../result/stats/numbers.ts';
import { headline, iconOf, shownChange } from './headline.ts';
import { isImprovement } from '../result/verdict/compare.ts';
import { baselineName } from '../result/verdict/confirmation-words.ts';
import { code, link, sentence, text } from './markdown.ts';
import type { ReportFacts } from './facts.ts';
import { failureShift, type TaskReport } from './tasks.ts';

/** The first lines of comment, summary and terminal: what a reader sees without scrolling. */

/** The title in Markdown, without the marks of a heading. */
export function title(verdict: VerdictRecord, { label }: Pick<ReportFacts, 'label'>): string {
  const words = headline(verdict);
  const name = oneLine(label, LONGEST_NAME);
  return `${iconOf(verdict)} ${text(words)}${words.includes(name) ? '' : ` · ${text(name)}`}`;
}

const LONGEST_NAME = 100;

/** The most important figures in plain text, for one line: tasks, change or baseline, cost. */
export function keyFacts(verdict: VerdictRecord, tasks: readonly TaskReport[]): string[] {
  return [
    tasksFact(verdict, tasks),
    quarantineFact(verdict),
    baselineFact(verdict),
    costFact(verdict),
  ].filter((fact) => fact !== '');
}

/** Those that counted before are named: a change can quarantine the task that it breaks. */
function quarantineFact({ quarantine, comparison }: VerdictRecord): string {
  const all = quarantine?.tasks.length ?? 0;
  if (all === 0) return '';
  const since = comparison?.newlyQuarantined ?? [];
  const [first, ...more] = since.map(({ taskId }) => oneLine(taskId, LONGEST_NAME));
  const newly =
    first === undefined ? '' : `, new: ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  return `${count(all)} in quarantine${newly}`;
}

function tasksFact({ verdict, coverage, comparison }: VerdictRecord, all: readonly TaskReport[]): string {
  const tasks = all.filter(({ kind }) => kind !== 'quarantined');
  const among = (number: number, did: string): string =>
    `${count(number)} of ${plural(tasks.length, 'task')} ${did}`;
  const countOf = (kind: TaskReport['kind']): number => tasks.filter((task) => task.kind === kind).length;
  if (verdict === 'inconclusive')
    return coverage.planned === 0
      ? ''
      : `${count(coverage.valid)} of ${plural(coverage.planned, 'run')} valid (${percent(coverage.minimum)} needed)`;
  const worse = countOf('regressed');
  if (worse > 0)
    return `${among(worse, 'got worse')}${comparison === null ? '' : confirmedWords(comparison)}`;
  return among(countOf('passed'), 'passed every run');
}

function confirmedWords({ confirmed, confirmedBy }: Comparison): string {
  if (!confirmed) return '';
  return confirmedBy === 'both' ? ', confirmed by fresh runs of both sides' : ', confirmed by more runs';
}

/** The change if the title does not have it, and what the baseline is. */
function baselineFact(verdict: VerdictRecord): string {
  const { comparison, resultTimestamp } = verdict;
  if (comparison === null || verdict.verdict === 'inconclusive') return '';
  const age = comparison.arm === true ? '' : ageBetween(comparison.baselineTimestamp ?? '', resultTimestamp);
  const baseline = `${oneLine(baselineName(comparison), LONGEST_NAME)}${age === '' ? '' : `, ${age}`}`;
  if (!comparison.comparable) return `not comparable with ${baseline}`;
  const found = shownChange(comparison);
  const isInTitle = comparison.regressed || isImprovement(comparison);
  if (isInTitle && comparison.arm === true) return '';
  if (found === null || isInTitle) return `baseline ${baseline}`;
  const measure = found.measure === 'score' ? '' : `${found.measure} `;
  return `${measure}${changeOf(found.before, found.after).change} against ${baseline}`;
}

/** Cost of all runs; the change is that of one run, because the number of runs may differ. */
function costFact({ totals, comparison, baseArm }: VerdictRecord): string {
  if (totals.costUsd === null) return totals.totalTokens === 0 ? '' : 'cost unknown';
  const beside =
    baseArm === undefined || baseArm.costUsd === null
      ? ''
      : ` and ${money(baseArm.costUsd)} for the base arm`;
  const { baseline = 0, head = 0 } = comparison?.costPerRun ?? {};
  if (baseline === 0) return `${money(totals.costUsd)}${beside}`;
  const percentage = Math.round((head / baseline - 1) * 100);
  const same = comparison?.arm === true ? 'the same' : 'as before';
  const change = percentage === 0 ? same : `${percentage > 0 ? '+' : '−'}${count(Math.abs(percentage))} %`;
  return `${money(totals.costUsd)} (${change} a run)${beside}`;
}

/** What decided beyond what the title says, in plain sentences. */
export function openReasons({ verdict, reasons }: VerdictRecord): readonly string[] {
  if (verdict === 'pass') return [];
  return verdict === 'fail' && reasons.length === 1 ? [] : reasons;
}

/** How the ways to fail shifted, in Markdown; empty if the score did not move, because then it is chance. */
export function shiftLine(verdict: VerdictRecord): string {
  return unbroken(text(shiftSentence(verdict)));
}

/** `How runs fail, against the baseline: verification skipped 12 → 30 % of runs.` */
export function shiftSentence(verdict: VerdictRecord): string {
  const { comparison } = verdict;
  if (comparison === null || !(comparison.regressed || isImprovement(comparison))) return '';
  const shifts = failureShift(verdict)
    .slice(0, 3)
    .map(({ mode, before, after }) => `${mode} ${shareChange(before, after)}`);
  return shifts.length === 0 ? '' : `How runs fail, against the baseline: ${shifts.join(', ')} of runs.`;
}

function shareChange(before: number, after: number): string {
  return `${tellApart(before * 100, after * 100, 0).join(' → ')} %`;
}

const MOST_REASONS = 12;

export function list(sentences: readonly string[], most = MOST_REASONS): string {
  const shown = sentences.slice(0, most).map((line) => `- ${sentence(line)}`);
  const more = sentences.length - shown.length;
  return [...shown, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n');
}

export function details(summary: string, content: string): string {
  return content === '' ? '' : `<details><summary>${text(summary)}</summary>\n\n${content}\n\n</details>`;
}

export type Addresses = Pick<ReportFacts, 'reportUrl' | 'artifactUrl' | 'mlflowUrl' | 'runUrl'>;

export function links({ reportUrl, artifactUrl, mlflowUrl, runUrl }: Addresses): string {
  const all = { Report: reportUrl, 'All files': artifactUrl, MLflow: mlflowUrl, 'Workflow run': runUrl };
  return Object.entries(all)
    .flatMap(([label, url]) => (isWebAddress(url) ? [link(label, url)] : []))
    .join(' · ');
}

export function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//.test(url);
}

/** The key facts in Markdown, with the commit. */
export function factsLine(
  verdict: VerdictRecord,
  tasks: readonly TaskReport[],
  { sha }: ReportFacts,
): string {
  const commit = sha === '' ? [] : [code(sha.slice(0, 8))];
  return [...keyFacts(verdict, tasks).map(text).map(unbroken), ...commit].join(' · ');
}

/** Keeps figures and their units on one line. */
function unbroken(markdown: string): string {
  return markdown.replaceAll(' %', '&nbsp;%').replaceAll(' &#8594; ', '&nbsp;&#8594;&nbsp;');
}
