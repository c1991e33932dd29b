import type { ErrorCode } from '../../base/errors.ts';
import { isBelow, sum, tellApart } from '../stats/numbers.ts';
import type { FailureCode } from '../../protocol/wire-faults.ts';
import { judgeScores } from '../formats/benchmark.ts';
import { isUnjudged } from '../formats/run-cache.ts';
import type { RunClass } from '../formats/verdict-record.ts';
import type { Evidence } from './evidence.ts';
import { cannotBeSeen } from './cannot-detect.ts';
import { describeModelChange } from './comparability.ts';
import { driftNote } from './drift-note.ts';
import { isImprovement } from './compare.ts';
import type { Gate } from './gate.ts';
import { wireNotes } from './wire-notes.ts';
import type { Comparison, InvalidRuns, TaskRow, TierRow, VerdictRecord } from '../formats/verdict-record.ts';

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
function whyUnconfirmed({ coverage, evidence }: Facts): Cause[] {
  const { confirming, minimum } = coverage;
  if (confirming === undefined || !isBelow(confirming.valid / confirming.planned, minimum)) return [];
  const [worst] = confirming.invalid;
  const code = worst === undefined ? 'low-coverage' : codeOf(worst);
  const sentence =
    `Only ${confirming.valid} of ${plural(confirming.planned, 'run')} to confirm a suspected regression can be judged; ` +
    `\`min-coverage\` is ${percent(minimum)}.`;
  return [...invalidCauses(confirming.invalid, evidence), { code, sentence }];
}

