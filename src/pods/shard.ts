import { ActionError, isActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import {
  type CollectedShard,
  fetchResults,
  incidentsOf,
  podFacts,
  pullAnnounced,
  pullRunFiles,
  type RunFiles,
} from './collect.ts';
import type { Waiting } from '../backends/job/diagnose.ts';
import { type GivenFiles } from '../plan/user-files.ts';
import { giveFiles } from './give-files.ts';
import { orderedBefore } from './ordered.ts';
import type { EvalPlace, PodTarget } from '../backends/backend.ts';
import type { ShardDone, ShardState } from '../protocol/pod.ts';
import type { Round } from './round.ts';
import { sendRequest } from './requests.ts';
import { type EarlierRuns, seedPod, takeOver } from './seed.ts';
import { readDone, readState, tolerate, withTasksOf } from './shard-files.ts';
import type { PodFinder } from '../backends/job/find-pod.ts';

/** Often enough to notice the end within 2 s; one exec costs some 30 ms of CPU. */
const POLL_MS = 1000;
/** Least time between two fetches of finished runs: as much may be lost with a node. */
const PULL_MS = 3000;
/** What the supervisor has beyond its own time limit to stop the harness and write everything down. */
const STOP_MS = 3 * 60_000;

export interface ShardContext {
  kube: Kube;
  place: EvalPlace;
  index: number;
  /** Where its files go; exists. */
  directory: string;
  startupTimeoutMs: number;
  timeoutMs: number;
  signal: AbortSignal;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Called when such runs were taken over. */
  onTakenOver: (runs: number) => void;
  /** Files the pod waits for. */
  given: GivenFiles | undefined;
  /** Whether another process began it: a pod that was told to start is only watched. */
  isStarted?: boolean;
  /** Awaited before a pod is told to start. */
  beforeStart: (target: PodTarget) => Promise<void>;
  /** Called whenever there is something new, with the pod's latest status. */
  onState: (state: ShardState) => void;
  onPod: (pod: Pod) => void;
  /** Called once for each thing the shard waits for. */
  onWaiting: (waiting: Waiting) => void;
}

export interface Shard {
  /**
   * Drives the shard until all that was ordered is done and home: finds the pod, lets it begin, watches it, fetches what
   * it wrote. A pod that is lost is replaced by the Job, and the new one gets the runs that are home already.
   * Never throws for what happens to the shard: that is the result's `failure`.
   * @throws the signal's reason
   */
  drive(): Promise<CollectedShard>;
  /** Orders more runs of tasks of this shard; to be followed by `drive`. */
  order(round: Round): void;
}

interface Seen {
  pod: Pod | undefined;
  state: ShardState | undefined;
  done: ShardDone | undefined;
  noticedAtMs: number | undefined;
  /** By kind and sentence, so that each is told once. */
  incidents: Map<string, CollectedShard['incidents'][number]>;
}

/** What was told to which pod. */
interface Told {
  uid: string | undefined;
  /** How many of the orders, `start` included. */
  orders: number;
}

/** Begins with one order: `start`. */
export function openShard(context: ShardContext): Shard {
  const files: RunFiles = { directory: context.directory, fetched: new Map(), tampered: new Set() };
  const seen: Seen = {
    pod: undefined,
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    incidents: new Map(),
  };
  const rounds: Round[] = [];
  const told: Told = { uid: undefined, orders: 0 };
  const finder = context.place.finder(context.index, context.signal);
  return {
    order: (round) => void rounds.push(round),
    async drive() {
      let failure: ActionError | undefined;
      try {
        failure = await watchShard(context, { files, seen, rounds, told, finder });
      } catch (error) {
        if (context.signal.aborted) throw context.signal.reason;
        if (!isActionError(error)) throw error;
        failure = error;
      }
      return {
        index: context.index,
        directory: context.directory,
        runFiles: [...files.fetched.keys()].sort(),
        tampered: [...files.tampered].sort(),
        rounds: [...rounds],
        state: seen.state,
        done: seen.done,
        noticedAtMs: seen.noticedAtMs,
        pod: seen.pod === undefined ? undefined : podFacts(seen.pod, context.place),
        incidents: [...seen.incidents.values()],
        failure,
      };
    },
  };
}

interface Memory {
  files: RunFiles;
  seen: Seen;
  rounds: Round[];
  told: Told;
  finder: PodFinder;
}

async function watchShard(context: ShardContext, memory: Memory): Promise<ActionError | undefined> {
  const { kube, signal } = context;
  const { files, seen, finder } = memory;
  const { clock } = kube;
  const launchedMs = clock.now();
  let pulled = { atMs: 0, runs: 0 };
  let farewellUid: string | undefined;
  const shown = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    const pod = await finder.current();
    if (pod !== undefined) notePod(context, seen, pod);
    const target = pod === undefined ? undefined : context.place.answering(pod);
    const isEnding = pod?.metadata?.deletionTimestamp !== undefined;
    if (target !== undefined && isEnding && farewellUid !== pod.metadata?.uid) {
      // `results` stays a moment longer than it must (sidecar/results.ts).
      farewellUid = pod.metadata?.uid;
      await tolerate(pullRunFiles(kube, target, files, signal));
    }
    if (pod !== undefined && target !== undefined && !isEnding) {
      const refusal = await instruct(context, memory, pod, target);
      if (refusal !== undefined) return refusal;
      const state = await readState(context.kube, target, signal);
      if (state !== undefined) {
        seen.state = withTasksOf(seen.state, state);
        context.onState(state);
        // The last ones come with the results in a moment.
        const isLast = state.done === state.total;
        if (state.done !== pulled.runs && !isLast && clock.now() - pulled.atMs >= PULL_MS) {
          pulled = { atMs: clock.now(), runs: state.done };
          await tolerate(pullRunFiles(kube, target, files, signal));
        }
        const done = isOver(state)
          ? await readDone(kube, target, orderId(target.pod, memory.rounds.length), signal)
          : undefined;
        if (done !== undefined) {
          seen.done = done;
          seen.noticedAtMs = clock.now();
          await pullAnnounced(kube, target, done, files, signal);
          await fetchResults(kube, target, done, context.directory, signal);
          await context.place.fetchRest(context.directory, signal);
          return failureOf(state, done);
        }
      }
    }
    const waiting = await context.place.explain(context.index, pod, signal);
    if (waiting !== undefined) {
      if (waiting.isFinal) return new ActionError(waiting.code, waiting.message, hinted(waiting.hint));
      // Kubernetes says the same by turns, as ErrImagePull and ImagePullBackOff.
      if (!shown.has(waiting.message)) context.onWaiting(waiting);
      shown.add(waiting.message);
    }
    const limitMs =
      seen.state === undefined
        ? context.startupTimeoutMs
        : context.startupTimeoutMs + context.timeoutMs + STOP_MS;
    if (clock.now() - launchedMs > limitMs) return tooLate(context, seen, waiting);
    await clock.sleep(POLL_MS, signal);
  }
}

