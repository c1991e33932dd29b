import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { followLog, type LogEntry } from '../kube/logs.ts';
import type { Pod } from '../kube/types.ts';
import type { CollectedShard } from './collect.ts';
import type { GivenFiles } from '../plan/user-files.ts';
import type { EvalPlace, PodTarget } from '../backends/backend.ts';
import { type Progress, progressLine, sumProgress } from './progress.ts';
import type { ShardState } from '../protocol/pod.ts';
import { releaseShard } from './requests.ts';
import type { EarlierRuns } from './seed.ts';
import { openShard, type Shard } from './shard.ts';
import { type Round } from './round.ts';

/** A line every so often: a job that prints nothing looks dead, one that prints every second can not be read. */
const PROGRESS_MS = 15_000;

/** Characters of one shard's log that are shown while it runs: the runner chokes on logs of hundreds of megabytes. */
const MOST_SHOWN = 2_000_000;

export interface EvalContext {
  kube: Kube;
  log: Log;
  place: EvalPlace;
  shards: number;
  /** Local directory; each shard gets one in it. */
  directory: string;
  startupTimeoutMs: number;
  timeoutMs: number;
  signal: AbortSignal;
  /** Files each pod waits for. */
  given: GivenFiles | undefined;
  /**
   * What has to succeed before anything is spent. Called once, with the first `results` container there is; if it
   * throws, so does the eval.
   */
  beforeStart: (target: PodTarget) => Promise<void>;
  /** Whether another process began it. */
  isStarted?: boolean;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Called when there are more finished runs, until it says that it has seen enough. */
  onFinished: (progress: Progress) => Promise<'more' | 'enough'>;
  /** What is to be run more often, from all that is home; null when that is enough. Says why by itself. */
  nextRound: (shards: readonly CollectedShard[], open: ReadonlySet<number>) => Promise<Round | null>;
}

export interface EvalOutcome {
  shards: CollectedShard[];
  /** Pods that still hold their results, by shard; whoever has them must `releaseShard` them. */
  held: Map<number, PodTarget>;
}

/**
 * Runs all shards to their end, and what is to be run more often after that. A shard is released as soon as it is home while another has no node yet: finished pods
 * could hold the very room that the others wait for.
 * @throws the signal's reason
 */
