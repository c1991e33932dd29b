import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardDone, ShardState } from '../protocol/pod.ts';
import { fetchResults, incidentsOf, pullAnnounced, pullRunFiles, saidOtherwise } from './collect.ts';
import { hasStarted, orderId, sendOrders, welcomePod } from './orders.ts';
import { relayFailure, unfencedWords } from './relay-trouble.ts';
import { ignoreTransient, readDone, readState, readStates, unlessLost, withTasksOf } from './shard-files.ts';
import type { Goal } from './shard-limits.ts';
import type { ShardContext, ShardProgress } from './shard-progress.ts';
import { fetchBodies } from './wire-bodies.ts';
import { isPriced, noteRelay, paidIn, pullJournal } from './wire.ts';

/** How long a pod that only waits to be started is left alone. */
export const READY_POLL_MS = 400;
/** Time between two fetches of finished runs; that much work may be lost with a node. */
const PULL_MS = 3000;
/** The same for the journal of the relay, whose state has the figures in any case. */
const JOURNAL_MS = 5000;
/** How long the last lines of a journal are asked for. */
const LAST_LINES_MS = 30_000;

/** A pod whose control container runs. */
interface LivePod {
  pod: Pod;
  uid: string;
  target: PodTarget;
}

/** How a shard ended, or that it has reached its goal. `leaving`: its pod is being deleted and still tells what it knows. */
type Attended = { failure: ActionError | undefined } | 'leaving' | undefined;

/**
 * Sends a pod its next order and collects what it has finished.
 * @param stillRuns whether it still runs now
 * @returns undefined while there is more to do
 */
export async function attend(
  context: ShardContext,
  progress: ShardProgress,
  { pod, stillRuns }: { pod: Pod; stillRuns: () => Promise<boolean> },
  goal: Goal,
): Promise<Attended> {
  const { kube, backend } = context;
  const target = backend.controlContainer(pod);
  if (target === undefined) return undefined;
  const live: LivePod = { pod, target, uid: pod.metadata?.uid ?? '' };
  if (pod.metadata?.deletionTimestamp !== undefined) return await pullFromEnding(context, progress, live);
  if (progress.sent.podUid !== live.uid) {
    const isWelcomed = await unlessLost(welcome(context, progress, live), stillRuns);
    if (isWelcomed === undefined) return undefined;
  }
  const { state, failure } = await look(context, progress, live);
  if (failure !== undefined) return { failure };
  if (state === undefined) return undefined;
  noteState(context, progress, live, state);
  const refusal = await unlessLost(sendOrders(context, progress, live, state), stillRuns);
  if (refusal !== undefined) return { failure: refusal };
  if (goal === 'started' && hasStarted(state, target)) return { failure: undefined };
  await pullFinished(context, progress, live, state);
  const lastOrder = orderId(target.pod, progress.rounds.length);
  const done = isOver(state) ? await readDone(kube, target, lastOrder) : undefined;
  if (done === undefined) return undefined;
  // A pod that is being deleted gets no more to spend, which its supervisor takes for the end of the budget.
  if (backend.hasRelay && done.reason === 'budget' && !(await stillRuns())) return undefined;
  const isCollected = await unlessLost(collect(context, progress, live, done), stillRuns);
  return isCollected === undefined ? undefined : { failure: failureOf(state, done) };
}

/**
 * Prepares a pod that is seen for the first time, and asks its relay meanwhile: a key that is refused ends the evaluation while
 * others are still waited for.
 */
async function welcome(context: ShardContext, progress: ShardProgress, live: LivePod): Promise<true> {
  const { kube, backend, isStarted } = context;
  const welcomed = welcomePod(context, progress, live.pod, live.target);
  if (!backend.hasRelay || isStarted) return await welcomed;
  const prepared = new AbortController();
  const checked = async (): Promise<void> => {
    while (!prepared.signal.aborted) {
      const { failure } = await look(context, progress, live);
      if (failure !== undefined) throw failure;
      if (progress.wire.pods.get(live.uid)?.relay.check.status === 'ok') return;
      await kube.clock.sleep(READY_POLL_MS, kube.signal);
    }
  };
  const [isWelcomed] = await Promise.all([welcomed.finally(() => prepared.abort()), checked()]);
  return isWelcomed;
}

/** Asks a pod how it is. @returns its state, and why it cannot go on, as far as its relay knows that */
async function look(
  context: ShardContext,
  progress: ShardProgress,
  live: LivePod,
): Promise<{ state: ShardState | undefined; failure: ActionError | undefined }> {
  const { kube, backend, index } = context;
  if (!backend.hasRelay) return { state: await readState(kube, live.target), failure: undefined };
  const { state, relay } = (await readStates(kube, live.target)) ?? {};
  if (relay === undefined) return { state, failure: undefined };
  noteRelay(progress.wire, live.uid, relay);
  const isStarted = progress.sent.podUid === live.uid && progress.sent.count > 0;
  if (!isStarted && relay.check.status === 'ok') context.events.unpriced?.(relay.unpricedModels);
  const unfenced = isStarted ? undefined : unfencedWords(relay);
  if (unfenced !== undefined) context.events.unfenced?.(unfenced);
  const nowMs = kube.clock.now();
  progress.problemSinceMs = relay.problem === null ? undefined : (progress.problemSinceMs ?? nowMs);
  const problemMs = nowMs - (progress.problemSinceMs ?? nowMs);
  const failure = relayFailure(index, relay, { isStarted, problemMs });
  if (failure !== undefined) {
    if (isStarted) await ignoreTransient(pullRunFiles(kube, live.target, progress.files));
    await ignoreTransient(pullJournal(kube, live.target, progress.wire, { podUid: live.uid }));
  }
  return { state, failure };
}

