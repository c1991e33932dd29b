import type { Inputs } from '../inputs/types.ts';
import { type Baseline, gateRules, judgeAgainst } from '../result/verdict/judge-against.ts';
import type { JudgeInput } from '../result/verdict/judge-input.ts';
import { nextStep } from '../result/stats/sequential.ts';
import type { Look } from '../result/verdict/compare.ts';
import { judge, runsSoFar } from '../result/verdict/verdict.ts';

/** More runs of some tasks: `runs` is the new number of runs of each of them. */
export interface NextRound {
  tasks: string[];
  runs: number;
  /** One sentence for people. */
  why: string;
  /** These runs are to confirm a suspected regression. */
  confirms: boolean;
}

type Wanted = Pick<Inputs, 'runs' | 'maxRuns' | 'threshold' | 'maxRegression' | 'confirmRuns'>;

/**
 * What to run once more, from the runs that are home: with `runs: auto` what is still undecided about the threshold,
 * then what is suspected to be worse than the baseline. Nothing if neither is the case.
 * @param askable tasks whose pod can still be asked
 * @param confirmed the runs that confirm were made already
 */
export function nextRound(
  input: JudgeInput,
  baseline: Baseline | null,
  wanted: Wanted,
  askable: ReadonlySet<string>,
  confirmed: boolean,
): NextRound | null {
  return (
    (confirmed ? null : undecided(input, wanted, askable)) ??
    suspected(input, baseline, wanted, askable, confirmed)
  );
}

function undecided(input: JudgeInput, wanted: Wanted, askable: ReadonlySet<string>): NextRound | null {
  const { runs: mode, maxRuns, threshold } = wanted;
  if (mode !== 'auto' || threshold === null) return null;
  // Those whose pod is gone count, but have all the runs they will ever have.
  const tasks = runsSoFar(input).map((task) =>
    askable.has(task.taskId) ? task : { ...task, made: Math.max(task.made, maxRuns) },
  );
  const step = nextStep(tasks, { threshold, maxRuns });
  if (step.done) return null;
  const why = `Whether the score is above ${threshold} is not clear yet: run ${step.runs} of ${count(step.tasks)}.`;
  return { tasks: step.tasks, runs: step.runs, why, confirms: false };
}

function suspected(
  input: JudgeInput,
  baseline: Baseline | null,
  { confirmRuns, maxRegression }: Wanted,
  askable: ReadonlySet<string>,
  confirmed: boolean,
): NextRound | null {
  if (baseline === null || confirmRuns === 0 || confirmed) return null;
  // What is not even known of by itself gets no clearer by more runs of some tasks.
  if (judge(input).verdict === 'inconclusive') return null;
  const rules = gateRules(maxRegression, confirmRuns);
  const { comparison } = judgeAgainst(input, baseline, rules, 'first');
  const tasks = (comparison?.suspects ?? []).filter((task) => askable.has(task));
  if (tasks.length === 0) return null;
  const made = runsSoFar(input).filter(({ taskId }) => tasks.includes(taskId));
  const runs = Math.max(...made.map((task) => task.made)) + confirmRuns;
  const why = `A regression is suspected: ${confirmRuns} more runs of ${count(tasks)} will tell (${shown(tasks)}).`;
  return { tasks, runs, why, confirms: true };
}

/** How the final comparison has to be made. A suspicion nobody could ask about is decided at once. */
export function finalLook(confirmed: boolean): Look {
  return confirmed ? 'second' : 'only';
}

const count = (tasks: readonly string[]): string => `${tasks.length} task${tasks.length === 1 ? '' : 's'}`;

function shown(tasks: readonly string[]): string {
  return tasks.length <= 5 ? tasks.join(', ') : `${tasks.slice(0, 5).join(', ')}, …`;
}
