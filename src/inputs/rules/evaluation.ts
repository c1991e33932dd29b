import type { Origin } from '../mode-row.ts';
import type { InputsOf } from '../types.ts';
import { addressProblems } from './addresses.ts';
import { lastingClusterProblems, networkProblems } from './cluster.ts';
import { egressProblems } from './egress.ts';
import { mlflowProblems } from './mlflow.ts';
import { endpointProblems, overlayProblems } from './model.ts';
import { when } from './words.ts';

/** Problems of an evaluation, wherever it runs. */
export function settingsProblems(
  inputs: InputsOf<
    'cluster' | 'model' | 'eval' | 'gate' | 'mlflow' | 'images' | 'pods' | 'relay' | 'existing'
  >,
  origin: Pick<Origin, 'given'>,
): string[] {
  return [
    ...endpointProblems(inputs),
    ...addressProblems(inputs),
    ...overlayProblems(inputs),
    ...mlflowProblems(inputs, origin),
    ...when(
      inputs.runs === 'auto' && inputs.threshold === null,
      'Input `runs` is auto, which runs until it is clear whether a threshold is reached: write `threshold`, or a number of runs.',
    ),
    ...networkProblems(inputs),
    ...egressProblems(inputs),
    ...when(
      inputs.perRunTimeoutMs >= inputs.timeoutMs,
      'Input `timeout` is for the whole evaluation: write more than `per-run-timeout`.',
    ),
    ...when(
      inputs.imagePullSecret !== null && inputs.namespace === null,
      'Input `image-pull-secret` names a Secret that must exist before: write the `namespace` that has it.',
    ),
  ];
}

/** Problems of a mode that looks for an evaluation in its namespace. */
export function runningProblems(
  inputs: InputsOf<'mode' | 'cluster'>,
  origin: Pick<Origin, 'words'>,
): string[] {
  return [
    ...lastingClusterProblems(inputs, origin),
    ...when(
      inputs.namespace === null,
      'Input `namespace` is empty: write the namespace that the evaluation runs in.',
    ),
  ];
}
