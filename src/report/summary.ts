import { type Clean, madeOfClean } from '../base/clean.ts';
import type { Comparison, TaskRow, VerdictRecord } from '../result/formats/verdict-record.ts';
import { type Forecast, forecastFigures } from '../result/stats/forecast.ts';
import { plainLines } from '../base/plain-text.ts';
import { count, duration, interval, money, percent, score } from './figures.ts';
import { headline, iconOf } from './headline.ts';
import { code, codeBlock, fitBytes, link, table, text } from './markdown.ts';

/** What a report says beyond the verdict record. */
export interface ReportFacts {
  /** The name of this evaluation. */
  label: string;
  /** The commit it ran for; empty if unknown. */
  sha: string;
  /** Null if nothing ran. */
  namespace: string | null;
  shards: number | null;
  runUrl: string | null;
  artifactUrl: string | null;
  /** Address of the HTML report; null if it was not uploaded by itself. */
  reportUrl: string | null;
  mlflowUrl: string | null;
  /** What it was expected to use; null if there was nothing to predict it from. */
  forecast: Forecast | null;
  /** Commands that repeat it on another machine; null if nothing ran. */
  reproduce: string | null;
}

/** The step summary: everything a reader may want to know about a result, the most important first. */
export function renderSummary(
  verdict: Clean<VerdictRecord>,
  facts: Clean<ReportFacts>,
  maxBytes: number,
): Clean<string> {
  const parts = [
    `## ${iconOf(verdict)} ${text(headline(verdict))} · ${text(facts.label)}`,
    reasons(verdict),
    figures(verdict, facts.forecast),
    invalidRuns(verdict),
    verdict.comparison === null ? '' : comparison(verdict.comparison),
    tiers(verdict),
    whatRan(verdict, facts),
    commands(facts),
    links(facts),
    // Last and without a closing tag, so that a long table can be cut.
    tasks(verdict),
  ];
  const markdown = `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  return madeOfClean(fitBytes(markdown, maxBytes, '_Cut: the rest is in verdict.json in the artifact._'));
}

/** A short form of the summary, for a section of the pull-request comment. */
export function renderComment(verdict: Clean<VerdictRecord>, facts: Clean<ReportFacts>): Clean<string> {
  const { coverage, totals } = verdict;
  const weakest = verdict.tasks
    .filter((task) => task.score !== null)
    .toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0))
    .slice(0, 5);
  const parts = [
    `### ${iconOf(verdict)} ${text(headline(verdict))} · ${text(facts.label)}`,
    reasons(verdict),
    [
      `${coverage.valid} of ${coverage.planned} runs valid`,
      `95 % interval over runs ${interval(verdict.intervals.overRuns)}`,
      verdict.totals.costUsd === null ? 'cost unknown' : money(totals.costUsd),
      `${count(totals.totalTokens)} tokens`,
      facts.sha === '' ? '' : code(facts.sha.slice(0, 8)),
    ]
      .filter((figure) => figure !== '')
      .join(' · '),
    verdict.comparison === null ? '' : comparison(verdict.comparison),
    tiers(verdict),
    weakest.length === 0
      ? ''
      : `Lowest: ${weakest.map((task) => `${code(task.taskId)} ${score(task.score)}`).join(', ')}`,
    links(facts),
  ];
  return madeOfClean(parts.filter((part) => part !== '').join('\n\n'));
}

function reasons(verdict: VerdictRecord): string {
  return [
    ...verdict.reasons.map((reason) => `- ${text(reason)}`),
    ...verdict.notes.map((note) => `- Note: ${text(note)}`),
  ].join('\n');
}

function figures(
  { score: value, threshold, intervals, coverage, totals, harness }: VerdictRecord,
  forecast: Forecast | null,
): string {
  const rows = [
    ['Score', `**${score(value)}**${threshold === null ? '' : ` (threshold ${threshold})`}`],
    ['95 % interval over runs', `${interval(intervals.overRuns)}, if the same tasks were run again`],
    [
      '95 % interval over tasks',
      `${interval(intervals.overTasks)}, with other tasks of the same kind (ClawBench's own interval)`,
    ],
    [
      'Valid runs',
      `${coverage.valid} of ${coverage.planned} (${percent(coverage.ratio)}; ${percent(coverage.minimum)} needed)${
        coverage.certainty === 'likely' ? ', inferred from summary figures' : ''
      }`,
    ],
    ['Cost of all runs', totals.costUsd === null ? 'unknown: the model has no price' : money(totals.costUsd)],
    [
      'Tokens of all runs',
      `${count(totals.totalTokens)} (${count(totals.inputTokens)} in, ${count(totals.outputTokens)} out)`,
    ],
    ['Time of all runs', duration(totals.runDurationMs)],
    ...(forecast === null ? [] : [['Forecast', forecastFigures(forecast, totals.costUsd !== null)]]),
    ...(harness === null || harness.agrees
      ? []
      : [['Score by the harness', `${score(harness.score)}, invalid runs included`]]),
  ];
  return table(['Figure', 'Value'], rows);
}

