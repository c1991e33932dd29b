import type { Lines } from './lines.ts';
import { runKey, type RunKey } from './run-cache.ts';

/** Unix ms; null if the log's clock has no date to start from, or the log has no timing of the run. */
export interface RunTimes {
  startedAtMs: number | null;
  endedAtMs: number | null;
}

/** What the log of `clawbench run` says about the last attempt at a run. */
export interface HarnessRun extends RunTimes {
  /** The last line of the exception the run ended with; null if it was scored. */
  exception: string | null;
  /** Whether the run used up its time budget. */
  overBudget: boolean;
  /** The times of earlier attempts: an evaluation repeats invalid runs. */
  earlier: readonly RunTimes[];
}

const STAMPED = /^(\d\d):(\d\d):(\d\d) (?:INFO|WARNING|ERROR) clawbench\.[\w.]+: (.*)$/;
const TIMING = /^TIMING (\S{1,200})\/run(\d{1,6}) total=(cached|\d+(?:\.\d+)?s)/;
const FAILED = /^Run (\S{1,200})\/(\d{1,6}) failed$/;
/** Runs are made one after the other. Each process says so once, before its first run. */
const SERIAL = /^Execution: serial$/;
const OVER_BUDGET = /^Run (\S{1,200})\/(\d{1,6}) hit per-run budget/;
const EXCEPTION =
  /^(?:[A-Za-z_][\w.]{0,200}(?:Error|Exception|Timeout|Refused|Closed\w*|Cancelled))(?::.*)?$/;
const DAY_MS = 86_400_000;
/** A larger step back is a new day: lines of parallel runs, and the clocks of supervisor and harness, differ by seconds. */
const BACK_MS = 600_000;
const MAX_EXCERPT = 300;

/**
 * Reads the harness's log. It stamps lines with the time of day only (UTC in the pod); `startedAtMs` gives the date, and
 * the day advances when the clock goes back.
 */
export function parseHarnessLog(lines: Lines, startedAtMs: number | null): ReadonlyMap<RunKey, HarnessRun> {
  const runs = new Map<RunKey, HarnessRun>();
  /** Runs that used up their time and have not ended yet. */
  const late = new Set<RunKey>();
  /** In a serial process only: the earliest possible start of the current run. */
  let since: number | 'next line' | null = null;
  const end = (key: RunKey, times: RunTimes, exception: string | null): void => {
    const last = runs.get(key);
    const earlier =
      last === undefined
        ? []
        : [...last.earlier, { startedAtMs: last.startedAtMs, endedAtMs: last.endedAtMs }];
    runs.set(key, { ...times, exception, overBudget: late.delete(key), earlier });
    if (since !== null) since = times.endedAtMs;
  };

  const clock = dayClock(startedAtMs);
  let failing: RunKey | null = null;
  for (const line of lines) {
    const [, hours, minutes, seconds, message] = STAMPED.exec(line) ?? [];
    if (message === undefined) {
      if (line.startsWith('Execution: ')) since = SERIAL.test(line) ? 'next line' : null;
      // A traceback follows its ERROR line; its last line is the exception.
      const failed = failing === null ? undefined : runs.get(failing);
      if (failing !== null && failed !== undefined && EXCEPTION.test(line)) {
        runs.set(failing, { ...failed, exception: line.slice(0, MAX_EXCERPT) });
        failing = null;
      }
      continue;
    }
    failing = null;
    const atMs = clock(Number(hours), Number(minutes), Number(seconds));
    if (since === 'next line') since = atMs;
    const failed = keyIn(FAILED.exec(message));
    const overBudget = keyIn(OVER_BUDGET.exec(message));
    const timing = TIMING.exec(message);
    const timed = keyIn(timing);
    if (failed !== null) {
      end(failed, { startedAtMs: since, endedAtMs: atMs }, 'an exception');
      failing = failed;
    } else if (overBudget !== null) {
      late.add(overBudget);
    } else if (timed !== null && timing?.[3] !== undefined && timing[3] !== 'cached') {
      // A cached run did not happen at this time.
      const began = atMs === null ? null : atMs - Number.parseFloat(timing[3]) * 1000;
      end(timed, { startedAtMs: began, endedAtMs: atMs }, null);
    }
  }
  for (const key of late) {
    const begun = { startedAtMs: null, endedAtMs: null, exception: null, earlier: [] };
    runs.set(key, { ...begun, ...runs.get(key), overBudget: true });
  }
  return runs;
}

/** The run that a line is about. */
function keyIn(match: RegExpExecArray | null): RunKey | null {
  const [, task, index] = match ?? [];
  return task === undefined || index === undefined ? null : runKey(task, Number(index));
}

/**
 * Turns times of day into Unix ms. A time much earlier than the last one is on the next day. The limit is in minutes,
 * because almost a day may pass between two rounds of a detached evaluation.
 */
function dayClock(
  startedAtMs: number | null,
): (hours: number, minutes: number, seconds: number) => number | null {
  let last = startedAtMs;
  return (hours, minutes, seconds) => {
    if (last === null) return null;
    const midnight = Math.floor(last / DAY_MS) * DAY_MS;
    let atMs = midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000;
    if (atMs < last - BACK_MS) atMs += DAY_MS;
    else if (atMs > last + DAY_MS - BACK_MS) atMs -= DAY_MS;
    last = Math.max(last, atMs);
    return atMs;
  };
}
