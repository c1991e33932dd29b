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
      'Input `baseline` names an MLflow run, which only the pods of an evaluation can fetch: write the path of its verdict.json instead.',
    ),
  ];
}

export function gateProblems(
  { tasks, requiredTasks, baseline }: Pick<Inputs, 'tasks' | 'requiredTasks' | 'baseline'>,
  given: ReadonlySet<string>,
): string[] {
  const left = tasks === null ? [] : (requiredTasks ?? []).filter((task) => !tasks.includes(task));
  return [
    ...left.map(
      (task) =>
        `Input \`required-tasks\` names ${quote(task)}, which \`tasks\` leaves out: write it there too, or remove it.`,
    ),
    ...when(
      baseline.length === 0 && given.has('max-regression'),
      'Input `max-regression` is for the comparison with a baseline: write `baseline` too, or remove it.',
    ),
    ...when(
      baseline.every(({ from }) => from !== 'artifact') && given.has('history'),
      'Input `history` is for the evaluations of the branch in `baseline: artifact`: write that, or remove it.',
    ),
  ];
}
