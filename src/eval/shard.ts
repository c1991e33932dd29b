import { ActionError } from '../errors.ts';
import type { Kube } from '../kube/client.ts';
import { statusOfContainer } from '../kube/container.ts';
import { isKubeError, KubeError } from '../kube/errors.ts';
import { exec } from '../kube/exec.ts';
import { list, read, remove } from '../kube/objects.ts';
import type { ContainerRef, Pod } from '../kube/types.ts';
import {
  type CollectedShard,
  fetchResults,
  incidentsOf,
  podFacts,
  pullRunFiles,
  type RunFiles,
} from './collect.ts';
import { explainStart, type Waiting } from './diagnose.ts';
import type { LaunchedJob } from './launch.ts';
import { printFile, writeFile } from './pod-commands.ts';
import { MAX_POD_FILE_BYTES, parsePodFile, shardDoneSchema, shardStateSchema } from './pod-files.ts';
import { podPaths, type ShardDone, type ShardRequest, type ShardState } from './protocol.ts';
import { seedPod } from './seed.ts';

/** Often enough to notice the end within 2 s; one exec costs some 30 ms of CPU. */
const POLL_MS = 1000;
/** Least time between two fetches of finished runs: as much may be lost with a node. */
const PULL_MS = 3000;
/** A pod on a dead node stays Terminating until somebody says that the node will not come back. */
const STUCK_TERMINATING_MS = 20_000;
/** What the supervisor has beyond its own time limit to stop the harness and write everything down. */
const STOP_MS = 3 * 60_000;

export interface ShardContext {
  kube: Kube;
  job: LaunchedJob;
  index: number;
  /** Where its files go; exists. */
  directory: string;
  startupTimeoutMs: number;
  timeoutMs: number;
  signal: AbortSignal;
  /** Called whenever there is something new, with the pod's latest status. */
  onState: (state: ShardState) => void;
  onPod: (pod: Pod) => void;
  /** Called once for each thing the shard waits for. */
  onWaiting: (waiting: Waiting) => void;
}

/**
 * Drives one shard from its pod's start to its results: finds the pod, lets it begin, watches it, fetches what it
 * wrote. A pod that is lost is replaced by the Job, and the new one gets the runs that are home already.
 * Never throws for what happens to the shard: that is the result's `failure`.
 * @throws the signal's reason
 */
export async function driveShard(context: ShardContext): Promise<CollectedShard> {
  const files: RunFiles = { directory: context.directory, fetched: new Map(), tampered: new Set() };
  const seen: Seen = {
    pod: undefined,
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    terminatingSinceMs: undefined,
    incidents: new Map(),
  };
  let failure: ActionError | undefined;
  try {
    failure = await watchShard(context, files, seen);
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (!(error instanceof ActionError)) throw error;
    failure = error;
  }
  return {
    index: context.index,
    directory: context.directory,
    runFiles: [...files.fetched.keys()].sort(),
    tampered: [...files.tampered].sort(),
    state: seen.state,
    done: seen.done,
    noticedAtMs: seen.noticedAtMs,
    pod: seen.pod === undefined ? undefined : podFacts(seen.pod),
    incidents: [...seen.incidents.values()],
    failure,
  };
}

interface Seen {
  pod: Pod | undefined;
  state: ShardState | undefined;
  done: ShardDone | undefined;
  noticedAtMs: number | undefined;
  /** When its pod was first seen Terminating, in ms; the API server's clock is not ours. */
  terminatingSinceMs: number | undefined;
  /** By kind and sentence, so that each is told once. */
  incidents: Map<string, CollectedShard['incidents'][number]>;
}

async function watchShard(
  context: ShardContext,
  files: RunFiles,
  seen: Seen,
): Promise<ActionError | undefined> {
  const { kube, signal } = context;
  const { clock } = kube;
  const launchedMs = clock.now();
  let begunUid: string | undefined;
  let pulled = { atMs: 0, runs: 0 };
  let farewellUid: string | undefined;
  const told = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    const pod = await currentPod(context, seen);
    if (pod !== undefined) notePod(context, seen, pod);
    const target = pod === undefined ? undefined : resultsOf(pod);
    const isEnding = pod?.metadata?.deletionTimestamp !== undefined;
    if (target !== undefined && isEnding && farewellUid !== pod.metadata?.uid) {
      // `results` stays a moment longer than it must (sidecar/results.ts).
      farewellUid = pod.metadata?.uid;
      await tolerate(pullRunFiles(kube, target, files, signal));
    }
    if (pod !== undefined && target !== undefined && !isEnding) {
      if (begunUid !== pod.metadata?.uid) {
        await begin(context, target, files);
        begunUid = pod.metadata?.uid;
      }
      const state = await readState(context, target);
      if (state !== undefined) {
        seen.state = state;
        context.onState(state);
        // The last ones come with the results in a moment.
        const isLast = state.done === state.total;
        if (state.done !== pulled.runs && !isLast && clock.now() - pulled.atMs >= PULL_MS) {
          pulled = { atMs: clock.now(), runs: state.done };
          await tolerate(pullRunFiles(kube, target, files, signal));
        }
        const done = isOver(state) ? await readDone(context, target) : undefined;
        if (done !== undefined) {
          seen.done = done;
          seen.noticedAtMs = clock.now();
          await pullRunFiles(kube, target, files, signal);
          await fetchResults(kube, target, done, context.directory, signal);
          return failureOf(state, done);
        }
      }
    }
    const waiting = await explainStart(kube, context.job, context.index, pod, signal);
    if (waiting !== undefined) {
      if (waiting.isFinal) return new ActionError(waiting.code, waiting.message, hinted(waiting.hint));
      // Kubernetes says the same by turns, as ErrImagePull and ImagePullBackOff.
      if (!told.has(waiting.message)) context.onWaiting(waiting);
      told.add(waiting.message);
    }
    const limitMs =
      seen.state === undefined
        ? context.startupTimeoutMs
        : context.startupTimeoutMs + context.timeoutMs + STOP_MS;
    if (clock.now() - launchedMs > limitMs) return tooLate(context, seen, waiting);
    await clock.sleep(POLL_MS, signal);
  }
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

