import { endOfTry, faultOf, type WireFault } from '../src/protocol/wire-faults.ts';
import type { WireTry } from '../src/protocol/wire-runs.ts';
import { keyOf } from './progress.ts';
import type { RelayView } from './relay-view.ts';
import type { RunFile } from './run-files.ts';

/** The runs of a shard, judged by what went over the wire where a relay knows of them, else by their transcripts. */
export interface JudgedRuns {
  files: RunFile[];
  /** Why the last try of a run is no result, by the run's key; of runs without a file too. */
  faults: ReadonlyMap<string, WireFault>;
}

interface Judging {
  relay: RelayView | null;
  read: () => Promise<RunFile[]>;
  /** Whether the harness says that it stopped a run for its time. */
  isStopped: (key: string) => boolean;
  /** Whether a file is of an earlier evaluation, which has judged it. */
  isSeeded: (path: string) => boolean;
  /** Whether the judge's score is part of the score of a run. */
  judgeScores: boolean;
  turnLimitMs: number;
}

/** Each call reads the runs again; a file is judged once, when it is first seen, because its run is over then. */
export function runJudge({
  relay,
  read,
  isStopped,
  isSeeded,
  judgeScores,
  turnLimitMs,
}: Judging): () => Promise<JudgedRuns> {
  const known = new WeakMap<RunFile, RunFile>();
  const byTranscript = (file: RunFile): RunFile => {
    const isExcused = isStopped(keyOf(file.task, file.run)) || isSeeded(file.path);
    return isExcused ? { ...file, valid: file.validIfStopped } : file;
  };
  const judgement = (file: RunFile): RunFile => {
    const judged = known.get(file) ?? byTranscript(file);
    return judgeScores && file.isUnjudged ? { ...judged, valid: false } : judged;
  };
  let faults: ReadonlyMap<string, WireFault> = new Map();
  return async () => {
    const files = await read();
    if (relay === null) return { files: files.map(judgement), faults };
    if (files.some((file) => !known.has(file))) {
      const tries = await relay.tries();
      if (tries === null) return { files: files.map(judgement), faults };
      const last = lastTries(tries);
      const durations = new Map(files.map((file) => [keyOf(file.task, file.run), file.durationMs]));
      faults = new Map(
        [...last].flatMap(([key, tried]) => {
          const endedAtMs = endOfTry(tried, durations.get(key) ?? 0);
          const fault = faultIn(tried, { endedAtMs, isStopped: isStopped(key), turnLimitMs });
          return fault === null ? [] : [[key, fault] as const];
        }),
      );
      for (const file of files) {
        const key = keyOf(file.task, file.run);
        if (known.has(file)) continue;
        known.set(file, last.has(key) ? { ...file, valid: !faults.has(key) } : byTranscript(file));
      }
    }
    return { files: files.map(judgement), faults };
  };
}

function faultIn(tried: WireTry, end: Parameters<typeof faultOf>[1]): WireFault | null {
  try {
    return faultOf(tried, end);
  } catch {
    // Not from our relay, see RelayView: no try of ours.
    return null;
  }
}

/**
 * The harness makes a new workspace each time it begins a run. The last one is where something happened last: one that a program of
 * an agent made up begins later than that of its run, but the run goes on after it.
 */
function lastTries(tries: readonly WireTry[]): Map<string, WireTry> {
  const last = new Map<string, WireTry>();
  for (const tried of tries) {
    const key = keyOf(tried.task, tried.run);
    const other = last.get(key);
    if (other === undefined || other.lastAt <= tried.lastAt) last.set(key, tried);
  }
  return last;
}

/** Whether a run failed for a reason that may be over after a while. */
export function mayPass({ class: kind, code }: WireFault): boolean {
  if (kind === 'rate-limited') return true;
  if (kind !== 'provider-error') return false;
  return (
    code === 'network' || code === 'timeout' || code === 429 || (typeof code === 'number' && code >= 500)
  );
}
