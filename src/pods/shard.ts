import type { EvalBackend, PodTarget, Waiting } from '../backends/backend.ts';
import type { ShardRecords } from '../backends/shard-record.ts';
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
  saidOtherwise,
} from './collect.ts';
import { hasStarted, orderId, sendOrders, type ShardOrders, welcomePod } from './orders.ts';
import type { Round } from './round.ts';
import type { EarlierRuns } from './seed.ts';
import { type Goal, limitMs, tooLate, tooLongAway } from './shard-limits.ts';
import { ignoreTransient, readDone, readState, unlessLost, withTasksOf } from './shard-files.ts';
import type { UserFileDelivery } from './user-files.ts';

/** Notices the end within 2 s. One exec costs some 30 ms of CPU. */
const POLL_MS = 1000;
/** The same until a pod can be started: it spends its time waiting for us then. */
const READY_POLL_MS = 400;
/** Time between two fetches of finished runs; that much work may be lost with a node. */
const PULL_MS = 3000;

/** How the shards of one evaluation are driven. */
export interface DriveContext {
  /** Its signal ends the driving. */
  kube: Kube;
  backend: EvalBackend;
  startupTimeoutMs: number;
  timeoutMs: number;
  userFiles: UserFileDelivery;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Whether another process launched the evaluation: a pod that it started is only watched. */
  isStarted: boolean;
  shardRecords: ShardRecords;
  /** Checks that have to pass before a pod is started, and so before money is spent. */
  beforeStart: (target: PodTarget) => Promise<void>;
}

interface ShardContext extends DriveContext {
  index: number;
  /** Local directory for the files of this shard; exists. */
  directory: string;
  events: Partial<ShardEvents>;
}

/** What is reported while a shard is driven. */
interface ShardEvents {
  /** How many runs of an earlier attempt were taken over; 0 if the pod runs other images or tasks. */
  takenOver(runs: number): void;
  state(state: ShardState): void;
  /** The latest status of the shard's pod. */
  pod(pod: Pod): void;
  /** Called once for each reason to wait. */
  waiting(waiting: Waiting): void;
}

/** Drives one shard through its orders, the first of which is `start`. */
export interface ShardDriver {
  /** Returns when the shard works without this process. @throws ActionError if it fails; the signal's reason */
  untilStarted(): Promise<void>;
  /**
   * Returns when everything ordered is done and collected. A lost pod is replaced by its Job, and the new pod gets the
   * runs collected so far. A shard that fails is not an error here: the result has its `failure`.
   * @throws the signal's reason
   */
  untilCollected(): Promise<CollectedShard>;
  /** Orders more runs of tasks of this shard; to be followed by `untilCollected`. */
  order(round: Round): void;
}

/** What is known of a shard; outlives its pods. */
interface ShardProgress extends ShardOrders {
  pod: Pod | undefined;
  state: ShardState | undefined;
  done: ShardDone | undefined;
  noticedAtMs: number | undefined;
  /** The latest fetch of run files, and the UID of the last pod they were fetched from while it was deleted. */
  pulled: { atMs: number; runs: number; endingUid: string | undefined };
  /** By pod, kind and sentence, so that each is reported once. */
  incidents: Map<string, CollectedShard['incidents'][number]>;
}

