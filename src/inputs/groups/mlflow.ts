import { dnsLabel, flagOr, httpUrl, secretText, text } from '../kinds.ts';
import type { InputRow } from '../row.ts';

/** MLflow, where the result is logged. */
export const mlflowInputs = {
  mlflow: {
    group: 'mlflow',
    kind: flagOr('auto'),
    default: 'auto',
    description:
      'Log the result to MLflow: `auto` logs to `mlflow-tracking-uri`, or to an MLflow that this action deployed to `mlflow-namespace` before, and deploys none; `true` deploys one that stays if there is none; `false` logs nothing. `mode: deploy` deploys one with `auto`, too.',
  },
  'mlflow-tracking-uri': {
    group: 'mlflow',
    kind: httpUrl('https://mlflow.example.com'),
    env: 'MLFLOW_TRACKING_URI',
    description: 'MLflow server to log to, which the pods must be able to reach.',
  },
  'mlflow-namespace': {
    group: 'mlflow',
    kind: dnsLabel(),
    env: 'MLFLOW_NAMESPACE',
    default: 'mlflow',
    description: 'Namespace of the MLflow that the action deploys, or has deployed before.',
  },
  'mlflow-experiment-name': {
    group: 'mlflow',
    kind: text({ maxLength: 500 }),
    env: 'MLFLOW_EXPERIMENT_NAME',
    default: 'clawbench',
    description: 'MLflow experiment to log to; created if it does not exist.',
  },
  'mlflow-experiment-id': {
    group: 'mlflow',
    kind: text({ pattern: /^\d{1,40}$/, write: 'the number of an experiment' }),
    env: 'MLFLOW_EXPERIMENT_ID',
    description: 'Id of an existing MLflow experiment to log to, instead of its name.',
  },
  'mlflow-username': {
    group: 'mlflow',
    kind: text(),
    env: 'MLFLOW_TRACKING_USERNAME',
    description: 'User for an MLflow server with basic authentication.',
  },
  'mlflow-password': {
    group: 'mlflow',
    kind: secretText(),
    env: 'MLFLOW_TRACKING_PASSWORD',
    secret: true,
    description: 'Password for an MLflow server with basic authentication.',
  },
  'mlflow-token': {
    group: 'mlflow',
    kind: secretText(),
    env: 'MLFLOW_TRACKING_TOKEN',
    secret: true,
    description: 'Bearer token for the MLflow server.',
  },
} as const satisfies Record<string, InputRow>;
