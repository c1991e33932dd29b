import type { Confirmation } from '../result/formats/confirmation.ts';
import type { Comparison } from '../result/formats/comparison.ts';
import type { BaseArm, VerdictRecord } from '../result/formats/verdict-record.ts';
import { forecastFigures } from '../result/stats/forecast.ts';
import { freshMeans } from '../result/verdict/confirmation-words.ts';
import { dayOf } from '../result/verdict/slide.ts';
import type { ReportFacts } from './facts.ts';
import {
  ageBetween,
  chance,
  changeOf,
  count,
  duration,
  interval,
  money,
  percent,
  plural,
  score,
  signed,
  signedInterval,
} from './figures.ts';
import { asText, meanRunScores } from './headline.ts';
import { code, table, text } from './markdown.ts';

/** Every figure behind the verdict, with its name, in plain text. */
export function statisticsRows(
  {
    score: value,
    threshold,
    intervals,
    coverage,
    totals,
    harness,
    comparison,
    wire,
    resultTimestamp,
    baseArm,
  }: VerdictRecord,
  { forecast }: Pick<ReportFacts, 'forecast'>,
): [name: string, value: string][] {
  return [
    ['Score', `${score(value)}${threshold === null ? '' : ` (threshold ${threshold})`}`],
    [
      '95 % interval over runs',
      `${interval(intervals.overRuns)}, if the same tasks were run again as often${comparison?.history?.drift ? '' : ' in the same hour'}`,
    ],
    [
      '95 % interval over tasks',
      `${interval(intervals.overTasks)}, if other tasks of the kind were drawn (ClawBench's own interval)`,
    ],
    ...(comparison?.comparable === true
      ? [...baselineRows(comparison, resultTimestamp), ...comparisonRows(comparison)]
      : []),
    [
      'Valid runs',
      `${count(coverage.valid)} of ${count(coverage.planned)} (${percent(coverage.ratio)}; ${percent(coverage.minimum)} needed)${
        coverage.certainty === 'likely' ? ', inferred from summary figures' : ''
      }`,
    ],
    ...(coverage.confirming === undefined
      ? []
      : [
          [
            'Valid runs to confirm',
            `${count(coverage.confirming.valid)} of ${count(coverage.confirming.planned)}, in the comparison alone`,
          ] as [string, string],
        ]),
    ['Cost of all runs', totals.costUsd === null ? 'unknown: the model has no price' : money(totals.costUsd)],
    [
      'Tokens of all runs',
      `${count(totals.totalTokens)} (${count(totals.inputTokens)} in, ${count(totals.outputTokens)} out)`,
    ],
    ...(baseArm === undefined ? [] : baseArmRows(baseArm)),
    ...(wire === undefined ? [] : wireRows(wire)),
    ['Time of all runs', duration(totals.runDurationMs)],
    ...(forecast === null
      ? []
      : [['Forecast', forecastFigures(forecast, totals.costUsd !== null)] as [string, string]]),
    ...(harness === null || harness.agrees
      ? []
      : [['Score by the harness', `${score(harness.score)}, invalid runs included`] as [string, string]]),
  ];
}

/** What ran beside it, and is in no other figure. */
function baseArmRows({ name, runs, costUsd, totalTokens }: BaseArm): [name: string, value: string][] {
  const cost = costUsd === null ? 'cost unknown' : money(costUsd);
  const valid = `${count(runs.valid)} of ${plural(runs.planned, 'run')} valid`;
  return [['Base arm, beside all of this', `${name}: ${valid}, ${cost}, ${count(totalTokens)} tokens`]];
}

/** What the relay counted; figures that are zero are left out. */
function wireRows(wire: NonNullable<VerdictRecord['wire']>): [name: string, value: string][] {
  const { requests, failed, unattributed, estimated, cacheReadTokens, waitedMs } = wire;
  const parts = [
    ...(failed === 0 ? [] : [`${count(failed)} failed`]),
    ...(unattributed === 0 ? [] : [`${count(unattributed)} of no run`]),
  ];
  const rows: [string, string][] = [
    ['Requests to models', `${count(requests)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`],
  ];
  if (cacheReadTokens > 0) rows.push(["Tokens from the provider's cache", count(cacheReadTokens)]);
  if (estimated > 0)
    rows.push(['Tokens estimated', `in ${count(estimated)} requests: the provider reported none`]);
  if (waitedMs > 0) rows.push(['Waited for the provider', `${duration(waitedMs)}, all requests together`]);
  return rows;
}

/** What the result is compared with, how old that is, and what came before it. */
function baselineRows(
  { baseline, arm, baselineTimestamp = '', baselineEvaluations = 1, history }: Comparison,
  resultTimestamp: string,
): [name: string, value: string][] {
  const past: [string, string][] =
    history === undefined
      ? []
      : [[arm === true ? 'History, for single tasks' : 'History', historyFigure(history)]];
  if (arm === true) return [['Baseline', `${baseline}, run beside it in the same hour`], ...past];
  const age = ageBetween(baselineTimestamp, resultTimestamp);
  const pooled = baselineEvaluations === 1 ? '' : ` (${baselineEvaluations} evaluations)`;
  return [
    ['Baseline', `${baseline}${pooled}${age === '' ? '' : `, ${age}`}`],
    ...past,
    ['Drift between evaluations', driftFigure(history?.drift ?? null)],
  ];
}

