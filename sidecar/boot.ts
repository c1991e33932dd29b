import { mkdir } from 'node:fs/promises';
import { type Compatibility, compatibilityWith } from '../src/protocol/openclaw-version.ts';
import type { SupervisorConfig } from './config.ts';
import { connect, type Gateway, waitUntilReady } from './gateway.ts';
import { harnessProgram, listTasks } from './harness.ts';
import type { Env } from './config.ts';
import { closeSession, hasBrowser, openSession } from './preflight.ts';
import { parseTaskList, type Selection, selectTasks, shareOf, type Task } from './tasks.ts';
import { takeGiven } from './given.ts';
import type { PodPaths } from './paths.ts';
import { ActionError } from '../src/base/errors.ts';

/** What is known before anything is spent. */
export interface Booted {
  openclawVersion: string;
  compatibility: Compatibility;
  /** Tasks of this shard, sorted. */
  tasks: string[];
  droppedTasks: string[];
  /** Environment of the harness. */
  env: Env;
}

const listTimeoutMs = 120_000;

/**
 * Waits for the gateway and lists the tasks meanwhile; then finds out what this shard has to do. Free of charge.
 * @throws ActionError of any of the shard's failures but bad-model-access for a bad key
 */
export async function boot(
  config: SupervisorConfig,
  paths: PodPaths,
  outerEnv: Env,
  signal: AbortSignal,
): Promise<Booted> {
  const { HOME: home = config.harnessStateDir } = outerEnv;
  for (const directory of [config.harnessStateDir, home])
    await mkdir(directory, { recursive: true, mode: 0o750 });
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const given = takeGiven(config.userFilesSha256, paths, either).then((dirs) => ({
    ...dirs,
    env: { ...outerEnv, ...dirs.env },
  }));
  const both = Promise.all([
    given.then(async ({ env }) => listTasks(await harnessProgram(env, undefined), listTimeoutMs, either)),
    waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, either),
  ]);
  const [listing] = await both.catch((error: unknown) => {
    failed.abort(error);
    throw error;
  });
  const { env, needsShim } = await given;
  const suite = parseTaskList(listing);
  if (suite.length === 0) {
    throw new ActionError('bad-config', '`clawbench list-tasks` listed no task.', {
      hint: 'Look at the harness image.',
    });
  }
  // An unknown id is said before the gateway is asked for more.
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
    gateway.close();
    return {
      openclawVersion: gateway.version,
      compatibility,
      tasks: shareOf(selection.chosen, config.shard, config.shards, config.taskDurations),
      droppedTasks: selection.dropped,
      env,
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
