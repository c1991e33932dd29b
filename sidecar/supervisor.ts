import path from 'node:path';
import { type Booted, boot } from './boot.ts';
import { type CappedLog, openCappedLog } from './capped-log.ts';
import { writeDone } from './collect.ts';
import { readConfig, type SupervisorConfig } from './config.ts';
import { statIfThere } from './files.ts';
import { connect, type GatewayAddress } from './gateway.ts';
import { copyGatewayLog } from './gateway-log.ts';
import { beginWork, type Work } from './journal.ts';
import { endLeftovers } from './leftovers.ts';
import { openSession, takeTurn } from './preflight.ts';
import { plannedKeys } from './progress.ts';
import { untilAnswered } from './relay-view.ts';
import { openShard, type Shard, type SupervisorHost } from './shard.ts';
import { closeShard, endOf } from './shard-end.ts';
import { keepWatch } from './watch.ts';
import { errorText } from './words.ts';
import { doWork, planOf, resultName } from './work.ts';

/** A shard that knows its tasks. */
interface LiveShard extends Shard {
  config: SupervisorConfig;
  booted: Booted;
  /** eval.log. */
  log: CappedLog;
}

const logHeadBytes = 24 * 1024 * 1024;
const logTailBytes = 40 * 1024 * 1024;

/**
 * Supervises one shard: boots, runs the tasks it is asked to run, and reports in the files of the contract. Returns
 * only when `host.signal` aborts, because Kubernetes would start a native sidecar again that exits.
 */
export async function supervise(host: SupervisorHost): Promise<void> {
  const shard = await openShard(host);
  // A shard that failed still answers requests.
  const answering = shard.requests.serve(host.signal);
  try {
    if (shard.journal.entries.end === null) await live(shard);
  } catch (error) {
    if (!host.signal.aborted) await shard.journal.record({ end: await endOf(shard, error) });
  }
  if (!host.signal.aborted) await closeShard(shard);
  await answering;
  shard.status.stop();
}

/** Never returns; rejects with what ends the shard. */
async function live(shard: Shard): Promise<never> {
  const { requests, host, journal, paths, say, status, stopping } = shard;
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
    // Restarted after all work was done, which must not fail now because the gateway is gone.
    status.update({ phase: 'done', message: 'done; waiting' });
    await requests.nextWork(stopping);
  }
  const booted = await boot(config, paths, host, stopping);
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
    harnessVersion: booted.harnessVersion,
    taskContents: booted.taskContents,
  });
  if (booted.taskContents === null) say('what the tasks consist of is not known');
  say(
    `OpenClaw ${booted.openclawVersion}; ${booted.tasks.length} tasks x ${config.runs} runs, ${concurrency} at a time`,
  );
  if (journal.entries.harnessStartedAt !== null) await tidy(shard, config);

  const log = openCappedLog(paths.evalLog, logHeadBytes, logTailBytes);
  const running: LiveShard = { ...shard, config, booted, log };
  try {
    for (;;) {
      const work = await requests.nextWork(stopping);
      const exitCode = await perform(running, work);
      await log.join();
      await finish(running, work, exitCode);
      if (exitCode !== null) await tidy(shard, config);
      // More runs may be ordered.
      if (booted.tasks.length > 0) booted.harness.prepare();
    }
  } finally {
    booted.harness.close();
    await log.join();
    log.close();
    if (!host.signal.aborted && journal.entries.harnessStartedAt !== null) await tidy(shard, config);
  }
}

/** Does the work of one request. @returns the exit code of the harness; null if it was not needed */
async function perform(shard: LiveShard, work: Work): Promise<number | null> {
  const { config, booted, host, journal, say, status, stopping } = shard;
  if (booted.tasks.length === 0) return null;
  // Where there is a relay, it has tried the key, the model and the endpoint before `start` was sent.
  if (!journal.entries.modelChecked && !booted.knowsModels) {
    status.update({ phase: 'running', message: 'asking the model for a first answer' });
    if (shard.relay !== null)
      say('OpenClaw does not list the model or its judge: a turn tells whether it knows them');
    await checkModels(shard);
  }
  await journal.record(beginWork(journal.entries, new Date()));
  status.update({
    phase: 'running',
    message: 'running',
    harnessStartedAt: journal.entries.harnessStartedAt,
    total: plannedKeys(planOf(booted.tasks, config.runs, journal.entries.work)).size,
  });
  const { tasks, compatibility, harness } = booted;
  const { print, sidecarDir } = host;
  return doWork({ ...shard, harness, print, sidecarDir, tasks, compatibility }, work, stopping);
}

/** Takes one real turn with the model, and one with the judge. */
async function checkModels({ config, journal, say, stopping }: LiveShard): Promise<void> {
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
  // takeTurn closes its sessions in the background, which may take longer than the turn.
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

/** Writes down that the work of a request is finished; done.json comes last. */
async function finish(shard: LiveShard, work: Work, exitCode: number | null): Promise<void> {
  const { config, requests, journal, paths, say, status } = shard;
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
  await requests.settle(work.id);
  // The final counts must be in state.json before done.json appears.
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

/** Best effort: a gateway that cannot be reached has ended its turns itself. */
async function tidy({ host, relay, say }: Shard, config: SupervisorConfig): Promise<void> {
  await untilAnswered(relay, host.signal);
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
