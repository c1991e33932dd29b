import { plural } from '../base/plural.ts';
import type { Plan } from '../plan/plan.ts';
import { firstRuns, unknownPrice } from '../plan/run-settings.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { attainableBy } from '../result/stats/attainable.ts';
import { runsOfEachSide } from '../result/stats/both-sides.ts';
import type { Gate } from '../result/verdict/gate.ts';
import { roughDuration } from './figures.ts';
import { confirmingArms, type PlannedArm, sinceTooFew, type WhoConfirms } from './plan-arms.ts';

/** How many runs there will be, and what decides that. */
export interface PlannedRuns extends WhoConfirms {
  /** Null for the whole suite of the harness image, if no baseline shows how many tasks it has. */
  tasks: number | null;
  runsPerTask: number;
  /** Above `runsPerTask` only with `runs: auto`. */
  mostRunsPerTask: number;
  retryInvalid: number;
  shards: number;
  concurrency: number;
  maxCostUsd: number | null;
  maxTokens: number | null;
  maxMinutes: number | null;
  timeoutMinutes: number;
}

/** @param records of the baseline, which show what the suite holds */
export function plannedRuns(plan: Plan, records: readonly VerdictRecord[]): PlannedRuns {
  const { settings, terms } = plan;
  const { tasks, shards, concurrency, retryInvalid, maxCostUsd, maxTokens, maxMinutes } = settings;
  const known = new Set(records.flatMap((record) => record.tasks.map(({ taskId }) => taskId))).size;
  const all = tasks?.length ?? (known === 0 ? null : known);
  const isAskedForBoth = terms.gate.confirmBy === 'both' && isBesidePossible(plan);
  const { confirmBy = 'head' } = designOf(plan, all);
  return {
    tasks: all,
    runsPerTask: firstRuns(settings),
    mostRunsPerTask: mostRuns(settings, terms),
    confirmRuns: terms.baseline.length === 0 ? 0 : terms.gate.confirmRuns,
    confirmBy,
    isTooFewForBoth: isAskedForBoth && confirmBy === 'head',
    retryInvalid,
    shards,
    concurrency,
    maxCostUsd,
    maxTokens,
    maxMinutes,
    timeoutMinutes: Math.round(settings.timeoutMs / 60_000),
  };
}

/** No second OpenClaw runs beside an existing one, and nobody would launch it later beside a detached evaluation. */
function isBesidePossible({ base, backend, isDetached }: Plan): boolean {
  return base !== null || (backend.kind === 'job' && !isDetached);
}

/** The gate of a plan, by who would confirm a suspicion of all tasks. @param tasks null if their number is not known */
export function designOf(plan: Plan, tasks: number | null): Gate {
  const { gate } = plan.terms;
  return isBesidePossible(plan) ? attainableBy(gate, tasks) : { ...gate, confirmBy: 'head' };
}

/** The most runs that a task can get before any confirm. */
export function mostRuns({ runs }: Plan['settings'], { maxRuns }: Plan['terms']): number {
  return runs === 'auto' ? Math.max(maxRuns, 1) : runs;
}

export function runsLine(
  { tasks, runsPerTask, shards, concurrency }: PlannedRuns,
  arm: PlannedArm | null,
): string {
  const what =
    tasks === null
      ? `the whole suite, ${plural(runsPerTask, 'run')} of each task`
      : `${plural(tasks, 'task')} × ${plural(runsPerTask, 'run')} = ${plural(tasks * runsPerTask, 'run')}`;
  const where = shards === 1 ? '1 gateway' : `${shards} gateways in a pod each`;
  const each = arm === null ? '' : 'in each arm: ';
  return `Runs: ${each}${what}, on ${where}, ${concurrency * shards} at a time.`;
}

/** What would make more runs follow. */
export function gateLines(
  runs: PlannedRuns,
  { threshold, maxRegression }: Gate,
  arm: PlannedArm | null,
): string[] {
  return [
    ...(runs.mostRunsPerTask > runs.runsPerTask
      ? [
          `Up to ${runs.mostRunsPerTask} runs of a task, until it is clear whether the threshold ${threshold} is reached.`,
        ]
      : []),
    ...(runs.confirmRuns > 0
      ? [
          arm === null
            ? `If a drop of more than ${maxRegression} against the baseline is suspected: ${confirmingWords(runs)}.`
            : confirmingArms(runs, maxRegression),
        ]
      : []),
    ...(runs.retryInvalid > 0
      ? [
          `Runs that fail for other reasons than the model: again, ${plural(runs.retryInvalid, 'time')} at most.`,
        ]
      : []),
  ];
}

function confirmingWords(runs: PlannedRuns): string {
  const { confirmRuns, confirmBy } = runs;
  const more = `${plural(confirmRuns, 'more run')} of each suspect task`;
  if (confirmBy === 'head') return `${more}${sinceTooFew(runs)}`;
  return `${plural(runsOfEachSide(confirmRuns), 'fresh run')} of each suspect task, and as many of the baseline, made again beside it; where that cannot be, ${more}`;
}

/** When it stops at the latest. */
export function capsLine(
  { model, backend }: Plan,
  { maxCostUsd, maxTokens, maxMinutes, timeoutMinutes }: PlannedRuns,
  arm: PlannedArm | null,
): string {
  // The config of an existing gateway says whether its model has a price.
  const condition = backend.kind === 'attached' ? ', if the gateway has a price for the model' : '';
  const isCostCapped = maxCostUsd !== null && model.isPriceKnown;
  const caps = [
    ...(isCostCapped ? [`$${maxCostUsd}${condition}`] : []),
    ...(maxTokens === null ? [] : [`${maxTokens} tokens`]),
    ...(maxMinutes === null ? [] : [`${maxMinutes} min`]),
  ];
  const timeout = `after ${roughDuration(timeoutMinutes * 60_000)} at the latest`;
  const when = caps.length > 0 ? `at ${caps.join(' or ')}, and ${timeout}` : timeout;
  if (maxCostUsd !== null && !isCostCapped) return `Stops: ${when}. ${unknownPrice(model.model)}`;
  const ofBoth = arm === null ? '' : ' (both arms together)';
  return caps.length > 0
    ? `Stops: ${when}${ofBoth}.`
    : `Stops: ${when}; there is no cap on cost, tokens or minutes.`;
}
