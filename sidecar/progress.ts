import type { ShardState, Spent } from '../src/protocol/pod.ts';
import { allTokens, type RelayState } from '../src/protocol/relay.ts';
import type { Journal } from './journal.ts';
import type { RunFile } from './run-files.ts';

/** Number of planned runs of each task. */
export type RunPlan = ReadonlyMap<string, number>;

export type Progress = Pick<ShardState, 'done' | 'total' | 'valid' | 'meanRunScore' | 'tokens' | 'costUsd'>;

export const keyOf = (task: string, run: number): string => `${task}/${run}`;

/**
 * How far a shard is.
 * @param reported keys of runs that the harness prints as finished: runs that ended in an exception have no file
 */
export function progressOf(
  plan: RunPlan,
  files: readonly RunFile[],
  reported: ReadonlySet<string>,
  spent: Pick<Journal, 'seeded' | 'overhead'>,
): Progress {
  const planned = plannedKeys(plan);
  // The cache can have a run twice, if an earlier evaluation's task was defined differently.
  const counted = new Map(files.map((file) => [keyOf(file.task, file.run), file]));
  const finished = [...planned].filter((key) => counted.has(key) || reported.has(key));
  const valid = [...planned].flatMap((key) => counted.get(key) ?? []).filter((file) => file.valid);
  const seeded = new Set(spent.seeded);
  const paid = files.filter((file) => !seeded.has(file.path));
  return {
    done: finished.length,
    total: planned.size,
    valid: valid.length,
    meanRunScore: valid.length === 0 ? null : sum(valid.map((file) => file.score)) / valid.length,
    tokens: sum(paid.map((file) => file.tokens)) + spent.overhead.tokens,
    costUsd: sum(paid.map((file) => file.costUsd)) + spent.overhead.costUsd,
  };
}

/**
 * What the shard has spent as its relay counts it, in place of what the run files say: also for requests that no file tells of.
 * @param lost what pods have spent that are gone
 */
export function spentByRelay(
  { tokens, costUsd, unpriced }: RelayState,
  lost: Spent,
): Partial<Pick<Progress, 'tokens' | 'costUsd'>> {
  return {
    tokens: allTokens(tokens) + lost.tokens,
    // OpenClaw knows the prices of models that are not in its config.
    ...(unpriced === 0 && { costUsd: costUsd + lost.costUsd }),
  };
}

export function plannedKeys(plan: RunPlan): Set<string> {
  return new Set(
    [...plan].flatMap(([task, runs]) => Array.from({ length: runs }, (_, run) => keyOf(task, run))),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a line of the harness's output reports. */
type LineFact =
  | { kind: 'version'; version: string }
  | { kind: 'finished'; key: string }
  /** A run whose time was up. */
  | { kind: 'stopped'; key: string };

const head = /^ClawBench v(\S{1,40}) — \d+ tasks x \d+ runs$/;
/** Only the start of the line, since the rest wraps in a narrow terminal. Runs count from 1 here. */
const stoppedRun = /WARNING clawbench\.harness: Run (\S{1,200})\/(\d{1,6}) hit per-run budget /;
const finishedRun = /^\[\d+\/\d+\] (\S{1,200}) \(tier\d+\/\w+\) run (\d{1,6}):/;

export function readLine(line: string): LineFact | undefined {
  const [, version] = head.exec(line) ?? [];
  if (version !== undefined) return { kind: 'version', version };
  const [, stoppedTask, stoppedIndex] = stoppedRun.exec(line) ?? [];
  if (stoppedTask !== undefined) return { kind: 'stopped', key: keyOf(stoppedTask, Number(stoppedIndex)) };
  const [, task, run] = finishedRun.exec(line) ?? [];
  if (task === undefined || run === undefined) return undefined;
  return { kind: 'finished', key: keyOf(task, Number(run) - 1) };
}
