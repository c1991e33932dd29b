import type { FailureCode } from '../protocol/wire-faults.ts';
import type { TaskSuspect } from '../result/formats/task-alarms.ts';
import type { Comparison } from '../result/formats/comparison.ts';
import type { InvalidRuns, VerdictRecord } from '../result/formats/verdict-record.ts';
import { isImprovement } from '../result/verdict/compare.ts';
import { baselineName } from '../result/verdict/confirmation-words.ts';
import { codeOf } from '../result/verdict/advice.ts';
import { confirmedTasks, regressedTasks, unconfirmedTasks } from '../result/verdict/watch-tasks.ts';
import { isAbove, isBelow, meanOf, tellApart } from '../result/stats/numbers.ts';
import { oneLine } from '../base/plain-text.ts';
import { type Change, changeOf, score, ungatedIcon, verdictIcons } from './figures.ts';

/** Whether a verdict rests on nothing but enough valid runs. */
export function isUngated({
  verdict,
  threshold,
  tiers,
  comparison,
  requiredTasks = [],
}: VerdictRecord): boolean {
  return (
    verdict === 'pass' &&
    threshold === null &&
    tiers.every((tier) => tier.threshold === null) &&
    comparison === null &&
    requiredTasks.length === 0
  );
}

export function iconOf(verdict: VerdictRecord): string {
  return isUngated(verdict) ? ungatedIcon : verdictIcons[verdict.verdict];
}

/** The verdict in one sentence: the title of every report, of the annotation, and the first line of the command line. */
export function headline(verdict: VerdictRecord): string {
  if (verdict.verdict === 'inconclusive') return `Inconclusive: ${causeOf(verdict)}`;
  return verdict.verdict === 'fail' ? failed(verdict) : passed(verdict);
}

/** With `runs: auto`, whether other runs could be on the other side of the threshold. */
const closeness = ({ sequential }: VerdictRecord): string =>
  sequential === 'too-close' ? ', but too close to call' : '';

function failed(verdict: VerdictRecord): string {
  const { score: value, threshold, tiers, comparison, reasons } = verdict;
  if (value !== null && threshold !== null && isBelow(value, threshold))
    return `Below the threshold${closeness(verdict)}: ${tellApart(value, threshold, 2).join(' < ')}`;
  for (const tier of tiers) {
    if (tier.score === null || tier.threshold === null || !isBelow(tier.score, tier.threshold)) continue;
    return `${tier.tier} is below its threshold: ${tellApart(tier.score, tier.threshold, 2).join(' < ')}`;
  }
  if (verdict.failureReason === 'regression' && comparison !== null)
    return `${subject(verdict)} got worse${thanArm(comparison)}: ${changed(comparison)}`;
  if (verdict.failureReason === 'task-regression' && comparison !== null)
    return worseTask(regressedTasks(comparison.taskAlarms));
  return firstSentence(reasons[0] ?? '');
}

/** `Task t1-x got worse: passed 24 of 24 → 1 of 9 runs`. The mean score is what fell where the passes did not. */
function worseTask([first, ...more]: readonly TaskSuspect[]): string {
  if (first?.fresh === undefined) return 'A task got worse';
  if (more.length > 0) {
    const others = more.length === 1 ? more[0]!.taskId : `${more.length} other tasks`;
    return `${first.taskId} and ${others} got worse`;
  }
  const { taskId, before, fresh } = first;
  return fresh.passes / fresh.valid < before.passes / before.valid
    ? `Task ${taskId} got worse: passed ${before.passes} of ${before.valid} → ${fresh.passes} of ${fresh.valid} runs`
    : `Task ${taskId} got worse: mean score ${tellApart(before.meanRunScore, fresh.meanRunScore, 2).join(' → ')}`;
}

function passed(verdict: VerdictRecord): string {
  const { score: value, threshold, comparison } = verdict;
  const shown = score(value);
  if (isUngated(verdict)) return `Measured: ${shown} (nothing was gated: no threshold, no baseline)`;
  const reached =
    value === null || threshold === null
      ? null
      : `Reached the threshold${closeness(verdict)}: ${tellApart(value, threshold, 2).join(' ≥ ')}`;
  if (comparison === null) return reached ?? `${shown}, and every requirement is met`;
  if (!comparison.comparable) return `${reached ?? shown}, not comparable with the baseline`;
  if (isImprovement(comparison))
    return `${subject(verdict)} got better${thanArm(comparison)}: ${changed(comparison)}`;
  if (comparison.cannotDetect !== undefined) return `${reached ?? shown}, too few runs to see a regression`;
  const alarmed = alarmWords(comparison);
  return verdict.sequential === 'too-close'
    ? `No regression${alarmed}. ${reached ?? shown}`
    : `${shown}, no regression${alarmed}`;
}

/** Alarms of single tasks that do not fail; empty if there are none. */
function alarmWords({ taskAlarms }: Comparison): string {
  const worse = confirmedTasks(taskAlarms);
  if (worse.length > 0)
    return `, but ${worse.length === 1 ? `task ${worse[0]!.taskId}` : `${worse.length} tasks`} got worse`;
  const maybe = unconfirmedTasks(taskAlarms);
  if (maybe.length === 0) return '';
  return `, but ${maybe.length === 1 ? `task ${maybe[0]!}` : `${maybe.length} tasks`} may have got worse`;
}

/** ` than base abc1234, run beside it`; nothing of an earlier result, which is named below. */
function thanArm(comparison: Comparison): string {
  return comparison.arm === true ? ` than ${oneLine(baselineName(comparison), LONGEST_NAME)}` : '';
}

