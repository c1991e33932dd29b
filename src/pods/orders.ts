import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import type { ShardRecords } from '../backends/shard-record.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardState, Spent } from '../protocol/pod.ts';
import { differences, planIn, type ShardPlan } from '../result/formats/shard-plan.ts';
import { runOfPath } from '../result/formats/run-cache.ts';
import { podFacts, type RunFiles } from './collect.ts';
import { readJournal } from './journal.ts';
import { isUnproven } from './relay-trouble.ts';
import { sendRequest } from './requests.ts';
import type { Round } from '../result/formats/rounds.ts';
import { type EarlierRuns, seedPod, takeOver } from './seed.ts';
import type { ArmStart } from './start-together.ts';
import type { UserFileDelivery } from './user-files.ts';
import { paidIn, type ShardWire } from './wire.ts';
import { leaveBefore, takeBefore } from './wire-before.ts';

/** The orders of one shard, and how many of them its pod has been sent. */
export interface ShardOrders {
  /** Run files collected so far: a pod that replaces another gets them. */
  readonly files: RunFiles;
  /** What the shard is to run, from before it was first started; undefined until then. */
  plan: ShardPlan | undefined;
  /** How many runs of a task an earlier attempt left, where those are more than the plan has. */
  earlierRuns: Record<string, number>;
  /** The orders after `start`. */
  readonly rounds: Round[];
  /** How many orders, including `start`, the pod with this UID has been sent; 0 while it is only prepared. */
  readonly sent: { podUid: string | undefined; count: number };
  /** The last state of the last pod. */
  readonly state: ShardState | undefined;
  readonly wire: ShardWire;
  /** What the pods that are lost have spent. */
  spent: Spent | undefined;
  /** What its pods said that contradicts the plan or the orders, a sentence each. */
  readonly contradictions: Set<string>;
}

interface OrderContext {
  kube: Kube;
  backend: EvalBackend;
  index: number;
  isStarted: boolean;
  shardRecords: ShardRecords;
  earlier: EarlierRuns | null;
  userFiles: UserFileDelivery;
  beforeStart: (target: PodTarget) => Promise<void>;
  mayStart: ArmStart['now'];
  events: { takenOver?: (runs: number) => void };
}

/** The id of an order; order 0 is `start`. A pod takes each id once. */
export const orderId = (pod: string, order: number): string =>
  order === 0 ? `start-${pod}` : `runs-${order}-${pod}`;

/** Whether the pod has accepted `start` and works without this process. */
export function hasStarted({ lastRequest, phase }: ShardState, { pod }: PodTarget): boolean {
  const isTaken = lastRequest?.id === orderId(pod, 0) && lastRequest.status !== 'refused';
  return isTaken && (phase === 'running' || phase === 'done');
}

/**
 * Prepares a pod that is seen for the first time: it can only list its tasks once it has the user's files. If another process
 * has started it, that is noted instead.
 * @throws ActionError; KubeError
 */
export async function welcomePod(
  context: OrderContext,
  orders: ShardOrders,
  pod: Pod,
  target: PodTarget,
): Promise<true> {
  const { kube, userFiles, beforeStart } = context;
  const podUid = pod.metadata?.uid;
  if (orders.sent.count > 0 && orders.state !== undefined) {
    // A replacement counts tokens and costs from 0, so it gets those of the lost pod with its runs.
    const { tokens, costUsd } = context.backend.hasRelay ? paidIn(orders.wire, podUid) : orders.state;
    orders.spent = { tokens, costUsd };
  }
  const ordered = context.isStarted ? await readJournal(kube, target) : null;
  if (ordered === null) {
    // Side by side, since both take time.
    await Promise.all([userFiles.deliverTo(kube, target), beforeStart(target)]);
    Object.assign(orders.sent, { podUid, count: 0 });
    return true;
  }
  await userFiles.copyFrom(kube, target);
  if (context.backend.hasRelay) await takeBefore(kube, target, orders.wire);
  noteOrdered(context.index, orders, ordered);
  Object.assign(orders.sent, { podUid, count: 1 + Math.min(ordered.length, orders.rounds.length) });
  return true;
}

/** @param ordered the rounds that the pod says it was ordered */
function noteOrdered(index: number, orders: ShardOrders, ordered: readonly Round[]): void {
  if (orders.plan === undefined) {
    orders.rounds.splice(0, orders.rounds.length, ...ordered);
    return;
  }
  // The last one may have been written down and not sent.
  const isOurs = ordered.every((round, at) => isSameOrder(round, orders.rounds[at]));
  if (!isOurs) orders.contradictions.add(`The pod of shard ${index} names orders that it was not given.`);
}

