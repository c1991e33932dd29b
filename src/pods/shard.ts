import type { EvalBackend, PodTarget, Waiting } from '../backends/backend.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardDone, ShardState } from '../protocol/pod.ts';
import {
  type CollectedShard,
  fetchResults,
  incidentsOf,
  podFacts,
  pullAnnounced,
  pullRunFiles,
} from './collect.ts';
import { hasStarted, sendOrders, type ShardOrders, orderId } from './orders.ts';
import type { Round } from './round.ts';
import type { EarlierRuns } from './seed.ts';
import { ignoreTransient, readDone, readState, unlessLost, withTasksOf } from './shard-files.ts';
import type { UserFileDelivery } from './user-files.ts';

/** Often enough to notice the end within 2 s; one exec costs some 30 ms of CPU. */
const POLL_MS = 1000;
/** Least time between two fetches of finished runs: as much may be lost with a node. */
const PULL_MS = 3000;
/** What the supervisor has beyond its own time limit to stop the harness and write everything down. */
const STOP_MS = 3 * 60_000;

export interface ShardContext {
  /** Its signal ends the driving. */
  kube: Kube;
  backend: EvalBackend;
  index: number;
  /** For the files of this shard; exists. */
  directory: string;
  startupTimeoutMs: number;
  timeoutMs: number;
  userFiles: UserFileDelivery;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Whether another process began the evaluation: a pod that was started already is only watched. */
  isStarted: boolean;
  /** Awaited before a pod is told to start. */
  beforeStart: (target: PodTarget) => Promise<void>;
  events: ShardEvents;
}

/** What is reported while a shard is driven. */
interface ShardEvents {
  /** Runs of an earlier attempt were taken over; 0 if the pod runs other images or tasks. */
  takenOver(runs: number): void;
  state(state: ShardState): void;
  /** The latest status of the shard's pod. */
  pod(pod: Pod): void;
  /** Once for each thing the shard waits for. */
  waiting(waiting: Waiting): void;
}

/** Drives one shard through its orders, the first of which is `start`. */
export interface ShardDriver {
  /** Returns when the shard works by itself. @throws ActionError when it cannot; the signal's reason */
  untilStarted(): Promise<void>;
  /**
   * Returns when all that was ordered is done and home. A pod that is lost is replaced by its Job, and the new one gets
   * the runs that are home already. What happens to the shard is the result's `failure`, never an error.
   * @throws the signal's reason
   */
  untilCollected(): Promise<CollectedShard>;
  /** Orders more runs of tasks of this shard; to be followed by `untilCollected`. */
  order(round: Round): void;
}

/** What is known of a shard, kept over replacements of its pod. */
interface ShardProgress extends ShardOrders {
  pod: Pod | undefined;
  state: ShardState | undefined;
  done: ShardDone | undefined;
  noticedAtMs: number | undefined;
  /** By kind and sentence, so that each is reported once. */
  incidents: Map<string, CollectedShard['incidents'][number]>;
}

type Goal = 'started' | 'collected';

export function driveShard(context: ShardContext): ShardDriver {
  const { directory, index, backend, kube } = context;
  const progress: ShardProgress = {
    files: { directory, fetched: new Map(), tampered: new Set() },
    rounds: [],
    sent: { podUid: undefined, count: 0 },
    pod: undefined,
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    incidents: new Map(),
  };
  const findPod = backend.podFinder(index);
  const watch = async (goal: Goal): Promise<ActionError | undefined> => {
    try {
      return await watchShard(context, progress, findPod, goal);
    } catch (error) {
      kube.signal.throwIfAborted();
      if (!isActionError(error)) throw error;
      return error;
    }
  };
  return {
    order: (round) => void progress.rounds.push(round),
    async untilStarted() {
      const failure = await watch('started');
      if (failure !== undefined) throw failure;
    },
    async untilCollected() {
      const failure = await watch('collected');
      const { files, rounds, pod, state, done, noticedAtMs, incidents } = progress;
      return {
        index,
        directory,
        runFiles: [...files.fetched.keys()].sort(),
        tampered: [...files.tampered].sort(),
        rounds: [...rounds],
        state,
        done,
        noticedAtMs,
        pod: pod === undefined ? undefined : podFacts(pod, backend),
        incidents: [...incidents.values()],
        failure,
      };
    },
  };
}

