import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../src/base/errors.ts';
import type { CappedLog } from './capped-log.ts';
import { acceptResult } from './collect.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import type { Compatibility } from '../src/protocol/openclaw-version.ts';
import type { Env, SupervisorConfig } from './config.ts';
import { pause, waitUntilReady } from './gateway.ts';
import { type HarnessExit, harnessProgram, runArguments, startHarness } from './harness.ts';
import type { JournalFile, Work } from './journal.ts';
import { lineSplitter } from './lines.ts';
import type { PodPaths } from './paths.ts';
import { keyOf, plannedKeys, progressOf, readLine, type RunPlan } from './progress.ts';
import { runCacheReader } from './run-files.ts';
import { dropRuns } from './seeds.ts';
import type { Status } from './status.ts';

/** How often a harness that died without a result is started again; finished runs are not paid again. */
const maxCrashes = 2;
const scanIntervalMs = 1000;
/** Python ends at once on SIGTERM; the kubelet waits for us while we wait. */
const stopGraceMs = 1000;

export interface Workshop {
  config: SupervisorConfig;
  env: Env;
  paths: PodPaths;
  /** Directory of sidecar.mjs and the files delivered beside it. */
  sidecarDir: string;
  tasks: readonly string[];
  compatibility: Compatibility;
  journal: JournalFile;
  status: Status;
  log: CappedLog;
  /** Where everything the harness prints goes besides the log; slows it down when it is slow. */
  print: (chunk: Uint8Array) => Promise<void>;
}

/** Runs planned by all work accepted so far. */
export function planOf(tasks: readonly string[], runs: number, work: readonly Work[]): Map<string, number> {
  const plan = new Map<string, number>();
  for (const item of work) {
    const wanted = item.kind === 'start' ? { tasks, runs } : item;
    for (const task of wanted.tasks) plan.set(task, Math.max(plan.get(task) ?? 0, wanted.runs));
  }
  return plan;
}

/** File name of a work's result under /results. */
export const resultName = (work: Work): string =>
  work.kind === 'start' ? 'benchmark.json' : `benchmark.${work.id}.json`;

/**
 * Runs the harness until this work is done: once more for what crashed, and as often as configured for runs in which
 * the model did not answer.
 * @param signal ends it early; what is finished then lies in the run cache
 * @returns exit code of the last harness, null if none was needed
 * @throws ActionError internal when the harness ends again and again without a result; the signal's reason
 */
export async function doWork(shop: Workshop, work: Work, signal: AbortSignal): Promise<number | null> {
  const { config, journal, paths, status } = shop;
  const wanted = work.kind === 'start' ? { tasks: shop.tasks, runs: config.runs } : work;
  if (wanted.tasks.length === 0) return null;
  const plan = planOf(wanted.tasks, wanted.runs, [work]);
  const output = path.join(paths.results, resultName(work));
  const read = runCacheReader(paths.runCache);

  // What a harness of an earlier life left: poisoned entries would count as finished.
  const overall = planOf(shop.tasks, config.runs, journal.entries.work);
  await dropInvalid(shop, plan, read);
  for (let crashes = 0; ;) {
    const reported = new Set<string>();
    const exit = await runOnce(shop, overall, wanted, { output: `${output}.tmp`, reported }, signal);
    const files = await read();
    status.update(progressOf(overall, files, reported, journal.entries));
    signal.throwIfAborted();
    if (!(await acceptResult(`${output}.tmp`, output))) {
      crashes++;
      if (crashes > maxCrashes) throw crashed(exit);
      status.update({ message: `the harness ${ended(exit)} without a result; started again` });
      continue;
    }
    const valid = new Set(files.filter((file) => file.valid).map((file) => keyOf(file.task, file.run)));
    const missing = [...plannedKeys(plan)].filter((key) => !valid.has(key)).length;
    const retries = journal.entries.retries[work.id] ?? 0;
    if (missing === 0 || retries >= config.retryInvalid) return exit.code;
    await journal.record({ retries: { ...journal.entries.retries, [work.id]: retries + 1 } });
    await dropInvalid(shop, plan, read);
    status.update({ message: `the model did not answer in ${missing} runs; they are run again` });
  }
}

/** Removes run files without an answer by the model, and remembers what they cost. */
async function dropInvalid(
  { journal, paths }: Workshop,
  plan: RunPlan,
  read: ReturnType<typeof runCacheReader>,
): Promise<void> {
  const planned = plannedKeys(plan);
  const poisoned = (await read()).filter((file) => !file.valid && planned.has(keyOf(file.task, file.run)));
  if (poisoned.length === 0) return;
  await dropRuns(paths.runCache, poisoned);
  const { tokens, costUsd } = journal.entries.overhead;
  await journal.record({
    overhead: {
      tokens: poisoned.reduce((total, file) => total + file.tokens, tokens),
      costUsd: poisoned.reduce((total, file) => total + file.costUsd, costUsd),
    },
  });
}

/** The environment of the harness. */
export function harnessEnv({ config, env, paths }: Pick<Workshop, 'config' | 'env' | 'paths'>): Env {
  return {
    ...env,
    CLAWBENCH_RUN_CACHE_DIR: paths.runCache,
    // Rich wraps its lines at 80 columns otherwise, and nobody could read the progress out of them.
    COLUMNS: '200',
    [podVariables.stateDir]: config.harnessStateDir,
    PYTHONUNBUFFERED: '1',
    // Its log has times of day alone, which are held against the gateway's; some clusters give each pod a zone.
    TZ: 'UTC',
    // Shown to people in the ConfigMap; verifiers run what the agent wrote, which has no business there.
    MLFLOW_TRACKING_URI: undefined,
  };
}

/** One process of the harness. @param reported gets the runs that its output calls finished */
async function runOnce(
  shop: Workshop,
  overall: RunPlan,
  wanted: { tasks: readonly string[]; runs: number },
  { output, reported }: { output: string; reported: Set<string> },
  signal: AbortSignal,
): Promise<HarnessExit> {
  const { config, log, status } = shop;
  // The harness would fail one run after the other while a killed gateway comes back.
  await waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, signal);
  // Workspaces of runs that were cut short; the harness removes the others itself.
  await rm(path.join(config.harnessStateDir, 'workspace-clawbench'), { recursive: true, force: true });
  await rm(output, { force: true });

  const split = lineSplitter((line) => {
    const fact = readLine(line);
    if (fact?.kind === 'version') status.update({ harnessVersion: fact.version });
    if (fact?.kind === 'finished') reported.add(fact.key);
  }, 1024);
  const shim = shop.compatibility.shim ? path.join(shop.sidecarDir, 'gateway_shim.py') : undefined;
  const program = await harnessProgram(harnessEnv(shop), shim);
  const concurrency = Math.min(config.concurrency, shop.compatibility.maxConcurrency);
  const harness = startHarness(
    program,
    runArguments({ model: config.model, ...wanted, concurrency, output, more: config.harnessArgs }),
    async (chunk) => {
      log.write(chunk);
      split(chunk);
      await shop.print(chunk);
    },
  );
  const over = new AbortController();
  const counting = keepCounting(shop, overall, reported, over.signal);
  counting.catch(() => undefined);
  const stop = (): void => void harness.stop(stopGraceMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const exit = await harness.exit;
    split();
    return exit;
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
    await counting;
  }
}

/** Tells from the run cache how far the harness is, until the signal aborts. */
async function keepCounting(
  { journal, paths, status }: Workshop,
  overall: RunPlan,
  reported: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const read = runCacheReader(paths.runCache);
  while (!signal.aborted) {
    status.update(progressOf(overall, await read(), reported, journal.entries));
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
