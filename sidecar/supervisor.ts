import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ActionError, isActionError, type ErrorCode } from '../src/base/errors.ts';
import type { ShardFailure } from '../src/protocol/pod.ts';
import { podVariables } from '../src/protocol/pod-variables.ts';
import { type Booted, boot } from './boot.ts';
import { type CappedLog, openCappedLog } from './capped-log.ts';
import { writeDone } from './collect.ts';
import { type Env, gatewayLogPath, readConfig, type SupervisorConfig } from './config.ts';
import { type Desk, openDesk } from './desk.ts';
import { readJson, statIfThere } from './files.ts';
import { connect, type GatewayAddress } from './gateway.ts';
import { copyGatewayLog, lastGatewayLines } from './gateway-log.ts';
import { beginWork, type End, type JournalFile, openJournal, type Work } from './journal.ts';
import { endLeftovers } from './leftovers.ts';
import { pathsBelow, type PodPaths } from './paths.ts';
import { openSession, takeTurn } from './preflight.ts';
import { plannedKeys } from './progress.ts';
import { publishStatus, restoredState, type Status } from './status.ts';
import { keepWatch } from './watch.ts';
import { cleanWords, errorText } from './words.ts';
import { doWork, planOf, resultName } from './work.ts';

export interface SupervisorHost {
  env: Env;
  /** Directory under which the pod's paths lie: `/` in a pod of ours. */
  root: string;
  /** Directory of sidecar.mjs. */
  sidecarDir: string;
  /** Standard output; resolves when it can take more. */
  print: (chunk: Uint8Array) => Promise<void>;
  /** Aborted on SIGTERM. */
  signal: AbortSignal;
}

/** What every part of one shard's life works with. */
interface Shard {
  host: SupervisorHost;
  paths: PodPaths;
  journal: JournalFile;
  status: Status;
  desk: Desk;
  /** One line for people, on standard output. */
  say: (text: string) => void;
  /** Stops everything but the answering of requests; the first call counts. */
  end: (end: End) => void;
  /** What was passed to `end`. */
  endRequested: () => End | undefined;
  /** Aborts when the shard ended, or the container is to stop. */
  stopping: AbortSignal;
}

const maxStateBytes = 4 * 1024 * 1024;
const logHeadBytes = 24 * 1024 * 1024;
const logTailBytes = 40 * 1024 * 1024;

/**
 * The eval of one shard: boots, runs what it is asked to, and says in the files of the contract how it stands. Returns
 * only when `host.signal` aborts: a native sidecar that exits is started again.
 */
export async function supervise(host: SupervisorHost): Promise<void> {
  const shard = await openShard(host);
  // Requests are answered to the very end, also by a shard that failed.
  const answering = shard.desk.serve(host.signal);
  try {
    if (shard.journal.entries.end === null) await live(shard);
  } catch (error) {
    if (!host.signal.aborted) await shard.journal.record({ end: await endOf(shard, error) });
  }
  if (!host.signal.aborted) await close(shard);
  await answering;
  shard.status.stop();
}

async function openShard(host: SupervisorHost): Promise<Shard> {
  const paths = pathsBelow(host.root);
  await mkdir(paths.results, { recursive: true });
  const journal = await openJournal(paths.journal);
  const secrets = [host.env[podVariables.gatewayToken] ?? ''];
  const say = (text: string): void => {
    void host.print(Buffer.from(`supervisor: ${cleanWords(text, secrets, 2000)}\n`));
  };
  const { restarts, lastRequest, harnessStartedAt } = journal.entries;
  if (restarts > 0) say(`started again in place (${restarts})`);
  const previous = restoredState(
    restarts > 0 ? await readJson(paths.state, maxStateBytes) : undefined,
    restarts,
  );
  const status = publishStatus(paths.state, { ...previous, lastRequest, harnessStartedAt }, (error) =>
    say(`state.json can not be written: ${errorText(error)}`),
  );
  const ending = new AbortController();
  let requested: End | undefined;
  const end = (reason: End): void => {
    requested ??= reason;
    ending.abort(new Error(reason.message));
  };
  return {
    host,
    paths,
    journal,
    status,
    desk: openDesk({ paths, journal, status, say, end }),
    say,
    end,
    endRequested: () => requested,
    stopping: AbortSignal.any([host.signal, ending.signal]),
  };
}

