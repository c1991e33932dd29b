import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PodTarget } from '../backends/backend.ts';
import type { Arm } from '../stack/ownership.ts';
import type { Log } from '../base/ports.ts';
import { withSignal } from '../kube/client.ts';
import type { ShardState } from '../protocol/pod.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import { type CollectedShard, tasksOf } from './collect.ts';
import { openLogViewer } from './log-viewer.ts';
import { type Progress, sumProgress } from './progress.ts';
import { unpricedWords } from './relay-trouble.ts';
import { releaseShard } from './requests.ts';
import type { Round } from '../result/formats/rounds.ts';
import { driveShard, type ShardDriver } from './shard.ts';
import type { DriveContext } from './shard-progress.ts';
import { armPrefix, prefixOf, type SideBySide } from './side-by-side.ts';

/** `beforeStart` is called once, with the first pod that answers; what it throws, the driver throws. */
export interface DriverContext extends DriveContext {
  log: Log;
  arm: Arm;
  /** What it shares with the drivers of other arms. */
  sideBySide: SideBySide;
  shards: number;
  /** Local directory, which exists; each shard gets a subdirectory. */
  directory: string;
  /** What each relay was configured with of the caps of the evaluation; null where this process does not know it. */
  configured: RelayAllowance | null;
  /** Called when more runs have finished, until it answers `enough`. */
  onFinished: (progress: Progress) => Promise<'more' | 'enough'>;
}

/** Drives all shards of one arm, side by side. */
export interface Driver {
  /** Returns when every shard works without this process. @throws ActionError; the signal's reason */
  untilStarted(): Promise<void>;
  /**
   * Returns when everything ordered is done and collected. While a shard of any arm still waits for a node, finished pods are
   * released at once: they may occupy the room it waits for.
   * @throws the signal's reason
   */
  untilCollected(): Promise<readonly CollectedShard[]>;
  /** Orders more runs from the pods that still run; to be followed by `untilCollected`. */
  order(round: Round): void;
  /** Finished pods by shard, which wait for more orders until they are released. */
  readonly held: ReadonlyMap<number, PodTarget>;
}

export async function openDriver(context: DriverContext): Promise<Driver> {
  const { log, backend, arm } = context;
  const { board, room } = context.sideBySide;
  const failed = new AbortController();
  const kube = withSignal(context.kube, AbortSignal.any([context.kube.signal, failed.signal]));
  const states = new Map<number, ShardState>();
  const held = new Map<number, PodTarget>();
  const indexes = Array.from({ length: context.shards }, (_, index) => index);
  const viewer = openLogViewer({ kube, log, backend, board, prefixOf: (index) => prefixOf(context, index) });
  const notePod = room.join(context.shards);
  const start = context.sideBySide.start.join(arm === 'base' ? 'the base arm' : 'the head', context.shards);
  /** What was said of shards: all of them may wait for the same. */
  const told = new Set<string>();
  const watchFinished = finishedWatcher(context, states);
  const { configured } = context;
  const sharing =
    configured === null ? undefined : context.sideBySide.sharing?.join(context.shards, configured);

  let prepared: Promise<void> | undefined;
  /** Runs the checks in the first shard; the others wait for it. */
  const prepareOnce = (target: PodTarget): Promise<void> =>
    (prepared ??= context.beforeStart(target).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }));

  async function openShard(index: number): Promise<ShardDriver> {
    const directory = path.join(context.directory, `shard-${index}`);
    await mkdir(directory, { recursive: true });
    return driveShard({
      ...context,
      kube,
      index,
      directory,
      beforeStart: prepareOnce,
      mayStart() {
        start.isReady(index);
        return start.now();
      },
      events: {
        takenOver: (runs) => log.info(`${prefixOf(context, index)}${takenOverLine(runs)}`),
        state(state) {
          states.set(index, state);
          if (hasBegun(state)) start.isReady(index);
          if (!board.isOpen()) return;
          board.report(arm, [...states.values()]);
          watchFinished();
        },
        unpriced(models) {
          if ((configured?.maxCostUsd ?? null) === null) return;
          for (const words of models.map(unpricedWords).filter((each) => !told.has(each))) {
            told.add(words);
            log.warning('Cost', words);
          }
        },
        unfenced(words) {
          if (told.has(words)) return;
          told.add(words);
          log.warning('Network', words);
        },
        share: (sharer) => sharing?.note(index, sharer),
        pod(pod) {
          notePod(index, pod);
          start.notePod(index, pod);
          viewer.follow(index, pod);
        },
        waiting(waiting) {
          log.status?.({ text: 'Waiting for the pods' });
          const { message, hint } = waiting;
          if (told.has(message)) return;
          told.add(message);
          log.info(`${prefixOf(context, index)}${message}${hint === undefined ? '' : ` ${hint}`}`);
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
    if (shard.failure !== undefined) start.hasFailed(index, shard.failure);
    sharing?.rests(index);
    if (shard.failure === undefined && shard.pod !== undefined)
      held.set(index, backend.targetIn(shard.pod.name));
    await makeRoom();
  }

  /** Releases finished pods while a shard has no node. The last shard to finish keeps its pod, for logging to MLflow. */
  async function makeRoom(): Promise<void> {
    if (!room.isShort()) return;
    for (const [index, target] of held) {
      held.delete(index);
      await releaseShard(kube, target);
      log.info(`${armPrefix(arm)}Shard ${index} is collected; its pod makes room for the others.`);
    }
  }

  return {
    held,
    async untilStarted() {
      await Promise.all(shards.map((shard) => shard.untilStarted()));
    },
    async untilCollected() {
      board.open();
      await Promise.all([...pending].map(bringHome));
      return indexes.map((index) => collected.get(index)!);
    },
    order(round) {
      for (const index of held.keys()) {
        const own = round.tasks.filter((task) => tasksOf(collected.get(index)).includes(task));
        if (own.length === 0) continue;
        shards[index]!.order({ ...round, tasks: own });
        pending.add(index);
      }
    },
  };
}

/** Whether a shard runs already, as one that another process started does. */
const hasBegun = ({ phase }: ShardState): boolean => phase !== 'booting' && phase !== 'ready';

function takenOverLine(runs: number): string {
  return runs === 0
    ? 'Nothing is taken over from the earlier attempt: it ran other images or tasks.'
    : `${runs} ${runs === 1 ? 'run is' : 'runs are'} taken over from the earlier attempt.`;
}

/** Calls `onFinished` when there are more finished runs, once all shards have reported; one call at a time. */
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
        log.debug(`Finished runs could not be read: ${String(error)}`);
        return 'enough' as const;
      })
      .then((answer) => (seen = { ...seen, isBusy: false, isEnough: answer === 'enough' }));
  };
}
