import { compareText } from '../../base/compare-text.ts';
import { ActionError } from '../../base/errors.ts';
import type { BranchHistory } from './branch-history.ts';
import { tooFewForBoth } from './cannot-detect.ts';
import { comparability } from './comparability.ts';
import { compare, poolSamples, type Sample, type Stage } from './compare.ts';
import { confirmByBoth, type FreshRuns, freshRunsOf, plannedRow } from './confirm-both.ts';
import { describeChange } from './describe-change.ts';
import { type BaselinePart, distinctEvals } from './distinct-evals.ts';
import type { Evidence, LostBase } from './evidence.ts';
import type { Gate } from './gate.ts';
import { judgedRows, newlyQuarantined } from './quarantine.ts';
import { headSample, judge } from './verdict.ts';
import { unconfirmedTasks, watchTasks } from './watch-tasks.ts';
import { canConfirmByBoth } from '../stats/attainable.ts';
import type { WithDrift } from '../stats/noise-of-drop.ts';
import { sidesEndedByScore } from '../stats/regression-gate.ts';
import { driftOfDrop } from '../stats/drift.ts';
import { meanOf, sum } from '../stats/numbers.ts';
import type { Comparison } from '../formats/comparison.ts';
import type { BaseArm, TaskRow, VerdictRecord } from '../formats/verdict-record.ts';

/** What a result is compared with. */
export interface Baseline {
  /** Its name in sentences. */
  name: string;
  sample: Sample;
  /** The records it was pooled from, newest first. */
  records: readonly VerdictRecord[];
  /** The earlier evaluations of its branch; absent if there are none that are known. */
  history?: BranchHistory;
  /** Of a base arm, why none of the evaluations of the base branch is known or of the same thing: a clause. Absent if some are. */
  noHistory?: string;
  /** Records that were left out since another one is of the same evaluation, a sentence each. */
  repeated: readonly string[];
  /** Present if it ran beside head, in the same hour: nothing drifts between the two. */
  arm?: true;
  /**
   * Of a stored baseline, what is known of making it again beside head to confirm a suspicion: that it can be, or in one
   * sentence why not. Absent if nobody asked.
   */
  again?: 'possible' | { impossible: string };
  /** Its fresh runs beside those of head, which confirm a suspicion; absent without any. */
  fresh?: readonly FreshRuns[];
  /** What ran beside head, if something did. */
  beside?: BaseArm;
  /** Why a base arm cannot be compared with; then nothing is decided. */
  lost?: LostBase;
}

/**
 * Whether a suspicion of so many tasks is confirmed by fresh runs of both sides, if there is one: unless they are made already, they
 * must be able to.
 */
function isConfirmedByBoth(
  { arm, again, fresh }: Pick<Baseline, 'arm' | 'again' | 'fresh'>,
  gate: Gate,
  tasks: number,
): boolean {
  if (gate.confirmBy !== 'both') return false;
  return fresh !== undefined || ((arm === true || again === 'possible') && canConfirmByBoth(tasks, gate));
}

/** Why head alone made the runs that confirm a suspicion of so many tasks, in one sentence; undefined where nobody asked for both. */
function whyHeadAlone({ arm, again }: Baseline, gate: Gate, tasks: number): string | undefined {
  if (typeof again === 'object') return again.impossible;
  const isBeside = arm === true || again === 'possible';
  return isBeside && gate.confirmBy === 'both' && !canConfirmByBoth(tasks, gate)
    ? tooFewForBoth(tasks, gate)
    : undefined;
}

/**
 * Pools several records of the same thing into one baseline with more runs. Their order makes no difference. Two records of
 * one evaluation are one: its runs would count twice, and half the noise would be seen.
 * @returns null if there is no record
 * @throws ActionError `bad-baseline` if the records are not comparable with each other
 */
export function poolBaselines(parts: readonly BaselinePart[]): Baseline | null {
  const { kept, repeated } = distinctEvals([...parts].sort(byAge));
  const [newest, ...others] = kept;
  if (newest === undefined) return null;
  for (const other of others) {
    const { differences } = comparability(other.record.identity, newest.record.identity);
    if (differences.length > 0) {
      const sentence = `${other.name} and ${newest.name} cannot be one baseline: ${differences.join('; ')}.`;
      throw new ActionError('bad-baseline', sentence, {
        hint: 'Give "baseline" results of the same model, tasks, judge, versions and ClawBench image only.',
      });
    }
  }
  const all = [newest, ...others];
  return {
    name: all.map(({ name }) => name).join(' and '),
    sample: poolSamples([newest.record, ...others.map(({ record }) => record)]),
    records: all.map(({ record }) => record),
    repeated,
  };
}

/**
 * Whether a comparison was made with this baseline, whatever it was called then: only against that one were the runs that
 * confirmed it asked for, so only there does the stricter level of a confirmation hold.
 */
export function isOfBaseline(comparison: Comparison, { sample }: Pick<Baseline, 'sample'>): boolean {
  const scores = new Map(sample.tasks.map((task) => [task.taskId, task.scores]));
  const compared = comparison.tasks.map(({ taskId, baselineMean }) => {
    return { was: baselineMean, is: scores.get(taskId) ?? [] };
  });
  return (
    compared.length > 0 &&
    compared.every(({ was, is }) => is.length > 0 && Math.abs(meanOf(is) - was) < 1e-9) &&
    sum(compared, ({ is }) => is.length) === comparison.runs.baseline
  );
}

/** The verdict on a result, compared with a baseline if there is one. */
export function judgeAgainst(
  evidence: Evidence,
  gate: Gate,
  baseline: Baseline | null,
  stage: Stage,
): VerdictRecord {
  if (baseline === null) return judge(evidence, gate);
  const record = judgeBeside(evidence, gate, baseline, stage);
  return baseline.beside === undefined ? record : { ...record, baseArm: baseline.beside };
}

