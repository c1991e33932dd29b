import type { Log } from '../base/ports.ts';
import { firstRuns, type RunSettings } from '../plan/run-settings.ts';
import {
  forecast,
  type Forecast,
  forecastFigures,
  type RunUsage,
  usageOf,
} from '../result/stats/forecast.ts';
import { readRunCache } from '../result/formats/run-cache.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { findRunFiles } from '../artifact/files.ts';
import type { TaskDurations } from '../backends/settings.ts';

/** Fewer runs, or a smaller share of them, say little about the rest. */
const LEAST_RUNS = 3;
const LEAST_SHARE = 0.1;

/** What an evaluation is expected to use: time, tokens and costs. */
export interface Expectation {
  /** Null until enough is known for one. */
  forecast: Forecast | null;
  /** From a baseline, before anything is spent. */
  fromBaseline(records: readonly VerdictRecord[]): void;
  /**
   * From the first runs, if there was no baseline.
   * @param tasks all tasks of the evaluation
   * @param done how many runs have finished
   * @param directory holds the run files collected so far
   * @returns whether it needs more runs
   */
  fromRuns(tasks: readonly string[], done: number, directory: string): Promise<'more' | 'enough'>;
}

/** @param of.arms how many sides make these runs at the same time */
export function openExpectation(
  settings: RunSettings,
  { arms, isPriceKnown }: { arms: number; isPriceKnown: boolean },
  log: Log,
): Expectation {
  const expectation: Expectation = {
    forecast: null,
    fromBaseline(records) {
      announce(forecastFrom(records, settings, arms), 'the baseline');
    },
    async fromRuns(tasks, done, directory) {
      if (expectation.forecast !== null) return 'enough';
      const wanted = Math.max(LEAST_RUNS, LEAST_SHARE * tasks.length * firstRuns(settings));
      if (tasks.length === 0 || done < wanted) return 'more';
      const known = await usageBelow(directory);
      if (known.length < wanted) return 'more';
      announce(forecastOf(known, tasks, settings, arms), `the first ${known.length} runs`);
      return 'enough';
    },
  };

  function announce(found: Forecast | null, from: string): void {
    expectation.forecast = found;
    if (expectation.forecast !== null)
      log.info(`Forecast from ${from}: ${forecastFigures(expectation.forecast, isPriceKnown)}.`);
  }
  return expectation;
}

/** The forecast from earlier results; null if they have no runs of its tasks. */
export function forecastFrom(
  records: readonly VerdictRecord[],
  settings: RunSettings,
  arms = 1,
): Forecast | null {
  const known = records.flatMap(usageOf);
  return forecastOf(known, [...new Set(settings.tasks ?? known.map((run) => run.taskId))], settings, arms);
}

function forecastOf(
  known: readonly RunUsage[],
  ids: readonly string[],
  settings: RunSettings,
  arms: number,
): Forecast | null {
  const ofOne = ids.map((taskId) => ({ taskId, runs: firstRuns(settings) }));
  const tasks = Array.from({ length: arms }, () => ofOne).flat();
  return forecast(known, { tasks, shards: settings.shards * arms, concurrency: settings.concurrency });
}

/** Expected seconds by task, from the first of these results. */
export function durationsOf(records: readonly VerdictRecord[]): TaskDurations {
  const known = (records[0]?.tasks ?? []).filter((task) => task.meanDurationMs > 0);
  return Object.fromEntries(known.map((task) => [task.taskId, Math.ceil(task.meanDurationMs / 1000)]));
}

async function usageBelow(directory: string): Promise<RunUsage[]> {
  // Every shard has a directory of its own; no run is in two of them.
  const { entries } = readRunCache(findRunFiles(directory).contents(() => undefined));
  return [...entries.values()].map((run) => ({
    taskId: run.task_id,
    durationMs: run.duration_ms,
    tokens: run.token_usage.total_tokens + run.judge_result.token_usage.total_tokens,
    costUsd: run.token_usage.total_cost_usd + run.judge_result.token_usage.total_cost_usd,
  }));
}
