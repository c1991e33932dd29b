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
  server: MlflowServer;
}

/** Whose server it is: the user's; ours, deployed if there is none; or ours, used where it stands and never deployed. */
type MlflowServer =
  | { kind: 'given' }
  | { kind: 'deployed'; pod: DeployedPodSettings }
  | { kind: 'standing'; namespace: string };

/** Whether the login has a secret. A user name alone is none. */
export function hasCredentials({ login: { password, token } }: Pick<Mlflow, 'login'>): boolean {
  return password !== null || token !== null;
}

/** The address under which pods reach our MLflow in `namespace`. */
export function mlflowUri(namespace: string): string {
  return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}

/** @returns undefined if nothing is logged to MLflow */
export function mlflowOf(inputs: InputsOf<'mlflow' | 'cluster'> & DeployedPodInputs): Mlflow | undefined {
  const { mlflowTrackingUri, mlflowNamespace } = inputs;
  const server = serverOf(inputs);
  if (server === undefined) return undefined;
  return {
    trackingUri: mlflowTrackingUri ?? mlflowUri(mlflowNamespace),
    ...experimentOf(inputs),
    server,
  };
}

/** The experiment that the inputs name, and the login of its server. */
export function experimentOf(inputs: InputsOf<'mlflow'>): Pick<Mlflow, 'experiment' | 'login'> {
  const { mlflowExperimentId: id, mlflowExperimentName: name } = inputs;
  const { mlflowUsername: username, mlflowPassword: password, mlflowToken: token } = inputs;
  return { experiment: id === null ? { name } : { id }, login: { username, password, token } };
}

function serverOf(inputs: InputsOf<'mlflow' | 'cluster'> & DeployedPodInputs): MlflowServer | undefined {
  const { mlflow, mlflowTrackingUri, mlflowNamespace: namespace, mlflowImage, cluster } = inputs;
  if (mlflow === false) return undefined;
  if (mlflowTrackingUri !== null) return { kind: 'given' };
  if (mlflow === true) return { kind: 'deployed', pod: podSettings(namespace, mlflowImage, inputs) };
  // In a new cluster none stands.
  return cluster === 'kind' ? undefined : { kind: 'standing', namespace };
}
