import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardState } from '../protocol/pod.ts';
import { podFacts, type RunFiles } from './collect.ts';
import { readJournal } from './journal.ts';
import { sendRequest } from './requests.ts';
import type { Round } from './round.ts';
import { type EarlierRuns, seedPod, takeOver } from './seed.ts';
import type { UserFileDelivery } from './user-files.ts';

/** The orders of one shard, and how many of them its pod has been sent. */
export interface ShardOrders {
  /** Run files collected so far: a pod that replaces another gets them. */
  readonly files: RunFiles;
  /** The orders after `start`. */
  readonly rounds: Round[];
  /** How many orders, including `start`, the pod with this UID has been sent. */
  readonly sent: { podUid: string | undefined; count: number };
  readonly state: ShardState | undefined;
}

interface OrderContext {
  kube: Kube;
  backend: EvalBackend;
  index: number;
  isStarted: boolean;
  earlier: EarlierRuns | null;
  userFiles: UserFileDelivery;
  beforeStart: (target: PodTarget) => Promise<void>;
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
 * Sends the pod its next order, if there is one and the pod has taken the one before: it has room for one request.
 * @returns why the pod refused its latest order; undefined if it did not
 * @throws ActionError shard-lost; KubeError
 */
export async function sendOrders(
  context: OrderContext,
  orders: ShardOrders,
  pod: Pod,
  target: PodTarget,
): Promise<ActionError | undefined> {
  if (orders.sent.podUid !== pod.metadata?.uid) {
    await orderStart(context, orders, pod, target);
    return undefined;
  }
  const { lastRequest } = orders.state ?? {};
  if (lastRequest?.id !== orderId(target.pod, orders.sent.count - 1)) return undefined;
  if (lastRequest.status === 'refused') {
    const sentence = `Shard ${context.index} refused a request: ${lastRequest.reason}.`;
    return new ActionError('internal', sentence);
  }
  const round = orders.rounds[orders.sent.count - 1];
  if (round === undefined) return undefined;
  const id = orderId(target.pod, orders.sent.count);
  await sendRequest(context.kube, target, { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs });
  orders.sent.count += 1;
  return undefined;
}

/** Starts a pod that is seen for the first time, unless another process has started it. */
async function orderStart(
  context: OrderContext,
  orders: ShardOrders,
  pod: Pod,
  target: PodTarget,
): Promise<void> {
  const { kube, index, earlier } = context;
  const podUid = pod.metadata?.uid;
  const ordered = context.isStarted ? await readJournal(kube, target) : null;
  if (ordered !== null) {
    await context.userFiles.copyFrom(kube, target);
    orders.rounds.splice(0, orders.rounds.length, ...ordered);
    Object.assign(orders.sent, { podUid, count: 1 + ordered.length });
    return;
  }
  const isFirst = orders.sent.podUid === undefined;
  if (isFirst && earlier !== null) {
    const facts = podFacts(pod, context.backend);
    const runs = await takeOver(earlier, index, facts, orders.files);
    context.events.takenOver?.(runs);
  }
  // A replacement counts tokens and costs from 0, so it gets those of the lost pod with its runs.
  await start(context, target, orders.files, isFirst ? undefined : orders.state);
  Object.assign(orders.sent, { podUid, count: 1 });
}

async function start(
  { kube, userFiles, beforeStart }: OrderContext,
  target: PodTarget,
  files: RunFiles,
  spent: Pick<ShardState, 'tokens' | 'costUsd'> | undefined,
): Promise<void> {
  // Side by side: the pod can only list its tasks once it has the user's files, and that takes time too.
  await Promise.all([userFiles.deliverTo(kube, target), beforeStart(target)]);
  const seed = await seedPod(kube, target, files);
  await sendRequest(kube, target, {
    id: orderId(target.pod, 0),
    kind: 'start',
    ...(seed.length === 0 ? {} : { seed }),
    ...(spent === undefined ? {} : { spent: { tokens: spent.tokens, costUsd: spent.costUsd } }),
  });
}