/** Never returns; rejects with what ends the shard. */
async function live(shard: Shard): Promise<never> {
  const { desk, host, journal, paths, say, status, stopping } = shard;
  const config = readConfig(host.env, host.root);
  status.update({
    shard: config.shard,
    shards: config.shards,
    runsPerTask: config.runs,
    priceKnown: config.priceKnown,
    message: 'waiting for the gateway',
  });
  void keepWatch(shard, config);
  const { work: accepted, finishedWork } = journal.entries;
  if (accepted.length > 0 && accepted.every((work) => finishedWork.includes(work.id))) {
    // Restarted after all was done. What is done must not fail now for want of a gateway.
    status.update({ phase: 'done', message: 'done; waiting' });
    await desk.nextWork(stopping);
  }
  const booted = await boot(config, paths, host.env, stopping);
  await journal.record({ tasks: booted.tasks });
  const concurrency = Math.min(config.concurrency, booted.compatibility.maxConcurrency);
  status.update({
    phase: 'ready',
    message: 'waiting for the start request',
    tasks: booted.tasks,
    droppedTasks: booted.droppedTasks,
    total: booted.tasks.length * config.runs,
    concurrency,
    openclawVersion: booted.openclawVersion,
  });
  say(
    `OpenClaw ${booted.openclawVersion}; ${booted.tasks.length} tasks x ${config.runs} runs, ${concurrency} at a time`,
  );
  if (journal.entries.harnessStartedAt !== null) await tidy(shard, config);

  const log = openCappedLog(paths.evalLog, logHeadBytes, logTailBytes);
  try {
    for (;;) {
      const work = await desk.nextWork(stopping);
      const exitCode = await perform(shard, config, booted, work, log);
      await log.join();
      await finish(shard, config, work, exitCode);
      if (exitCode !== null) await tidy(shard, config);
    }
  } finally {
    await log.join();
    log.close();
    if (!host.signal.aborted && journal.entries.harnessStartedAt !== null) await tidy(shard, config);
  }
}

/** Works one request off. @returns exit code of the harness, null if it was not needed */
async function perform(
  shard: Shard,
  config: SupervisorConfig,
  booted: Booted,
  work: Work,
  log: CappedLog,
): Promise<number | null> {
  const { host, journal, status, stopping } = shard;
  if (booted.tasks.length === 0) return null;
  if (!journal.entries.modelChecked) {
    status.update({ phase: 'running', message: 'asking the model for a first answer' });
    await checkModels(shard, config);
  }
  await journal.record(beginWork(journal.entries, new Date()));
  status.update({
    phase: 'running',
    message: 'running',
    harnessStartedAt: journal.entries.harnessStartedAt,
    total: plannedKeys(planOf(booted.tasks, config.runs, journal.entries.work)).size,
  });
  const { tasks, compatibility, env } = booted;
  const { print, sidecarDir } = host;
  return doWork({ ...shard, config, env, print, sidecarDir, tasks, compatibility, log }, work, stopping);
}

/** One real turn with the model, and with the judge. */
async function checkModels({ journal, say, stopping }: Shard, config: SupervisorConfig): Promise<void> {
  const gateway = await connect(addressOf(config), config.gatewayTimeoutMs, stopping);
  const models = config.judgeModel === undefined ? [config.model] : [config.model, config.judgeModel];
  const turns = await Promise.all(
    models.map(async (model) =>
      takeTurn(gateway, await openSession(gateway, model), config.preflightTimeoutMs, stopping),
    ),
  ).catch((error: unknown) => {
    gateway.close();
    throw error;
  });
  // takeTurn forgets its sessions behind our back, which may take longer than the turn.
  setTimeout(() => gateway.close(), 10_000).unref();
  say(`${models.join(' and ')} answered`);
  const { tokens, costUsd } = journal.entries.overhead;
  await journal.record({
    modelChecked: true,
    overhead: {
      tokens: turns.reduce((sum, turn) => sum + turn.tokens, tokens),
      costUsd: turns.reduce((sum, turn) => sum + turn.costUsd, costUsd),
    },
  });
}

