import type { Host } from '../base/ports.ts';
import { readState } from '../pods/shard-files.ts';
import { type EvalQuery, findEval, type FoundEval } from './find-eval.ts';
import { identify } from '../kube/identify.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { followLog } from '../kube/logs.ts';
import type { Done } from './mode-result.ts';

const POLL_MS = 2000;
/** For the last lines of an evaluation that has ended, on a slow cluster. */
const LAST_WORDS_MS = 15_000;

/** Follows the log of an evaluation from its first line, over cut connections, until it has ended. */
export async function followEval(kube: Kube, query: EvalQuery, host: Host): Promise<Done> {
  const { version } = await identify(kube);
  host.log.debug(`Kubernetes ${version} at ${kube.cluster.server}.`);
  const found = await findEval(kube, query);
  const { instance, namespace, shards } = found.record;
  const indexes = Array.from({ length: shards }, (_, index) => index);
  const ends = await Promise.all(indexes.map((index) => followShard(kube, found, index, host)));
  return {
    kind: 'done',
    lines: ends.map(
      (end, index) => `Evaluation ${instance}${shards === 1 ? '' : `, shard ${index}`}: ${end}`,
    ),
    record: { instance, namespace, ends },
    outputs: {},
  };
}

/** @returns how it ended, or why it cannot be followed */
async function followShard(
  kube: Kube,
  { record, backend }: FoundEval,
  index: number,
  { log, signal }: Host,
): Promise<string> {
  const findPod = backend.podFinder(index);
  const prefix = record.shards === 1 ? '' : `[shard ${index}] `;
  const ended = new AbortController();
  let following: { uid: string | undefined; done: Promise<void> } | undefined;
  let newest: string[] = [];
  try {
    for (;;) {
      const pod = await findPod();
      const container = pod === undefined ? undefined : backend.logContainer(pod);
      const uid = pod?.metadata?.uid;
      if (container !== undefined && following?.uid !== uid) {
        const show = async (): Promise<void> => {
          const entries = followLog(withSignal(kube, AbortSignal.any([signal, ended.signal])), container);
          for await (const entry of entries) {
            const text = entry.kind === 'gap' ? '(lines may be missing here)' : entry.text;
            log.info(`${prefix}${text}`);
            newest = [...newest.slice(-9), text];
          }
        };
        following = { uid, done: show() };
        following.done.catch(() => undefined);
      }
      const target = pod === undefined ? undefined : backend.controlContainer(pod);
      const state = target === undefined ? undefined : await readState(kube, target);
      if (state?.phase === 'done' || state?.phase === 'failed') {
        // The last lines may still be on their way: the supervisor prints how it ended after writing it down.
        const deadlineMs = kube.clock.now() + LAST_WORDS_MS;
        do await kube.clock.sleep(POLL_MS, signal);
        while (!newest.some((text) => text.endsWith(state.message)) && kube.clock.now() < deadlineMs);
        return state.message;
      }
      const waiting = await backend.diagnose(index, pod);
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
