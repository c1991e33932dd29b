import type { Origin } from '../mode-row.ts';
import type { InputsOf } from '../types.ts';
import { when } from './words.ts';

export function mlflowProblems(
  inputs: InputsOf<'mlflow' | 'gate'>,
  { given }: Pick<Origin, 'given'>,
): string[] {
  const { mlflowUsername: user, mlflowPassword: password, mlflowToken: token } = inputs;
  const { mlflowTrackingUri, baseline } = inputs;
  return [
    ...when(
      given.has('mlflow-experiment-id') && given.has('mlflow-experiment-name'),
      'Inputs `mlflow-experiment-id` and `mlflow-experiment-name` name two experiments: write only one of them.',
    ),
    ...when(
      (user === null) !== (password === null),
      'Inputs `mlflow-username` and `mlflow-password` belong together: write both, or neither.',
    ),
    ...when(
      token !== null && user !== null,
      'Inputs `mlflow-token` and `mlflow-username` are two ways to log in: write one of them.',
    ),
    ...when(
      mlflowTrackingUri === null && (user !== null || token !== null),
      'Credentials for MLflow are given, but no server: write `mlflow-tracking-uri`.',
    ),
    ...when(
      inputs.mlflow === false && baseline.some((source) => source.from === 'mlflow'),
      'Input `baseline` names MLflow, which contradicts `mlflow: false`: remove one of them.',
    ),
    ...when(
      inputs.mlflow === false && mlflowTrackingUri !== null,
      'Input `mlflow-tracking-uri` contradicts `mlflow: false`: remove one of them.',
    ),
  ];
}