/** Writes down that a work is finished; done.json is the last file of it. */
async function finish(
  shard: Shard,
  config: SupervisorConfig,
  work: Work,
  exitCode: number | null,
): Promise<void> {
  const { desk, journal, paths, say, status } = shard;
  await copyGatewayLog(config.gatewayLog, paths.gatewayLog);
  const { valid, total } = status.state;
  const message = total === 0 ? 'this shard has no task' : `the model answered in ${valid} of ${total} runs`;
  const name = resultName(work);
  const written = (await statIfThere(path.join(paths.results, name))) !== undefined;
  await journal.record({
    finishedWork: [...journal.entries.finishedWork, work.id],
    idleSince: new Date().toISOString(),
    results: written ? [...journal.entries.results, name] : journal.entries.results,
  });
  await desk.settle(work.id);
  // Whoever sees done.json finds the last counts in state.json.
  await status.flush();
  await writeDone(paths, {
    generation: work.id,
    reason: 'finished',
    failure: null,
    message,
    exitCode,
    results: journal.entries.results,
  });
  status.update({ phase: 'done', message });
  say(message);
}

/** Writes down how the shard ended early; from here on it only answers requests. */
async function close({ host, journal, paths, say, status, desk }: Shard): Promise<void> {
  const end = journal.entries.end;
  if (end === null) throw new ActionError('internal', 'A shard stopped without a reason.');
  await copyGatewayLog(gatewayLogPath(host.env, host.root), paths.gatewayLog);
  const { lastRequest } = journal.entries;
  if (lastRequest?.status === 'accepted') await desk.settle(lastRequest.id);
  await status.flush();
  await writeDone(paths, {
    generation: lastRequest?.id ?? '',
    reason: end.reason,
    failure: end.failure,
    message: end.message,
    exitCode: null,
    results: journal.entries.results,
  });
  status.update({
    phase: end.failure === null ? 'done' : 'failed',
    failure: end.failure,
    message: end.message,
  });
  say(`${end.failure ?? end.reason}: ${end.message}`);
}

const shardFailures: readonly string[] = [
  'bad-model-access',
  'bad-config',
  'unknown-task',
  'gateway-not-ready',
  'gateway-incompatible',
  'internal',
] satisfies ShardFailure[];

function isShardFailure(code: ErrorCode): code is ShardFailure {
  return shardFailures.includes(code);
}

/** What ended the shard, as others should hear it. */
async function endOf({ endRequested, host }: Shard, error: unknown): Promise<End> {
  const requested = endRequested();
  if (requested !== undefined) return requested;
  const failure = isActionError(error) && isShardFailure(error.code) ? error.code : 'internal';
  const hint = isActionError(error) && error.hint !== undefined ? ` ${error.hint}` : '';
  const lines =
    failure === 'gateway-not-ready' ? await lastGatewayLines(gatewayLogPath(host.env, host.root), 5) : [];
  const log = lines.length > 0 ? ` Last lines of its log: ${lines.join(' | ')}` : '';
  const secrets = [host.env[podVariables.gatewayToken] ?? ''];
  return {
    reason: 'failed',
    failure,
    message: cleanWords(`${errorText(error)}${hint}${log}`, secrets, 2000),
  };
}

/** Best effort: a gateway that can not be reached has ended its turns itself. */
async function tidy({ say }: Shard, config: SupervisorConfig): Promise<void> {
  try {
    const { sessions, agents } = await endLeftovers(addressOf(config), AbortSignal.timeout(20_000));
    if (sessions + agents > 0)
      say(`ended ${sessions} sessions and ${agents} agents that a stopped harness left`);
  } catch (error) {
    say(`what a stopped harness left in the gateway could not be ended: ${errorText(error)}`);
  }
}

function addressOf(config: SupervisorConfig): GatewayAddress {
  return { port: config.gatewayPort, token: config.gatewayToken };
}
