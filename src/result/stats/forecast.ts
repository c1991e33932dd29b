import { mean } from './bootstrap.ts';
import { sum } from './numbers.ts';
import { seededRandom, standardNormal } from './random.ts';
import type { VerdictRecord } from '../formats/verdict-record.ts';

/** What one run used, in a baseline or earlier in the same evaluation. */
export interface RunUsage {
  taskId: string;
  durationMs: number;
  tokens: number;
  /** Null if the price was not known. */
  costUsd: number | null;
}

/** The runs to forecast. */
interface Workload {
  tasks: readonly { taskId: string; runs: number }[];
  shards: number;
  /** Runs at a time in each shard. */
  concurrency: number;
}

/** The outcome is expected between `low` and `high` nine times out of ten. */
interface Range {
  low: number;
  expected: number;
  high: number;
}

export interface Forecast {
  /** Null if no run shows what one costs. */
  costUsd: Range | null;
  tokens: Range;
  /** Wall time of the harness, without the start of the pod. */
  minutes: Range;
  /** How many runs the forecast is based on. */
  basedOnRuns: number;
}

/** The assumed standard deviation of the runs of one task, relative to their mean, until enough runs show it. */
const USUAL_SPREAD = 0.5;
const PRIOR_WEIGHT = 4;
const SIMULATIONS = 400;
const SEED = 20_261_122;

/**
 * Predicts what an evaluation will use from what its tasks used before, by simulating it: each task's mean is as
 * uncertain as the few known runs leave it, each run varies around that mean, tasks are dealt to shards in turn, and in
 * each shard the first free slot takes the next run in random order. An unknown task is assumed to be an average one.
 *
 * @returns null if nothing is known at all
 */
export function forecast(known: readonly RunUsage[], work: Workload): Forecast | null {
  if (known.length === 0) return null;
  const normal = standardNormal(seededRandom(SEED));
  const order = seededRandom(SEED + 1);
  const isCostKnown = known.some((run) => run.costUsd !== null);
  const usage = {
    costUsd: estimates(known, work, (run) => run.costUsd),
    tokens: estimates(known, work, (run) => run.tokens),
    minutes: estimates(known, work, (run) => run.durationMs / 60_000),
  };
  const outcomes = Array.from({ length: SIMULATIONS }, () => {
    const outcome = { costUsd: 0, tokens: 0, minutes: 0 };
    const shards = Array.from({ length: work.shards }, (): number[] => []);
    for (const [index, task] of work.tasks.entries()) {
      // A task that is large in one figure is large in all: one deviate serves cost, tokens and time.
      const ofTask = normal();
      for (let run = 0; run < task.runs; run += 1) {
        const ofRun = normal();
        const draw = (figure: keyof typeof usage): number => {
          const { expected, taskSigma, runSigma } = usage[figure][index]!;
          return expected * logNormal(taskSigma, ofTask) * logNormal(runSigma, ofRun);
        };
        outcome.costUsd += draw('costUsd');
        outcome.tokens += draw('tokens');
        shards[index % work.shards]!.push(draw('minutes'));
      }
    }
    outcome.minutes = Math.max(...shards.map((runs) => wallTime(shuffle(runs, order), work.concurrency)));
    return outcome;
  });
  const range = (figure: keyof typeof usage): Range => {
    const values = outcomes.map((outcome) => outcome[figure]).sort((a, b) => a - b);
    const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
    return { low: at(0.05), expected: mean(values), high: at(0.95) };
  };
  return {
    costUsd: isCostKnown ? range('costUsd') : null,
    tokens: range('tokens'),
    minutes: range('minutes'),
    basedOnRuns: known.length,
  };
}

/** For people: `$1.20–2.40 · 120K–200K tokens · 20–35 min`; nine of ten evaluations stay within it. */
export function forecastFigures({ costUsd, tokens, minutes }: Forecast, priceKnown: boolean): string {
  const range = ({ low, high }: Range, text: (value: number) => string): string =>
    text(low) === text(high) ? text(low) : `${text(low)}–${text(high)}`;
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 });
  const time =
    minutes.high < 1 ? 'less than a minute' : `${range(minutes, (value) => String(Math.ceil(value)))} min`;
  return [
    ...(priceKnown && costUsd !== null ? [`$${range(costUsd, (value) => value.toFixed(2))}`] : []),
    `${range(tokens, (value) => compact.format(value))} tokens`,
    time,
  ].join(' · ');
}

/** What the tasks in a verdict record used, as one average run each. */
export function usageOf({ tasks, totals }: Pick<VerdictRecord, 'tasks' | 'totals'>): RunUsage[] {
  return tasks
    .filter((task) => task.runs.valid > 0)
    .map((task) => ({
      taskId: task.taskId,
      durationMs: task.meanDurationMs,
      tokens: task.totalTokens / task.runs.planned,
      costUsd: totals.costUsd === null ? null : task.costUsd / task.runs.planned,
    }));
}

interface TaskEstimate {
  expected: number;
  /** How uncertain the mean of the task is, on the log scale. */
  taskSigma: number;
  /** How runs of the task vary around it, on the log scale. */
  runSigma: number;
}

function estimates(
  known: readonly RunUsage[],
  work: Workload,
  value: (run: RunUsage) => number | null,
): TaskEstimate[] {
  const byTask = new Map<string, number[]>();
  for (const run of known) {
    const figure = value(run);
    if (figure !== null) byTask.set(run.taskId, [...(byTask.get(run.taskId) ?? []), figure]);
  }
  const means = [...byTask.values()].map((values) => mean(values));
  const overall = mean(means);
  const spread = relativeVariance([...byTask.values()]);
  // Tasks differ from each other: knowing one says little about another.
  const between = (means.length > 1 ? relative(means) / (means.length - 1) : USUAL_SPREAD ** 2) + spread;
  return work.tasks.map(({ taskId }) => {
    const seen = byTask.get(taskId);
    return {
      expected: seen === undefined ? overall : mean(seen),
      taskSigma: logSigma(seen === undefined ? between : spread / seen.length),
      runSigma: logSigma(spread),
    };
  });
}

/** The variance of runs relative to the square of their task's mean, over all tasks, shrunk towards the usual one. */
function relativeVariance(groups: readonly number[][]): number {
  const repeated = groups.filter((runs) => runs.length > 1);
  const freedom = sum(repeated, (runs) => runs.length - 1);
  return (PRIOR_WEIGHT * USUAL_SPREAD ** 2 + sum(repeated, relative)) / (PRIOR_WEIGHT + freedom);
}

/** The sum of squares around the mean, relative to the square of the mean. */
function relative(values: readonly number[]): number {
  const centre = mean(values);
  return centre === 0 ? 0 : sum(values, (value) => (value / centre - 1) ** 2);
}

const logSigma = (relativeSquare: number): number => Math.sqrt(Math.log(1 + relativeSquare));

/** A log-normal number with mean 1. */
const logNormal = (sigma: number, deviate: number): number => Math.exp(sigma * deviate - sigma ** 2 / 2);

/** When the last run ends if each free slot takes the next one. */
function wallTime(runs: readonly number[], concurrency: number): number {
  const slots = Array.from({ length: concurrency }, () => 0);
  for (const run of runs) slots[slots.indexOf(Math.min(...slots))]! += run;
  return Math.max(...slots);
}

function shuffle(values: number[], random: { below(n: number): number }): number[] {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
  return values;
}