/** @returns why the shard fails; undefined once it has reached the goal */
async function watchShard(
  context: ShardContext,
  progress: ShardProgress,
  findPod: () => Promise<Pod | undefined>,
  goal: Goal,
): Promise<ActionError | undefined> {
  const { kube, backend, index } = context;
  const { clock, signal } = kube;
  const launchedMs = clock.now();
  let pulled = { atMs: 0, runs: 0 };
  let farewellUid: string | undefined;
  const reported = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    const pod = await findPod();
    if (pod !== undefined) notePod(context, progress, pod);
    const target = pod === undefined ? undefined : backend.controlContainer(pod);
    const isEnding = pod?.metadata?.deletionTimestamp !== undefined;
    if (target !== undefined && isEnding && farewellUid !== pod.metadata?.uid) {
      // `results` stays a moment longer than it must (sidecar/results.ts).
      farewellUid = pod.metadata?.uid;
      await ignoreTransient(pullRunFiles(kube, target, progress.files));
    }
    if (pod !== undefined && target !== undefined && !isEnding) {
      const stillRuns = async (): Promise<boolean> => {
        const now = await findPod();
        if (now === undefined || now.metadata?.uid !== pod.metadata?.uid) return false;
        return now.metadata?.deletionTimestamp === undefined && backend.controlContainer(now) !== undefined;
      };
      const refusal = await unlessLost(sendOrders(context, progress, pod, target), stillRuns);
      if (refusal !== undefined) return refusal;
      const state = await readState(kube, target);
      if (state !== undefined) {
        progress.state = withTasksOf(progress.state, state);
        context.events.state(state);
        if (goal === 'started' && hasStarted(state, target)) return undefined;
        // The last ones come with the results in a moment.
        const isLast = state.done === state.total;
        if (state.done !== pulled.runs && !isLast && clock.now() - pulled.atMs >= PULL_MS) {
          pulled = { atMs: clock.now(), runs: state.done };
          await ignoreTransient(pullRunFiles(kube, target, progress.files));
        }
        const done = isOver(state)
          ? await readDone(kube, target, orderId(target.pod, progress.rounds.length))
          : undefined;
        const isHome =
          done !== undefined &&
          (await unlessLost(bringHome(context, progress, target, done), stillRuns)) !== undefined;
        if (isHome) return failureOf(state, done);
      }
    }
    const waiting = await backend.diagnose(index, pod);
    if (waiting !== undefined) {
      if (waiting.isFinal) return new ActionError(waiting.code, waiting.message, hinted(waiting.hint));
      // Kubernetes says the same by turns, as ErrImagePull and ImagePullBackOff.
      if (!reported.has(waiting.message)) context.events.waiting(waiting);
      reported.add(waiting.message);
    }
    if (clock.now() - launchedMs > limitMs(context, progress, goal))
      return tooLate(context, progress, goal, waiting);
    await clock.sleep(POLL_MS, signal);
  }
}

async function bringHome(
  { kube, backend, directory }: ShardContext,
  progress: ShardProgress,
  target: PodTarget,
  done: ShardDone,
): Promise<'home'> {
  const noticedAtMs = kube.clock.now();
  await pullAnnounced(kube, target, done, progress.files);
  await fetchResults(kube, target, done, directory);
  await backend.collectExtra(directory);
  Object.assign(progress, { done, noticedAtMs });
  return 'home';
}

function limitMs(
  { startupTimeoutMs, timeoutMs }: ShardContext,
  { state }: ShardProgress,
  goal: Goal,
): number {
  return state === undefined || goal === 'started'
    ? startupTimeoutMs
    : startupTimeoutMs + timeoutMs + STOP_MS;
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function tooLate(
  { index, startupTimeoutMs }: ShardContext,
  { state }: ShardProgress,
  goal: Goal,
  waiting: Waiting | undefined,
): ActionError {
  if (state !== undefined && goal === 'collected') {
    return new ActionError('timeout', `Shard ${index} did not end in time. Last it said: ${state.message}`);
  }
  const seconds = Math.round(startupTimeoutMs / 1000);
  if (waiting === undefined) {
    const last = state === undefined ? '' : ` Last it said: ${state.message}`;
    return new ActionError('startup-timeout', `Shard ${index} did not start within ${seconds} s.${last}`);
  }
  return new ActionError(
    waiting.code,
    `Shard ${index} did not start within ${seconds} s: ${waiting.message}`,
    hinted(
      waiting.hint ?? 'Raise "startup-timeout" if the cluster needs longer, for a new node for example.',
    ),
  );
}

function notePod({ backend, events }: ShardContext, progress: ShardProgress, pod: Pod): void {
  progress.pod = pod;
  for (const incident of incidentsOf(pod, backend))
    progress.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
  events.pod(pod);
}

function isOver(state: ShardState): boolean {
  return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}

function failureOf(state: ShardState, done: ShardDone): ActionError | undefined {
  if (state.phase !== 'failed') return undefined;
  return new ActionError(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}
