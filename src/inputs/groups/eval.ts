import { choice, decimal, duration, integer, integerOr, list } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { taskId } from '../patterns.ts';

/** How the evaluation runs. */
export const evalInputs = {
  tasks: {
    group: 'eval',
    common: true,
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by spaces'),
    terminalEnv: 'CLAWBENCH_TASKS',
    description: 'Ids of the tasks to run, separated by spaces; by default the whole suite.',
  },
  runs: {
    group: 'eval',
    common: true,
    kind: integerOr('auto', 1, 100),
    terminalEnv: 'CLAWBENCH_RUNS',
    default: '3',
    description:
      'Runs of each task; `auto` starts with one and adds more only while it is unclear whether `threshold` is reached.',
  },
  'max-runs': {
    group: 'eval',
    kind: integer(1, 100),
    default: '5',
    description: 'Maximum number of runs of each task with `runs: auto`.',
  },
  'confirm-runs': {
    group: 'eval',
    kind: integer(0, 100),
    default: '9',
    description:
      'Additional runs of each suspected task before a drop against `baseline` counts as a regression; 0 turns them off.',
  },
  confirm: {
    group: 'eval',
    kind: choice(['both', 'head', 'off']),
    default: 'both',
    description:
      'Who makes the `confirm-runs`: `both` sides in the same hour, so that what drifts between evaluations is no regression, where the baseline runs beside the evaluation or can be made again beside it; `head` alone; or nobody (`off`).',
  },
  resume: {
    group: 'eval',
    kind: choice(['auto', 'never']),
    default: 'auto',
    circumstantial: true,
    description:
      'With "Re-run failed jobs", `auto` reuses the valid runs of an inconclusive attempt, and `never` repeats them all, as does an evaluation with `baseline: base` or `run`, whose arms must share their hour.',
  },
  'max-cost-usd': {
    group: 'eval',
    common: true,
    kind: decimal(0.0001, 1_000_000, '25'),
    description:
      'Stop the evaluation once it has cost this many USD, before the next request is sent; finished runs are kept. A warning says if the price of the model is not known.',
  },
  'max-tokens': {
    group: 'eval',
    kind: integer(1, 1_000_000_000_000),
    description: 'Stop the evaluation once it has used this many tokens; finished runs are kept.',
  },
  'max-minutes': {
    group: 'eval',
    kind: integer(1, 7200),
    description: 'Stop the evaluation once it has run for this many minutes; finished runs are kept.',
  },
  concurrency: {
    group: 'eval',
    kind: integer(1, 64),
    terminalEnv: 'CLAWBENCH_CONCURRENCY',
    default: '4',
    description: 'Number of runs at the same time on each gateway.',
  },
  shards: {
    group: 'eval',
    kind: integerOr('auto', 1, 100),
    default: 'auto',
    description:
      'Number of pods, each with its own gateway, that share the tasks; `auto` is 1, or `concurrency` if the tag of `openclaw-image` is a version whose gateway takes one run at a time.',
  },
  'connect-timeout': {
    group: 'eval',
    kind: duration('1s', '1h'),
    terminalEnv: 'CLAWBENCH_CONNECT_TIMEOUT',
    default: '120s',
    description: 'Time limit for connecting to the gateway.',
  },
  'request-timeout': {
    group: 'eval',
    kind: duration('1s', '6h'),
    terminalEnv: 'CLAWBENCH_REQUEST_TIMEOUT',
    default: '300s',
    description: 'Time limit for one request to the gateway.',
  },
  'per-run-timeout': {
    group: 'eval',
    kind: duration('10s', '24h'),
    terminalEnv: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
    default: '600s',
    description: 'Time limit for one run of a task; a run that exceeds it counts against the model.',
  },
  'startup-timeout': {
    group: 'eval',
    kind: duration('30s', '6h'),
    default: '10m',
    description: 'Time limit until the pods are ready, including the wait for nodes and images.',
  },
  timeout: {
    group: 'eval',
    kind: duration('1m', '120h'),
    default: '3h',
    description: 'Time limit for the whole evaluation; set `timeout-minutes` of the job to more.',
  },
  'retry-invalid': {
    group: 'eval',
    kind: integer(0, 5),
    default: '1',
    description: 'Retries for runs that failed for infrastructure reasons.',
  },
} as const satisfies Record<string, InputRow>;
