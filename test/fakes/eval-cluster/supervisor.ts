import path from 'node:path';
import { parseRequest } from '../../../sidecar/requests.ts';
import type { Journal, Work } from '../../../sidecar/journal.ts';
import { initialState } from '../../../sidecar/status.ts';
import { selectTasks, shareOf } from '../../../sidecar/tasks.ts';
import { planOf, resultName } from '../../../sidecar/work.ts';
import { sha256 } from '../../../src/base/sha256.ts';
import {
  type KeptIndex,
  podPaths,
  type ShardDone,
  type ShardRequest,
  type ShardState,
  type StartRequest,
} from '../../../src/protocol/pod.ts';
import type { SupervisorSettings } from '../../../src/protocol/settings.ts';
import { parseRunFile, type RunCacheEntry } from '../../../src/result/formats/run-cache.ts';
import { encode, textOf } from '../../fixtures/result.ts';
import type { FakeRelay } from './relay.ts';
import { makeLog, makeResult, makeRun, runPath, type ScoreOf } from './harness.ts';

/** The files of a pod by their absolute path. */
export type PodFiles = Map<string, Buffer>;

export interface SupervisorOptions {
  files: PodFiles;
  shard: number;
  settings: SupervisorSettings;
  /** The tasks of the harness image. */
  suite: readonly string[];
  scoreOf: ScoreOf;
  /** What forwards the requests of runs; undefined without one. */
  relay: FakeRelay | undefined;
  /** Called before each run. */
  beforeRun: (task: string, run: number) => void;
}

/**
 * The supervisor of a shard, and the container that keeps its run files. It has no time of its own: whenever somebody
 * looks at its state it goes one step further, which is the end of booting, one run, or the end of the work.
 */
export interface Supervisor {
  step(): void;
  /** Takes the request that was written. */
  take(): void;
  readonly requests: readonly ShardRequest[];
}

