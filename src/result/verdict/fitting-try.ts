import { CLOCK_SLACK_MS } from '../../protocol/wire-faults.ts';
import type { WireTry } from '../../protocol/wire-runs.ts';
import type { RunTimes } from '../formats/harness-log.ts';
import type { RunEvidence } from './run-evidence.ts';

/** Whether something happened during a run, as far as its times are known. */
export function isWithinRun(atMs: number, { startedAtMs, endedAtMs }: RunTimes): boolean {
  return (
    atMs >= (startedAtMs ?? -Infinity) - CLOCK_SLACK_MS && atMs <= (endedAtMs ?? Infinity) + CLOCK_SLACK_MS
  );
}

/**
 * The try that a run file tells of, among the tries of its run: invalid runs are made again, in the same pod or in the one
 * that replaces it.
 * @param tries in the order in which they were begun
 * @returns null if the file is of a try of which nothing went over the wire
 */
export function fittingTry(
  tries: readonly WireTry[],
  { entry, harness }: Pick<RunEvidence, 'entry' | 'harness'>,
): WireTry | null {
  const last = tries.at(-1) ?? null;
  if (harness !== null && harness.startedAtMs !== null && harness.endedAtMs !== null) {
    const { startedAtMs } = harness;
    const fitting =
      // An agent can name a workspace that is none, but not before its run has asked the model.
      tries.find(({ openedAt }) => openedAt >= startedAtMs && isWithinRun(openedAt, harness)) ??
      tries.findLast(({ openedAt }) => isWithinRun(openedAt, harness));
    // The log's clock may be in a time zone of its own: then the number of tries has to do.
    return fitting ?? (tries.length > harness.earlier.length ? last : null);
  }
  if (entry === null) return last;
  // A pod that was lost may have left a later try, which never came to a file.
  const whole = tries.findLast(
    ({ openedAt, lastAt, turns }) =>
      lastAt - openedAt <= entry.duration_ms + CLOCK_SLACK_MS && turns.every(({ end }) => end !== 'lost'),
  );
  return whole ?? last;
}
