import type { Risk } from '../groups/safety.ts';
import type { InputsOf } from '../types.ts';
import { when } from './words.ts';

/** Whether the user accepts a risk by its name. */
export function isAccepted({ acceptRisks }: InputsOf<'safety'>, risk: Risk): boolean {
  return acceptRisks?.includes(risk) ?? false;
}

/** Finishes a sentence about credentials for MLflow that an evaluation in a user's pod is given. */
export const loginInUsersPod =
  'would be sent to a container in which code that agents wrote has run: use an MLflow without credentials, write `mlflow: false`, or accept the risk by `accept-risks: mlflow-credentials-in-attach`';

/** In the pod of an existing OpenClaw no container is out of reach of the agents' code, so no credentials go there. */
export function loginProblems(inputs: InputsOf<'mlflow' | 'safety'>): string[] {
  const { mlflow, mlflowPassword, mlflowToken } = inputs;
  return when(
    mlflow !== false &&
      (mlflowPassword !== null || mlflowToken !== null) &&
      !isAccepted(inputs, 'mlflow-credentials-in-attach'),
    `Input \`${mlflowToken === null ? 'mlflow-password' : 'mlflow-token'}\` ${loginInUsersPod}.`,
  );
}
