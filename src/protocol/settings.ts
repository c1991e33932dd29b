import { GATEWAY_PORT } from './pod.ts';
import {
  amount,
  count,
  flag,
  type Format,
  oneOf,
  optional,
  seconds,
  strings,
  taskSeconds,
  text,
  textOrEmpty,
  words,
} from './setting-formats.ts';

/**
 * The settings of the programs in the eval pod. The action writes them to a ConfigMap, the pod reads them from its
 * environment, and the harness inherits them: names that ClawBench or its deploy.sh use mean the same here.
 */
export interface SupervisorSettings {
  /** The model as the gateway knows it, `<provider>/<id>`. */
  model: string;
  /** The advisory judge, if there is one. */
  judgeModel: string | undefined;
  /** Task ids; none means the whole suite. */
  tasks: readonly string[];
  /** Runs of each task. */
  runs: number;
  /** Runs at the same time on this gateway. */
  concurrency: number;
  /** Pods that share the tasks. */
  shards: number;
  /** ClawBench's limit for connecting to the gateway. */
  connectTimeoutMs: number | undefined;
  /** ClawBench's limit for one request to the gateway. */
  requestTimeoutMs: number | undefined;
  /** ClawBench's limit for one turn of the model. */
  perTurnTimeoutMs: number | undefined;
  /** ClawBench's limit for one run. */
  perRunTimeoutMs: number | undefined;
  /** Time at work after which the shard stops; 0 means no limit. */
  timeoutMs: number;
  /** How long the gateway may take to become ready. */
  gatewayTimeoutMs: number;
  /** Where the supervisor looks for the gateway; ClawBench itself knows only the default. */
  gatewayPort: number;
  /** The gateway's log file on the shared volume; it need not exist. */
  gatewayLog: string | undefined;
  /** How often runs in which the model did not answer are run again. */
  retryInvalid: number;
  /** Whether the costs that OpenClaw reports rest on a known price. */
  priceKnown: boolean;
  /** Expected seconds by task id, by which all shards deal out the tasks alike. */
  taskDurations: Readonly<Record<string, number>>;
  /** Hash of the user files to wait for before the tasks are listed; unset if there are none. */
  userFilesSha256: string | undefined;
  /** Arguments of `clawbench run` after ours. */
  harnessArgs: readonly string[];
  /** This shard's cap on cost. */
  maxCostUsd: number | undefined;
  /** This shard's cap on tokens. */
  maxTokens: number | undefined;
  /** This shard's cap on time at work. */
  maxMinutes: number | undefined;
  /** Time without contact after which the shard stops; 0 means never. */
  orphanLimitMs: number;
  /** How long `results` keeps the pod of a finished shard for somebody to fetch its runs. */
  holdMs: number;
  /** How long the first model turn may take, retries included. */
  preflightTimeoutMs: number;
  /** Whether the gateway's image has a browser; `auto` asks the gateway. */
  browser: 'auto' | 'yes' | 'no';
  /**
   * Whether ClawBench is run by gateway_shim.py; `auto` means where this OpenClaw needs it. By itself it pairs a
   * device, which would stay in a gateway that is not ours.
   */
  shim: 'auto' | 'always';
}

interface Setting<T> {
  variable: string;
  /** Times are in milliseconds here and in seconds in the environment. */
  format: Format<T>;
  /** What an unset or empty variable means. */
  fallback: T;
  /** Set where it means nothing: what to write into the variable. */
  required?: string;
}

/** ClawBench ignores one it cannot read and uses its own, which is also what unset means. */
const limit = optional(seconds(0.001));

