import type { BenchmarkResult, TaskStats } from '../formats/benchmark.ts';
import { errorStatuses, type GatewayLog } from '../formats/gateway-log.ts';
import type { HarnessRun, RunTimes } from '../formats/harness-log.ts';
import { runKey, type RunCacheEntry, type RunKey } from '../formats/run-cache.ts';
import type { RunClass } from '../formats/verdict-record.ts';
import { oneLine } from '../../base/plain-text.ts';
import { readTurns } from '../../protocol/transcript.ts';

export interface RunHealth {
  taskId: string;
  /** Zero-based, as in the file names. */
  runIndex: number;
  class: RunClass;
  /** HTTP status of the provider, for `provider-error` where it is known. */
  code: number | null;
  /** One sentence. */
  cause: string;
  /** `sure`: read from the run's own record. `likely`: inferred from summary figures, for want of a run cache. */
  certainty: 'sure' | 'likely';
  /** The run used up its time budget while the model was answering: the model's failure, so still valid. */
  overBudget: boolean;
}

/** What happened to a pod or container, as Kubernetes tells it. */
export interface Incident {
  kind: 'oom' | 'evicted' | 'node-lost';
  /** One sentence. */
  detail: string;
}

export interface RunEvidence {
  taskId: string;
  runIndex: number;
  /** The run's file; null if the harness wrote none. */
  entry: RunCacheEntry | null;
  /** The run's file changed after it was first seen. */
  tampered: boolean;
  /** What the harness's log says about the run; null if nothing. */
  harness: HarnessRun | null;
  /** The log of the gateway this run used; null if there is none. */
  gateway: GatewayLog | null;
  /** All else that was made on the same gateway, to tell whose a logged failure is: other runs, and this one before. */
  neighbours: readonly RunTimes[];
  /** What happened to the pod of this run. */
  incidents: readonly Incident[];
}

/** Classifies one run of an eval that kept its run files. */
export function classifyRun(evidence: RunEvidence): RunHealth {
  if (evidence.tampered) {
    return invalid(evidence, 'tampered', 'The run file was changed after it had been written.');
  }
  return evidence.entry === null ? classifyMissing(evidence) : classifyEntry(evidence, evidence.entry);
}

function classifyEntry(evidence: RunEvidence, entry: RunCacheEntry): RunHealth {
  const turns = readTurns(entry.transcript.messages, statusesIn(logOfThisRun(evidence)));
  const failed = turns.failures[0];
  if (failed !== undefined) {
    const code = failed.code ?? codeFromLog(evidence);
    if (code !== null) return providerError(evidence, code, turns.answered);
    if (failed.kind === 'provider') {
      return invalid(evidence, 'provider-error', `The model provider failed: ${failed.text}`);
    }
    return invalid(evidence, 'dead-turn', `The gateway ended a turn without an answer: ${failed.text}`);
  }

  const blamed = loggedFailureOfThisRun(evidence, entry);
  if (blamed !== null) return providerError(evidence, blamed, turns.answered);

  // `timeout` is the budget: the model's failure if it was answering. The others are the harness's own failures.
  const status = entry.execution_status ?? 'complete';
  if (['setup_error', 'execution_error', 'grading_error', 'error'].includes(status)) {
    return classifyException(evidence, entry.error ?? `${status} in the harness`);
  }
  const overBudget =
    evidence.harness?.overBudget === true || status === 'timeout' || /per-run budget/.test(entry.error ?? '');
  if (entry.error && !overBudget) return classifyException(evidence, entry.error);
  if (!turns.answered) {
    const code = codeFromLog(evidence);
    if (code !== null) return providerError(evidence, code, false);
    return invalid(evidence, 'no-answer', 'The transcript has no answer by the model.');
  }
  return {
    ...identity(evidence),
    class: 'valid',
    code: null,
    cause: overBudget ? 'The model answered but used up the time of the run.' : 'The model answered.',
    certainty: 'sure',
    overBudget,
  };
}

/** No run file: the harness writes one for each run it scored, so this run failed or never began. */
function classifyMissing(evidence: RunEvidence): RunHealth {
  const incident = evidence.incidents[0];
  if (incident !== undefined) {
    return invalid(evidence, incident.kind === 'oom' ? 'oom' : 'evicted', incident.detail);
  }
  const exception = evidence.harness?.exception;
  if (exception) return classifyException(evidence, exception);
  return invalid(evidence, 'not-run', 'The run did not finish: the harness wrote nothing about it.');
}

