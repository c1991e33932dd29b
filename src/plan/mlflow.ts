import type { InputsOf } from '../inputs/types.ts';
import { type DeployedPodInputs, type DeployedPodSettings, podSettings } from './deployed-pod.ts';

export const MLFLOW_SERVICE = 'mlflow-service';
export const MLFLOW_PORT = 5000;

/** MLflow as an evaluation uses it. */
export interface Mlflow {
  /** The address under which pods reach it. */
  trackingUri: string;
  /** By its id, or by its name; an experiment with that name is created if there is none. */
  experiment: { id: string } | { name: string };
  login: { username: string | null; password: string | null; token: string | null };
  /** Our own server, deployed if it does not exist yet; undefined for a server of the user. */
  deployment: DeployedPodSettings | undefined;
}

/** The address under which pods reach our MLflow in `namespace`. */
export function mlflowUri(namespace: string): string {
  return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}

/** @returns undefined if nothing is logged to MLflow */
export function mlflowOf(inputs: InputsOf<'mlflow'> & DeployedPodInputs): Mlflow | undefined {
  const { mlflow, mlflowTrackingUri, mlflowNamespace, mlflowExperimentId: id } = inputs;
  if (!mlflow) return undefined;
  const isOurs = mlflowTrackingUri === null;
  return {
    trackingUri: isOurs ? mlflowUri(mlflowNamespace) : mlflowTrackingUri,
    experiment: id === null ? { name: inputs.mlflowExperimentName } : { id },
    login: {
      username: inputs.mlflowUsername,
      password: inputs.mlflowPassword,
      token: inputs.mlflowToken,
    },
    deployment: isOurs ? podSettings(mlflowNamespace, inputs.mlflowImage, inputs) : undefined,
  };
}
