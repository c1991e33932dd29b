import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import type { Log } from '../base/ports.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardState } from '../protocol/pod.ts';
import type { CollectedShard } from './collect.ts';
import { openLogViewer } from './log-viewer.ts';
import { openProgressReport, type Progress, sumProgress } from './progress.ts';
import { releaseShard } from './requests.ts';
import type { Round } from './round.ts';
import type { EarlierRuns } from './seed.ts';
import { driveShard, type ShardDriver } from './shard.ts';
import type { UserFileDelivery } from './user-files.ts';

export interface DriverContext {
  kube: Kube;
  log: Log;
  backend: EvalBackend;
  shards: number;
  /** Local directory; each shard gets one in it. Exists. */
  directory: string;
  startupTimeoutMs: number;
  timeoutMs: number;
  userFiles: UserFileDelivery;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Whether another process began the evaluation. */
  isStarted: boolean;
  /**
   * What has to succeed before anything is spent. Called once, with the first container that answers; if it throws, so
   * does the driver.
   */
  beforeStart: (target: PodTarget) => Promise<void>;
  /** Called when there are more finished runs, until it answers that it has seen enough. */
  onFinished: (progress: Progress) => Promise<'more' | 'enough'>;
}

/** Drives all shards of one evaluation, side by side. */
export interface Driver {
  /** Returns when every shard works by itself and needs nobody. @throws ActionError, the signal's reason */
  untilStarted(): Promise<void>;
  /**
   * Returns when all that was ordered is done and home. A shard is released as soon as it is home while another has no
   * node yet: finished pods could hold the very room that the others wait for.
   * @throws the signal's reason
   */
  untilCollected(): Promise<readonly CollectedShard[]>;
  /** Orders more runs from the pods that still hold their tasks; to be followed by `untilCollected`. */
  order(round: Round): void;
  /** Pods that still hold their results, by shard; they have to be released. */
  readonly held: ReadonlyMap<number, PodTarget>;
  /** Stops showing logs. */
  close(): void;
}

export async function openDriver(context: DriverContext): Promise<Driver> {
  const { log, backend } = context;
  const unprepared = new AbortController();
  const kube = withSignal(context.kube, AbortSignal.any([context.kube.signal, unprepared.signal]));
  const states = new Map<number, ShardState>();
  const pods = new Map<number, Pod>();
  const held = new Map<number, PodTarget>();
  const indexes = Array.from({ length: context.shards }, (_, index) => index);
  const prefixOf = (index: number): string => (context.shards === 1 ? '' : `[shard ${index}] `);
  const viewer = openLogViewer({ kube, log, backend, prefixOf });
  const report = openProgressReport(kube.clock, log);
  const watchFinished = finishedWatcher(context, states);

  let prepared: Promise<void> | undefined;
  /** All shards wait for the one that prepares. */
  const prepareOnce = (target: PodTarget): Promise<void> =>
    (prepared ??= context.beforeStart(target).catch((error: unknown) => {
      unprepared.abort(error);
      throw error;
    }));

  async function openShard(index: number): Promise<ShardDriver> {
    const directory = path.join(context.directory, `shard-${index}`);
    await mkdir(directory, { recursive: true });
    const { startupTimeoutMs, timeoutMs, userFiles, earlier, isStarted } = context;
    return driveShard({
      kube,
      backend,
      index,
      directory,
      startupTimeoutMs,
      timeoutMs,
      userFiles,
      earlier,
      isStarted,
      beforeStart: prepareOnce,
      events: {
        takenOver: (runs) => log.info(`${prefixOf(index)}${takenOverLine(runs)}`),
        state(state) {
          states.set(index, state);
          if (!viewer.isOpen()) return;
          report([...states.values()]);
          watchFinished();
        },
        pod(pod) {
          pods.set(index, pod);
          viewer.follow(index, pod);
        },
        waiting(waiting) {
          log.status?.({ text: 'Waiting for the pods' });
          log.info(`${prefixOf(index)}${waiting.message}`);
        },
      },
    });
  }

  const shards = await Promise.all(indexes.map(openShard));
  const collected = new Map<number, CollectedShard>();
  const pending = new Set(indexes);

  async function bringHome(index: number): Promise<void> {
    const shard = await shards[index]!.untilCollected();
    collected.set(index, shard);
    pending.delete(index);
    held.delete(index);
    if (shard.failure === undefined && shard.pod !== undefined)
      held.set(index, backend.targetIn(shard.pod.name));
    await makeRoom();
  }

  /** Keeps one pod for logging to MLflow: the last one is never given up here. */
  async function makeRoom(): Promise<void> {
    if (!indexes.some((index) => hasNoNode(pods.get(index)))) return;
    for (const [index, target] of held) {
      held.delete(index);
      await releaseShard(kube, target);
      log.info(`Shard ${index} is home; its pod makes room for the others.`);
    }
  }

  return {
    held,
    async untilStarted() {
      await Promise.all(shards.map((shard) => shard.untilStarted()));
    },
    async untilCollected() {
      viewer.open();
      await Promise.all([...pending].map(bringHome));
      return indexes.map((index) => collected.get(index)!);
    },
    order({ tasks, runs }) {
      for (const index of held.keys()) {
        const own = tasks.filter((task) => collected.get(index)?.state?.tasks?.includes(task));
        if (own.length === 0) continue;
        shards[index]!.order({ tasks: own, runs });
        pending.add(index);
      }
    },
    close: viewer.close,
  };
}

function takenOverLine(runs: number): string {
  return runs === 0
    ? 'Nothing is taken over from the earlier attempt: it ran other images or tasks.'
    : `${runs} ${runs === 1 ? 'run is' : 'runs are'} taken over from the earlier attempt.`;
}

/** Calls `onFinished` for finished runs of shards that all reported, one call at a time. */
function finishedWatcher(
  { kube, log, shards, onFinished }: DriverContext,
  states: ReadonlyMap<number, ShardState>,
): () => void {
  let seen = { runs: 0, isBusy: false, isEnough: false };
  return () => {
    const progress = sumProgress([...states.values()], kube.clock.now());
    const isNew = progress.done !== seen.runs && progress.done !== progress.total;
    if (states.size < shards || seen.isEnough || seen.isBusy || !isNew) return;
    seen = { ...seen, runs: progress.done, isBusy: true };
    void onFinished(progress)
      .catch((error: unknown) => {
        log.debug(`Finished runs could not be looked at: ${String(error)}`);
        return 'enough' as const;
      })
      .then((answer) => (seen = { ...seen, isBusy: false, isEnough: answer === 'enough' }));
  };
}

function hasNoNode(pod: Pod | undefined): boolean {
  return pod === undefined || (pod.spec?.nodeName === undefined && pod.status?.phase === 'Pending');
}
