import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardState } from '../protocol/pod.ts';
import { podFacts, type RunFiles } from './collect.ts';
import { orderedBefore } from './ordered.ts';
import { sendRequest } from './requests.ts';
import type { Round } from './round.ts';
import { type EarlierRuns, seedPod, takeOver } from './seed.ts';
import type { UserFileCourier } from './user-files.ts';

/** What one shard was ordered to do, and how much of it its pod has been asked for. */
export interface OrderBook {
  /** Run files that are home: a pod that replaces another one gets them. */
  readonly files: RunFiles;
  /** The orders after `start`. */
  readonly rounds: Round[];
  /** How many of the orders, `start` included, the pod with this UID has been asked for. */
  readonly asked: { podUid: string | undefined; orders: number };
  readonly state: ShardState | undefined;
}

interface OrderContext {
  kube: Kube;
  backend: EvalBackend;
  index: number;
  isStarted: boolean;
  earlier: EarlierRuns | null;
  userFiles: UserFileCourier;
  beforeStart: (target: PodTarget) => Promise<void>;
  events: { takenOver(runs: number): void };
}

/** The id of an order: 0 is `start`. One pod takes each once. */
export const orderId = (pod: string, order: number): string =>
  order === 0 ? `start-${pod}` : `runs-${order}-${pod}`;

/** Whether the pod has taken `start` and works by itself. */
export function hasStarted({ lastRequest, phase }: ShardState, { pod }: PodTarget): boolean {
  const isTaken = lastRequest?.id === orderId(pod, 0) && lastRequest.status !== 'refused';
  return isTaken && (phase === 'running' || phase === 'done');
}

/**
 * Asks the pod for what it was not asked for yet, one order after the other: there is room for one request at a time.
 * @returns why it will not do it
 */
export async function instruct(
  context: OrderContext,
  book: OrderBook,
  pod: Pod,
  target: PodTarget,
): Promise<ActionError | undefined> {
  if (book.asked.podUid !== pod.metadata?.uid) {
    await meet(context, book, pod, target);
    return undefined;
  }
  const { lastRequest } = book.state ?? {};
  if (lastRequest?.id !== orderId(target.pod, book.asked.orders - 1)) return undefined;
  if (lastRequest.status === 'refused') {
    const sentence = `Shard ${context.index} refused what it was asked: ${lastRequest.reason}.`;
    return new ActionError('internal', sentence);
  }
  const round = book.rounds[book.asked.orders - 1];
  if (round === undefined) return undefined;
  const id = orderId(target.pod, book.asked.orders);
  await sendRequest(context.kube, target, { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs });
  book.asked.orders += 1;
  return undefined;
}

/** A pod seen for the first time is told to start, unless another process has done that. */
async function meet(context: OrderContext, book: OrderBook, pod: Pod, target: PodTarget): Promise<void> {
  const { kube, index, earlier } = context;
  const podUid = pod.metadata?.uid;
  const ordered = context.isStarted ? await orderedBefore(kube, target) : null;
  if (ordered !== null) {
    await context.userFiles.keepFrom(kube, target);
    book.rounds.splice(0, book.rounds.length, ...ordered);
    Object.assign(book.asked, { podUid, orders: 1 + ordered.length });
    return;
  }
  const isFirst = book.asked.podUid === undefined;
  if (isFirst && earlier !== null) {
    const facts = podFacts(pod, context.backend);
    context.events.takenOver(await takeOver(earlier, index, facts, book.files));
  }
  // A new pod counts from 0, and what it gets of the lost one is not paid again.
  await start(context, target, book.files, isFirst ? undefined : book.state);
  Object.assign(book.asked, { podUid, orders: 1 });
}

async function start(
  { kube, userFiles, beforeStart }: OrderContext,
  target: PodTarget,
  files: RunFiles,
  spent: Pick<ShardState, 'tokens' | 'costUsd'> | undefined,
): Promise<void> {
  // The pod lists its tasks meanwhile, which it cannot without the user's files.
  await Promise.all([userFiles.giveTo(kube, target), beforeStart(target)]);
  const seed = await seedPod(kube, target, files);
  await sendRequest(kube, target, {
    id: orderId(target.pod, 0),
    kind: 'start',
    ...(seed.length === 0 ? {} : { seed }),
    ...(spent === undefined ? {} : { spent: { tokens: spent.tokens, costUsd: spent.costUsd } }),
  });
}
