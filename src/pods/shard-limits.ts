import type { Waiting } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { ShardState } from '../protocol/pod.ts';

/** What a shard is watched for. */
export type Goal = 'started' | 'collected';

/** The inputs that limit the time of a shard. */
interface Limits {
  startupTimeoutMs: number;
  timeoutMs: number;
}

/** Time for the supervisor, after its own time limit, to stop the harness and write the results. */
const STOP_MS = 3 * 60_000;

/** How long a shard may take to reach the goal, in ms. @param state undefined before its first report */
export function limitMs(
  { startupTimeoutMs, timeoutMs }: Limits,
  state: ShardState | undefined,
  goal: Goal,
): number {
  return state === undefined || goal === 'started'
    ? startupTimeoutMs
    : startupTimeoutMs + timeoutMs + STOP_MS;
}

/** The failure of a shard that took longer. @param waiting what it waits for; undefined if that is not known */
export function tooLate(
  { index, startupTimeoutMs }: Limits & { index: number },
  state: ShardState | undefined,
  goal: Goal,
  waiting: Waiting | undefined,
): ActionError {
  const last = state === undefined ? '' : ` Its last message: ${state.message}`;
  if (state !== undefined && goal === 'collected')
    return new ActionError('timeout', `Shard ${index} did not end in time.${last}`);
  return notRunning(`did not start within ${inSeconds(startupTimeoutMs)}`, index, waiting, last);
}

/** The failure of a shard that has worked, and has had no running pod for as long as its first one could take. */
export function tooLongAway(
  { index, startupTimeoutMs }: Limits & { index: number },
  waiting: Waiting | undefined,
): ActionError {
  return notRunning(`has had no running pod for ${inSeconds(startupTimeoutMs)}`, index, waiting);
}

function notRunning(what: string, index: number, waiting: Waiting | undefined, last = ''): ActionError {
  const late = `Shard ${index} ${what}`;
  if (waiting === undefined) return new ActionError('startup-timeout', `${late}.${last}`);
  return new ActionError(waiting.code, `${late}: ${waiting.message}`, {
    hint: waiting.hint ?? 'Raise "startup-timeout" if the cluster needs longer, for a new node for example.',
  });
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