function invalidRuns({ coverage }: VerdictRecord): string {
  const dropped =
    coverage.droppedTasks.length === 0
      ? ''
      : `Not run, because the gateway image has no browser: ${coverage.droppedTasks.map(code).join(', ')}.`;
  if (coverage.invalid.length === 0) return dropped;
  const rows = coverage.invalid.map(({ class: kind, code: status, runs, cause }) => [
    `${kind}${status === null ? '' : ` ${status}`}`,
    String(runs),
    text(cause),
  ]);
  const invalid = `### Runs that do not count\n\n${table(['Why', 'Runs', 'Cause'], rows)}`;
  return dropped === '' ? invalid : `${invalid}\n\n${dropped}`;
}

function tiers({ tiers: rows }: VerdictRecord): string {
  if (rows.length === 0) return '';
  const cells = rows.map((tier) => [
    code(tier.tier),
    `${score(tier.score)}${tier.threshold === null ? '' : ` (threshold ${tier.threshold})`}`,
    interval(tier.interval),
    String(tier.tasks),
  ]);
  return table(['Tier', 'Score', '95 % interval over tasks', 'Tasks'], cells);
}

function comparison(found: Comparison): string {
  const head = `### Against ${text(found.baseline)}`;
  if (!found.comparable) return `${head}\n\nNot comparable: ${found.differences.map(text).join('; ')}`;
  const rows = [
    ['Score', `${score(found.headScore)}, baseline ${score(found.baselineScore)}`],
    [
      'Drop',
      `${score(found.drop)} (95 % interval ${interval(found.dropInterval)}, p = ${found.pValue === null ? '–' : found.pValue.toPrecision(2)})`,
    ],
    [
      'Regression if',
      `p < ${found.level} and drop > ${found.maxRegression}${found.confirmed ? '; confirmed by more runs' : ''}`,
    ],
    ['Smallest drop this could detect', score(found.minimumDetectableEffect)],
  ];
  const notes = found.notes.map((note) => `- Note: ${text(note)}`).join('\n');
  return [head, table(['Figure', 'Value'], rows), notes].filter((part) => part !== '').join('\n\n');
}

function tasks({ tasks: rows, totals }: VerdictRecord): string {
  if (rows.length === 0) return '';
  const head = ['Task', 'Tier', 'Score', 'Runs', 'Passed', 'Valid', 'Mean time', 'Tokens', 'Cost'];
  return `### Tasks\n\n${table(
    head,
    rows.map((task) => taskCells(task, totals.costUsd !== null)),
  )}`;
}

function taskCells(task: TaskRow, isPriceKnown: boolean): string[] {
  const { runs, invalid } = task;
  const shown = task.scores.slice(0, 10).map((value) => value.toFixed(2));
  const causes = invalid.map(({ class: kind, runs: times }) => `${times} ${kind}`).join(', ');
  return [
    code(task.taskId),
    code(task.tier),
    score(task.score),
    `${shown.join(' ')}${task.scores.length > shown.length ? ' …' : ''}`,
    `${task.passes} of ${runs.valid}`,
    `${runs.valid} of ${runs.planned}${causes === '' ? '' : ` (${causes})`}`,
    duration(task.meanDurationMs),
    count(task.totalTokens),
    money(isPriceKnown ? task.costUsd : null),
  ];
}

function whatRan({ identity }: VerdictRecord, facts: ReportFacts): string {
  const rows = [
    ['Model', code(identity.model)],
    ['Judge', identity.judgeModel === '' ? 'none' : code(identity.judgeModel)],
    ['OpenClaw', identity.openclawVersion === null ? 'unknown' : code(identity.openclawVersion)],
    ['ClawBench', identity.harnessVersion === '' ? 'unknown' : code(identity.harnessVersion)],
    ['Tasks', identity.taskFingerprint === '' ? 'unknown' : code(identity.taskFingerprint)],
    ...userRows(identity),
    ['Runs at a time', `${identity.concurrency ?? 'unknown'} on each ${gateways(facts.shards)}`],
    ...Object.entries(identity.images).map(([name, digest]) => [`Image of ${code(name)}`, code(digest)]),
    ...(facts.namespace === null ? [] : [['Namespace', code(facts.namespace)]]),
    ...(facts.sha === '' ? [] : [['Commit', code(facts.sha)]]),
  ];
  return `### What ran\n\n${table(['What', 'Which'], rows)}`;
}

/** Files and arguments of the user; no rows if there are none. */
function userRows({ agentFiles = 'none', clawbenchArgs = 'none' }: VerdictRecord['identity']): string[][] {
  return [
    ...(agentFiles === 'none' ? [] : [['Agent files', code(agentFiles.slice(0, 12))]]),
    ...(clawbenchArgs === 'none' ? [] : [['ClawBench arguments', code(clawbenchArgs)]]),
  ];
}

function gateways(shards: number | null): string {
  return shards === null ? 'gateway' : `of ${shards} gateway${shards === 1 ? '' : 's'}`;
}

function commands({ reproduce }: ReportFacts): string {
  if (reproduce === null) return '';
  return `### Reproduce\n\n${codeBlock('sh', plainLines(reproduce))}`;
}

function links({ runUrl, artifactUrl, mlflowUrl }: ReportFacts): string {
  return Object.entries({ 'All files': artifactUrl, MLflow: mlflowUrl, 'Workflow run': runUrl })
    .map(([label, url]) => (url === null || !/^https?:/.test(url) ? '' : link(label, url)))
    .filter((one) => one !== '')
    .join(' · ');
}
