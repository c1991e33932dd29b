import { ActionError, isActionError } from '../base/errors.ts';
import type { Pod } from '../kube/types.ts';
import { attend, isRunning, notePod, READY_POLL_MS } from './attend.ts';
import { type CollectedShard, podFacts } from './collect.ts';
import { relayWaiting } from './relay-trouble.ts';
import type { Round } from '../result/formats/rounds.ts';
import { type Goal, limitMs, tooLate, tooLongAway } from './shard-limits.ts';
import { openProgress, type ShardContext, type ShardProgress } from './shard-progress.ts';
import { collectedWire } from './wire.ts';

/** Notices the end within 2 s. One exec costs some 30 ms of CPU. */
const POLL_MS = 1000;

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

export function driveShard(context: ShardContext): ShardDriver {
  const { directory, index, backend, kube } = context;
  const progress = openProgress(context);
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
        notKept: [...files.notKept].sort(),
        plan,
        earlierRuns,
        rounds: [...rounds],
        contradictions: [...progress.contradictions],
        state,
        wire: backend.hasRelay ? collectedWire(progress.wire) : undefined,
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
    let isLeaving = false;
    if (pod !== undefined) {
      notePod(context, progress, pod);
      const stillRuns = async (): Promise<boolean> => isRunning(backend, pod, await findPod());
      const end = await attend(context, progress, { pod, stillRuns }, goal);
      if (typeof end === 'object') return end.failure;
      isLeaving = end === 'leaving';
      if (isRunning(backend, pod, pod)) lastRanMs = clock.now();
    }
    const waiting = (await backend.diagnose(index, pod)) ?? waitingForRelay(context, progress);
    if (waiting !== undefined) {
      // The pod is lost in any case, and its figures with it, if they are not fetched as long as it tells them.
      if (waiting.isFinal && !isLeaving)
        return new ActionError(waiting.code, waiting.message, { hint: waiting.hint });
      // Kubernetes alternates between two reasons for the same, such as ErrImagePull and ImagePullBackOff.
      if (!reported.has(waiting.message)) events.waiting?.(waiting);
      reported.add(waiting.message);
    }
    if (clock.now() - startedMs > limitMs(context, progress.state, goal))
      return tooLate(context, progress.state, goal, waiting);
    if (clock.now() - lastRanMs > context.startupTimeoutMs) return tooLongAway(context, waiting);
    const isPrepared = progress.sent.podUid !== undefined && progress.sent.count === 0;
    await clock.sleep(isPrepared || isLeaving ? READY_POLL_MS : POLL_MS, signal);
  }
}

function waitingForRelay(
  { backend, index }: ShardContext,
  { sent, pod, state, wire }: ShardProgress,
): ReturnType<typeof relayWaiting> {
  if (!backend.hasRelay || sent.podUid === undefined || sent.count > 0) return undefined;
  const relay = wire.pods.get(sent.podUid)?.relay;
  return relayWaiting(index, pod?.metadata?.name ?? '', { state, relay });
}