/** The pod of this shard that matters: the one known while it lives, else the newest. */
async function currentPod(context: ShardContext, seen: Seen): Promise<Pod | undefined> {
  const { kube, job, index, signal } = context;
  const { namespace } = job;
  const known = seen.pod;
  if (known?.metadata?.name !== undefined) {
    const ref = { apiVersion: 'v1', kind: 'Pod', name: known.metadata.name, namespace };
    const pod = await read<Pod>(kube, ref, { signal });
    if (pod !== undefined && pod.metadata?.uid === known.metadata.uid) {
      await freeFromDeadNode(context, seen, pod);
      if (pod.status?.phase !== 'Failed') return pod;
    }
  }
  const labelSelector = `batch.kubernetes.io/job-name=${job.name},batch.kubernetes.io/job-completion-index=${index}`;
  const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector, signal });
  const age = (pod: Pod): string => pod.metadata?.creationTimestamp ?? '';
  return pods.sort((a, b) => (age(a) < age(b) ? 1 : -1))[0];
}

/** The Job waits with a replacement until the old pod has really ended; on a dead node it never does by itself. */
async function freeFromDeadNode(context: ShardContext, seen: Seen, pod: Pod): Promise<void> {
  const { name, uid, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
  const nowMs = context.kube.clock.now();
  seen.terminatingSinceMs = deletionTimestamp === undefined ? undefined : (seen.terminatingSinceMs ?? nowMs);
  if (name === undefined || uid === undefined || seen.terminatingSinceMs === undefined) return;
  if (nowMs - seen.terminatingSinceMs < deletionGracePeriodSeconds * 1000 + STUCK_TERMINATING_MS) return;
  const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: context.job.namespace };
  await remove(context.kube, ref, { uid, gracePeriodSeconds: 0, signal: context.signal });
}

function notePod(context: ShardContext, seen: Seen, pod: Pod): void {
  seen.pod = pod;
  for (const incident of incidentsOf(pod))
    seen.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
  context.onPod(pod);
}

function resultsOf(pod: Pod): ContainerRef | undefined {
  const { name, namespace } = pod.metadata ?? {};
  if (name === undefined || namespace === undefined) return undefined;
  if (statusOfContainer(pod, 'results')?.state?.running === undefined) return undefined;
  return { namespace, pod: name, container: 'results' };
}

async function begin(context: ShardContext, target: ContainerRef, files: RunFiles): Promise<void> {
  const seed = await seedPod(context.kube, target, files, context.signal);
  await sendRequest(
    context.kube,
    target,
    { id: `start-${target.pod}`, kind: 'start', ...(seed.length === 0 ? {} : { seed }) },
    context.signal,
  );
}

/** Hands the supervisor its next task. Repeating a request is harmless: its id says that it is the same. */
export async function sendRequest(
  kube: Kube,
  target: ContainerRef,
  request: ShardRequest,
  signal: AbortSignal,
): Promise<void> {
  const stdin = Buffer.from(JSON.stringify(request));
  const command = writeFile(podPaths.request, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000, signal });
  if (exitCode !== 0) {
    throw new ActionError(
      'shard-lost',
      `The request could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`,
    );
  }
}

/** The state the supervisor last wrote; undefined before the first, or while the pod can not be asked. */
async function readState(context: ShardContext, target: ContainerRef): Promise<ShardState | undefined> {
  const bytes = await readPodFile(context, target, podPaths.state);
  return bytes === undefined ? undefined : parsePodFile(shardStateSchema, bytes, podPaths.state);
}

async function readDone(context: ShardContext, target: ContainerRef): Promise<ShardDone | undefined> {
  const bytes = await readPodFile(context, target, podPaths.done);
  if (bytes === undefined) return undefined;
  const done = parsePodFile(shardDoneSchema, bytes, podPaths.done);
  // The one of an earlier request may still lie there.
  return done.generation === `start-${target.pod}` || done.reason !== 'finished' ? done : undefined;
}

async function readPodFile(
  context: ShardContext,
  target: ContainerRef,
  file: string,
): Promise<Buffer | undefined> {
  const result = await tolerate(
    exec(context.kube, target, printFile(file), {
      maxBytes: MAX_POD_FILE_BYTES,
      timeoutMs: 15_000,
      signal: context.signal,
    }),
  );
  return result === undefined || result.stdout.length === 0 ? undefined : result.stdout;
}

/** What may come back by itself is no reason to give up a shard: the pod's status says when to. */
async function tolerate<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (
      error instanceof KubeError &&
      (error.retryable || isKubeError(error, 'ContainerEnded', 'ExecInterrupted', 'NoAnswer'))
    ) {
      return undefined;
    }
    throw error;
  }
}

function isOver(state: ShardState): boolean {
  return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}

function failureOf(state: ShardState, done: ShardDone): ActionError | undefined {
  if (state.phase !== 'failed') return undefined;
  return new ActionError(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}

/** Lets the pod end: what it has is home, or nobody wants it any more. */
export async function releaseShard(
  kube: Kube,
  namespace: string,
  pod: string,
  signal: AbortSignal,
): Promise<void> {
  await sendRequest(
    kube,
    { namespace, pod, container: 'results' },
    { id: `finish-${pod}`, kind: 'finish' },
    signal,
  );
}