/** What an order is for is not the pod's to know. */
function isSameOrder(said: Round, ours: Round | undefined): boolean {
  return (
    ours !== undefined && said.runs === ours.runs && JSON.stringify(said.tasks) === JSON.stringify(ours.tasks)
  );
}

/**
 * Sends the pod its next order, if there is one and the pod has taken the one before: it has room for one request. `start`
 * is only sent to a pod that said what it will run, which is noted first.
 * @param state of this pod
 * @returns why the shard cannot go on; undefined if it can
 * @throws ActionError shard-lost; KubeError
 */
export async function sendOrders(
  context: OrderContext,
  orders: ShardOrders,
  { pod, target }: { pod: Pod; target: PodTarget },
  state: ShardState,
): Promise<ActionError | undefined> {
  const { kube, index } = context;
  const { sent } = orders;
  if (sent.count === 0) return await orderStart(context, orders, { pod, target }, state);
  const { lastRequest } = state;
  if (lastRequest?.id !== orderId(target.pod, sent.count - 1)) return undefined;
  if (lastRequest.status === 'refused') {
    const sentence = `Shard ${index} refused a request: ${lastRequest.reason}.`;
    return new ActionError('internal', sentence);
  }
  const round = orders.rounds[sent.count - 1];
  if (round === undefined) return undefined;
  const id = orderId(target.pod, sent.count);
  await record(context, orders);
  await sendRequest(kube, target, { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs });
  sent.count += 1;
  return undefined;
}

async function orderStart(
  context: OrderContext,
  orders: ShardOrders,
  { pod, target }: { pod: Pod; target: PodTarget },
  state: ShardState,
): Promise<ActionError | undefined> {
  const { kube, backend, index, earlier } = context;
  const plan = planIn(state);
  if (state.phase !== 'ready' || plan === undefined) return undefined;
  const relay = orders.wire.pods.get(pod.metadata?.uid ?? '')?.relay;
  if (backend.hasRelay && (relay?.check.status !== 'ok' || isUnproven(relay))) return undefined;
  if (orders.plan === undefined) {
    const now = context.mayStart();
    if (now === 'wait') return undefined;
    if (now !== 'start') return notStarted(index, now);
    if (earlier !== null) {
      const runs = await takeOver(earlier, index, podFacts(pod, backend), orders);
      context.events.takenOver?.(runs);
    }
    orders.plan = plan;
    orders.earlierRuns = beyond(plan, orders.files);
    await record(context, orders);
  } else {
    const others = differences(orders.plan, plan);
    if (others.length > 0) {
      const sentence = `Pod ${target.pod} replaces one of shard ${index}, but not with the same ${others.join(' and ')}: an image has changed meanwhile.`;
      return new ActionError('shard-lost', sentence, { hint: 'Name the images by version or digest.' });
    }
  }
  const { spent } = orders;
  const seed = await seedPod(kube, target, orders.files);
  if (backend.hasRelay) {
    const runs = new Set([...orders.files.fetched.keys()].flatMap((name) => runOfPath(name) ?? []));
    await leaveBefore(kube, target, orders.wire, { podUid: pod.metadata?.uid ?? '', runs });
  }
  await sendRequest(kube, target, {
    id: orderId(target.pod, 0),
    kind: 'start',
    ...(seed.length === 0 ? {} : { seed }),
    ...(spent === undefined ? {} : { spent }),
  });
  orders.sent.count = 1;
  return undefined;
}

/** Its runs would be paid for, and compared with nothing. */
function notStarted(
  index: number,
  { arm, failure: { code, message, hint } }: { arm: string; failure: ActionError },
): ActionError {
  return new ActionError(code, `Shard ${index} was not started, since ${arm} cannot run: ${message}`, {
    hint,
  });
}

/** Writes down what the shard is ordered, before it is. */
async function record(
  { shardRecords, index }: OrderContext,
  { plan, rounds, earlierRuns }: ShardOrders,
): Promise<void> {
  if (plan === undefined) return;
  const orders = rounds.map((round) => ({ ...round, tasks: [...round.tasks] }));
  await shardRecords.save(index, { plan, rounds: orders, earlierRuns });
}

/** How many runs of a task are home before the first start, where those are more than the plan has. */
function beyond({ runsPerTask }: ShardPlan, files: RunFiles): Record<string, number> {
  const most = new Map<string, number>();
  for (const key of [...files.fetched.keys()].map(runOfPath)) {
    const [, task = '', index = ''] = /^(.*)\/run(\d+)$/.exec(key ?? '') ?? [];
    if (Number(index) >= runsPerTask) most.set(task, Math.max(most.get(task) ?? 0, Number(index) + 1));
  }
  return Object.fromEntries(most);
}
