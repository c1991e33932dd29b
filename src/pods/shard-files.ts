import type { ZodType } from 'zod';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError, isTransient } from '../kube/errors.ts';
import { exec, type ExecOptions, type ExecResult } from '../kube/exec.ts';
import { printFile, printFiles } from './pod-commands.ts';
import { MAX_POD_FILE_BYTES, parsePodFile, shardDoneSchema, shardStateSchema } from './pod-files.ts';
import type { PodTarget } from '../backends/backend.ts';
import { podPaths, type ShardDone, type ShardState } from '../protocol/pod.ts';
import type { RelayState } from '../protocol/relay.ts';
import { relayStateSchema } from '../result/formats/relay-state.ts';

/** How often a file that arrives damaged is read. */
const MOST_READS = 4;
const READ_AGAIN_MS = 300;

/** A file of the pod: its path as the contract has it, and what must be in it. */
interface PodFile<T> {
  path: string;
  schema: ZodType<T>;
}

/**
 * Reads a file that a program in the pod replaces as a whole. Exec is known to cut output off with exit code 0
 * (https://github.com/kubernetes/kubernetes/issues/60140), so a file that does not parse is read again before that is an
 * error.
 * @returns undefined if the file does not exist yet
 * @throws ActionError bad-result, KubeError
 */
export async function readPodFile<T>(
  kube: Kube,
  target: PodTarget,
  { path, schema }: PodFile<T>,
  options: Pick<ExecOptions, 'timeoutMs' | 'retryForMs'>,
): Promise<T | undefined> {
  const whole = { ...options, maxBytes: MAX_POD_FILE_BYTES };
  return await untilParsed(
    kube,
    () => exec(kube, target, printFile(target, path), whole),
    (printed) => (printed.length === 0 ? undefined : parsePodFile(schema, printed, path)),
  );
}

/** Prints files of a pod until what it prints can be parsed, but not for ever. */
async function untilParsed<T>(
  kube: Kube,
  print: () => Promise<Pick<ExecResult, 'stdout'>>,
  parse: (printed: Buffer) => T,
): Promise<T> {
  for (let reads = 1; ; reads++) {
    const { stdout } = await print();
    try {
      return parse(stdout);
    } catch (error) {
      if (reads >= MOST_READS) throw error;
    }
    await kube.clock.sleep(READ_AGAIN_MS, kube.signal);
  }
}

const stateFile = { path: podPaths.state, schema: shardStateSchema };
const doneFile = { path: podPaths.done, schema: shardDoneSchema };
const POLL_TIMEOUT_MS = 15_000;

/** The state the supervisor last wrote; undefined before the first, and while the pod cannot be asked. */
export async function readState(kube: Kube, target: PodTarget): Promise<ShardState | undefined> {
  const options = { timeoutMs: POLL_TIMEOUT_MS };
  return await ignoreTransient(readPodFile(kube, target, stateFile, options));
}

/** What supervisor and relay last said; undefined of one that has said nothing yet. */
export interface PodStates {
  state: ShardState | undefined;
  relay: RelayState | undefined;
}

/** As `readState`, with that of the relay, by one command. */
export async function readStates(
  kube: Kube,
  target: PodTarget,
  { retryForMs = 0 }: Pick<ExecOptions, 'retryForMs'> = {},
): Promise<PodStates | undefined> {
  const command = printFiles(target, [podPaths.wireState, podPaths.state]);
  const options = { timeoutMs: POLL_TIMEOUT_MS, maxBytes: MAX_POD_FILE_BYTES, retryForMs };
  return await ignoreTransient(untilParsed(kube, () => exec(kube, target, command, options), parseStates));
}

function parseStates(printed: Buffer): PodStates {
  const end = printed.indexOf(0);
  if (end === -1 || printed.at(-1) !== 0)
    throw new ActionError('bad-result', 'The states in the pod arrived incomplete.');
  const relay = printed.subarray(0, end);
  const state = printed.subarray(end + 1, -1);
  return {
    relay: relay.length === 0 ? undefined : parsePodFile(relayStateSchema, relay, podPaths.wireState),
    state: state.length === 0 ? undefined : parsePodFile(shardStateSchema, state, podPaths.state),
  };
}

/**
 * The new state, completed from the one before. A pod that replaces another knows its tasks only once its gateway is up,
 * which may never happen; without them the runs collected so far could not be judged or taken over by the next attempt.
 */
export function withTasksOf(before: ShardState | undefined, now: ShardState): ShardState {
  if (before === undefined || before.tasks === null || now.tasks !== null) return now;
  const { tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, taskContents } = before;
  const { harnessStartedAt } = before;
  return {
    ...now,
    tasks,
    droppedTasks,
    runsPerTask,
    openclawVersion,
    harnessVersion,
    taskContents,
    harnessStartedAt,
  };
}

/**
 * How the shard ended: its latest order, or altogether.
 * @param lastOrder id of the latest order
 * @returns undefined while it works
 */
export async function readDone(
  kube: Kube,
  target: PodTarget,
  lastOrder: string,
): Promise<ShardDone | undefined> {
  const options = { timeoutMs: POLL_TIMEOUT_MS };
  const done = await ignoreTransient(readPodFile(kube, target, doneFile, options));
  if (done === undefined) return undefined;
  // The file of an earlier order stays until the next one is done.
  return done.generation === lastOrder || done.reason !== 'finished' ? done : undefined;
}

/** Whether the error may come from a pod or container that is lost, for now or for good. */
function mayBeLoss(error: unknown): boolean {
  return isTransient(error) || isKubeError(error, 'ContainerEnded', 'NotFound');
}

/** Undefined for an error that may pass: whether a shard is lost is decided by the status of its pod, not by one failed request. */
export async function ignoreTransient<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (mayBeLoss(error)) return undefined;
    throw error;
  }
}

/**
 * Ignores the failure of some work if its pod was lost meanwhile, since the Job may replace the pod.
 * @param stillRuns whether the pod still runs
 * @returns undefined if the pod was lost
 * @throws any other error of the work
 */
export async function unlessLost<T>(
  work: Promise<T>,
  stillRuns: () => Promise<boolean>,
): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!mayBeLoss(error) || (await stillRuns())) throw error;
    return undefined;
  }
}
