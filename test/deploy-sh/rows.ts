import type { InputName } from '../../src/inputs/types.ts';

/** One flag or variable of ClawBench's scripts/k8s/deploy.sh, as its documentation has it. */
export interface DeployShRow {
  /** As tags in the titles of tests call it. */
  readonly name: string;
  /** Its default there; empty if it has none. */
  readonly there: string;
  /** The input that it sets here. */
  readonly input?: InputName;
  /** What it is here, where that is more than an input of the same meaning and default. */
  readonly here?: string;
}

export interface DeployShPart {
  readonly title: string;
  readonly rows: readonly DeployShRow[];
}

/** Everything that the documentation of deploy.sh names. */
export const deployShParts: readonly DeployShPart[] = [
  {
    title: 'Flags',
    rows: [
      {
        name: '(none)',
        there: '',
        here: '`deploy-sh`, or no verb in a script: `deploy`, then `attach --openclaw existing --detach`, which returns as soon as the evaluation runs. With `MLFLOW_TRACKING_URI` no MLflow is deployed.',
      },
      { name: '--openclaw-only', there: '', here: '`deploy --components openclaw`' },
      { name: '--mlflow-only', there: '', here: '`deploy --components mlflow`' },
      {
        name: '--add-sidecar',
        there: '',
        here: '`attach --openclaw existing --detach`. The evaluation joins the running pod: the Deployment is not changed and the gateway does not restart.',
      },
      { name: '--remove-sidecar', there: '', here: '`detach`' },
      { name: '--logs', there: '', here: '`logs`, which continues where a broken connection stopped.' },
      {
        name: '--teardown',
        there: '',
        here: '`teardown`. Deletes what this action created and nothing else; MLflow stays.',
      },
    ],
  },
  {
    title: 'Required variables',
    rows: [
      {
        name: 'CLAWBENCH_NAMESPACE',
        there: '',
        input: 'namespace',
        here: 'Required by `--add-sidecar`, `--remove-sidecar`, `--logs` and without a flag; by default `deploy` and `teardown` use `clawbench`, and `eval` creates its own.',
      },
      { name: 'OPENAI_API_KEY', there: '', input: 'openai-api-key' },
    ],
  },
  {
    title: 'Optional variables',
    rows: [
      { name: 'CLAWBENCH_IMAGE', there: 'quay.io/sallyom/clawbench:latest', input: 'clawbench-image' },
      {
        name: 'OPENCLAW_IMAGE',
        there: 'ghcr.io/openclaw/openclaw:latest',
        input: 'openclaw-image',
        here: 'Pinned: the next release may not work with the harness.',
      },
      { name: 'CLAWBENCH_MODEL', there: 'openai/gpt-5.5', input: 'model' },
      { name: 'MLFLOW_NAMESPACE', there: 'mlflow', input: 'mlflow-namespace' },
      { name: 'MLFLOW_TRACKING_URI', there: '', input: 'mlflow-tracking-uri' },
      { name: 'MLFLOW_EXPERIMENT_ID', there: '', input: 'mlflow-experiment-id' },
      { name: 'MLFLOW_EXPERIMENT_NAME', there: 'clawbench', input: 'mlflow-experiment-name' },
      {
        name: 'MLFLOW_IMAGE',
        there: 'ghcr.io/mlflow/mlflow:v2.21.3',
        input: 'mlflow-image',
        here: 'A newer release.',
      },
      { name: 'ANTHROPIC_API_KEY', there: '', input: 'anthropic-api-key' },
      { name: 'OPENROUTER_API_KEY', there: '', input: 'openrouter-api-key' },
      { name: 'GEMINI_API_KEY', there: '', input: 'gemini-api-key' },
      { name: 'OPENAI_API_BASE', there: '', input: 'openai-api-base' },
    ],
  },
  {
    title: 'Keys of the ConfigMap',
    rows: [
      { name: 'CLAWBENCH_RUNS', there: '3', input: 'runs' },
      { name: 'CLAWBENCH_CONCURRENCY', there: '4', input: 'concurrency' },
      { name: 'CLAWBENCH_JUDGE_MODEL', there: '', input: 'judge-model' },
      { name: 'CLAWBENCH_TASKS', there: '', input: 'tasks' },
      { name: 'CLAWBENCH_CONNECT_TIMEOUT', there: '120', input: 'connect-timeout' },
      { name: 'CLAWBENCH_REQUEST_TIMEOUT', there: '300', input: 'request-timeout' },
      { name: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS', there: '600', input: 'per-run-timeout' },
    ],
  },
];

export const deployShNames: readonly string[] = deployShParts.flatMap(({ rows }) =>
  rows.map(({ name }) => name),
);
