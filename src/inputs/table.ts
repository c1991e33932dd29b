import {
  choice,
  decimal,
  dnsLabel,
  dnsSubdomain,
  duration,
  flag,
  httpUrl,
  image,
  integer,
  integerOr,
  list,
  paths,
  secretContents,
  secretText,
  shares,
  text,
} from './kinds.ts';
import type { Kind } from './kinds.ts';
import { baselineSources } from '../baseline/source.ts';

/** Sections of the inputs table, in the order of the README. */
export const inputGroups = {
  mode: 'What to do',
  saved: 'Earlier result (`mode: verdict`)',
  cluster: 'Cluster',
  model: 'Model',
  eval: 'Evaluation',
  gate: 'Verdict',
  report: 'Report',
  mlflow: 'MLflow',
  images: 'Images',
  cleanup: 'Clean-up',
} as const;

type InputGroup = keyof typeof inputGroups;

/** What the action can be asked to do, and the groups of inputs each takes. */
export const modes = {
  eval: ['mode', 'cluster', 'model', 'eval', 'gate', 'report', 'mlflow', 'images', 'cleanup'],
  verdict: ['mode', 'saved', 'gate', 'report'],
} as const satisfies Record<string, readonly InputGroup[]>;

export type Mode = keyof typeof modes;

export interface InputRow {
  readonly group: InputGroup;
  readonly kind: Kind<unknown>;
  /** Without a default the value of an empty input is null. */
  readonly default?: string;
  /** An expression the runner works out where the workflow leaves the input empty. */
  readonly runnerDefault?: string;
  /** Environment variable that is read when the input is empty. */
  readonly env?: string;
  /** The value is masked in the log and never written down. */
  readonly secret?: true;
  /** Takes several values, one a line; as a flag it may be repeated. */
  readonly lines?: true;
  /** One plain sentence; the description in action.yml and in the README. */
  readonly description: string;
}

const taskId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const tierName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const modelPattern = /^[A-Za-z0-9][\w.-]*\/[\w.:@/+-]*[\w@+]$/;