const MAX_CAUSE_LENGTH = 300;

const GATEWAY_LOST =
  /connect|refused|reset|websocket|handshake|close frame|timed out|timeout|UNAVAILABLE|not connected|protocol mismatch|hello-ok/i;

function classifyException(evidence: RunEvidence, text: string): RunHealth {
  const words = oneLine(text, MAX_CAUSE_LENGTH);
  if (GATEWAY_LOST.test(text)) {
    return invalid(evidence, 'gateway-lost', `The harness lost the gateway: ${words}`);
  }
  return invalid(evidence, 'harness-error', `The harness failed: ${words}`);
}

/**
 * The log, if it has the time of this run: one that was rotated or capped since has not, and can not testify that no
 * request failed. Null if it has not.
 */
function logOfThisRun({ gateway, harness }: RunEvidence): GatewayLog | null {
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  if (gateway === null || startedAtMs === null || endedAtMs === null) return gateway;
  const times = { startedAtMs, endedAtMs };
  return gateway.responses.some(({ atMs }) => mayBeUnderWay(times, atMs)) ? gateway : null;
}

/** Null for a log without any response, which tells nothing. */
function statusesIn(log: GatewayLog | null): number[] | null {
  return log === null || log.responses.length === 0 ? null : errorStatuses(log);
}

/** The provider's error status for a run whose transcript only says that a turn failed. */
function codeFromLog({ gateway, harness }: RunEvidence): number | null {
  if (gateway === null) return null;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  if (startedAtMs !== null && endedAtMs !== null) {
    const [status] = errorStatuses(gateway, startedAtMs - CLOCK_SLACK_MS, endedAtMs + CLOCK_SLACK_MS);
    if (status !== undefined) return status;
  }
  // Without the run's times, a log with one kind of error leaves no doubt.
  const all = errorStatuses(gateway);
  return all.length === 1 ? all[0]! : null;
}

/** The harness's clock has whole seconds. */
const CLOCK_SLACK_MS = 1500;

/**
 * A turn the gateway gave up, which the transcript does not show. It is held against a run only if nothing else was
 * under way at that moment, and not if it was the judge who went without an answer.
 */
function loggedFailureOfThisRun(
  { gateway, harness, neighbours }: RunEvidence,
  entry: RunCacheEntry,
): number | null {
  if (gateway === null || entry.judge_result.error) return null;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  if (startedAtMs === null || endedAtMs === null) return null;
  const own = gateway.failedTurns.find(
    ({ atMs, code }) =>
      code !== null &&
      atMs >= startedAtMs &&
      atMs <= endedAtMs &&
      !neighbours.some((other) => mayBeUnderWay(other, atMs)),
  );
  return own?.code ?? null;
}

function mayBeUnderWay({ startedAtMs, endedAtMs }: RunTimes, atMs: number): boolean {
  return (
    atMs >= (startedAtMs ?? -Infinity) - CLOCK_SLACK_MS && atMs <= (endedAtMs ?? Infinity) + CLOCK_SLACK_MS
  );
}

const MEANING: Readonly<Record<number, string>> = {
  401: 'the key was refused',
  402: 'the account has no credit',
  403: 'the key may not use this model',
  404: 'there is no such model',
  408: 'the request timed out',
  413: 'the request was too large',
  429: 'rate limit',
};

/** `429 (rate limit)` */
export function describeStatus(code: number): string {
  const meaning = MEANING[code] ?? (code >= 500 ? 'server error' : 'request refused');
  return `${code} (${meaning})`;
}

function providerError(evidence: RunEvidence, code: number, answeredBefore: boolean): RunHealth {
  const what = `the model provider answered ${describeStatus(code)}`;
  const cause = answeredBefore ? `Midway, ${what}.` : `T${what.slice(1)}.`;
  return { ...invalid(evidence, 'provider-error', cause), code };
}

function invalid(evidence: { taskId: string; runIndex: number }, kind: RunClass, cause: string): RunHealth {
  return {
    ...identity(evidence),
    class: kind,
    code: null,
    cause: oneLine(cause, MAX_CAUSE_LENGTH),
    certainty: 'sure',
    overBudget: false,
  };
}

function identity({ taskId, runIndex }: { taskId: string; runIndex: number }): {
  taskId: string;
  runIndex: number;
} {
  return { taskId, runIndex };
}

