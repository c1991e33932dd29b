import { mkdir } from 'node:fs/promises';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { type Compatibility, compatibilityWith } from '../src/protocol/openclaw-version.ts';
import type { SupervisorConfig } from './config.ts';
import { connect, type Gateway, waitUntilReady } from './gateway.ts';
import { type Harness, type HarnessFacts, openHarness } from './harness.ts';
import { harnessEnv } from './harness-env.ts';
import { closeSession, hasBrowser, listsModels, openSession } from './preflight.ts';
import type { SupervisorHost } from './shard.ts';
import { parseTaskList, type Selection, selectTasks, shareOf, type Task } from './tasks.ts';
import { hashTasks } from './task-contents.ts';
import { takeUserFiles } from './user-files.ts';
import type { PodPaths } from './paths.ts';
import { ActionError } from '../src/base/errors.ts';

/** What is known before anything is spent. */
export interface Booted {
  openclawVersion: string;
  compatibility: Compatibility;
  /** Tasks of this shard, sorted. */
  tasks: string[];
  droppedTasks: string[];
  harness: Harness;
  harnessVersion: string | null;
  /** Of each of these tasks; null if they could not be read. */
  taskContents: Record<string, string> | null;
  /** Whether OpenClaw lists model and judge, so that it refuses neither; not asked without a relay. */
  knowsModels: boolean;
}

const listTimeoutMs = 120_000;
const factsTimeoutMs = 30_000;

/**
 * Waits for the gateway and lists the tasks meanwhile; then finds out what this shard has to do. Costs nothing.
 * @throws ActionError with any of the shard's failures, except for a bad key: no model is asked
 */
export async function boot(
  config: SupervisorConfig,
  paths: PodPaths,
  host: Pick<SupervisorHost, 'env' | 'sidecarDir'>,
  signal: AbortSignal,
): Promise<Booted> {
  const { HOME: home = config.harnessStateDir } = host.env;
  for (const directory of [config.harnessStateDir, home])
    await mkdir(directory, { recursive: true, mode: 0o750 });
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let harness: Harness | undefined;
  const list = async (): Promise<Listed & { harness: Harness; needsShim: boolean }> => {
    const { env, needsShim } = await takeUserFiles(config.userFilesSha256, paths, either);
    harness = await openHarness(harnessEnv({ config, env: { ...host.env, ...env }, paths }), host.sidecarDir);
    either.throwIfAborted();
    harness.prepare();
    const listing = await harness.listTasks(listTimeoutMs, either);
    const facts = await harness.facts(factsTimeoutMs, either);
    return { harness, needsShim, listing, facts, contents: await contentsOf(facts.tasks, listing) };
  };
  try {
    const ready = waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, either);
    const [listed] = await Promise.all([list(), ready]).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    });
    const hasRelay = (host.env[podVariables.relayToken] ?? '') !== '';
    return { harness: listed.harness, ...(await ask(config, { ...listed, hasRelay }, signal)) };
  } catch (error) {
    harness?.close();
    throw error;
  }
}

/** What the image says of itself, before any code of agents has run. */
interface Listed {
  listing: string;
  facts: HarnessFacts;
  /** Of all tasks of the suite. */
  contents: Record<string, string> | null;
}

/** A comparison can do without it, so nothing that is odd about the directory ends a shard. */
async function contentsOf(directory: string | null, listing: string): Promise<Listed['contents']> {
  if (directory === null) return null;
  const ids = parseTaskList(listing).map(({ id }) => id);
  return await hashTasks(directory, ids).catch(() => null);
}

/** Finds out from a gateway that is ready which of the tasks this shard has to do, and how. */
async function ask(
  config: SupervisorConfig,
  { listing, facts, contents, needsShim, hasRelay }: Listed & { needsShim: boolean; hasRelay: boolean },
  signal: AbortSignal,
): Promise<Omit<Booted, 'harness'>> {
  const suite = parseTaskList(listing);
  if (suite.length === 0) {
    throw new ActionError('bad-config', '`clawbench list-tasks` listed no task.', {
      hint: 'Look at the harness image.',
    });
  }
  // Reports an unknown id before the gateway is asked for more.
  const wished = selectTasks(suite, config.tasks, true);

  const gateway = await connect(
    { port: config.gatewayPort, token: config.gatewayToken },
    config.gatewayTimeoutMs,
    signal,
  );
  try {
    const found = compatibilityWith(gateway.version);
    const compatibility = { ...found, shim: found.shim || needsShim || config.shim === 'always' };
    let selection = wished;
    if (needsBrowser(suite, wished) && config.browser !== 'yes') {
      const browser = config.browser === 'auto' && (await asksForBrowser(gateway, config.model));
      selection = selectTasks(suite, config.tasks, browser);
    }
    const models = config.judgeModel === undefined ? [config.model] : [config.model, config.judgeModel];
    const knowsModels = hasRelay && (await listsModels(gateway, models, signal));
    gateway.close();
    const tasks = shareOf(selection.chosen, config.shard, config.shards, config.taskDurations);
    return {
      openclawVersion: gateway.version,
      harnessVersion: facts.version,
      taskContents:
        contents && Object.fromEntries(Object.entries(contents).filter(([id]) => tasks.includes(id))),
      compatibility,
      tasks,
      droppedTasks: selection.dropped,
      knowsModels,
    };
  } catch (error) {
    gateway.close();
    throw error;
  }
}

async function asksForBrowser(gateway: Gateway, model: string): Promise<boolean> {
  const session = await openSession(gateway, model);
  try {
    return await hasBrowser(gateway, session);
  } finally {
    await closeSession(gateway, session);
  }
}

function needsBrowser(suite: readonly Task[], { chosen }: Selection): boolean {
  return suite.some((task) => task.family === 'browser' && chosen.includes(task.id));
}
