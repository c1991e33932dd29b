import { endOfTry, faultOf, TURN_LIMIT_MS } from '../src/protocol/wire-faults.ts';
import { openWireRuns } from '../src/protocol/wire-runs.ts';
import { statIfThere } from './files.ts';
import { linesOf } from './relay/journal.ts';

/** A run whose file was seen. */
interface SeenRun {
  task: string;
  run: number;
  /** When the file was first seen, ms since the epoch. */
  seenAtMs: number;
  /** How long the harness was busy with it; 0 if the file does not say. */
  durationMs: number;
}

/**
 * Whether the relay saw something that spoils a run: it is made again then, although its file shows an answer. Read from the
 * journal, which only the relay can write, and not asked of the supervisor, beside which agents' code runs.
 */
export type IsSpoiled = (run: SeenRun) => Promise<boolean>;

/** @param journal `/wire/wire.jsonl`; where there is none, no run is spoiled  @param model as `<provider>/<id>` */
export function spoiledRuns(
  journal: string,
  { model, turnLimitMs = TURN_LIMIT_MS }: { model: string | null; turnLimitMs: number | undefined },
): IsSpoiled {
  return async ({ task, run, seenAtMs, durationMs }) => {
    if ((await statIfThere(journal)) === undefined) return false;
    const runs = openWireRuns(model);
    for await (const line of linesOf(journal)) runs.add(line);
    const tried = runs
      .tries()
      .filter((one) => one.task === task && one.run === run && one.openedAt <= seenAtMs)
      .toSorted((one, other) => one.lastAt - other.lastAt)
      .at(-1);
    if (tried === undefined) return false;
    const endedAtMs = endOfTry(tried, durationMs);
    return faultOf(tried, { endedAtMs, isStopped: false, turnLimitMs }) !== null;
  };
}
