import { armSource } from '../baseline-kind.ts';
import type { Inputs, InputsOf } from '../types.ts';
import { quote } from '../kinds.ts';
import { when } from './words.ts';

export function savedProblems({ result, baseline }: InputsOf<'saved' | 'gate'>): string[] {
  return [
    ...when(
      result === null,
      'Input `result` is empty, but `mode: verdict` judges it: write the path of a benchmark.json or of an unpacked artifact.',
    ),
    ...when(
      baseline.some((source) => source.from === 'mlflow'),
      'Input `baseline` names MLflow, which `mode: verdict` does not ask: write the path of the verdict.json of a run instead.',
    ),
    ...armOfFinishedProblems(
      baseline,
      'leave `baseline` out, and an artifact that has a base arm is compared with it',
    ),
  ];
}

/** Problems of a mode that judges what was launched before. @param instead what to write */
export function armOfFinishedProblems(baseline: Inputs['baseline'], instead: string): string[] {
  const arm = armSource(baseline);
  return when(
    arm !== null,
    `Input \`baseline\` is ${arm}, which runs beside an evaluation from its start, and this one was launched before: ${instead}.`,
  );
}

type GatedInputs = Pick<Inputs, 'mode' | 'tasks' | 'requiredTasks' | 'baseline' | 'confirmRuns' | 'confirm'>;

export function gateProblems(
  { mode, tasks, requiredTasks, baseline, confirmRuns, confirm }: GatedInputs,
  given: ReadonlySet<string>,
): string[] {
  // A detached evaluation may have a base arm.
  const isCompared = baseline.length > 0 || mode === 'results';
  const left = tasks === null ? [] : (requiredTasks ?? []).filter((task) => !tasks.includes(task));
  return [
    ...left.map(
      (task) =>
        `Input \`required-tasks\` names ${quote(task)}, which \`tasks\` leaves out: write it there too, or remove it.`,
    ),
    ...when(
      !isCompared && given.has('max-regression'),
      'Input `max-regression` is for the comparison with a baseline: write `baseline` too, or remove it.',
    ),
    ...when(
      !isCompared && given.has('confirm'),
      'Input `confirm` is for a drop against a baseline: write `baseline` too, or remove it.',
    ),
    ...when(
      confirm === 'off' && given.has('confirm-runs') && confirmRuns > 0,
      `Input \`confirm\` is off, which contradicts \`confirm-runs: ${confirmRuns}\`: remove one of them.`,
    ),
    ...when(
      confirmRuns === 0 && confirm !== 'off' && given.has('confirm'),
      `Input \`confirm\` is ${confirm}, which contradicts \`confirm-runs: 0\`: remove one of them.`,
    ),
    ...when(
      !isCompared && given.has('task-regression'),
      'Input `task-regression` is for the comparison with a baseline: write `baseline` too, or remove it.',
    ),
    ...when(
      !hasHistory(baseline, mode) && given.has('history'),
      'Input `history` is for the evaluations of the branch in `baseline: artifact` or `mlflow`, or of the base branch with `base` or `run`: write one of them, or remove it.',
    ),
  ];
}

function hasHistory(baseline: Inputs['baseline'], mode: Inputs['mode']): boolean {
  // What was launched before may have a base arm.
  if (baseline.length === 0) return mode === 'results' || mode === 'verdict';
  return baseline.some(({ from }) => from !== 'file' && from !== 'url');
}
