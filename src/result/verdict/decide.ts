import type { ErrorCode } from '../../base/errors.ts';
import { plural } from '../../base/plural.ts';
import { wholeSentence } from '../../base/whole-sentence.ts';
import { isBelow, tellApart } from '../stats/numbers.ts';
import { ADVICE, codeOf, remedyFor } from './advice.ts';
import type { Evidence } from './evidence.ts';
import { confirmedSentence } from './alarm-words.ts';
import { cannotBeSeen } from './cannot-detect.ts';
import { describeModelChange } from './comparability.ts';
import { isImprovement } from './compare.ts';
import { baselineName, freshRunsWords, isSuspected } from './confirmation-words.ts';
import type { Gate } from './gate.ts';
import { regressedTasks } from './watch-tasks.ts';
import type { Comparison } from '../formats/comparison.ts';
import type { InvalidRuns, TaskRow, TierRow, VerdictRecord } from '../formats/verdict-record.ts';

/** What a decision rests on. */
export interface Facts {
  evidence: Evidence;
  gate: Gate;
  /** With a baseline; null if none was asked for. */
  comparison: Comparison | null;
  tasks: TaskRow[];
  tiers: TierRow[];
  score: number | null;
  coverage: VerdictRecord['coverage'];
  harness: VerdictRecord['harness'];
  sequential: VerdictRecord['sequential'];
  /** What is in quarantine, and so not in `tasks`. */
  quarantine: VerdictRecord['quarantine'];
  /** The model under test, as the user named it. */
  model: string;
}

type Decision = Pick<VerdictRecord, 'verdict' | 'failureReason' | 'reasons'>;
interface Cause {
  code: ErrorCode;
  sentence: string;
}

/** The verdict with its reasons. `inconclusive` beats `fail`, `fail` beats `pass`. */
export function decide(facts: Facts): Decision {
  const unknown = whyInconclusive(facts);
  if (unknown[0] !== undefined) {
    return {
      verdict: 'inconclusive',
      failureReason: unknown[0].code,
      reasons: unknown.map((cause) => cause.sentence),
    };
  }
  const failed = whyFailed(facts);
  if (failed[0] !== undefined) {
    return { verdict: 'fail', failureReason: failed[0].code, reasons: failed.map((cause) => cause.sentence) };
  }
  const unconfirmed = whyUnconfirmed(facts);
  if (unconfirmed[0] !== undefined) {
    return {
      verdict: 'inconclusive',
      failureReason: unconfirmed[0].code,
      reasons: unconfirmed.map((cause) => cause.sentence),
    };
  }
  return { verdict: 'pass', failureReason: null, reasons: whyPassed(facts) };
}

/** A suspicion is not refuted by runs in which the model could not answer. */
function whyUnconfirmed(facts: Facts): Cause[] {
  const { coverage, evidence, comparison } = facts;
  const { confirming, minimum } = coverage;
  const unanswered =
    comparison !== null && isSuspected(comparison) ? (comparison.confirmation?.unanswered ?? []) : [];
  if (confirming === undefined) return [];
  if (!isBelow(confirming.valid / confirming.planned, minimum)) return unansweredCauses(unanswered, facts);
  const [worst] = confirming.invalid;
  const code = worst === undefined ? 'low-coverage' : codeOf(worst);
  const sentence =
    `Only ${confirming.valid} of ${plural(confirming.planned, 'run')} to confirm a suspected regression can be judged; ` +
    `\`min-coverage\` is ${percent(minimum)}.`;
  return [...invalidCauses(confirming.invalid, evidence), { code, sentence }];
}

/** A task that was suspect and has no fresh run on a side is not cleared by those of other tasks. */
function unansweredCauses(unanswered: readonly string[], { coverage, comparison }: Facts): Cause[] {
  if (unanswered.length === 0) return [];
  const [worst] = coverage.confirming?.invalid ?? [];
  const sentence =
    `A regression against ${comparison?.baseline ?? 'the baseline'} is suspected in ${named(unanswered)}, ` +
    'and no run to confirm it can be judged on both sides.';
  return [{ code: worst === undefined ? 'low-coverage' : codeOf(worst), sentence }];
}

