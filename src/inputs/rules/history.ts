import type { Origin } from '../mode-row.ts';
import type { Inputs } from '../types.ts';
import { mlflowProblems } from './mlflow.ts';
import { when } from './words.ts';

export function historyProblems(inputs: Inputs, origin: Origin): string[] {
  const readsMlflow = inputs.historyFrom.some(({ from }) => from === 'mlflow');
  return [
    ...mlflowProblems(inputs, origin),
    ...when(
      inputs.historyFrom.length === 0,
      'Input `history-from` is empty: write where the evaluations are, for example artifacts.',
    ),
    ...when(
      readsMlflow && inputs.mlflowTrackingUri === null,
      'Input `history-from` names mlflow, but no server: write `mlflow-tracking-uri`, an address that the runner reaches.',
    ),
  ];
}
