import type { RunSettings } from '../plan/run-settings.ts';
import type { Terms } from '../plan/terms.ts';
import { type Baseline, judgeAgainst } from '../result/verdict/judge-against.ts';
import { canConfirmByBoth } from '../result/stats/attainable.ts';
import { runsOfEachSide } from '../result/stats/both-sides.ts';
import type { Round } from '../result/formats/rounds.ts';
import type { Evidence } from '../result/verdict/evidence.ts';
import { nextStep } from '../result/stats/sequential.ts';
import type { Stage } from '../result/verdict/compare.ts';
import { NO_GATE } from '../result/verdict/gate.ts';
import { judge, runsSoFar } from '../result/verdict/verdict.ts';

/** More runs of some tasks: `runs` is the new number of runs of each of them. */
export interface NextRound {
  tasks: string[];
  runs: number;
  /** One sentence for the log. */
  why: string;
  /** Whether these runs are to confirm a suspected regression. */
  confirms: boolean;
  /** What the base arm runs beside them, by its own number of runs; null if head runs alone. */
  base: Pick<Round, 'tasks' | 'runs'> | null;
}

/** What decides whether more runs are made. */
export type RoundPolicy = Pick<RunSettings, 'runs'> & Pick<Terms, 'maxRuns' | 'gate'>;

/** How far the evaluation is. */
export interface RoundState {
  /** Tasks whose pod can still be asked. */
  askable: ReadonlySet<string>;
  /** Whether runs to confirm a suspected regression were made already. */
  isConfirmed: boolean;
  /**
   * Tasks that the base arm can be asked for: one that runs beside head, or one that a stored baseline is made again in. Null
   * without one, so that head alone confirms.
   */
  inBase: ReadonlySet<string> | null;
}

/**
 * Which tasks need more runs: with `runs: auto` those that may still decide about the threshold, then those that may be
 * worse than the baseline. Null if no more runs would help.
 */
export function nextRound(
  evidence: Evidence,
  baseline: Baseline | null,
  policy: RoundPolicy,
  state: RoundState,
): NextRound | null {
  if (state.isConfirmed || baseline?.lost !== undefined) return null;
  return undecided(evidence, policy, state.askable) ?? suspected(evidence, baseline, policy, state);
}

/** Of head alone: with a base arm `runs` is a number. */
function undecided(evidence: Evidence, policy: RoundPolicy, askable: ReadonlySet<string>): NextRound | null {
  const { runs: mode, maxRuns } = policy;
  const { threshold } = policy.gate;
  if (mode !== 'auto' || threshold === null) return null;
  // Tasks whose pod is gone still count, with the runs they have.
  const tasks = runsSoFar(evidence, policy.gate).map((task) =>
    askable.has(task.taskId) ? task : { ...task, made: Math.max(task.made, maxRuns) },
  );
  const step = nextStep(tasks, { threshold, maxRuns });
  if (step.done) return null;
  const why = `Whether the score is above ${threshold} is not clear yet: run ${step.runs} of ${count(step.tasks)}.`;
  return { tasks: step.tasks, runs: step.runs, why, confirms: false, base: null };
}

function suspected(
  evidence: Evidence,
  baseline: Baseline | null,
  { gate }: RoundPolicy,
  { askable, inBase }: RoundState,
): NextRound | null {
  const { confirmRuns } = gate;
  if (baseline === null || confirmRuns === 0) return null;
  // More runs of some tasks would not help a result that is inconclusive by itself.
  if (judge(evidence, gate).verdict === 'inconclusive') return null;
  const { comparison } = judgeAgainst(evidence, gate, baseline, 'screening');
  const tasks = (comparison?.suspects ?? []).filter((task) => askable.has(task));
  if (tasks.length === 0) return null;
  const inBoth = gate.confirmBy === 'both' ? tasks.filter((task) => inBase?.has(task)) : [];
  if (inBoth.length > 0 && canConfirmByBoth(inBoth.length, gate)) {
    const each = runsOfEachSide(confirmRuns);
    const why = `A regression is suspected: ${each} fresh runs of ${count(inBoth)} on both sides will tell (${shown(inBoth)}).`;
    const base = { tasks: inBoth, runs: madeInArm(baseline, inBoth) + each };
    return { tasks: inBoth, runs: madeOf(evidence, inBoth) + each, why, confirms: true, base };
  }
  const why = `A regression is suspected: ${confirmRuns} more runs of ${count(tasks)} will tell (${shown(tasks)}).`;
  return { tasks, runs: madeOf(evidence, tasks) + confirmRuns, why, confirms: true, base: null };
}

function madeOf(evidence: Evidence, tasks: readonly string[]): number {
  const made = runsSoFar(evidence, NO_GATE).filter(({ taskId }) => tasks.includes(taskId));
  return Math.max(...made.map((task) => task.made));
}

/** A stored baseline that is made again begins with no runs. */
function madeInArm({ arm, records }: Baseline, tasks: readonly string[]): number {
  if (arm !== true) return 0;
  const rows = records.flatMap((record) => record.tasks).filter(({ taskId }) => tasks.includes(taskId));
  return Math.max(0, ...rows.map(({ runs }) => runs.planned));
}

/** The stage of the final comparison: without confirming runs, the first ones decide alone. */
export function finalStage(confirmed: boolean): Stage {
  return confirmed ? 'confirmation' : 'single';
}

const count = (tasks: readonly string[]): string => `${tasks.length} task${tasks.length === 1 ? '' : 's'}`;

function shown(tasks: readonly string[]): string {
  return tasks.length <= 5 ? tasks.join(', ') : `${tasks.slice(0, 5).join(', ')}, …`;
}