function whyInconclusive(facts: Facts): Cause[] {
  const { evidence, gate, comparison, tasks, score, coverage } = facts;
  const causes: Cause[] = evidence.contradictions.map((sentence) => ({
    code: 'tampered',
    sentence: `${wholeSentence(sentence)} ${ADVICE.tampered.remedy}`,
  }));
  for (const sentence of evidence.changedFiles ?? [])
    causes.push({ code: 'tampered', sentence: `${sentence} Judge the artifact as it was downloaded.` });
  for (const { shard, code, reason } of evidence.lostShards) {
    causes.push({ code, sentence: `Shard ${shard} has no result: ${reason}` });
  }
  if (evidence.lostBase !== undefined) causes.push(evidence.lostBase);
  const unanswered = tasks.filter((task) => task.runs.valid === 0).map((task) => task.taskId);
  if (coverage.planned === 0) {
    const sentence =
      facts.quarantine !== undefined && facts.quarantine.tasks.length > 0
        ? 'There was nothing to judge: all tasks are in quarantine. Take one of them out of the file that `quarantine` names.'
        : 'There was nothing to judge: no run was planned.';
    causes.push({ code: 'bad-result', sentence });
  } else if (coverage.ratio < coverage.minimum || unanswered.length > 0 || score === null) {
    if (evidence.stopped !== null)
      causes.push({ code: evidence.stopped.code, sentence: evidence.stopped.message });
    causes.push(...coverageCauses(facts, unanswered));
  }
  for (const taskId of gate.requiredTasks) {
    if (!tasks.some((task) => task.taskId === taskId)) {
      const sentence = `Required task ${taskId} was not part of this evaluation; correct \`required-tasks\` or \`tasks\`.`;
      causes.push({ code: 'unknown-task', sentence });
    }
  }
  for (const tier of Object.keys(gate.tierThresholds)) {
    if (!tasks.some((task) => task.tier === tier)) {
      const sentence = `No task of ${tier} was part of this evaluation, but \`tier-thresholds\` asks for one.`;
      causes.push({ code: 'bad-input', sentence });
    }
  }
  const judgedByThreshold = gate.threshold !== null;
  if (comparison !== null && !comparison.comparable && !judgedByThreshold) {
    causes.push({ code: 'not-comparable', sentence: notComparable(comparison) });
  }
  const isBlind =
    comparison?.cannotDetect !== undefined && regressedTasks(comparison.taskAlarms).length === 0;
  if (isBlind && !judgedByThreshold) {
    const sentence = cannotBeSeen(comparison.baseline, comparison.cannotDetect ?? '');
    causes.push({ code: 'cannot-detect', sentence });
  }
  if (comparison !== null && comparison.suspects.length > 0) {
    const sentence =
      `A regression against ${comparison.baseline} is suspected in ${plural(comparison.suspects.length, 'task')}, ` +
      `but there were no more runs to confirm it.`;
    causes.push({ code: evidence.stopped?.code ?? 'low-coverage', sentence });
  }
  return causes;
}

function invalidCauses(invalid: readonly InvalidRuns[], evidence: Evidence): Cause[] {
  return invalid.map((group) => ({
    code: codeOf(group),
    sentence:
      `${plural(group.runs, 'run')}: ${wholeSentence(group.cause)} ${remedyFor(group, evidence)}`.trim(),
  }));
}

function coverageCauses({ coverage, evidence }: Facts, unanswered: readonly string[]): Cause[] {
  const [worst] = coverage.invalid;
  const code = worst === undefined ? 'low-coverage' : codeOf(worst);
  // What went wrong and what to do about it comes before how much of it there is.
  const causes = invalidCauses(coverage.invalid, evidence);
  if (coverage.ratio < coverage.minimum) {
    const sentence =
      `Only ${coverage.valid} of ${coverage.planned} runs (${percent(coverage.ratio)}) can be judged; ` +
      `\`min-coverage\` is ${percent(coverage.minimum)}.`;
    causes.push({ code, sentence });
  }
  if (unanswered.length > 0) {
    causes.push({
      code,
      sentence: `No valid run of ${plural(unanswered.length, 'task')}: ${named(unanswered)}.`,
    });
  }
  return causes;
}

function named(tasks: readonly string[]): string {
  return tasks.length > 5 ? `${tasks.slice(0, 5).join(', ')} and ${tasks.length - 5} more` : tasks.join(', ');
}

