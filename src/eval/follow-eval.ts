import type { Host, Log } from '../base/ports.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { identify } from '../kube/identify.ts';
import { followLog } from '../kube/logs.ts';
import { poll } from '../kube/poll.ts';
import type { ContainerRef } from '../kube/types.ts';
import { prefixOf } from '../pods/side-by-side.ts';
import { readState } from '../pods/shard-files.ts';
import { type EvalQuery, findEval, type FoundArm } from './find-eval.ts';
import type { Done } from './mode-result.ts';

const POLL_MS = 2000;
/** Time for the last lines of the log of an evaluation that has ended, on a slow cluster. */
const LAST_LINES_MS = 15_000;

/**
 * Shows the log of an evaluation from its first line until it has ended, and reconnects when a connection is cut.
 * @throws ActionError; KubeError
 */
export async function followEval(kube: Kube, query: EvalQuery, { log }: Host): Promise<Done> {
  const { version } = await identify(kube);
  log.debug(`Kubernetes ${version} at ${kube.cluster.server}.`);
  const found = await findEval(kube, query);
  const { instance, namespace } = found.record;
  const [head, base] = await Promise.all([
    followArm(kube, found, log),
    found.base === null ? [] : followArm(kube, found.base, log),
  ]);
  const gone = found.lostBase === null ? [] : [found.lostBase.sentence];
  return {
    kind: 'done',
    lines: [...head, ...base].map(({ name, end }) => `Evaluation ${instance}${name}: ${end}`).concat(gone),
    record: {
      instance,
      namespace,
      ends: head.map(({ end }) => end),
      ...(found.base === null ? {} : { baseEnds: base.map(({ end }) => end) }),
    },
    outputs: {},
  };
}

/** @returns how each shard ended, and what finishes the name of the evaluation there */
async function followArm(kube: Kube, found: FoundArm, log: Log): Promise<{ name: string; end: string }[]> {
  const { shards, arm } = found.record;
  const indexes = Array.from({ length: shards }, (_, index) => index);
  return await Promise.all(
    indexes.map(async (index) => ({
      name: `${arm === 'base' ? ', base arm' : ''}${shards === 1 ? '' : `, shard ${index}`}`,
      end: await followShard(kube, found, index, log),
    })),
  );
}

/** @returns how it ended, or why it cannot be followed */
async function followShard(
  kube: Kube,
  { record, backend }: FoundArm,
  index: number,
  log: Log,
): Promise<string> {
  const findPod = backend.podFinder(index);
  const shown = openShardLog(kube, prefixOf(record, index), log);
  try {
    for (;;) {
      const pod = await findPod();
      const container = pod === undefined ? undefined : backend.logContainer(pod);
      if (container !== undefined) shown.follow(container, pod?.metadata?.uid);
      const target = pod === undefined ? undefined : backend.controlContainer(pod);
      const state = target === undefined ? undefined : await readState(kube, target);
      if (state?.phase === 'done' || state?.phase === 'failed') {
        await shown.untilLine(state.message);
        return state.message;
      }
      const waiting = await backend.diagnose(index, pod);
      if (waiting?.isFinal === true) {
        await shown.untilEnd();
        return waiting.message;
      }
      await kube.clock.sleep(POLL_MS, kube.signal);
    }
  } finally {
    await shown.close();
  }
}

/** The log of one shard, on its way to the user. */
interface ShardLog {
  /** Shows the log of a pod. Does nothing if it is shown already. */
  follow(container: ContainerRef, podUid: string | undefined): void;
  /** Waits for a line that ends like this, for as long as it may take to arrive. */
  untilLine(text: string): Promise<void>;
  /** Waits until the container has ended and its whole log is shown. */
  untilEnd(): Promise<void>;
  close(): Promise<void>;
}

function openShardLog(kube: Kube, prefix: string, log: Log): ShardLog {
  const closing = new AbortController();
  const closable = withSignal(kube, AbortSignal.any([kube.signal, closing.signal]));
  let shownUid: string | undefined;
  let newest: string[] = [];
  let ended = Promise.resolve();

  async function show(container: ContainerRef): Promise<void> {
    for await (const entry of followLog(closable, container)) {
      const text = entry.kind === 'gap' ? '(lines may be missing here)' : entry.text;
      log.info(`${prefix}${text}`);
      newest = [...newest.slice(-9), text];
    }
  }

  return {
    follow(container, podUid) {
      if (shownUid === podUid) return;
      shownUid = podUid;
      ended = show(container);
      // Thrown where `ended` is awaited.
      ended.catch(() => undefined);
    },
    async untilLine(text) {
      // The supervisor prints its last message after writing it to its state, so it may not be here yet.
      await kube.clock.sleep(POLL_MS, kube.signal);
      await poll(kube, { everyMs: POLL_MS, budgetMs: LAST_LINES_MS }, () =>
        Promise.resolve(newest.find((line) => line.endsWith(text))),
      );
    },
    untilEnd: () => ended,
    close() {
      closing.abort();
      return ended;
    },
  };
}
