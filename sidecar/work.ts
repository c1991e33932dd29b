import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import type { CappedLog } from './capped-log.ts';
import { acceptResult } from './collect.ts';
import type { Compatibility } from '../src/protocol/openclaw-version.ts';
import { TURN_LIMIT_MS } from '../src/protocol/wire-faults.ts';
import type { SupervisorConfig } from './config.ts';
import { dropEvidence, EVIDENCE_SETTLES_MS } from './evidence.ts';
import { pause, untilStartedSince, waitUntilReady, wasStartedSince } from './gateway.ts';
import { type Harness, runArguments } from './harness.ts';
import type { HarnessExit } from './harness-process.ts';
import type { JournalFile, Work } from './journal.ts';
import { lineSplitter } from './lines.ts';
import type { PodPaths } from './paths.ts';
import {
  keyOf,
  plannedKeys,
  type Progress,
  progressOf,
  readLine,
  type RunPlan,
  spentByRelay,
} from './progress.ts';
import { type JudgedRuns, mayPass, runJudge } from './judged-runs.ts';
import type { RelayView } from './relay-view.ts';
import { type RunFile, runCacheReader } from './run-files.ts';
import { dropRuns } from './seeds.ts';
import type { Status } from './status.ts';

/** How often a harness that died without a result is started again; finished runs are not paid again. */
const maxCrashes = 2;
/**
 * How often a harness that has lost its gateway is ended, and what was under way run again. It may wait for each of these runs
 * until its turn is over. After that it is left to do so, since a run that ends the gateway each time must not go on for ever.
 */
const mostGatewayLosses = 2;
const scanIntervalMs = 1000;
/** Python ends at once on SIGTERM, and the kubelet does not wait for us much longer. */
const stopGraceMs = 1000;
/** How long a provider that failed gets to recover before runs are made again: its trouble would spoil them as well. */
const recoveryMs = 30_000;

interface HarnessContext {
  config: SupervisorConfig;
  harness: Harness;
  paths: PodPaths;
  /** Directory of sidecar.mjs and the files delivered beside it. */
  sidecarDir: string;
  tasks: readonly string[];
  compatibility: Compatibility;
  journal: JournalFile;
  status: Status;
  relay: RelayView | null;
  log: CappedLog;
  /** Gets everything the harness prints, as the log does; the harness waits for it. */
  print: (chunk: Uint8Array) => Promise<void>;
}

/** Number of runs of each task that this work asks for. */
export function planOf(tasks: readonly string[], runs: number, work: readonly Work[]): Map<string, number> {
  const plan = new Map<string, number>();
  for (const item of work) {
    const wanted = item.kind === 'start' ? { tasks, runs } : item;
    for (const task of wanted.tasks) plan.set(task, Math.max(plan.get(task) ?? 0, wanted.runs));
  }
  return plan;
}

/** Name of the result file below /results. */
export const resultName = (work: Work): string =>
  work.kind === 'start' ? 'benchmark.json' : `benchmark.${work.id}.json`;

/**
 * Runs the harness until this work is done: again after a crash or when the gateway was lost, and as often as configured for
 * runs in which the model did not answer.
 * @param signal ends it early; finished runs are in the run cache
 * @returns exit code of the last harness, null if none was needed
 * @throws ActionError internal when the harness ends again and again without a result; the signal's reason
 */
export async function doWork(
  context: HarnessContext,
  work: Work,
  signal: AbortSignal,
): Promise<number | null> {
  const { config, journal, paths, status } = context;
  const wanted = work.kind === 'start' ? { tasks: context.tasks, runs: config.runs } : work;
  if (wanted.tasks.length === 0) return null;
  const plan = planOf(wanted.tasks, wanted.runs, [work]);
  const output = path.join(paths.results, resultName(work));
  const judge = judgeOf(context);

  // Left by a harness before a restart: the next one would take runs without an answer for finished.
  const overall = planOf(context.tasks, config.runs, journal.entries.work);
  await dropInvalid(context, plan, (await judge()).files);
  for (let crashes = 0, gatewayLosses = 0; ;) {
    const reported = new Set<string>();
    const endsWithGateway = gatewayLosses < mostGatewayLosses;
    const run = { ...wanted, output: `${output}.tmp`, reported, endsWithGateway };
    const exit = await runOnce(context, overall, run, signal);
    const { files, faults } = await judge();
    status.update(counted(context, overall, files, reported));
    signal.throwIfAborted();
    const hasResult = await acceptResult(`${output}.tmp`, output);
    const valid = new Set(files.filter((file) => file.valid).map((file) => keyOf(file.task, file.run)));
    const missing = [...plannedKeys(plan)].filter((key) => !valid.has(key));
    if (exit.lostGateway && !(hasResult && missing.length === 0)) {
      gatewayLosses++;
      await dropInvalid(context, plan, files);
      status.update({ message: 'the gateway was started again; what was under way is run again' });
      continue;
    }
    if (!hasResult) {
      crashes++;
      if (crashes > maxCrashes) throw crashed(exit);
      status.update({ message: `the harness ${ended(exit)} without a result; started again` });
      continue;
    }
    const retries = journal.entries.retries[work.id] ?? 0;
    if (missing.length === 0 || retries >= config.retryInvalid) return exit.code;
    await journal.record({ retries: { ...journal.entries.retries, [work.id]: retries + 1 } });
    await dropInvalid(context, plan, files);
    const isPassing = missing.some((key) => faults.has(key) && mayPass(faults.get(key)!));
    const when = isPassing ? `in ${recoveryMs / 1000} s, since the provider failed` : 'now';
    status.update({
      message: `the model did not answer in ${missing.length} runs; they are run again ${when}`,
    });
    if (isPassing) await pause(recoveryMs, signal);
  }
}

