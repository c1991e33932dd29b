import { readState } from '../pods/shard-files.ts';
import { findEval, type FoundEval } from '../eval/find-eval.ts';
import { identify } from '../kube/identify.ts';
import type { Kube } from '../kube/client.ts';
import { followLog } from '../kube/logs.ts';
import type { ClusterMode, ModeDeps } from './told.ts';

const POLL_MS = 2000;
/** For the last words of an eval that has ended, on a cluster that is slow to tell them. */
const LAST_WORDS_MS = 15_000;

/** Follows the log of an eval from its first line, over cut connections, until the eval has ended. */
export const logs: ClusterMode = async (kube, inputs, deps) => {
  const { version } = await identify(kube);
  deps.log.debug(`Kubernetes ${version} at ${kube.cluster.server}.`);
  const found = await findEval(kube, inputs, deps.signal);
  const { instance, namespace, shards } = found.run;
  const indexes = Array.from({ length: shards }, (_, index) => index);
  const ends = await Promise.all(indexes.map((index) => followShard(kube, found, index, deps)));
  return {
    lines: ends.map(
      (end, index) => `Evaluation ${instance}${shards === 1 ? '' : `, shard ${index}`}: ${end}`,
    ),
    record: { instance, namespace, ends },
    outputs: {},
  };
};

/** @returns how it ended, or why it can not be followed */
async function followShard(
  kube: Kube,
  { run, place }: FoundEval,
  index: number,
  { log, signal }: ModeDeps,
): Promise<string> {
  const finder = place.finder(index, signal);
  const prefix = run.shards === 1 ? '' : `[shard ${index}] `;
  const ended = new AbortController();
  let following: { uid: string | undefined; done: Promise<void> } | undefined;
  let newest: string[] = [];
  try {
    for (;;) {
      const pod = await finder.current();
      const speaking = pod === undefined ? undefined : place.speaking(pod);
      const uid = pod?.metadata?.uid;
      if (speaking !== undefined && following?.uid !== uid) {
        const show = async (): Promise<void> => {
          const entries = followLog(kube, speaking, { signal: AbortSignal.any([signal, ended.signal]) });
          for await (const entry of entries) {
            const text = entry.kind === 'gap' ? '(lines may be missing here)' : entry.text;
            log.info(`${prefix}${text}`);
            newest = [...newest.slice(-9), text];
          }
        };
        following = { uid, done: show() };
        following.done.catch(() => undefined);
      }
      const target = pod === undefined ? undefined : place.answering(pod);
      const state = target === undefined ? undefined : await readState(kube, target, signal);
      if (state?.phase === 'done' || state?.phase === 'failed') {
        // What was written last is on its way: the supervisor says how it ended when it has written that down.
        const deadlineMs = kube.clock.now() + LAST_WORDS_MS;
        do await kube.clock.sleep(POLL_MS, signal);
        while (!newest.some((text) => text.endsWith(state.message)) && kube.clock.now() < deadlineMs);
        return state.message;
      }
      const waiting = await place.explain(index, pod, signal);
      if (waiting?.isFinal === true) {
        await following?.done;
        return waiting.message;
      }
      await kube.clock.sleep(POLL_MS, signal);
    }
  } finally {
    ended.abort();
    await following?.done;
  }
}