function whyFailed({ gate, comparison, tasks, tiers, score }: Facts): Cause[] {
  const causes: Cause[] = [];
  const { threshold, requiredTasks } = gate;
  if (threshold !== null && score !== null && isBelow(score, threshold)) {
    const [is, least] = tellApart(score, threshold, 3);
    causes.push({ code: 'below-threshold', sentence: `Score ${is} is below the threshold ${least}.` });
  }
  for (const tier of tiers) {
    if (tier.threshold !== null && tier.score !== null && isBelow(tier.score, tier.threshold)) {
      const [is, least] = tellApart(tier.score, tier.threshold, 3);
      causes.push({
        code: 'below-threshold',
        sentence: `Score ${is} of ${tier.tier} is below its threshold ${least}.`,
      });
    }
  }
  for (const task of tasks) {
    if (requiredTasks.includes(task.taskId) && task.passes < task.runs.valid) {
      const sentence = `Required task ${task.taskId} passed in ${task.passes} of ${plural(task.runs.valid, 'valid run')}.`;
      causes.push({ code: 'below-threshold', sentence });
    }
  }
  if (comparison !== null && comparison.regressed)
    causes.push({ code: 'regression', sentence: regression(comparison) });
  if (comparison !== null)
    for (const task of regressedTasks(comparison.taskAlarms))
      causes.push({ code: 'task-regression', sentence: confirmedSentence(task, comparison) });
  return causes;
}

function whyPassed({ gate, comparison, tiers, score, coverage }: Facts): string[] {
  const reasons: string[] = [];
  const { threshold, requiredTasks } = gate;
  if (threshold !== null && score !== null) {
    const [is, least] = tellApart(score, threshold, 3);
    reasons.push(`Score ${is} is at or above the threshold ${least}.`);
  }
  for (const tier of tiers) {
    if (tier.threshold === null || tier.score === null) continue;
    const [is, least] = tellApart(tier.score, tier.threshold, 3);
    reasons.push(`Score ${is} of ${tier.tier} is at or above its threshold ${least}.`);
  }
  if (requiredTasks.length > 0) reasons.push('Every valid run of the required tasks passed.');
  if (comparison?.comparable === true) reasons.push(...againstBaseline(comparison));
  if (reasons.length === 0) {
    reasons.push(
      `Nothing was gated: there is neither a threshold nor a baseline to hold the score against. ${coverage.valid} of ${plural(coverage.planned, 'run')} are valid.`,
    );
  }
  return reasons;
}

function againstBaseline(comparison: Comparison): string[] {
  const baseline = baselineName(comparison);
  const unknown = isDriftUnknown(comparison) ? ' if evaluations do not drift, which is not known' : '';
  if (isImprovement(comparison)) return [`Better than ${baseline}, by more than chance explains${unknown}.`];
  return comparison.cannotDetect === undefined ? [`No regression against ${baseline}.`] : [];
}

function regression(comparison: Comparison): string {
  const { maxRegression, servedModels, pValueDrift, confirmation } = comparison;
  const worst = (confirmation ?? comparison).tasks
    .filter((task) => task.change < 0)
    .sort((a, b) => a.change - b.change)
    .slice(0, 3)
    .map((task) => task.taskId);
  const unknown = isDriftUnknown(comparison) ? ' if evaluations do not drift, which is not known' : '';
  return (
    `Worse than ${baselineName(comparison)}: the mean run score dropped by more than \`max-regression\` ${maxRegression}, ` +
    `and ${pValueDrift === undefined || confirmation !== undefined ? `chance does not explain it${unknown}` : 'neither chance nor the drift between evaluations explains it'}; most in ${worst.join(', ')}.` +
    (confirmation === undefined ? '' : ` Confirmed by ${freshRunsWords(confirmation)}.`) +
    (servedModels === undefined ? '' : ` ${describeModelChange(servedModels)}, which may be the cause.`)
  );
}

/** Whether the two sides are of different hours, and nothing shows what that does. */
function isDriftUnknown({ arm, confirmedBy, pValueDrift }: Comparison): boolean {
  return arm !== true && confirmedBy !== 'both' && pValueDrift === undefined;
}

export function notComparable(comparison: Comparison): string {
  return `Not comparable with ${comparison.baseline}: ${comparison.differences.join('; ')}.`;
}

const percent = (ratio: number): string => `${Math.floor(ratio * 1000) / 10} %`;
