import type { InputsOf } from '../inputs/types.ts';
import type { DeployedPod } from '../stack/deployed-pod.ts';
import { podSettings } from './deployed-pod.ts';

export const MLFLOW_SERVICE = 'mlflow-service';
export const MLFLOW_PORT = 5000;

/** MLflow as an evaluation uses it. */
export interface Mlflow {
  /** As pods reach it. */
  trackingUri: string;
  /** An experiment by its number, or by a name under which one is made if it does not exist. */
  experiment: { id: string } | { name: string };
  login: { username: string | null; password: string | null; token: string | null };
  /** Ours, which is deployed where it is missing; undefined for a server that somebody else runs. */
  deployment: Omit<DeployedPod, 'isOpenShift'> | undefined;
}

/** The address under which pods find the MLflow that is deployed in `namespace`. */
export function mlflowUri(namespace: string): string {
  return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}

/** @returns undefined if nothing is logged */
export function mlflowOf(inputs: InputsOf<'mlflow' | 'images' | 'kind' | 'deployed'>): Mlflow | undefined {
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