function judgeBeside(evidence: Evidence, gate: Gate, baseline: Baseline, stage: Stage): VerdictRecord {
  const { records, history, noHistory, lost } = baseline;
  if (lost !== undefined) return judge({ ...evidence, lostBase: lost }, gate);
  const everything = { ...headSample(evidence), isSequential: evidence.isSequential === true };
  const { comparison, ...sides } = compareAgainst(everything, gate, baseline, stage);
  const { priceKnown: isPriceKnown } = evidence;
  const described = describeChange(comparison, { ...sides, records, history, noHistory, isPriceKnown });
  const since = newlyQuarantined(everything.tasks, records, gate.quarantined);
  return judge(evidence, gate, since.length === 0 ? described : { ...described, newlyQuarantined: since });
}

/** A comparison, and what it rests on. */
interface Compared {
  comparison: Comparison;
  /** The baseline, and the rows of head, without what is in quarantine. */
  sample: Sample;
  head: readonly TaskRow[];
  drift: WithDrift | undefined;
  gate: Gate;
}

/** What a baseline decides about a result, of all its tasks and of each, before it is described in figures and words. */
export function compareAgainst(
  everything: HeadSample & { isSequential: boolean },
  gate: Gate,
  baseline: Baseline,
  stage: Stage,
): Compared {
  const { records, history, arm } = baseline;
  const drift = history?.drift && arm !== true ? driftOfDrop(history.drift, records.length) : undefined;
  const head = { ...everything, tasks: judgedRows(everything.tasks, gate.quarantined) };
  const sample = { ...baseline.sample, tasks: judgedRows(baseline.sample.tasks, gate.quarantined) };
  const wasSequential = records.some(({ sequential }) => sequential !== undefined);
  const sequentialSides = sidesEndedByScore(everything.isSequential, wasSequential);
  const asked: Gate = { ...gate, sequentialSides };
  const isByBoth = isConfirmedByBoth(baseline, asked, comparedTasks(sample, head));
  const design: Gate = { ...asked, confirmBy: isByBoth ? 'both' : 'head' };
  const { comparison: found, tasks } = compareWith({ ...baseline, sample, drift }, head, design, stage);
  const suspects = head.tasks.filter(({ confirming }) => confirming !== undefined).length;
  const why = found.confirmedBy === 'head' ? whyHeadAlone(baseline, asked, suspects) : undefined;
  const comparison = why === undefined ? found : { ...found, headAloneBecause: why };
  const withTasks = withAlarms(comparison, { head: head.tasks, baseline }, { gate, stage });
  return { comparison: withTasks, sample, head: tasks, drift, gate: design };
}

/** How many tasks have valid runs on both sides. */
function comparedTasks(sample: Sample, head: HeadSample): number {
  const before = new Set(sample.tasks.flatMap(({ taskId, scores }) => (scores.length > 0 ? [taskId] : [])));
  return head.tasks.filter(({ taskId, scores }) => scores.length > 0 && before.has(taskId)).length;
}

type HeadSample = Pick<VerdictRecord, 'identity' | 'tasks'>;

/** @returns beside the comparison the rows of head that it rests on */
function compareWith(
  baseline: Baseline & { drift: WithDrift | undefined },
  head: HeadSample,
  design: Gate,
  stage: Stage,
): { comparison: Comparison; tasks: HeadSample['tasks'] } {
  const { name, drift, arm, sample, fresh } = baseline;
  const side = { name, drift, arm, ...sample };
  if (stage !== 'confirmation') return { comparison: compare(side, head, design, stage), tasks: head.tasks };
  if (design.confirmBy !== 'both' || fresh === undefined) {
    const comparison = compare(side, head, { ...design, confirmBy: 'head' }, stage);
    return { comparison: { ...comparison, confirmedBy: 'head' }, tasks: head.tasks };
  }
  const tasks = head.tasks.map(plannedRow);
  const first = compare(side, { ...head, tasks }, design, 'screening');
  if (!first.comparable) return { comparison: first, tasks };
  const sides = { baseline: fresh, head: freshRunsOf(head.tasks) };
  return { comparison: confirmByBoth(first, sides, design), tasks };
}

/** The comparison with the alarms of single tasks, whose suspects are run more often too. */
function withAlarms(
  comparison: Comparison,
  { head, baseline }: { head: readonly TaskRow[]; baseline: Baseline },
  { gate, stage }: { gate: Gate; stage: Stage },
): Comparison {
  if (!comparison.comparable) return comparison;
  const { records, history, fresh } = baseline;
  const baselineMeans = new Map(comparison.tasks.map(({ taskId, baselineMean }) => [taskId, baselineMean]));
  const past = [...records, ...(history?.records ?? []).toReversed()];
  const compared = head.filter(({ taskId, scores }) => baselineMeans.has(taskId) && scores.length > 0);
  const base = gate.confirmBy === 'both' ? fresh : undefined;
  const taskAlarms = watchTasks({ head: compared, past, baselineMeans, base }, gate);
  if (taskAlarms === undefined) return comparison;
  const suspects = new Set([...comparison.suspects, ...unconfirmedTasks(taskAlarms)]);
  return { ...comparison, taskAlarms, ...(stage === 'screening' ? { suspects: [...suspects] } : {}) };
}

/** The newest first; of two records of one evaluation, the one that was judged by its run files. */
function byAge(a: BaselinePart, b: BaselinePart): number {
  return (
    compareText(b.record.resultTimestamp, a.record.resultTimestamp) ||
    compareText(b.record.coverage.certainty, a.record.coverage.certainty) ||
    compareText(b.name, a.name)
  );
}