/**
 * Judges the runs of a result that came without run files, from its summary figures. Nothing here is sure; what can not
 * be told is not counted as valid.
 */
export function classifyWithoutRunCache(result: BenchmarkResult): RunHealth[] {
  const usageReported = result.task_results.some((task) => task.mean_total_tokens > 0);
  const anythingSolved = result.task_results.some((task) => task.pass_rate > 0);
  return result.task_results.flatMap((task) =>
    task.scores.map((score, runIndex): RunHealth => {
      const [kind, cause] = guess(task, score, usageReported, anythingSolved);
      return {
        taskId: task.task_id,
        runIndex,
        class: kind,
        code: null,
        cause,
        certainty: 'likely',
        overBudget: false,
      };
    }),
  );
}

function guess(
  task: TaskStats,
  score: number,
  usageReported: boolean,
  anythingSolved: boolean,
): [RunClass, string] {
  if (task.mean_duration_ms === 0 && score === 0) {
    return ['harness-error', 'The run ended with an exception before the model was asked (it took 0 ms).'];
  }
  // A run that ends in an exception scores exactly 0 and is called unavailable or timeout by the harness.
  const spoilt = task.failure_mode_counts['environment_unavailable'] ?? 0;
  if (score === 0 && spoilt > 0) {
    return ['gateway-lost', 'The harness could not reach the gateway (environment_unavailable).'];
  }
  if (task.mean_total_tokens > 0) return ['valid', 'The model answered, as far as token counts tell.'];
  if (usageReported) {
    return ['no-answer', 'No tokens were used in this task, though the model reports usage in others.'];
  }
  if (anythingSolved) {
    return ['valid', 'Tasks were solved, so the model answered; its endpoint reports no token counts.'];
  }
  return [
    'no-answer',
    'No tokens were counted and no task was solved: nothing shows that the model answered. Run files would tell.',
  ];
}

export interface ShardEvidence {
  /** Tasks this shard ran. */
  tasks: readonly string[];
  gateway: GatewayLog | null;
  harness: ReadonlyMap<RunKey, HarnessRun>;
  incidents: readonly Incident[];
}

/**
 * The run files to judge by; null where the summary figures must do, because the files did not come along. A run that
 * ended with an exception leaves none: then the harness's log tells more than the figures.
 */
export function runFilesToJudge(
  result: BenchmarkResult | null,
  found: ReadonlyMap<RunKey, RunCacheEntry>,
  shards: readonly ShardEvidence[],
): ReadonlyMap<RunKey, RunCacheEntry> | null {
  if (found.size > 0 || result === null) return found;
  const tookTime = result.task_results.some((task) => task.mean_duration_ms > 0);
  return tookTime || shards.every(({ harness }) => harness.size === 0) ? null : found;
}

/**
 * Classifies every planned run, in the order of `planned`.
 *
 * @param runFiles see `runFilesToJudge`
 */
export function assessRuns(evidence: {
  planned: readonly { taskId: string; runs: number }[];
  result: BenchmarkResult | null;
  runFiles: ReadonlyMap<RunKey, RunCacheEntry> | null;
  tampered: ReadonlySet<RunKey>;
  shards: readonly ShardEvidence[];
}): RunHealth[] {
  const { planned, result, runFiles, tampered, shards } = evidence;
  const guessed = new Map(
    runFiles === null && result !== null
      ? classifyWithoutRunCache(result).map((health) => [runKey(health.taskId, health.runIndex), health])
      : [],
  );
  const shardOf = new Map(shards.flatMap((shard) => shard.tasks.map((task) => [task, shard] as const)));
  return planned.flatMap(({ taskId, runs }) =>
    Array.from({ length: runs }, (_, runIndex) => {
      const key = runKey(taskId, runIndex);
      const likely = guessed.get(key);
      if (likely !== undefined) return likely;
      const shard = shardOf.get(taskId);
      return classifyRun({
        taskId,
        runIndex,
        entry: runFiles?.get(key) ?? null,
        tampered: tampered.has(key),
        harness: shard?.harness.get(key) ?? null,
        gateway: shard?.gateway ?? null,
        neighbours: [...(shard?.harness ?? [])].flatMap(([other, run]) =>
          other === key ? run.earlier : [run, ...run.earlier],
        ),
        incidents: shard?.incidents ?? [],
      });
    }),
  );
}