export async function evaluate(context: EvalContext): Promise<EvalOutcome> {
  const { kube, log, place } = context;
  const unprepared = new AbortController();
  const signal = AbortSignal.any([context.signal, unprepared.signal]);
  const states = new Map<number, ShardState>();
  const pods = new Map<number, Pod>();
  const held = new Map<number, PodTarget>();
  const following = new AbortController();
  const logSignal = AbortSignal.any([signal, following.signal]);
  const followers = new Set<string>();
  const report = progressReporter(context, states);

  let finished = { runs: 0, busy: false, enough: false };
  const watchFinished = (): void => {
    const progress = sumProgress([...states.values()], kube.clock.now());
    if (
      states.size < context.shards ||
      finished.enough ||
      finished.busy ||
      progress.done === finished.runs ||
      progress.done === progress.total
    )
      return;
    finished = { ...finished, runs: progress.done, busy: true };
    void context
      .onFinished(progress)
      .catch((error: unknown) => {
        log.debug(`Finished runs could not be looked at: ${String(error)}`);
        return 'enough' as const;
      })
      .then((answer) => (finished = { ...finished, busy: false, enough: answer === 'enough' }));
  };

  let prepared: Promise<void> | undefined;
  /** All shards wait for the one that prepares. */
  const prepare = (target: PodTarget): Promise<void> =>
    (prepared ??= context.beforeStart(target).catch((error: unknown) => {
      unprepared.abort(error);
      throw error;
    }));

  const open = async (index: number): Promise<Shard> => {
    const directory = path.join(context.directory, `shard-${index}`);
    await mkdir(directory, { recursive: true });
    return openShard({
      kube,
      place,
      index,
      directory,
      startupTimeoutMs: context.startupTimeoutMs,
      timeoutMs: context.timeoutMs,
      signal,
      given: context.given,
      isStarted: context.isStarted ?? false,
      beforeStart: prepare,
      earlier: context.earlier,
      onTakenOver: (runs) =>
        log.info(
          runs === 0
            ? `${shardName(context, index)}Nothing is taken over from the earlier attempt: it ran other images or tasks.`
            : `${shardName(context, index)}${runs} runs are taken over from the earlier attempt.`,
        ),
      onState: (state) => {
        states.set(index, state);
        report();
        watchFinished();
      },
      onPod: (pod) => {
        pods.set(index, pod);
        follow(index, pod);
      },
      onWaiting: (waiting) => {
        log.status?.({ text: 'Waiting for the pods' });
        log.info(`${shardName(context, index)}${waiting.message}`);
      },
    });
  };

  const drive = async (handle: Shard, index: number): Promise<CollectedShard> => {
    const shard = await handle.drive();
    held.delete(index);
    if (shard.failure === undefined && shard.pod !== undefined) held.set(index, place.at(shard.pod.name));
    await makeRoom();
    return shard;
  };

  /** Keeps one pod for logging to MLflow: the last one is never given up here. */
  async function makeRoom(): Promise<void> {
    const waits = Array.from({ length: context.shards }, (_, index) => index).some((index) =>
      hasNoNode(pods.get(index)),
    );
    if (!waits) return;
    for (const [index, target] of held) {
      held.delete(index);
      await releaseShard(kube, target, signal);
      log.info(`Shard ${index} is home; its pod makes room for the others.`);
    }
  }

  function follow(index: number, pod: Pod): void {
    const uid = pod.metadata?.uid;
    const target = place.speaking(pod);
    if (uid === undefined || target === undefined || followers.has(uid)) return;
    followers.add(uid);
    void showLog(context, index, followLog(kube, target, { signal: logSignal })).catch((error: unknown) =>
      log.debug(`The log of pod ${target.pod} is no longer followed: ${String(error)}`),
    );
  }

  const closeGroup = log.group('Evaluation');
  try {
    const handles = await Promise.all(Array.from({ length: context.shards }, (_, index) => open(index)));
    let shards = await Promise.all(handles.map(drive));
    for (;;) {
      const round = await context.nextRound(shards, new Set(held.keys()));
      if (round === null) return { shards, held };
      shards = await Promise.all(
        shards.map(async (shard) => {
          const tasks = round.tasks.filter((task) => shard.state?.tasks?.includes(task));
          if (tasks.length === 0 || !held.has(shard.index)) return shard;
          const handle = handles[shard.index]!;
          handle.order({ tasks, runs: round.runs });
          return await drive(handle, shard.index);
        }),
      );
    }
  } finally {
    following.abort();
    closeGroup();
  }
}

/** Shows a shard's log while it runs: for display alone, the whole of it is a file in the pod. */
async function showLog(context: EvalContext, index: number, entries: AsyncIterable<LogEntry>): Promise<void> {
  const say = (text: string): void => context.log.info(`${shardName(context, index)}${text}`);
  let shown = 0;
  for await (const entry of entries) {
    if (entry.kind === 'gap') {
      say('(lines may be missing here; the whole log will be in the artifact)');
      continue;
    }
    shown += entry.text.length;
    if (shown > MOST_SHOWN) return say('(the log goes on; all of it will be in the artifact)');
    say(entry.text);
  }
}

function shardName(context: EvalContext, index: number): string {
  return context.shards === 1 ? '' : `[shard ${index}] `;
}

function hasNoNode(pod: Pod | undefined): boolean {
  return pod === undefined || (pod.spec?.nodeName === undefined && pod.status?.phase === 'Pending');
}

/** Shows the progress when there is some; where that means another line in a log, not too often. */
function progressReporter(context: EvalContext, states: Map<number, ShardState>): () => void {
  const { clock } = context.kube;
  const { log } = context;
  let printedMs = 0;
  let printed = '';
  return () => {
    const progress = sumProgress([...states.values()], clock.now());
    const message = [...states.values()].map((state) => state.message).join(' · ');
    const line = progress.done === 0 ? message : progressLine(progress);
    if (log.status !== undefined) {
      if (line !== '')
        log.status({ text: line, ...(progress.total > 0 && { share: progress.done / progress.total }) });
      return;
    }
    const due = clock.now() - printedMs >= PROGRESS_MS || progress.done === progress.total;
    if (line === '' || line === printed || !due) return;
    printed = line;
    printedMs = clock.now();
    log.info(line);
  };
}
