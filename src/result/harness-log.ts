import { runKey, type RunKey } from './run-cache.ts';

/** What the log of `clawbench run` says about one run. */
export interface HarnessRun {
  /** Unix ms of start and end of the run; null if the log has no date to anchor its clock to, or no timing. */
  startedAtMs: number | null;
  endedAtMs: number | null;
  /** The last line of the exception the run ended with; null if it was scored. */
  exception: string | null;
  /** The run used up its time budget. */
  overBudget: boolean;
}

const STAMPED = /^(\d\d):(\d\d):(\d\d) (?:INFO|WARNING|ERROR) clawbench\.[\w.]+: (.*)$/;
const TIMING = /^TIMING (\S{1,200})\/run(\d{1,6}) total=(cached|\d+(?:\.\d+)?s)/;
const FAILED = /^Run (\S{1,200})\/(\d{1,6}) failed$/;
const OVER_BUDGET = /^Run (\S{1,200})\/(\d{1,6}) hit per-run budget/;
const EXCEPTION =
  /^(?:[A-Za-z_][\w.]{0,200}(?:Error|Exception|Timeout|Refused|Closed\w*|Cancelled))(?::.*)?$/;
const DAY_MS = 86_400_000;
const MAX_EXCERPT = 300;

/**
 * Reads the harness's log. It stamps lines with the time of day only (UTC in the pod); `startedAtMs` gives the date, and
 * the day advances when the clock goes back.
 * @param lines see `linesOf`
 */
export function parseHarnessLog(
  lines: Iterable<string>,
  startedAtMs: number | null,
): ReadonlyMap<RunKey, HarnessRun> {
  const runs = new Map<RunKey, HarnessRun>();
  const note = (task: string, index: string, found: Partial<HarnessRun>): void => {
    const key = runKey(task, Number(index));
    const known = runs.get(key) ?? { startedAtMs: null, endedAtMs: null, exception: null, overBudget: false };
    runs.set(key, { ...known, ...found });
  };

  const clock = dayClock(startedAtMs);
  let failing: { task: string; index: string } | null = null;
  for (const line of lines) {
    const [, hours, minutes, seconds, message] = STAMPED.exec(line) ?? [];
    if (message === undefined) {
      // A traceback follows its ERROR line; its last line is the exception.
      if (failing !== null && EXCEPTION.test(line)) {
        note(failing.task, failing.index, { exception: line.slice(0, MAX_EXCERPT) });
        failing = null;
      }
      continue;
    }
    const atMs = clock(Number(hours), Number(minutes), Number(seconds));
    const failed = FAILED.exec(message);
    failing = null;
    if (failed?.[1] !== undefined && failed[2] !== undefined) {
      failing = { task: failed[1], index: failed[2] };
      note(failed[1], failed[2], { exception: 'an exception', endedAtMs: atMs });
      continue;
    }
    const timing = TIMING.exec(message);
    if (timing?.[1] !== undefined && timing[2] !== undefined && timing[3] !== undefined) {
      const total = timing[3] === 'cached' ? null : Number.parseFloat(timing[3]) * 1000;
      // A run taken from the cache did not happen at this time.
      if (total !== null) {
        note(timing[1], timing[2], {
          startedAtMs: atMs === null ? null : atMs - total,
          endedAtMs: atMs,
          exception: null,
        });
      }
      continue;
    }
    const budget = OVER_BUDGET.exec(message);
    if (budget?.[1] !== undefined && budget[2] !== undefined)
      note(budget[1], budget[2], { overBudget: true });
  }
  return runs;
}

/** Turns times of day into Unix ms. */
function dayClock(
  startedAtMs: number | null,
): (hours: number, minutes: number, seconds: number) => number | null {
  let last = startedAtMs;
  return (hours, minutes, seconds) => {
    if (last === null) return null;
    const midnight = Math.floor(last / DAY_MS) * DAY_MS;
    let atMs = midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000;
    // Half a day of slack: lines of parallel runs, and clocks of pod and client, are seconds apart at most.
    if (atMs < last - DAY_MS / 2) atMs += DAY_MS;
    else if (atMs > last + DAY_MS / 2) atMs -= DAY_MS;
    last = Math.max(last, atMs);
    return atMs;
  };
}
