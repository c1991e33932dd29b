import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';

/**
 * Every environment variable of the supervisor, read and checked once. Names that ClawBench or its deploy.sh already
 * use mean the same here; the harness inherits them. Lists are separated by spaces or commas, times are in seconds.
 */
export interface SupervisorConfig {
  /** CLAWBENCH_MODEL: the model as the gateway knows it, `<provider>/<id>`. */
  model: string;
  /** CLAWBENCH_JUDGE_MODEL: the advisory judge, if any. */
  judgeModel: string | undefined;
  /** CLAWBENCH_TASKS: task ids; empty means all of the suite. */
  tasks: string[];
  /** CLAWBENCH_RUNS (3): runs of each task. */
  runs: number;
  /** CLAWBENCH_CONCURRENCY (4): runs at the same time on this gateway. */
  concurrency: number;
  /** JOB_COMPLETION_INDEX (0), set by Kubernetes in an Indexed Job. */
  shard: number;
  /** CLAWBENCH_SHARDS (1). */
  shards: number;
  /** CLAWBENCH_TASK_DURATIONS: JSON object of task id to expected seconds, the same in every shard. */
  taskDurations: Record<string, number>;
  /** CLAWBENCH_ARGS: JSON list of arguments that follow ours. */
  harnessArgs: string[];
  /** CLAWBENCH_GIVEN_SHA256: of the file of /control to wait for before the tasks are listed; unset = none comes. */
  givenSha256: string | undefined;
  /** OPENCLAW_GATEWAY_TOKEN. */
  gatewayToken: string;
  /** CLAWBENCH_GATEWAY_PORT (18789): where the supervisor looks; ClawBench itself knows no other port. */
  gatewayPort: number;
  /** CLAWBENCH_GATEWAY_LOG: the gateway's log file on the shared volume; need not exist. */
  gatewayLog: string;
  /** CLAWBENCH_GATEWAY_TIMEOUT_SECONDS (300): how long the gateway may take to become ready. */
  gatewayTimeoutMs: number;
  /** CLAWBENCH_PREFLIGHT_TIMEOUT_SECONDS (120): how long the first model turn may take, retries included. */
  preflightTimeoutMs: number;
  /** CLAWBENCH_BROWSER (auto): whether the gateway's image has a browser: yes, no, or auto to ask the gateway. */
  browser: 'yes' | 'no' | 'auto';
  /**
   * CLAWBENCH_SHIM (auto): whether ClawBench is run by gateway_shim.py: always, or auto where this OpenClaw needs it.
   * By itself ClawBench pairs a device, which would stay in a gateway that is not ours.
   */
  shim: 'auto' | 'always';
  /** CLAWBENCH_RETRY_INVALID (1): how often runs in which the model did not answer are run again. */
  retryInvalid: number;
  /** CLAWBENCH_ORPHAN_LIMIT_SECONDS (600): stop when nobody was in contact for so long; 0 = never. */
  orphanLimitMs: number;
  /** CLAWBENCH_TIMEOUT_SECONDS (0 = none): stop after so much time at work, from the first start of the harness. */
  timeoutMs: number;
  /** CLAWBENCH_MAX_COST_USD, CLAWBENCH_MAX_TOKENS, CLAWBENCH_MAX_MINUTES: this shard's caps; unset = none. */
  maxCostUsd: number | undefined;
  maxTokens: number | undefined;
  maxMinutes: number | undefined;
  /** CLAWBENCH_PRICE_KNOWN (false): whether the costs OpenClaw reports rest on a known price. */
  priceKnown: boolean;
  /** OPENCLAW_STATE_DIR of the harness: holds the workspaces; must not be the gateway's. */
  harnessStateDir: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * @param root directory under which the pod's paths lie, for defaults of paths
 * @throws ActionError bad-config that lists everything wrong at once
 */
export function readConfig(env: Env, root: string): SupervisorConfig {
  const problems: string[] = [];
  const text = (name: string): string => env[name]?.trim() ?? '';
  const required = (name: string, what: string): string => {
    const value = text(name);
    if (value === '') problems.push(`${name} is not set: ${what}`);
    return value;
  };
  const number = (name: string, fallback: number, min: number, whole: boolean): number => {
    const raw = text(name);
    if (raw === '') return fallback;
    const value = Number(raw);
    if (Number.isFinite(value) && value >= min && (!whole || Number.isSafeInteger(value))) return value;
    problems.push(`${name} is "${raw}": write a ${whole ? 'whole ' : ''}number of at least ${min}`);
    return fallback;
  };
  const count = (name: string, fallback: number, min = 1): number => number(name, fallback, min, true);
  const seconds = (name: string, fallback: number): number => number(name, fallback, 0, false) * 1000;
  const cap = (name: string): number | undefined =>
    text(name) === '' ? undefined : number(name, 0, 0, false);
  const choice = <T extends string>(name: string, allowed: readonly [T, ...T[]]): T => {
    const raw = text(name);
    const found = raw === '' ? allowed[0] : allowed.find((value) => value === raw);
    if (found === undefined) problems.push(`${name} is "${raw}": write one of ${allowed.join(', ')}`);
    return found ?? allowed[0];
  };

  const shards = count('CLAWBENCH_SHARDS', 1);
  const shard = count('JOB_COMPLETION_INDEX', 0, 0);
  if (shard >= shards) {
    problems.push(`JOB_COMPLETION_INDEX is ${shard}, but CLAWBENCH_SHARDS is ${shards}`);
  }
  const config: SupervisorConfig = {
    model: required('CLAWBENCH_MODEL', 'name the model as <provider>/<id>'),
    judgeModel: text('CLAWBENCH_JUDGE_MODEL') || undefined,
    tasks: [...new Set(text('CLAWBENCH_TASKS').split(/[\s,]+/))].filter((id) => id !== ''),
    runs: count('CLAWBENCH_RUNS', 3),
    concurrency: count('CLAWBENCH_CONCURRENCY', 4),
    shard,
    shards,
    taskDurations: durations(text('CLAWBENCH_TASK_DURATIONS'), problems),
    harnessArgs: argumentList(text('CLAWBENCH_ARGS'), problems),
    givenSha256: text('CLAWBENCH_GIVEN_SHA256') || undefined,
    gatewayToken: required('OPENCLAW_GATEWAY_TOKEN', 'the gateway lets nobody in without its token'),
    gatewayPort: count('CLAWBENCH_GATEWAY_PORT', 18789),
    gatewayLog: gatewayLogPath(env, root),
    gatewayTimeoutMs: seconds('CLAWBENCH_GATEWAY_TIMEOUT_SECONDS', 300),
    preflightTimeoutMs: seconds('CLAWBENCH_PREFLIGHT_TIMEOUT_SECONDS', 120),
    browser: choice('CLAWBENCH_BROWSER', ['auto', 'yes', 'no']),
    shim: choice('CLAWBENCH_SHIM', ['auto', 'always']),
    retryInvalid: count('CLAWBENCH_RETRY_INVALID', 1, 0),
    orphanLimitMs: seconds('CLAWBENCH_ORPHAN_LIMIT_SECONDS', 600),
    timeoutMs: seconds('CLAWBENCH_TIMEOUT_SECONDS', 0),
    maxCostUsd: cap('CLAWBENCH_MAX_COST_USD'),
    maxTokens: cap('CLAWBENCH_MAX_TOKENS'),
    maxMinutes: cap('CLAWBENCH_MAX_MINUTES'),
    priceKnown: choice('CLAWBENCH_PRICE_KNOWN', ['false', 'true']) === 'true',
    harnessStateDir: text('OPENCLAW_STATE_DIR') || path.join(root, 'work/eval'),
  };
  // Read by ClawBench, which ignores a bad value and goes on with another timeout than the user wrote.
  for (const name of [
    'CLAWBENCH_CONNECT_TIMEOUT',
    'CLAWBENCH_REQUEST_TIMEOUT',
    'CLAWBENCH_PER_TURN_TIMEOUT_SECONDS',
    'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
  ]) {
    number(name, 1, 0.001, false);
  }
  if (problems.length > 0) {
    throw new ActionError('bad-config', `The eval's settings are wrong: ${problems.join('; ')}.`);
  }
  return config;
}

function durations(raw: string, problems: string[]): Record<string, number> {
  if (raw === '') return {};
  try {
    const parsed: unknown = JSON.parse(raw);
    const entries =
      typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [['', undefined]];
    if (entries.every((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0)) {
      return Object.fromEntries(entries);
    }
  } catch {
    // Reported below, with what to write.
  }
  problems.push('CLAWBENCH_TASK_DURATIONS is not a JSON object of task ids to seconds');
  return {};
}

function argumentList(raw: string, problems: string[]): string[] {
  if (raw === '') return [];
  try {
    const parsed: unknown = JSON.parse(raw);
    if (Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')) return parsed;
  } catch {
    // Reported below, with what to write.
  }
  problems.push('CLAWBENCH_ARGS is not a JSON list of texts');
  return [];
}

/** Known even when the rest of the settings is not: a failure's diagnosis needs it. */
export function gatewayLogPath(env: Env, root: string): string {
  return env['CLAWBENCH_GATEWAY_LOG']?.trim() || path.join(root, 'work/gateway/gateway.log');
}
