import type { Arm } from '../stack/ownership.ts';
import type { Clock, Log } from '../base/ports.ts';
import type { ShardState } from '../protocol/pod.ts';
import { roughDuration } from '../report/figures.ts';

/** How often a line is logged: often enough that the job does not look dead, rarely enough to read it. */
const PROGRESS_MS = 15_000;

export interface Progress {
  done: number;
  total: number;
  valid: number;
  /** Tasks of the shards that have reported. */
  tasks: string[];
  /** Mean run score over the finished valid runs of all shards; null before the first. */
  meanRunScore: number | null;
  /** The same of the base arm, if there is one; then the other figures are the sum of both arms, and `meanRunScore` is that of head. */
  baseScore?: number | null;
  tokens: number;
  costUsd: number;
  priceKnown: boolean;
  /** What requests to the model wait for now, in words for people; null if none does. */
  waiting: string | null;
  /** Milliseconds until the last run, extrapolated from the finished ones; null before the first. */
  remainingMs: number | null;
}

/** Sums what the shards have reported. They run side by side, so the slowest one decides how much time is left. */
export function sumProgress(states: readonly ShardState[], nowMs: number): Progress {
  const sum = (pick: (state: ShardState) => number): number =>
    states.reduce((total, state) => total + pick(state), 0);
  const valid = sum((state) => state.valid);
  const scored = states.filter((state) => state.meanRunScore !== null);
  const weight = scored.reduce((total, state) => total + state.valid, 0);
  return {
    done: sum((state) => state.done),
    total: sum((state) => state.total),
    valid,
    tasks: states.flatMap((state) => state.tasks ?? []),
    meanRunScore:
      weight === 0
        ? null
        : scored.reduce((total, state) => total + (state.meanRunScore ?? 0) * state.valid, 0) / weight,
    tokens: sum((state) => state.tokens),
    costUsd: sum((state) => state.costUsd),
    priceKnown: states.length > 0 && states.every((state) => state.priceKnown),
    waiting: states.find((state) => state.waiting !== null)?.waiting ?? null,
    remainingMs: slowest(states.map((state) => remaining(state, nowMs))),
  };
}

function remaining(state: ShardState, nowMs: number): number | null {
  if (state.done >= state.total) return 0;
  if (state.harnessStartedAt === null || state.done === 0) return null;
  const elapsedMs = nowMs - Date.parse(state.harnessStartedAt);
  return (elapsedMs / state.done) * (state.total - state.done);
}

function slowest(remainings: readonly (number | null)[]): number | null {
  const known = remainings.filter((ms) => ms !== null);
  return known.length === 0 || known.length < remainings.length ? null : Math.max(...known);
}

/** One line for people: `12/81 runs · 0.71 so far · $1.92 · 23 min left`. */
export function progressLine(progress: Progress): string {
  const parts = [`${progress.done}/${progress.total} runs`];
  const scores = [
    ...(progress.meanRunScore === null ? [] : [`${progress.meanRunScore.toFixed(2)} so far`]),
    ...(typeof progress.baseScore === 'number' ? [`base ${progress.baseScore.toFixed(2)}`] : []),
  ];
  if (scores.length > 0) parts.push(scores.join(', '));
  if (progress.valid < progress.done) parts.push(`${progress.done - progress.valid} invalid`);
  if (progress.priceKnown) parts.push(`$${progress.costUsd.toFixed(2)}`);
  else if (progress.tokens > 0) parts.push(`${compact(progress.tokens)} tokens`);
  if (progress.waiting !== null) parts.push(progress.waiting);
  // It is extrapolated from time in which requests did not wait.
  else if (progress.remainingMs !== null && progress.done < progress.total)
    parts.push(`${roughDuration(progress.remainingMs)} left`);
  return parts.join(' · ');
}

function compact(count: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

/** The progress of an evaluation with the states of its arms. */
function progressOf(arms: ReadonlyMap<Arm, readonly ShardState[]>, nowMs: number): Progress {
  const base = arms.get('base');
  const sum = sumProgress([...arms.values()].flat(), nowMs);
  if (base === undefined) return sum;
  const { meanRunScore } = sumProgress(arms.get('head') ?? [], nowMs);
  return { ...sum, meanRunScore, baseScore: sumProgress(base, nowMs).meanRunScore };
}

/** Shows the progress of all arms: in the status line if the log has one, else as a log line every 15 seconds. */
export function openProgressReport(
  clock: Clock,
  log: Log,
): (arm: Arm, states: readonly ShardState[]) => void {
  const arms = new Map<Arm, readonly ShardState[]>();
  let printedMs = 0;
  let printed = '';
  return (arm, states) => {
    arms.set(arm, states);
    const progress = progressOf(arms, clock.now());
    const message = [...arms.values()]
      .flat()
      .map((state) => state.message)
      .join(' · ');
    const line = progress.done === 0 ? message : progressLine(progress);
    const status = { text: line, ...(progress.total > 0 && { share: progress.done / progress.total }) };
    if (line !== '') log.progress?.(status);
    if (log.status !== undefined) {
      if (line !== '') log.status(status);
      return;
    }
    const isDue = clock.now() - printedMs >= PROGRESS_MS || progress.done === progress.total;
    if (line === '' || line === printed || !isDue) return;
    printed = line;
    printedMs = clock.now();
    log.info(line);
  };
}