function judgeOf({ config, journal, paths, relay }: HarnessContext): () => Promise<JudgedRuns> {
  const turnLimitMs = config.perTurnTimeoutMs ?? TURN_LIMIT_MS;
  const isStopped = (key: string): boolean => journal.entries.stopped.includes(key);
  const isSeeded = (name: string): boolean => journal.entries.seeded.includes(name);
  return runJudge({
    relay,
    read: runCacheReader(paths.runCache),
    isStopped,
    isSeeded,
    judgeScores: config.judgeScores,
    turnLimitMs,
  });
}

/** How far the shard is, by these runs; what it spent is known better by its relay. */
function counted(
  { journal, relay }: HarnessContext,
  overall: RunPlan,
  files: readonly RunFile[],
  reported: ReadonlySet<string>,
): Progress {
  const progress = progressOf(overall, files, reported, journal.entries);
  const state = relay?.state ?? null;
  return state === null ? progress : { ...progress, ...spentByRelay(state, journal.entries.lost) };
}

/** Removes the files of runs in which the model did not answer, and remembers what they cost. */
async function dropInvalid(
  { journal, paths }: HarnessContext,
  plan: RunPlan,
  files: readonly RunFile[],
): Promise<void> {
  const planned = plannedKeys(plan);
  const invalid = files.filter((file) => !file.valid && planned.has(keyOf(file.task, file.run)));
  if (invalid.length === 0) return;
  await dropRuns(paths.runCache, invalid);
  const again = new Set(invalid.map((file) => keyOf(file.task, file.run)));
  const { tokens, costUsd } = journal.entries.overhead;
  await journal.record({
    stopped: journal.entries.stopped.filter((key) => !again.has(key)),
    overhead: {
      tokens: invalid.reduce((total, file) => total + file.tokens, tokens),
      costUsd: invalid.reduce((total, file) => total + file.costUsd, costUsd),
    },
  });
}

interface HarnessRun {
  tasks: readonly string[];
  runs: number;
  /** File for the result. */
  output: string;
  /** Gets the keys of the runs that the harness prints as finished. */
  reported: Set<string>;
  /** Whether it is ended when the gateway turns out to have been started again. */
  endsWithGateway: boolean;
}

/** Runs one process of the harness. */
async function runOnce(
  context: HarnessContext,
  overall: RunPlan,
  { tasks, runs, output, reported, endsWithGateway }: HarnessRun,
  signal: AbortSignal,
): Promise<HarnessExit & { lostGateway: boolean }> {
  const { config, log, status } = context;
  // While a killed gateway restarts, the harness would fail one run after the other.
  await waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, signal);
  // Workspaces of interrupted runs; the harness removes the others itself.
  await rm(path.join(config.harnessStateDir, 'workspace-clawbench'), { recursive: true, force: true });
  await rm(output, { force: true });

  const sinceMs = performance.now();
  const split = lineSplitter((line) => {
    const fact = readLine(line);
    // Others may print into its log; what the image said before counts.
    if (fact?.kind === 'version' && status.state.harnessVersion === null)
      status.update({ harnessVersion: fact.version });
    if (fact?.kind === 'finished') reported.add(fact.key);
    if (fact?.kind === 'stopped')
      void context.journal.record({ stopped: [...context.journal.entries.stopped, fact.key] });
  }, 1024);
  const shim = context.compatibility.shim ? path.join(context.sidecarDir, 'gateway_shim.py') : undefined;
  const concurrency = Math.min(config.concurrency, context.compatibility.maxConcurrency);
  const harness = await context.harness.start(
    runArguments({ model: config.model, tasks, runs, concurrency, output, more: config.harnessArgs }),
    {
      shim,
      onOutput: async (chunk) => {
        log.write(chunk);
        split(chunk);
        await context.print(chunk);
      },
    },
    signal,
  );
  const over = new AbortController();
  const counting = keepCounting(context, overall, reported, over.signal);
  counting.catch(() => undefined);
  const stop = (): void => void harness.stop(stopGraceMs);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  let lostGateway = false;
  const stopWithoutGateway = async (): Promise<void> => {
    lostGateway = await untilStartedSince(config.gatewayPort, sinceMs, over.signal);
    if (lostGateway) stop();
  };
  if (endsWithGateway) void stopWithoutGateway();
  try {
    const exit = await harness.exit;
    split();
    // It may have noticed first, while the gateway was still away.
    if (endsWithGateway && !lostGateway)
      lostGateway = (await wasStartedSince(config.gatewayPort, sinceMs)) !== false;
    return { ...exit, lostGateway };
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
    await counting;
    await dropEvidence(context.paths, 0);
  }
}

/** Updates the status from the run cache until the signal aborts. */
async function keepCounting(
  context: HarnessContext,
  overall: RunPlan,
  reported: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const { paths, status } = context;
  const judge = judgeOf(context);
  while (!signal.aborted) {
    status.update(counted(context, overall, (await judge()).files, reported));
    await dropEvidence(paths, EVIDENCE_SETTLES_MS);
    await pause(scanIntervalMs, signal).catch(() => undefined);
  }
}

const ended = ({ code, signal }: HarnessExit): string =>
  signal === null ? `ended with exit code ${code}` : `was killed (${signal})`;

function crashed(exit: HarnessExit): ActionError {
  const why = exit.signal === 'SIGKILL' ? ', as for using too much memory' : '';
  return new ActionError(
    'internal',
    `The harness ${ended(exit)}${why}, ${maxCrashes + 1} times, without a result.`,
    {
      hint: 'Look at the last lines of eval.log.',
    },
  );
}