export function driveShard(context: ShardContext): ShardDriver {
  const { directory, index, backend, kube } = context;
  const recorded = context.shardRecords.known.get(index);
  const progress: ShardProgress = {
    files: { directory, fetched: new Map(), tampered: new Set() },
    plan: recorded?.plan,
    earlierRuns: recorded?.earlierRuns ?? {},
    rounds: [...(recorded?.rounds ?? [])],
    sent: { podUid: undefined, count: 0 },
    spent: undefined,
    contradictions: new Set(),
    pod: undefined,
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    pulled: { atMs: 0, runs: 0, endingUid: undefined },
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
      const { files, plan, earlierRuns, rounds, pod, state, done, noticedAtMs, incidents } = progress;
      return {
        index,
        directory,
        runFiles: [...files.fetched.keys()].sort(),
        tampered: [...files.tampered].sort(),
        plan,
        earlierRuns,
        rounds: [...rounds],
        contradictions: [...progress.contradictions],
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

/** @returns why the shard failed; undefined once it has reached the goal */
async function watchShard(
  context: ShardContext,
  progress: ShardProgress,
  findPod: () => Promise<Pod | undefined>,
  goal: Goal,
): Promise<ActionError | undefined> {
  const { kube, backend, index, events } = context;
  const { clock, signal } = kube;
  const startedMs = clock.now();
  let lastRanMs = startedMs;
  const reported = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    const pod = await findPod();
    if (pod !== undefined) {
      notePod(context, progress, pod);
      const stillRuns = async (): Promise<boolean> => isRunning(backend, pod, await findPod());
      const end = await attend(context, progress, { pod, stillRuns }, goal);
      if (end !== undefined) return end.failure;
      if (isRunning(backend, pod, pod)) lastRanMs = clock.now();
    }
    const waiting = await backend.diagnose(index, pod);
    if (waiting !== undefined) {
      if (waiting.isFinal) return new ActionError(waiting.code, waiting.message, { hint: waiting.hint });
      // Kubernetes alternates between two reasons for the same, such as ErrImagePull and ImagePullBackOff.
      if (!reported.has(waiting.message)) events.waiting?.(waiting);
      reported.add(waiting.message);
    }
    if (clock.now() - startedMs > limitMs(context, progress.state, goal))
      return tooLate(context, progress.state, goal, waiting);
    if (clock.now() - lastRanMs > context.startupTimeoutMs) return tooLongAway(context, waiting);
    const isPrepared = progress.sent.podUid !== undefined && progress.sent.count === 0;
    await clock.sleep(isPrepared ? READY_POLL_MS : POLL_MS, signal);
  }
}

/**
 * Sends a pod its next order and collects what it has finished.
 * @returns how the shard ended, or that it has reached the goal; undefined while neither is the case
 */
async function attend(
  context: ShardContext,
  progress: ShardProgress,
  { pod, stillRuns }: { pod: Pod; stillRuns: () => Promise<boolean> },
  goal: Goal,
): Promise<{ failure: ActionError | undefined } | undefined> {
  const { kube, backend } = context;
  const target = backend.controlContainer(pod);
  if (target === undefined) return undefined;
  if (pod.metadata?.deletionTimestamp !== undefined) {
    await pullFromEnding(kube, target, progress, pod);
    return undefined;
  }
  if (progress.sent.podUid !== pod.metadata?.uid) {
    const isWelcomed = await unlessLost(welcomePod(context, progress, pod, target), stillRuns);
    if (isWelcomed === undefined) return undefined;
  }
  const state = await readState(kube, target);
  if (state === undefined) return undefined;
  noteState(context, progress, state);
  const refusal = await unlessLost(sendOrders(context, progress, { pod, target }, state), stillRuns);
  if (refusal !== undefined) return { failure: refusal };
  if (goal === 'started' && hasStarted(state, target)) return { failure: undefined };
  await pullFinished(kube, target, progress, state);
  const lastOrder = orderId(target.pod, progress.rounds.length);
  const done = isOver(state) ? await readDone(kube, target, lastOrder) : undefined;
  if (done === undefined) return undefined;
  const isCollected = await unlessLost(collect(context, progress, target, done), stillRuns);
  return isCollected === undefined ? undefined : { failure: failureOf(state, done) };
}

/** Whether a pod that was asked a moment ago still runs. @param now the current pod of its shard */
function isRunning(backend: EvalBackend, pod: Pod, now: Pod | undefined): boolean {
  if (now === undefined || now.metadata?.uid !== pod.metadata?.uid) return false;
  return now.metadata?.deletionTimestamp === undefined && backend.controlContainer(now) !== undefined;
}

/** Saves the runs of a pod that is being deleted, once: its container `results` delays its end for this. */
async function pullFromEnding(
  kube: Kube,
  target: PodTarget,
  { files, pulled }: ShardProgress,
  pod: Pod,
): Promise<void> {
  const uid = pod.metadata?.uid;
  if (pulled.endingUid === uid) return;
  pulled.endingUid = uid;
  await ignoreTransient(pullRunFiles(kube, target, files));
}

/** Saves the runs finished so far, now and then; the last ones are fetched with the results. */
async function pullFinished(
  kube: Kube,
  target: PodTarget,
  { files, pulled }: ShardProgress,
  { done, total }: ShardState,
): Promise<void> {
  const nowMs = kube.clock.now();
  if (done === pulled.runs || done === total || nowMs - pulled.atMs < PULL_MS) return;
  Object.assign(pulled, { atMs: nowMs, runs: done });
  await ignoreTransient(pullRunFiles(kube, target, files));
}

/** Fetches everything a finished shard has, and notes it only then: the pod may be lost meanwhile. */
async function collect(
  { kube, backend, directory }: ShardContext,
  progress: ShardProgress,
  target: PodTarget,
  done: ShardDone,
): Promise<true> {
  const noticedAtMs = kube.clock.now();
  await pullAnnounced(kube, target, done, progress.files);
  await fetchResults(kube, target, done, directory);
  await backend.collectExtra(directory);
  Object.assign(progress, { done, noticedAtMs });
  return true;
}

function noteState({ index, events }: ShardContext, progress: ShardProgress, state: ShardState): void {
  progress.state = withTasksOf(progress.state, state);
  events.state?.(state);
  // Before the start of a pod, it is an image that says something else.
  if (progress.sent.count === 0) return;
  for (const sentence of saidOtherwise(index, progress.plan, state)) progress.contradictions.add(sentence);
}

function notePod({ backend, events }: ShardContext, progress: ShardProgress, pod: Pod): void {
  progress.pod = pod;
  for (const incident of incidentsOf(pod, backend))
    progress.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
  events.pod?.(pod);
}

function isOver(state: ShardState): boolean {
  return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}

function failureOf(state: ShardState, done: ShardDone): ActionError | undefined {
  if (state.phase !== 'failed') return undefined;
  return new ActionError(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}