const LONGEST_NAME = 100;

function subject({ identity }: VerdictRecord): string {
  return identity.model === '' ? 'The score' : identity.model;
}

/** How far the score moved, in the measure that is shown. */
export interface ShownChange {
  /** `score` unless it moved otherwise than the mean run score, which decides. */
  measure: 'score' | 'mean run score';
  before: number;
  after: number;
}

/**
 * The change of the score over the compared tasks; null if there is none. A regression is decided by the mean run score,
 * without the reliability that is part of the score: where the two disagree, or the sides had different numbers of
 * runs, which the score hangs on, the one that decided is shown.
 */
export function shownChange(comparison: Comparison): ShownChange | null {
  const { baselineScore: before, headScore: after, regressed, maxRegression } = comparison;
  if (!comparison.comparable || before === null || after === null) return null;
  const contradicts = regressed
    ? !isAbove(before - after, maxRegression)
    : isImprovement(comparison) && after - before < LEAST_RISE;
  const shown: ShownChange = { measure: comparison.unlikeRuns ? 'mean run score' : 'score', before, after };
  return contradicts ? (meanRunScores(comparison) ?? shown) : shown;
}

/** What can be seen with three digits. */
const LEAST_RISE = 0.001;

/** The measure that decides; null without tasks. */
export function meanRunScores({ tasks }: Comparison): ShownChange | null {
  if (tasks.length === 0) return null;
  return {
    measure: 'mean run score',
    before: meanOf(tasks.map((task) => task.baselineMean)),
    after: meanOf(tasks.map((task) => task.headMean)),
  };
}

/** `0.60 → 0.51 (−0.09)` */
function changed(comparison: Comparison): string {
  const found = shownChange(comparison);
  if (found === null) return 'by an unknown amount';
  return `${found.measure === 'score' ? '' : `${found.measure} `}${asText(changeOf(found.before, found.after, 2))}`;
}

export function asText({ before, after, change }: Change): string {
  return `${before} → ${after} (${change})`;
}

/** What kept a result from being judged, in a few words. */
function causeOf({ reasons, failureReason, coverage, tasks, comparison, baseArm }: VerdictRecord): string {
  const [worst] = coverage.invalid;
  const isMissing = coverage.ratio < coverage.minimum || tasks.some((task) => task.runs.valid === 0);
  if (isMissing && worst !== undefined && codeOf(worst) === failureReason) return causeOfRuns(worst);
  // Older versions compared across images of ClawBench, and blamed nobody for a drop.
  if (failureReason === 'not-comparable' && comparison?.regressed === true)
    return `worse than ${comparison.baseline}, but ClawBench's image is another one`;
  if (failureReason === 'not-comparable' && comparison !== null)
    return `not comparable with ${comparison.baseline}: ${comparison.differences[0] ?? 'no common task'}`;
  if (failureReason === 'cannot-detect' && comparison !== null)
    return `no drop against ${comparison.baseline} could be told from chance`;
  if (comparison !== null && comparison.suspects.length > 0)
    return 'a regression is suspected, but could not be confirmed';
  const [reason = ''] = reasons;
  if (baseArm !== undefined && comparison === null && reason.startsWith('The base arm'))
    return `the base arm (${oneLine(baseArm.name, LONGEST_NAME)}) cannot be judged`;
  return refusalIn(reason) ?? firstSentence(reason.replace(/^Shard \d+ has no result: /, ''));
}

/** What a provider refused before any run; null if it is not that. */
function refusalIn(reason: string): string | null {
  const [, status] = /does not answer: (\d{3})\b/.exec(reason) ?? [];
  return REFUSALS[Number(status)] ?? null;
}

function causeOfRuns({ class: kind, code }: InvalidRuns): string {
  if (kind !== 'provider-error') return CAUSES[kind];
  if (code === null) return CAUSES[kind];
  if (typeof code === 'string') return FAILURES[code];
  return (
    REFUSALS[code] ??
    (code >= 500 ? `the provider failed (${code})` : `the provider refused requests (${code})`)
  );
}

const CAUSES: Readonly<Record<InvalidRuns['class'], string>> = {
  valid: 'too few runs are valid',
  'provider-error': 'the provider failed',
  'no-answer': 'the model did not answer',
  'dead-turn': 'the gateway ended turns without an answer',
  'gateway-lost': 'the gateway was lost',
  'relay-lost': 'the relay was lost',
  'rate-limited': "the provider's rate limit ate the time of runs",
  'over-cap': 'a cap was reached',
  'harness-error': 'ClawBench failed',
  'judge-error': 'the judge failed',
  evicted: 'pods were evicted',
  'node-lost': 'a node was lost',
  oom: 'a container ran out of memory',
  tampered: 'results were tampered with',
  'not-run': 'runs did not finish',
};

const FAILURES: Readonly<Record<Extract<FailureCode, string>, string>> = {
  network: 'the provider could not be reached',
  timeout: 'the provider fell silent',
  'cut-stream': 'the provider broke off answers',
  'empty-answer': 'the provider sent empty answers',
  'bad-answer': 'the provider sent what is no answer of a model',
  'wrong-model': 'another model answered',
};

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'the provider refused the key',
  402: 'the account at the provider has no credit',
  403: 'the key may not use this model',
  404: 'the provider has no such model',
  408: 'the provider timed out',
  429: "the provider's rate limit was reached",
};

const LONGEST_CAUSE = 160;

/** Without its full stop. */
function firstSentence(text: string): string {
  const line = oneLine(text, LONGEST_CAUSE);
  return (/^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line).replace(/\.$/, '');
}
