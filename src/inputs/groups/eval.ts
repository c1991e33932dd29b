import { choice, decimal, duration, integer, integerOr, list } from '../kinds.ts';
import type { InputRow } from '../row.ts';
import { taskId } from '../patterns.ts';

/** How the evaluation runs. */
export const evalInputs = {
  tasks: {
    group: 'eval',
    kind: list(taskId, 'task ids such as t1-bugfix-discount, separated by blanks'),
    terminalEnv: 'CLAWBENCH_TASKS',
    description: 'Ids of the tasks to run, separated by blanks; by default the whole suite.',
  },
  runs: {
    group: 'eval',
    kind: integerOr('auto', 1, 100),
    terminalEnv: 'CLAWBENCH_RUNS',
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
    terminalEnv: 'CLAWBENCH_CONCURRENCY',
    default: '4',
    description: 'Runs at the same time on each gateway.',
  },
  shards: {
    group: 'eval',
    kind: integerOr('auto', 1, 100),
    default: 'auto',
    description:
      'Pods the tasks are divided over, each with a gateway of its own; `auto` is 1, or `concurrency` where the tag of `openclaw-image` says that a gateway takes one run at a time.',
  },
  'connect-timeout': {
    group: 'eval',
    kind: duration('1s', '1h'),
    terminalEnv: 'CLAWBENCH_CONNECT_TIMEOUT',
    default: '120s',
    description: 'Longest time for connecting to the gateway.',
  },
  'request-timeout': {
    group: 'eval',
    kind: duration('1s', '6h'),
    terminalEnv: 'CLAWBENCH_REQUEST_TIMEOUT',
    default: '300s',
    description: 'Longest time for one request to the gateway.',
  },
  'per-run-timeout': {
    group: 'eval',
    kind: duration('10s', '24h'),
    terminalEnv: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
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
} as const satisfies Record<string, InputRow>;
