import { saysNothingIsForwarded } from '../../protocol/relay.ts';
import { limitIn, type Turns } from '../../protocol/transcript.ts';
import { errorStatuses, type FailedTurn, type GatewayLog } from '../formats/gateway-log.ts';
import type { RunTimes } from '../formats/harness-log.ts';
import type { RunEvidence } from './run-evidence.ts';

/**
 * The provider's error statuses in the gateway's log.
 * @returns null without a log that covers the time of the run: one that was rotated or capped cannot prove that no
 *   request failed
 */
export function loggedStatuses({ gateway, harness }: RunEvidence): number[] | null {
  if (gateway === null || gateway.responses.length === 0) return null;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  return startedAtMs === null || endedAtMs === null || covers(gateway, { startedAtMs, endedAtMs })
    ? errorStatuses(gateway)
    : null;
}

function covers(log: GatewayLog, times: RunTimes): boolean {
  return log.responses.some(({ atMs }) => mayBeUnderWay(times, atMs));
}

/** The provider's error status for a run whose transcript only says that a turn failed. */
export function loggedStatusOfRun({ gateway, harness }: RunEvidence): number | null {
  if (gateway === null) return null;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  if (startedAtMs !== null && endedAtMs !== null) {
    const [status] = errorStatuses(gateway, startedAtMs - CLOCK_SLACK_MS, endedAtMs + CLOCK_SLACK_MS);
    if (status !== undefined) return status;
  }
  // Without the run's times, only a log with a single kind of error leaves no doubt.
  const all = errorStatuses(gateway);
  return all.length === 1 ? all[0]! : null;
}

/** The gateway gave up a turn of the run because the relay forwarded nothing. */
export function wasRefusedByRelay({ gateway, harness }: RunEvidence): boolean {
  if (gateway === null) return false;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  return gateway.failedTurns.some(
    ({ atMs, text }) => mayBeUnderWay({ startedAtMs, endedAtMs }, atMs) && saysNothingIsForwarded(text),
  );
}

/**
 * A turn that the gateway gave up and the transcript does not explain. It counts against a run only if nothing else was under
 * way at that moment, and not if it was the judge that got no answer.
 */
export function loggedFailureOfRun(
  { gateway, harness, neighbours, entry }: RunEvidence,
  turns: Pick<Turns, 'mended' | 'limits'>,
): FailedTurn | null {
  if (gateway === null || entry?.judge_result.error) return null;
  const { startedAtMs = null, endedAtMs = null } = harness ?? {};
  if (startedAtMs === null || endedAtMs === null) return null;
  const own = gateway.failedTurns.filter(
    ({ atMs }) =>
      atMs >= startedAtMs && atMs <= endedAtMs && !neighbours.some((other) => mayBeUnderWay(other, atMs)),
  );
  return unexplained(own, turns);
}

/** Each reason that the transcript has explains one failure of the log. */
function unexplained(
  failed: readonly FailedTurn[],
  { mended, limits }: Pick<Turns, 'mended' | 'limits'>,
): FailedTurn | null {
  const reasons: ((failure: FailedTurn) => boolean)[] = [
    ...mended.map(
      ({ code, text }) =>
        (failure: FailedTurn) =>
          failure.code === null ? text.includes(failure.text.trim()) : failure.code === code,
    ),
    ...limits.map(
      (limit) =>
        ({ code, text }: FailedTurn) =>
          limit === 'time' ? limitIn(text) === 'time' : code === null || code === 400 || code === 413,
    ),
  ];
  for (const failure of failed) {
    const reason = reasons.findIndex((explains) => explains(failure));
    if (reason === -1) return failure;
    reasons.splice(reason, 1);
  }
  return null;
}

/** The harness's log has whole seconds. */
const CLOCK_SLACK_MS = 1500;

function mayBeUnderWay({ startedAtMs, endedAtMs }: RunTimes, atMs: number): boolean {
  return (
    atMs >= (startedAtMs ?? -Infinity) - CLOCK_SLACK_MS && atMs <= (endedAtMs ?? Infinity) + CLOCK_SLACK_MS
  );
}