export function superviseShard({ files, shard, settings, suite, ...harness }: SupervisorOptions): Supervisor {
  const { runs, shards, model, priceKnown } = settings;
  const requests: ShardRequest[] = [];
  const made = new Map<string, RunCacheEntry>();
  const paid = { tokens: 0, costUsd: 0 };
  const work: Work[] = [];
  const finished: string[] = [];
  const results: string[] = [];
  const kept: KeptIndex = { schemaVersion: 1, files: [], replaced: [], tampered: [], notKept: [] };
  let state: ShardState = { ...initialState(0), shard, shards, runsPerTask: runs, priceKnown };
  update({ message: 'waiting for the gateway' });

  function write(file: string, value: object): void {
    files.set(file, Buffer.from(encode(value)));
  }

  function update(change: Partial<ShardState>): void {
    state = { ...state, ...change, heartbeat: new Date().toISOString() };
    write(podPaths.state, state);
    const journal: Partial<Journal> = { schemaVersion: 1, work, finishedWork: finished, results };
    write(podPaths.journal, journal);
  }

  function boot(): void {
    const { userFilesSha256: expected } = settings;
    const given = files.get(podPaths.userFiles);
    if (expected !== undefined && given === undefined)
      return update({ message: 'waiting for the user files' });
    if (expected !== undefined && sha256(given!) !== expected)
      throw new Error('other user files than announced');
    const known = suite.map((id) => ({ id, family: 'tools' }));
    const { chosen } = selectTasks(known, settings.tasks, true);
    const tasks = shareOf(chosen, shard, shards, settings.taskDurations);
    const versions = { openclawVersion: '2026.7.35', harnessVersion: '0.4.0.dev1' };
    update({ phase: 'ready', message: 'waiting for the start request', tasks, ...versions, concurrency: 1 });
    count();
  }

  function count(): void {
    const planned = planOf(state.tasks ?? [], runs, work);
    const entries = [...made.values()];
    const sum = entries.reduce((total, { run_score }) => total + run_score, 0);
    update({
      done: entries.length,
      valid: entries.length,
      total:
        [...planned.values()].reduce((total, times) => total + times, 0) || (state.tasks ?? []).length * runs,
      meanRunScore: entries.length === 0 ? null : sum / entries.length,
      ...paid,
    });
  }

  function add(task: string, run: number, bytes: Buffer): void {
    const file = path.posix.join('run_cache', runPath(model, task, run));
    made.set(`${task}/${run}`, parseRunFile(bytes, file));
    files.set(`${podPaths.results}/${file}`, bytes);
    files.set(`${podPaths.kept}/${file}`, bytes);
    const entry = { path: file, size: bytes.length, sha256: sha256(bytes) };
    kept.files.push({ ...entry, firstSeenAt: new Date().toISOString() });
    write(podPaths.keptIndex, kept);
  }

  /** @returns false if this work has no runs left to make */
  function makeNext(now: Work): boolean {
    const plan = planOf(state.tasks ?? [], runs, [now]);
    for (const [task, times] of plan) {
      for (let run = 0; run < times; run++) {
        if (made.has(`${task}/${run}`)) continue;
        harness.beforeRun(task, run);
        const entry = makeRun(task, run, harness.scoreOf(task, run));
        const { input_tokens: input, output_tokens: output, total_cost_usd: costUsd } = entry.token_usage;
        const tokens = { input, output, cacheRead: 0, cacheWrite: 0 };
        harness.relay?.open({ task, run, tokens, costUsd })();
        add(task, run, Buffer.from(encode(entry)));
        paid.tokens += entry.token_usage.total_tokens;
        paid.costUsd += entry.token_usage.total_cost_usd;
        return true;
      }
    }
    return false;
  }

  function end(now: Work): void {
    const wanted = now.kind === 'start' ? state.tasks : now.tasks;
    const entries = [...made.values()].filter(({ task_id }) => wanted?.includes(task_id) ?? false);
    if (entries.length > 0) {
      files.set(`${podPaths.results}/${resultName(now)}`, makeResult(model, entries));
      results.push(resultName(now));
    }
    files.set(podPaths.evalLog, makeLog(entries));
    files.set(podPaths.gatewayLog, Buffer.from(textOf('gateway-2026.7.35.log')));
    finished.push(now.id);
    const message = `the model answered in ${state.valid} of ${state.total} runs`;
    update({ lastRequest: { id: now.id, status: 'done', reason: '' } });
    writeDone({ generation: now.id, reason: 'finished', failure: null, message, exitCode: 0 });
    update({ phase: 'done', message });
  }

  function writeDone(
    how: Pick<ShardDone, 'generation' | 'reason' | 'failure' | 'message' | 'exitCode'>,
  ): void {
    const own = new Set<string>([podPaths.state, podPaths.done, podPaths.journal]);
    const fetched = [...files].filter(([file]) => file.startsWith(`${podPaths.results}/`) && !own.has(file));
    const done: ShardDone = {
      schemaVersion: 1,
      ...how,
      finishedAt: new Date().toISOString(),
      results,
      files: fetched.map(([file, bytes]) => ({
        path: path.posix.relative(podPaths.results, file),
        size: bytes.length,
        sha256: sha256(bytes),
      })),
    };
    write(podPaths.done, done);
  }

  function takeSeed({ seed = [], spent }: StartRequest): void {
    for (const { path: name, sha256: hash } of seed) {
      const bytes = files.get(`${podPaths.seed}/${name}`);
      if (bytes === undefined || sha256(bytes) !== hash)
        throw new Error(`seed ${name} is not what was announced`);
      const { task_id, run_index } = parseRunFile(bytes, name);
      add(task_id, run_index, bytes);
    }
    Object.assign(paid, spent);
  }

  return {
    requests,
    take() {
      const parsed = parseRequest(JSON.parse(files.get(podPaths.request)!.toString()));
      if (!parsed.ok) throw new Error(parsed.reason);
      const { request } = parsed;
      if (requests.some(({ id }) => id === request.id)) return;
      requests.push(request);
      if (request.kind === 'start') takeSeed(request);
      if (request.kind === 'start') work.push({ id: request.id, kind: 'start' });
      if (request.kind === 'runs') work.push(request);
      update({ lastRequest: { id: request.id, status: 'accepted', reason: '' } });
    },
    step() {
      const now = work.find(({ id }) => !finished.includes(id));
      if (state.tasks === null) return boot();
      if (now === undefined) return;
      update({
        phase: 'running',
        message: 'running',
        harnessStartedAt: state.harnessStartedAt ?? state.heartbeat,
      });
      if (makeNext(now)) count();
      else end(now);
    },
  };
}