function whyInconclusive(facts: Facts): Cause[] {
  const { evidence, gate, comparison, tasks, score, coverage } = facts;
  const causes: Cause[] = evidence.contradictions.map((sentence) => ({
    code: 'tampered',
    sentence: `${sentence} ${ADVICE.tampered.remedy}`,
  }));
  for (const { shard, code, reason } of evidence.lostShards) {
    causes.push({ code, sentence: `Shard ${shard} has no result: ${reason}` });
  }
  const unanswered = tasks.filter((task) => task.runs.valid === 0).map((task) => task.taskId);
  if (coverage.planned === 0) {
    causes.push({ code: 'bad-result', sentence: 'There was nothing to judge: no run was planned.' });
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
  if (comparison?.cannotDetect !== undefined && !judgedByThreshold) {
    const sentence = cannotBeSeen(comparison.baseline, comparison.cannotDetect);
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
    sentence: `${plural(group.runs, 'run')}: ${group.cause} ${remedyFor(group, evidence)}`.trim(),
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
    const names =
      unanswered.length > 5
        ? `${unanswered.slice(0, 5).join(', ')} and ${unanswered.length - 5} more`
        : unanswered.join(', ');
    causes.push({ code, sentence: `No valid run of ${plural(unanswered.length, 'task')}: ${names}.` });
  }
  return causes;
}

/** How a provider refuses the key or the model. */
const REFUSED_ACCESS: ReadonlySet<FailureCode | null> = new Set([401, 402, 403, 404, 'wrong-model']);

/** A result that came without run files came without logs too. */
function remedyFor({ class: kind, code }: InvalidRuns, { runFiles }: Evidence): string {
  const remedy = (typeof code === 'string' ? FAILURE_REMEDIES[code] : undefined) ?? ADVICE[kind].remedy;
  return runFiles === null && remedy.endsWith('in the artifact.') ? '' : remedy;
}

/** The code that tells a workflow most about what to do. */
export function codeOf({ class: kind, code }: InvalidRuns): ErrorCode {
  if (kind === 'provider-error' && REFUSED_ACCESS.has(code)) return 'bad-model-access';
  return ADVICE[kind].code;
}

/** Where a provider failed without refusing anything. */
const FAILURE_REMEDIES: Readonly<Record<Extract<FailureCode, string>, string>> = {
  network:
    'Check that the pods reach the provider: its address, a network policy, `https-proxy`, `ca-certificates`. Then re-run.',
  timeout: 'Re-run when the provider answers again, or lower `concurrency`.',
  'cut-stream': 'Look for a proxy between the pods and the provider that ends long answers, then re-run.',
  'empty-answer': 'Check at the provider what this model answers to long prompts with tools, then re-run.',
  'bad-answer': 'Check `openai-api-base` and what stands between the pods and the provider, then re-run.',
  'wrong-model':
    'Write as `model` the one to be tested, and switch fallbacks to other models off at the provider.',
};

/** How a workflow and a person learn what to do about runs of a class. */
const ADVICE: Readonly<Record<RunClass, { code: ErrorCode; remedy: string }>> = {
  valid: { code: 'low-coverage', remedy: '' },
  'provider-error': {
    code: 'low-coverage',
    remedy: 'Check the key, the model name and the limits at the provider, then re-run.',
  },
  'no-answer': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
  'dead-turn': {
    code: 'low-coverage',
    remedy: 'Lower `concurrency` or use a pinned OpenClaw image, then re-run.',
  },
  'gateway-lost': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
  'relay-lost': {
    code: 'low-coverage',
    remedy:
      'Give the container `relay` more memory with `pod-overlay` if it was killed for that, then re-run.',
  },
  'rate-limited': {
    code: 'low-coverage',
    remedy: 'Lower `concurrency`, or raise the limits at the provider, then re-run.',
  },
  'over-cap': { code: 'budget', remedy: 'Raise the cap, or lower `runs`.' },
  'harness-error': { code: 'low-coverage', remedy: 'See eval.log in the artifact.' },
  'judge-error': {
    code: 'low-coverage',
    remedy: 'Check the key, the name and the limits of `judge-model` at its provider, then re-run.',
  },
  evicted: { code: 'evicted', remedy: 'Use a node with more room, then re-run.' },
  oom: {
    code: 'out-of-memory',
    remedy: 'Give the container more memory or lower `concurrency`, then re-run.',
  },
  tampered: {
    code: 'tampered',
    remedy: 'Code of the agent may have written to the results; see docs/security.md.',
  },
  'not-run': { code: 'low-coverage', remedy: '' },
};

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

/** What a reader should know although it decided nothing. */
export function notesOf(facts: Facts): string[] {
  const { evidence, comparison, coverage, harness } = facts;
  const changed = comparison?.comparable === true ? comparison.servedModels : undefined;
  const notes = [
    ...(changed === undefined ? [] : [`${describeModelChange(changed)}.`]),
    ...(comparison?.history?.slide === undefined ? [] : [comparison.history.slide]),
    ...evidence.remarks,
    ...wireNotes(evidence, facts.model),
  ];
  if (facts.sequential === 'too-close') {
    notes.push(
      `Too close to call: \`runs: auto\` ended before it was clear whether the score is above the threshold ${facts.gate.threshold}, so with other runs of the same agent it may be on the other side. More \`max-runs\` make it clearer.`,
    );
  }
  if (coverage.certainty === 'likely') {
    notes.push(
      'There were no run files: whether the model answered was inferred from summary figures, with less certainty.',
    );
    const late = sum(evidence.result?.task_results ?? [], (task) => task.failure_mode_counts['timeout'] ?? 0);
    if (late > 0)
      notes.push(
        `${plural(late, 'run')} used up the time of a run. Whether the model or its provider was slow, only run files tell.`,
      );
  }
  if (coverage.valid < coverage.planned && coverage.valid > 0) {
    const left = coverage.planned - coverage.valid;
    notes.push(
      `Not in the score: ${left} of ${plural(coverage.planned, 'run')}, in which the model could not answer.`,
    );
  }
  notes.push(...fewRuns(facts), ...unjudged(evidence));
  const overBudget = evidence.health.filter((run) => run.class === 'valid' && run.overBudget).length;
  if (overBudget > 0)
    notes.push(`${plural(overBudget, 'run')} used up the time of a run; they count as the model's.`);
  if (evidence.droppedTasks.length > 0) {
    notes.push(`Left out because the gateway image has no browser: ${evidence.droppedTasks.join(', ')}.`);
  }
  if (!evidence.priceKnown) {
    const who =
      evidence.wire === undefined
        ? "The gateway does not know this model's price"
        : 'The price of the model is not known';
    notes.push(`${who}, so there is no cost.`);
  }
  if (evidence.stopped !== null) notes.push(evidence.stopped.message);
  if (harness !== null && !harness.agrees && coverage.valid === coverage.planned) {
    const [own, summary] = tellApart(facts.score ?? 0, harness.score, 3);
    const source = evidence.runFiles === null ? 'its own figures of the runs' : 'the run files';
    notes.push(`The harness's summary says ${summary}, but ${source} give ${own}, which was used.`);
  }
  if (comparison !== null) {
    notes.push(comparison.comparable ? sensitivity(comparison) : notComparable(comparison));
    if (comparison.comparable) notes.push(driftNote(comparison));
    notes.push(...comparison.notes.filter((note) => !notes.includes(note)));
  }
  return notes;
}

/** Where the judge is advisory. */
function unjudged({ result, runFiles }: Evidence): string[] {
  if (judgeScores(result)) return [];
  const runs =
    runFiles === null
      ? sum(result?.task_results ?? [], (task) => task.judge_error_count)
      : [...runFiles.values()].filter(isUnjudged).length;
  return runs === 0
    ? []
    : [`The judge gave no judgement of ${plural(runs, 'run')}; it is advisory, and the score is without it.`];
}

/** A task's score may rest on one run although the evaluation as a whole has enough of them. */
function fewRuns({ tasks, coverage }: Facts): string[] {
  const few = tasks.filter(({ runs }) => runs.valid > 0 && runs.valid < coverage.minimum * runs.planned);
  if (few.length === 0 || coverage.ratio < coverage.minimum) return [];
  const named = few
    .sort((one, other) => one.runs.valid / one.runs.planned - other.runs.valid / other.runs.planned)
    .slice(0, 5)
    .map(({ taskId, runs }) => `${taskId} (${runs.valid} of ${runs.planned})`);
  const more = few.length > named.length ? ` and ${few.length - named.length} more` : '';
  return [`Few of the runs of ${plural(few.length, 'task')} can be judged: ${named.join(', ')}${more}.`];
}

function againstBaseline(comparison: Comparison): string[] {
  const { baseline } = comparison;
  if (isImprovement(comparison)) return [`Better than ${baseline}, by more than chance explains.`];
  return comparison.cannotDetect === undefined ? [`No regression against ${baseline}.`] : [];
}

function sensitivity(comparison: Comparison): string {
  const { baseline, tasks, runs, cannotDetect, minimumDetectableEffect: least } = comparison;
  if (cannotDetect !== undefined) return cannotBeSeen(baseline, cannotDetect);
  const size = `With ${plural(tasks.length, 'task')}, ${plural(runs.head, 'run')} against ${runs.baseline},`;
  if (least === null)
    return `${size} it cannot be said how small a drop this gate detects; more runs show that.`;
  return `${size} this gate detects drops of ${least.toFixed(2)} or more (in 4 of 5 cases).`;
}

function regression({ baseline, maxRegression, tasks, servedModels, pValueDrift }: Comparison): string {
  const worst = tasks
    .filter((task) => task.change < 0)
    .sort((a, b) => a.change - b.change)
    .slice(0, 3)
    .map((task) => task.taskId);
  return (
    `Worse than ${baseline}: the mean run score dropped by more than \`max-regression\` ${maxRegression}, ` +
    `and ${pValueDrift === undefined ? 'chance does not explain it' : 'neither chance nor the drift between evaluations explains it'}; most in ${worst.join(', ')}.` +
    (servedModels === undefined ? '' : ` ${describeModelChange(servedModels)}, which may be the cause.`)
  );
}

function notComparable(comparison: Comparison): string {
  return `Not comparable with ${comparison.baseline}: ${comparison.differences.join('; ')}.`;
}

const percent = (ratio: number): string => `${Math.floor(ratio * 1000) / 10} %`;
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