/** In the order in which they are written. */
export const settings: { readonly [Name in keyof SupervisorSettings]: Setting<SupervisorSettings[Name]> } = {
  model: {
    variable: 'CLAWBENCH_MODEL',
    format: text,
    fallback: '',
    required: 'name the model as <provider>/<id>',
  },
  judgeModel: { variable: 'CLAWBENCH_JUDGE_MODEL', format: textOrEmpty, fallback: undefined },
  tasks: { variable: 'CLAWBENCH_TASKS', format: words, fallback: [] },
  runs: { variable: 'CLAWBENCH_RUNS', format: count(1), fallback: 3 },
  concurrency: { variable: 'CLAWBENCH_CONCURRENCY', format: count(1), fallback: 4 },
  shards: { variable: 'CLAWBENCH_SHARDS', format: count(1), fallback: 1 },
  connectTimeoutMs: {
    variable: 'CLAWBENCH_CONNECT_TIMEOUT',
    format: limit,
    fallback: undefined,
  },
  requestTimeoutMs: {
    variable: 'CLAWBENCH_REQUEST_TIMEOUT',
    format: limit,
    fallback: undefined,
  },
  perTurnTimeoutMs: {
    variable: 'CLAWBENCH_PER_TURN_TIMEOUT_SECONDS',
    format: limit,
    fallback: undefined,
  },
  perRunTimeoutMs: {
    variable: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
    format: limit,
    fallback: undefined,
  },
  timeoutMs: { variable: 'CLAWBENCH_TIMEOUT_SECONDS', format: seconds(), fallback: 0 },
  gatewayTimeoutMs: { variable: 'CLAWBENCH_GATEWAY_TIMEOUT_SECONDS', format: seconds(), fallback: 300_000 },
  gatewayPort: { variable: 'CLAWBENCH_GATEWAY_PORT', format: count(1), fallback: GATEWAY_PORT },
  gatewayLog: { variable: 'CLAWBENCH_GATEWAY_LOG', format: optional(text), fallback: undefined },
  retryInvalid: { variable: 'CLAWBENCH_RETRY_INVALID', format: count(0), fallback: 1 },
  priceKnown: { variable: 'CLAWBENCH_PRICE_KNOWN', format: flag, fallback: false },
  taskDurations: { variable: 'CLAWBENCH_TASK_DURATIONS', format: taskSeconds, fallback: {} },
  userFilesSha256: { variable: 'CLAWBENCH_GIVEN_SHA256', format: optional(text), fallback: undefined },
  harnessArgs: { variable: 'CLAWBENCH_ARGS', format: strings, fallback: [] },
  maxCostUsd: { variable: 'CLAWBENCH_MAX_COST_USD', format: optional(amount), fallback: undefined },
  maxTokens: { variable: 'CLAWBENCH_MAX_TOKENS', format: optional(amount), fallback: undefined },
  maxMinutes: { variable: 'CLAWBENCH_MAX_MINUTES', format: optional(amount), fallback: undefined },
  orphanLimitMs: { variable: 'CLAWBENCH_ORPHAN_LIMIT_SECONDS', format: seconds(), fallback: 600_000 },
  holdMs: { variable: 'CLAWBENCH_HOLD_SECONDS', format: seconds(), fallback: 7_200_000 },
  preflightTimeoutMs: {
    variable: 'CLAWBENCH_PREFLIGHT_TIMEOUT_SECONDS',
    format: seconds(),
    fallback: 120_000,
  },
  browser: { variable: 'CLAWBENCH_BROWSER', format: oneOf('auto', 'yes', 'no'), fallback: 'auto' },
  shim: { variable: 'CLAWBENCH_SHIM', format: oneOf('auto', 'always'), fallback: 'auto' },
};

type SettingName = keyof SupervisorSettings;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
const names = Object.keys(settings) as SettingName[];

/** The pod's environment with these settings; the others keep their defaults there. */
export function writeSettings(values: Readonly<Partial<SupervisorSettings>>): Record<string, string> {
  const written: Record<string, string> = {};
  for (const name of names.filter((key) => key in values)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a row's format writes that row's value
    const { variable, format } = settings[name] as Setting<unknown>;
    const value = format.write(values[name]);
    if (value !== undefined) written[variable] = value;
  }
  return written;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @returns all settings, those with a problem by their defaults, and a sentence for each problem */
export function readSettings(env: Environment): { values: SupervisorSettings; problems: string[] } {
  const answers = names.map((name) => [name, read(name, env)] as const);
  const values: Partial<Record<SettingName, unknown>> = Object.fromEntries(
    answers.map(([name, { value }]) => [name, value]),
  );
  const problems = answers.flatMap(([, { problem }]) => problem ?? []);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the value of every row, by its name
  return { values: values as SupervisorSettings, problems };
}

/**
 * One setting, or its default if what is written cannot be read: for programs that leave complaining to the supervisor.
 */
export function readSetting<Name extends SettingName>(
  env: Environment,
  name: Name,
): SupervisorSettings[Name] {
  return read(name, env).value;
}

function read<Name extends SettingName>(
  name: Name,
  env: Environment,
): { value: SupervisorSettings[Name]; problem?: string } {
  const row: Setting<SupervisorSettings[Name]> = settings[name];
  const { variable, format, fallback, required } = row;
  const raw = env[variable]?.trim() ?? '';
  if (raw === '' && required === undefined) return { value: fallback };
  const answer = raw === '' ? { problem: `is not set: ${required}` } : format.read(raw);
  return 'value' in answer ? answer : { value: fallback, problem: `${variable} ${answer.problem}` };
}