/** The id of an order: 0 is `start`. One pod takes each once. */
export const orderId = (pod: string, order: number): string =>
  order === 0 ? `start-${pod}` : `runs-${order}-${pod}`;

/**
 * Tells the pod what it does not know yet, one order after the other: there is room for one request at a time.
 * @returns why it will not do what it was told
 */
async function instruct(
  context: ShardContext,
  { files, seen, rounds, told }: Memory,
  pod: Pod,
  target: PodTarget,
): Promise<ActionError | undefined> {
  const uid = pod.metadata?.uid;
  if (told.uid !== uid) {
    const ordered =
      context.isStarted === true ? await orderedBefore(context.kube, target, context.signal) : null;
    if (ordered !== null) {
      rounds.splice(0, rounds.length, ...ordered);
      Object.assign(told, { uid, orders: 1 + ordered.length });
      return undefined;
    }
    if (told.uid === undefined && context.earlier !== null) {
      const facts = podFacts(pod, context.place);
      context.onTakenOver(await takeOver(context.earlier, context.index, facts, files));
    }
    // A new pod counts from 0, and what it gets of the lost one is not paid again.
    const spent = told.uid === undefined ? undefined : seen.state;
    await begin(context, target, files, spent);
    told.uid = uid;
    told.orders = 1;
    return undefined;
  }
  const { lastRequest } = seen.state ?? {};
  if (lastRequest?.id !== orderId(target.pod, told.orders - 1)) return undefined;
  if (lastRequest.status === 'refused') {
    const sentence = `Shard ${context.index} refused what it was asked: ${lastRequest.reason}.`;
    return new ActionError('internal', sentence);
  }
  const round = rounds[told.orders - 1];
  if (round === undefined) return undefined;
  const id = orderId(target.pod, told.orders);
  await sendRequest(
    context.kube,
    target,
    { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs },
    context.signal,
  );
  told.orders += 1;
  return undefined;
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function tooLate(context: ShardContext, seen: Seen, waiting: Waiting | undefined): ActionError {
  if (seen.state !== undefined) {
    return new ActionError(
      'timeout',
      `Shard ${context.index} did not end in time. Last it said: ${seen.state.message}`,
    );
  }
  const seconds = Math.round(context.startupTimeoutMs / 1000);
  if (waiting === undefined) {
    return new ActionError('startup-timeout', `Shard ${context.index} did not start within ${seconds} s.`);
  }
  return new ActionError(
    waiting.code,
    `Shard ${context.index} did not start within ${seconds} s: ${waiting.message}`,
    hinted(
      waiting.hint ?? 'Raise "startup-timeout" if the cluster needs longer, for a new node for example.',
    ),
  );
}

function notePod(context: ShardContext, seen: Seen, pod: Pod): void {
  seen.pod = pod;
  for (const incident of incidentsOf(pod, context.place))
    seen.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
  context.onPod(pod);
}

async function begin(
  context: ShardContext,
  target: PodTarget,
  files: RunFiles,
  spent: Pick<ShardState, 'tokens' | 'costUsd'> | undefined,
): Promise<void> {
  // The pod lists its tasks meanwhile, and can not without them.
  await Promise.all([
    giveFiles(context.kube, target, context.given, context.signal),
    context.beforeStart(target),
  ]);
  const seed = await seedPod(context.kube, target, files, context.signal);
  await sendRequest(
    context.kube,
    target,
    {
      id: orderId(target.pod, 0),
      kind: 'start',
      ...(seed.length === 0 ? {} : { seed }),
      ...(spent === undefined ? {} : { spent: { tokens: spent.tokens, costUsd: spent.costUsd } }),
    },
    context.signal,
  );
}

function isOver(state: ShardState): boolean {
  return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}

function failureOf(state: ShardState, done: ShardDone): ActionError | undefined {
  if (state.phase !== 'failed') return undefined;
  return new ActionError(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}