/** Every input there is. action.yml and the tables of the README are made from it by `npm run docs`. */
export const inputTable = {
  mode: {
    group: 'mode',
    kind: choice(['eval', 'verdict'] satisfies readonly Mode[]),
    default: 'eval',
    description:
      '`eval` deploys OpenClaw, runs ClawBench, judges, reports and cleans up; `verdict` judges and reports an earlier result, without a cluster.',
  },
  result: {
    group: 'saved',
    kind: paths(),
    lines: true,
    description:
      'Path of a benchmark.json, or of the directory of an unpacked artifact, which tells more; the files of several shards, one a line, are merged.',
  },
  'run-cache': {
    group: 'saved',
    kind: text({ maxLength: 4096 }),
    description:
      'Directory with the run files of `result`; without them, which runs count is inferred from summary figures.',
  },
  kubeconfig: {
    group: 'cluster',
    kind: secretContents(120 * 1024),
    secret: true,
    description:
      'Contents of a kubeconfig, plain or base64; if empty, the file that `$KUBECONFIG` names, as an earlier login step sets it.',
  },
  context: {
    group: 'cluster',
    kind: text(),
    description: 'Context of the kubeconfig to use instead of its current one.',
  },
  cluster: {
    group: 'cluster',
    kind: choice(['auto', 'kubeconfig', 'ambient', 'in-cluster']),
    default: 'auto',
    description:
      'Where the cluster is found: `auto` takes the kubeconfig input, else `$KUBECONFIG`; `ambient` is `~/.kube/config`; `in-cluster` is the service account of the pod the runner is in.',
  },
  namespace: {
    group: 'cluster',
    kind: dnsLabel(),
    description:
      'Existing or new namespace to run in; by default one is made for this run and deleted afterwards.',
  },
  model: {
    group: 'model',
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    default: 'openai/gpt-5.5',
    description: 'Model to evaluate, as provider/model: openai/…, anthropic/…, openrouter/… or google/….',
  },
  'judge-model': {
    group: 'model',
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    description: 'Model that judges the answers as well; advisory, it does not change the score.',
  },
  'openai-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'OPENAI_API_KEY',
    secret: true,
    description: 'Key for models of OpenAI, or for the endpoint of `openai-api-base`.',
  },
  'anthropic-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'ANTHROPIC_API_KEY',
    secret: true,
    description: 'Key for models of Anthropic.',
  },
  'openrouter-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'OPENROUTER_API_KEY',
    secret: true,
    description: 'Key for models by way of OpenRouter.',
  },
  'gemini-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'GEMINI_API_KEY',
    secret: true,
    description: 'Key for Gemini models of Google.',
  },
  'openai-api-base': {
    group: 'model',
    kind: httpUrl('http://vllm.models.svc.cluster.local:8000/v1'),
    env: 'OPENAI_API_BASE',
    description:
      'Base URL of an OpenAI-compatible endpoint (vLLM, Ollama, TGI) that serves the openai/… models; it must be reachable from the pods.',
  },
  'price-input': {
    group: 'model',
    kind: decimal(0, 100_000, '1.25'),
    description: 'Price of the model at `openai-api-base` in USD per million input tokens.',
  },
  'price-output': {
    group: 'model',
    kind: decimal(0, 100_000, '10'),
    description: 'Price of the model at `openai-api-base` in USD per million output tokens.',
  },
  'context-window': {
    group: 'model',
    kind: integer(1024, 100_000_000),
    description: 'Context window of the model at `openai-api-base` in tokens.',
  },
  tasks: {
    group: 'eval',
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by blanks'),
    description: 'Ids of the tasks to run, separated by blanks; by default the whole suite.',
  },
  runs: {
    group: 'eval',
    kind: integerOr('auto', 1, 100),
    default: '3',
    description:
      'Runs of each task; `auto` begins with one and goes on only where it is not clear yet whether `threshold` is reached.',
  },
  'max-runs': {
    group: 'eval',
    kind: integer(1, 100),
    default: '5',
    description: 'Most runs of a task with `runs: auto`.',
  },
  'confirm-runs': {
    group: 'eval',
    kind: integer(0, 100),
    default: '9',
    description:
      'More runs of each suspect task before a drop against `baseline` is called a regression; they are made only if one is suspected; 0 for none.',
  },
  resume: {
    group: 'eval',
    kind: choice(['auto', 'never']),
    default: 'auto',
    description:
      'On "Re-run failed jobs": `auto` takes over the valid runs of an attempt that was inconclusive, `never` makes all anew.',
  },
  'max-cost-usd': {
    group: 'eval',
    kind: decimal(0.0001, 1_000_000, '25'),
    description: 'Stop the evaluation when it has cost so many USD; what is paid is kept.',
  },
  'max-tokens': {
    group: 'eval',
    kind: integer(1, 1_000_000_000_000),
    description: 'Stop the evaluation when it has used so many tokens; what is paid is kept.',
  },
  'max-minutes': {
    group: 'eval',
    kind: integer(1, 7200),
    description: 'Stop the evaluation when it has run for so many minutes; what is paid is kept.',
  },
  concurrency: {
    group: 'eval',
    kind: integer(1, 64),
    default: '4',
    description: 'Runs at the same time on each gateway.',
  },
  shards: {
    group: 'eval',
    kind: integer(1, 100),
    default: '1',
    description: 'Pods the tasks are divided over, each with a gateway of its own.',
  },
  'connect-timeout': {
    group: 'eval',
    kind: duration('1s', '1h'),
    default: '120s',
    description: 'Longest time for connecting to the gateway.',
  },
  'request-timeout': {
    group: 'eval',
    kind: duration('1s', '6h'),
    default: '300s',
    description: 'Longest time for one request to the gateway.',
  },
  'per-run-timeout': {
    group: 'eval',
    kind: duration('10s', '24h'),
    default: '600s',
    description: 'Longest time for one run of a task; a run over it is the fault of the model.',
  },
  'startup-timeout': {
    group: 'eval',
    kind: duration('30s', '6h'),
    default: '10m',
    description: 'Longest time until the pods are ready, waiting for nodes and images included.',
  },
  timeout: {
    group: 'eval',
    kind: duration('1m', '120h'),
    default: '3h',
    description: 'Longest time for the whole evaluation; set `timeout-minutes` of the job above it.',
  },
  'retry-invalid': {
    group: 'eval',
    kind: integer(0, 5),
    default: '1',
    description: 'How often runs that failed for reasons other than the model are run again.',
  },
  threshold: {
    group: 'gate',
    kind: decimal(0, 1, '0.70'),
    description: 'Lowest score that passes; by default any score passes that enough valid runs back.',
  },
  'tier-thresholds': {
    group: 'gate',
    kind: shares(tierName, 'tier1=0.8 tier2=0.7'),
    description: 'Lowest score of single tiers, as `tier1=0.8 tier2=0.7`.',
  },
  'required-tasks': {
    group: 'gate',
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by blanks'),
    description: 'Ids of tasks of which every valid run must pass.',
  },
  baseline: {
    group: 'gate',
    kind: baselineSources(),
    lines: true,
    default: 'none',
    description:
      'Earlier result to compare with: `artifact` is the last eval of this step on the base branch that came to a verdict, `artifact:<branch>` that of another; else the path of a verdict.json, a benchmark.json or an unpacked artifact, an https address, or `mlflow:<run id>`; several, one a line, are pooled.',
  },
  'max-regression': {
    group: 'gate',
    kind: decimal(0, 1, '0.03'),
    default: '0.03',
    description:
      'Largest drop of the mean run score against the baseline that still passes; a larger one fails if chance does not explain it.',
  },
  'on-inconclusive': {
    group: 'gate',
    kind: choice(['fail', 'warn', 'pass']),
    default: 'fail',
    description:
      'What an inconclusive verdict does to the step: `fail`, or end it green with a warning (`warn`) or a notice (`pass`); the outputs stay the same.',
  },
  'min-coverage': {
    group: 'gate',
    kind: decimal(0, 1, '0.9'),
    default: '0.9',
    description: 'Share of the planned runs that must be valid, else the verdict is inconclusive.',
  },
  label: {
    group: 'report',
    kind: text({ maxLength: 100 }),
    description:
      'Name of this evaluation in comment and artifact, for jobs with several; by default the model.',
  },
  'github-token': {
    group: 'report',
    kind: secretText(),
    env: 'GITHUB_TOKEN',
    runnerDefault: '${{ github.token }}',
    secret: true,
    description:
      'Token for the pull-request comment, which needs `pull-requests: write`, and for artifacts of earlier runs, which need `actions: read`.',
  },
  comment: {
    group: 'report',
    kind: choice(['always', 'changes', 'failures', 'off']),
    default: 'always',
    description:
      'When to comment on the pull request: `always`, when the verdict `changes`, on `failures`, or `off`.',
  },
  'artifact-name': {
    group: 'report',
    kind: text({
      pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
      write: 'a name of letters, digits, dots, hyphens and underscores, at most 80 characters',
    }),
    default: 'clawbench',
    description: 'Beginning of the name of the artifact.',
  },
  'artifact-retention-days': {
    group: 'report',
    kind: integer(0, 400),
    default: '0',
    description: 'Days the artifact is kept; 0 is the default of the repository.',
  },
  'artifact-content': {
    group: 'report',
    kind: choice(['full', 'scores']),
    default: 'full',
    description: 'What the artifact holds: `full`, or only the `scores` without transcripts and logs.',
  },
  mlflow: {
    group: 'mlflow',
    kind: flag(),
    default: 'true',
    description: 'Log the result to MLflow.',
  },
  'mlflow-tracking-uri': {
    group: 'mlflow',
    kind: httpUrl('https://mlflow.example.com'),
    env: 'MLFLOW_TRACKING_URI',
    description: 'MLflow server to log to, reachable from the pods; by default one is deployed and kept.',
  },
  'mlflow-namespace': {
    group: 'mlflow',
    kind: dnsLabel(),
    env: 'MLFLOW_NAMESPACE',
    default: 'mlflow',
    description: 'Namespace of the MLflow the action deploys.',
  },
  'mlflow-experiment-name': {
    group: 'mlflow',
    kind: text({ maxLength: 500 }),
    env: 'MLFLOW_EXPERIMENT_NAME',
    default: 'clawbench',
    description: 'MLflow experiment to log to, made if it does not exist.',
  },
  'mlflow-experiment-id': {
    group: 'mlflow',
    kind: text({ pattern: /^\d{1,40}$/, write: 'the number of an experiment' }),
    env: 'MLFLOW_EXPERIMENT_ID',
    description: 'Existing MLflow experiment to log to, instead of a name.',
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
  'openclaw-image': {
    group: 'images',
    kind: image(),
    default: 'ghcr.io/openclaw/openclaw:2026.7.1-2-browser',
    description: 'Image of the OpenClaw gateway; three tasks need one with a browser.',
  },
  'clawbench-image': {
    group: 'images',
    kind: image(),
    default: 'quay.io/sallyom/clawbench:latest',
    description:
      'Image of the ClawBench harness; its maintainers publish no version tags, so pin a digest of your own.',
  },
  'mlflow-image': {
    group: 'images',
    kind: image(),
    default: 'ghcr.io/mlflow/mlflow:v3.16.1',
    description: 'Image of the MLflow server the action deploys.',
  },
  'image-pull-secret': {
    group: 'images',
    kind: dnsSubdomain(),
    description: 'Existing Secret in `namespace` with the credentials of a private registry.',
  },
  'image-pull-policy': {
    group: 'images',
    kind: choice(['auto', 'Always', 'IfNotPresent', 'Never']),
    default: 'auto',
    description:
      'When nodes pull the images: `auto` is `Always` for the tag latest and `IfNotPresent` for all else.',
  },
  cleanup: {
    group: 'cleanup',
    kind: choice(['always', 'on-success', 'never']),
    default: 'always',
    description:
      'When to delete what this run created: `always`, `on-success` only, or `never`; what is kept expires by itself.',
  },
} as const satisfies Record<string, InputRow>;