function historyFigure({ branch, evaluations, from, to }: NonNullable<Comparison['history']>): string {
  return `${plural(evaluations, 'evaluation')} of ${branch}${evaluations === 1 ? '' : `, ${dayOf(from)} – ${dayOf(to)}`}`;
}

function driftFigure(drift: NonNullable<Comparison['history']>['drift']): string {
  if (drift === null) return 'not known, and taken to be none';
  return `${score(Math.sqrt(drift.variance))} (standard deviation of the mean run score, from ${plural(drift.evaluations, 'evaluation')})`;
}

function comparisonRows(found: Comparison): [name: string, value: string][] {
  const { baselineScore: before, headScore: after, dropInterval, costPerRun } = found;
  const tested = meanRunScores(found);
  const changed = (interval_: string): string => (interval_ === '–' ? '' : ` (95 % interval ${interval_})`);
  const rows: [string, string][] = [
    [
      'Tasks compared',
      `${found.tasks.length}, ${found.runs.head} runs against ${found.runs.baseline}${found.confirmation === undefined ? '' : ', at the first look'}`,
    ],
  ];
  if (before !== null && after !== null && found.unlikeRuns !== true) {
    const { before: from, after: to, change } = changeOf(before, after);
    rows.push(
      ['Score of these tasks', `${from} → ${to}`],
      ['Change', `${change}${changed(signedInterval(found.scoreChangeInterval ?? null))}`],
    );
  }
  if (tested !== null) {
    const opposite =
      dropInterval === null ? null : { lower: -dropInterval.upper, upper: -dropInterval.lower };
    rows.push(
      [
        found.confirmation === undefined ? 'Mean run score, which is tested' : 'Mean run score, first look',
        asText(changeOf(tested.before, tested.after)) + changed(signedInterval(opposite)),
      ],
      [
        'Chance of this without a change',
        `worse: ${chance(found.pValue)}; better: ${chance(found.pValueBetter)}`,
      ],
      ...(found.pValueDrift === undefined
        ? []
        : [['The same with that drift', `worse: ${chance(found.pValueDrift)}`] as [string, string]]),
    );
  }
  if (found.confirmation !== undefined) rows.push(...confirmationRows(found, found.confirmation));
  rows.push(
    [
      'Fails if',
      found.confirmation !== undefined
        ? `a first look finds p < ${found.level}, fresh runs of both sides p < ${found.confirmation.level}, and both a drop of more than ${found.maxRegression}`
        : `p < ${found.level}${found.pValueDrift === undefined ? '' : ' (with that drift too)'} and the mean run score drops by more than ${found.maxRegression}${found.confirmed ? '; confirmed by more runs' : ''}`,
    ],
    ['Smallest detectable drop', smallestDrop(found)],
  );
  if (costPerRun) rows.push(['Cost of a run', `${money(costPerRun.baseline)} → ${money(costPerRun.head)}`]);
  return rows;
}

/** What decided after the first look, which the rows above are of. */
function confirmationRows(
  { tasks: compared }: Comparison,
  confirmation: Confirmation,
): [name: string, value: string][] {
  const { tasks, runs, drop, dropInterval, pValue } = confirmation;
  const { before, after } = freshMeans(confirmation);
  const rest =
    tasks.length === compared.length
      ? ''
      : ` of all ${compared.length} tasks, of which the others count as unchanged`;
  const limits =
    dropInterval === null
      ? ''
      : ` (95 % interval ${signedInterval({ lower: -dropInterval.upper, upper: -dropInterval.lower })})`;
  return [
    [
      'Fresh runs of both sides',
      `${tasks.length} tasks, ${runs.head} runs against ${runs.baseline}, in the same hour`,
    ],
    ...(tasks.length === 0
      ? []
      : ([
          ['Mean run score of these', asText(changeOf(before, after))],
          ['Change by these, which decides', `${signed(-drop)}${limits}${rest}`],
          ['Chance of that without a change', `worse: ${chance(pValue)}`],
        ] as [string, string][])),
  ];
}

function smallestDrop({ minimumDetectableEffect: least, cannotDetect }: Comparison): string {
  if (cannotDetect !== undefined) return 'none: whatever was scored, it could not be red';
  return least === null ? 'unknown' : `${score(least)} (in 4 of 5 cases)`;
}

export function statistics(verdict: VerdictRecord, facts: Pick<ReportFacts, 'forecast'>): string {
  const rows = statisticsRows(verdict, facts).map((row) => row.map(text));
  return table(['Figure', 'Value'], rows);
}

const MOST_TIERS = 30;

export function tiers({ tiers: rows }: VerdictRecord): string {
  if (rows.length === 0) return '';
  const cells = rows
    .slice(0, MOST_TIERS)
    .map((tier) => [
      code(tier.tier),
      `${score(tier.score)}${tier.threshold === null ? '' : ` (threshold ${tier.threshold})`}`,
      interval(tier.interval),
      String(tier.tasks),
    ]);
  return table(['Tier', 'Score', '95 % interval over tasks', 'Tasks'], cells);
}

/** Why some runs do not count; empty if all do. */
export function invalidRuns({ coverage }: VerdictRecord): string {
  if (coverage.invalid.length === 0) return '';
  const rows = coverage.invalid.map(({ class: kind, code: status, runs, cause }) => [
    `${kind}${status === null ? '' : ` ${status}`}`,
    String(runs),
    text(cause),
  ]);
  return table(['Runs that do not count', 'Runs', 'Cause'], rows);
}