/**
 * Saves what a pod that is being deleted has: its container `results` delays its end for this. Its runs only once, since later
 * ones are disturbed by its end; what its relay counts, for as long as it tells.
 */
async function pullFromEnding(
  { kube, backend }: ShardContext,
  { files, pulled, wire }: ShardProgress,
  { target, uid }: LivePod,
): Promise<Attended> {
  if (pulled.endingUid !== uid) {
    pulled.endingUid = uid;
    await ignoreTransient(pullRunFiles(kube, target, files));
  }
  if (!backend.hasRelay) return undefined;
  return (await pullWire(kube, wire, { target, uid })) ? 'leaving' : undefined;
}

/** Fetches the newest figures and lines of a pod's relay. @returns whether it could be asked */
async function pullWire(
  kube: Kube,
  wire: ShardProgress['wire'],
  { target, uid }: Pick<LivePod, 'target' | 'uid'>,
): Promise<boolean> {
  const relay = (await readStates(kube, target))?.relay;
  if (relay === undefined) return false;
  noteRelay(wire, uid, relay);
  await ignoreTransient(pullJournal(kube, target, wire, { podUid: uid, toEnd: true }));
  return true;
}

/**
 * Fetches what the relay of a finished shard wrote since the last look. Nobody asks again, and a run whose lines are missing seems
 * to be one in which the gateway never asked the model.
 * @throws KubeError
 */
async function pullLastLines(
  kube: Kube,
  wire: ShardProgress['wire'],
  { target, uid }: Pick<LivePod, 'target' | 'uid'>,
): Promise<void> {
  const relay = (await readStates(kube, target, { retryForMs: LAST_LINES_MS }))?.relay;
  if (relay !== undefined) noteRelay(wire, uid, relay);
  await pullJournal(kube, target, wire, { podUid: uid, toEnd: true, retryForMs: LAST_LINES_MS });
}

/** Saves the runs finished so far, now and then; the last ones are fetched with the results. */
async function pullFinished(
  { kube, backend }: ShardContext,
  { files, pulled, wire }: ShardProgress,
  { target, uid }: LivePod,
  { done, total }: ShardState,
): Promise<void> {
  const nowMs = kube.clock.now();
  const isDue = done !== pulled.runs && done !== total && nowMs - pulled.atMs >= PULL_MS;
  if (isDue) {
    Object.assign(pulled, { atMs: nowMs, runs: done });
    await ignoreTransient(pullRunFiles(kube, target, files));
  }
  // A run whose file is home counts only if what went over its wire is home too.
  if (!backend.hasRelay || (!isDue && nowMs - pulled.journalAtMs < JOURNAL_MS)) return;
  pulled.journalAtMs = nowMs;
  await ignoreTransient(pullJournal(kube, target, wire, { podUid: uid, toEnd: isDue }));
}

/** Fetches everything a finished shard has, and notes it only then: the pod may be lost meanwhile. */
async function collect(
  { kube, backend, directory }: ShardContext,
  progress: ShardProgress,
  live: LivePod,
  done: ShardDone,
): Promise<true> {
  const noticedAtMs = kube.clock.now();
  await pullAnnounced(kube, live.target, done, progress.files);
  await fetchResults(kube, live.target, done, directory);
  if (backend.hasRelay) {
    await pullLastLines(kube, progress.wire, live);
    await fetchBodies(kube, live.target, progress.wire);
  }
  await backend.collectExtra(directory);
  Object.assign(progress, { done, noticedAtMs });
  return true;
}

function noteState(
  { index, backend, events }: ShardContext,
  progress: ShardProgress,
  { uid: podUid, target }: LivePod,
  state: ShardState,
): void {
  progress.state = withTasksOf(progress.state, state);
  const { wire } = progress;
  const relay = wire.pods.get(podUid)?.relay;
  events.state?.(backend.hasRelay ? paidByRelay(state, wire) : state);
  if (relay !== undefined) {
    const { tokens, costUsd } = paidByRelay(state, wire);
    const lost = paidIn(wire, podUid);
    const spent = { tokens: tokens - lost.tokens, costUsd: costUsd - lost.costUsd };
    const left = isOver(state) ? 0 : state.total - state.done;
    events.share?.({ podUid, target, spent, lost, left: state.phase === 'booting' ? null : left });
  }
  // Before the start of a pod, it is an image that says something else.
  if (progress.sent.count === 0) return;
  for (const sentence of saidOtherwise(index, progress.plan, state)) progress.contradictions.add(sentence);
}

/** With what the relays counted; the costs of models whose price they do not know are those that OpenClaw reports. */
function paidByRelay(state: ShardState, wire: ShardProgress['wire']): ShardState {
  const { tokens, costUsd } = paidIn(wire);
  return { ...state, tokens, ...(isPriced(wire) && { costUsd }) };
}

export function notePod({ backend, events }: ShardContext, progress: ShardProgress, pod: Pod): void {
  progress.pod = pod;
  for (const incident of incidentsOf(pod, backend))
    progress.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
  events.pod?.(pod);
}

/** Whether a pod that was asked a moment ago still runs. @param now the current pod of its shard */
export function isRunning(backend: EvalBackend, pod: Pod, now: Pod | undefined): boolean {
  if (now === undefined || now.metadata?.uid !== pod.metadata?.uid) return false;
  return now.metadata?.deletionTimestamp === undefined && backend.controlContainer(now) !== undefined;
}

function isOver(state: ShardState): boolean {
  return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}

function failureOf(state: ShardState, done: ShardDone): ActionError | undefined {
  if (state.phase !== 'failed') return undefined;
  return new ActionError(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}
