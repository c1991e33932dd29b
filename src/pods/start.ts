import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { type GivenFiles } from '../plan/user-files.ts';
import { giveFiles } from './give-files.ts';
import type { EvalPlace, PodTarget } from '../backends/backend.ts';
import { sendRequest } from './requests.ts';
import { readDone, readState } from './shard-files.ts';
import { orderId } from './shard.ts';

const POLL_MS = 1000;

export interface StartContext {
  kube: Kube;
  place: EvalPlace;
  shards: number;
  given: GivenFiles | undefined;
  startupTimeoutMs: number;
  /** What has to succeed before anything is spent; called once. */
  beforeStart: (target: PodTarget) => Promise<void>;
  signal: AbortSignal;
}

/** Has every shard begin, and returns when all of them did: from there on they need nobody. @throws ActionError, KubeError */
export async function startShards(context: StartContext): Promise<void> {
  const indexes = Array.from({ length: context.shards }, (_, index) => index);
  let prepared: Promise<void> | undefined;
  const prepare = (target: PodTarget): Promise<void> => (prepared ??= context.beforeStart(target));
  await Promise.all(indexes.map((index) => startShard({ ...context, beforeStart: prepare }, index)));
}

async function startShard(context: StartContext, index: number): Promise<void> {
  const { kube, place, given, startupTimeoutMs, signal } = context;
  const { clock } = kube;
  const finder = place.finder(index, signal);
  const deadlineMs = clock.now() + startupTimeoutMs;
  let asked: string | undefined;
  for (;;) {
    const pod = await finder.current();
    const target = pod === undefined ? undefined : place.answering(pod);
    if (target !== undefined) {
      const id = orderId(target.pod, 0);
      if (asked !== id) {
        await context.beforeStart(target);
        await giveFiles(kube, target, given, signal);
        await sendRequest(kube, target, { id, kind: 'start' }, signal);
        asked = id;
      }
      const state = await readState(kube, target, signal);
      if (state?.phase === 'failed') {
        const done = await readDone(kube, target, id, signal);
        throw new ActionError(done?.failure ?? state.failure ?? 'internal', done?.message ?? state.message);
      }
      const isTaken = state?.lastRequest?.id === id && state.lastRequest.status !== 'refused';
      if (isTaken && ['running', 'done'].includes(state.phase)) return;
    }
    const waiting = await place.explain(index, pod, signal);
    if (waiting?.isFinal === true)
      throw new ActionError(waiting.code, waiting.message, { hint: waiting.hint });
    if (clock.now() >= deadlineMs) {
      throw new ActionError(
        waiting?.code ?? 'startup-timeout',
        waiting?.message ?? `Shard ${index} did not start in time.`,
        { hint: waiting?.hint },
      );
    }
    await clock.sleep(POLL_MS, signal);
  }
}
