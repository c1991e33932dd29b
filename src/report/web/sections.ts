import type { LogTail } from '../../artifact/log-tails.ts';
import { oneLine } from '../../base/plain-text.ts';
import type { TaskRow, VerdictRecord } from '../../result/formats/verdict-record.ts';
import type { ReportFacts } from '../facts.ts';
import { count, duration, interval, money, score } from '../figures.ts';
import { html, type Html, type Part } from '../html/markup.ts';
import { POWER_HEAD, POWER_TITLE, powerRows, powerSentences } from '../power.ts';
import type { Power } from '../../result/stats/power.ts';
import { statisticsRows } from '../statistics.ts';
import { failureWords } from '../tasks.ts';
import { prose } from './prose.ts';
import type { Room } from './room.ts';
import type { RunLine } from './run-lines.ts';

/** A table that scrolls by itself where it is wider than the page; the keyboard can scroll it too. */
export function table(
  name: string,
  head: readonly Part[],
  rows: readonly (readonly Part[])[],
  numbers: readonly number[] = [],
): Html {
  const tone = (column: number): Part => numbers.includes(column) && html` class="number"`;
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table><thead><tr>${head.map((cell, column) => html`<th scope="col"${tone(column)}>${cell}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, column) => html`<td${tone(column)}>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

function bar(share: number, tone: 'head' | 'baseline'): Html {
  const width = Math.max(0, Math.min(100, share * 100)).toFixed(1);
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" fill="var(--grid)" /><rect width="${width}" height="8" fill="var(--${tone})" /></svg>`;
}

const MOST_MODES = 20;

/** How runs fail, by the names ClawBench gives it: a mean over tasks, because some tasks have more runs than others. */
export function failureSection({ tasks, comparison }: VerdictRecord): Part {
  const now = meanShares(
    tasks.map(({ failureModes, runs }) => ({ modes: failureModes ?? {}, runs: runs.valid })),
  );
  const changes = comparison?.comparable === true ? comparison.tasks : [];
  const then = changes.some(({ baselineFailureModes }) => baselineFailureModes !== undefined)
    ? meanShares(
        changes.map(({ baselineFailureModes, baselineScores }) => ({
          modes: baselineFailureModes ?? {},
          runs: baselineScores?.length ?? 0,
        })),
      )
    : null;
  const modes = [...new Set([...now.keys(), ...(then?.keys() ?? [])])].sort(
    (a, b) => (now.get(b) ?? 0) - (now.get(a) ?? 0),
  );
  if (modes.length === 0) return null;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const rows = modes.slice(0, MOST_MODES).map((mode) => {
    const [was, is] = [then?.get(mode) ?? 0, now.get(mode) ?? 0];
    const shift = Math.round(is * 100) - Math.round(was * 100);
    const current = [failureWords(mode), html`${bar(is, 'head')}${percent(is)}`];
    if (then === null) return current;
    return [
      ...current,
      html`${bar(was, 'baseline')}${percent(was)}`,
      `${shift > 0 ? '+' : shift < 0 ? '−' : '±'}${Math.abs(shift)} %`,
    ];
  });
  const head = ['How runs failed', 'This result', ...(then === null ? [] : ['Baseline', 'Shift'])];
  return html`<section><h2>How runs failed</h2><p class="small muted">Share of the runs of a task, mean over all tasks.</p>${table('How runs failed', head, rows, [3])}</section>`;
}

function meanShares(
  tasks: readonly { modes: Readonly<Record<string, number>>; runs: number }[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { modes, runs } of tasks)
    for (const [mode, times] of Object.entries(modes))
      sums.set(mode, (sums.get(mode) ?? 0) + Math.min(1, times / Math.max(1, runs)) / tasks.length);
  return sums;
}

const MOST_ROWS = 200;

/** Time, tokens and cost of a run of each task, the slowest first. */
export function timeSection(
  { tasks, totals }: VerdictRecord,
  runs: ReadonlyMap<string, readonly RunLine[]>,
): Part {
  const all = [...runs.values()].flat();
  const times = all.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const isPriced = totals.costUsd !== null;
  const rows = tasks
    .filter(({ runs: { planned } }) => planned > 0)
    .sort((a, b) => b.meanDurationMs - a.meanDurationMs)
    .slice(0, MOST_ROWS)
    .map((row) => timeCells(row, runs.get(row.taskId) ?? [], isPriced));
  if (rows.length === 0) return null;
  const head = ['Task', 'Mean time', 'Longest', 'Tokens a run', ...(isPriced ? ['Cost a run'] : [])];
  return html`<section><h2>Time and tokens</h2>
${times.length > 0 && html`<p>Half of the runs took up to ${duration(quantile(times, 0.5))}, 95 % up to ${duration(quantile(times, 0.95))}; all together ${duration(totals.runDurationMs)} and ${count(totals.totalTokens)} tokens.</p>`}
<details><summary class="plain">By task, the slowest first</summary>${table('Time and tokens by task', head, rows, [1, 2, 3, 4])}</details></section>`;
}

function timeCells(row: TaskRow, lines: readonly RunLine[], isPriced: boolean): Part[] {
  const longest = Math.max(0, ...lines.map(({ durationMs }) => durationMs));
  const { planned } = row.runs;
  return [
    html`<code>${oneLine(row.taskId, 80)}</code>`,
    duration(row.meanDurationMs),
    lines.length === 0 ? '–' : duration(longest),
    count(row.totalTokens / planned),
    ...(isPriced ? [money(row.costUsd / planned)] : []),
  ];
}

/** @param sorted ascending, not empty */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}

/** Every figure behind the verdict, and what it is about. */
export function figureSection(verdict: VerdictRecord, facts: ReportFacts): Html {
  const { tiers, coverage, notes, reasons, comparison } = verdict;
  const tierRows = tiers.map((tier) => [
    html`<code>${oneLine(tier.tier, 60)}</code>`,
    `${score(tier.score)}${tier.threshold === null ? '' : ` (threshold ${tier.threshold})`}`,
    interval(tier.interval),
    count(tier.tasks),
  ]);
  const invalid = coverage.invalid.map(({ class: kind, code, runs, cause }) => [
    `${kind}${code === null ? '' : ` ${code}`}`,
    count(runs),
    oneLine(cause, 400),
  ]);
  const remarks = [...reasons, ...notes, ...(comparison?.differences ?? []), ...(comparison?.notes ?? [])];
  return html`<section id="more"><h2>Figures</h2>
${invalid.length > 0 && html`<h3>Runs that do not count</h3>${table('Runs that do not count', ['Why', 'Runs', 'Cause'], invalid, [1])}`}
${coverage.droppedTasks.length > 0 && html`<p>Not run, because the gateway image has no browser: ${coverage.droppedTasks.map((task) => oneLine(task, 80)).join(', ')}.</p>`}
${fold('Reasons and notes', html`<ul>${remarks.map((remark) => html`<li>${prose(remark, 600)}</li>`)}</ul>`)}
${fold('Statistics', table('Statistics', ['Figure', 'Value'], statisticsRows(verdict, facts)))}
${comparison?.power !== undefined && powerFold(comparison.power, comparison.maxRegression)}
${tierRows.length > 0 && fold('Tiers', table('Tiers', ['Tier', 'Score', '95 % interval over tasks', 'Tasks'], tierRows, [3]))}
${fold('What ran', table('What ran', ['What', 'Which'], whatRan(verdict, facts)))}
${facts.reproduce !== null && fold('Reproduce', html`<pre tabindex="0">${facts.reproduce}</pre>`)}
</section>`;
}

function powerFold(power: Power, maxRegression: number): Html {
  const sentences = powerSentences(power, maxRegression).map(
    (sentence) => html`<p>${prose(sentence, 300)}</p>`,
  );
  return fold(POWER_TITLE, html`${table(POWER_TITLE, POWER_HEAD, powerRows(power), [0, 1, 2])}${sentences}`);
}

function fold(title: string, content: Html): Html {
  return html`<details><summary>${title}</summary><div class="inside">${content}</div></details>`;
}

function whatRan({ identity }: VerdictRecord, facts: ReportFacts): [string, string][] {
  const { images, concurrency, agentFiles = 'none', ownTasks = 'none', clawbenchArgs = 'none' } = identity;
  const known: [string, string | null][] = [
    ['Model', identity.model],
    ['Judge', identity.judgeModel || 'none'],
    ['OpenClaw', identity.openclawVersion],
    ['ClawBench', identity.harnessVersion],
    ['Tasks', identity.taskFingerprint],
    ['Agent files', agentFiles],
    ['Own tasks', ownTasks],
    ['ClawBench arguments', clawbenchArgs],
    ['Runs at a time', concurrency === null ? null : `${concurrency} on each gateway`],
    ...Object.entries(images).map(([name, digest]): [string, string] => [`Image of ${name}`, digest]),
    ...(facts.namespace === null ? [] : [['Namespace', facts.namespace] as [string, string]]),
    ...(facts.sha === '' ? [] : [['Commit', facts.sha] as [string, string]]),
  ];
  return known.map(([name, value]) => [oneLine(name, 80), oneLine(value || 'unknown', 300)]);
}

/** The ends of the logs. @param room for them, in their order */
export function logSection(logs: Iterable<LogTail>, room: Room): Part {
  const shown: Html[] = [];
  let left = 0;
  for (const { name, lines, isCut } of logs) {
    const log = fold(
      name,
      html`${isCut && html`<p class="small muted">Only the last lines; the artifact has all.</p>`}<pre tabindex="0">${lines.join('\n')}</pre>`,
    );
    if (room.take(log)) shown.push(log);
    else left += 1;
  }
  return (
    shown.length + left > 0 &&
    html`<section id="logs"><h2>Logs</h2>${shown}${left > 0 && html`<p class="muted">${left} more in the artifact.</p>`}</section>`
  );
}
