import { oneLine } from '../base/plain-text.ts';
import type { RunDetail } from '../result/formats/run-detail.ts';

/** Where a run of a task first does something else than an earlier run did. */
export interface Divergence {
  taskId: string;
  /** Number of the tool call, from 1. */
  call: number;
  /** What the baseline called there, on one line; null if it had ended. */
  before: string | null;
  after: string | null;
  /** The runs that were held against each other, from 0. */
  runBefore: number;
  runAfter: number;
}

/** What is kept of a run; the run itself may have megabytes. */
interface Trace {
  runIndex: number;
  score: number;
  calls: readonly { shown: string; compared: string }[];
}

/**
 * The first tool call in which a worse run of now differs from a better one of the baseline, for each of these tasks that has
 * runs on both sides. Of all such pairs it is the one that stays together longest, which says most about what went wrong.
 *
 * @param before runs of the baseline, in any order; taken one at a time, as those of `after`
 */
export function divergences(
  taskIds: readonly string[],
  before: Iterable<RunDetail>,
  after: Iterable<RunDetail>,
): Divergence[] {
  const wanted = new Set(taskIds);
  if (wanted.size === 0) return [];
  const was = tracesOf(wanted, before);
  if (was.size === 0) return [];
  const is = tracesOf(wanted, after);
  return taskIds.flatMap((taskId) => {
    const found = longestTogether(best(was.get(taskId) ?? []), worst(is.get(taskId) ?? []));
    return found === null ? [] : [{ taskId, ...found }];
  });
}

/** More runs of a task are not compared. */
const MOST_RUNS = 20;
const MOST_CALLS = 200;
const LONGEST_CALL = 80;

function tracesOf(wanted: ReadonlySet<string>, runs: Iterable<RunDetail>): Map<string, Trace[]> {
  const traces = new Map<string, Trace[]>();
  for (const run of runs) {
    const known = traces.get(run.taskId) ?? [];
    if (!wanted.has(run.taskId) || known.length >= MOST_RUNS) continue;
    traces.set(run.taskId, [...known, traceOf(run)]);
  }
  return traces;
}

function traceOf({ runIndex, score, steps }: RunDetail): Trace {
  const calls = steps
    .flatMap((step) => step.calls)
    .slice(0, MOST_CALLS)
    .map(({ name, input }) => ({
      shown: oneLine(`${name} ${input}`, LONGEST_CALL),
      compared: `${name} ${comparable(input)}`.slice(0, 2000),
    }));
  return { runIndex, score, calls };
}

/** Without what is different in each run: the number of its workspace, ids and moments. */
function comparable(input: string): string {
  return input.replace(
    /run[-_]?\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{8,}/gi,
    '#',
  );
}

function best(traces: readonly Trace[]): Trace[] {
  const most = Math.max(...traces.map(({ score }) => score));
  return traces.filter(({ score }) => score === most);
}

function worst(traces: readonly Trace[]): Trace[] {
  const least = Math.min(...traces.map(({ score }) => score));
  return traces.filter(({ score }) => score === least);
}

function longestTogether(was: readonly Trace[], is: readonly Trace[]): Omit<Divergence, 'taskId'> | null {
  const pairs = was.flatMap((one) => is.map((other) => ({ one, other, at: partedAt(one, other) })));
  const [longest] = pairs
    .filter(({ one, other, at }) => at < Math.max(one.calls.length, other.calls.length))
    .sort((a, b) => b.at - a.at);
  if (longest === undefined) return null;
  const { one, other, at } = longest;
  return {
    call: at + 1,
    before: one.calls[at]?.shown ?? null,
    after: other.calls[at]?.shown ?? null,
    runBefore: one.runIndex,
    runAfter: other.runIndex,
  };
}

/** How many calls the two have in common at their beginning. */
function partedAt({ calls }: Trace, other: Trace): number {
  const at = calls.findIndex((call, index) => call.compared !== other.calls[index]?.compared);
  return at === -1 ? calls.length : at;
}
