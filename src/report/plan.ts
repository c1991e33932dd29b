import { roughDuration } from './figures.ts';
import { powerLine, powerSentences } from './power.ts';
import { armLines, confirmingArms, type PlannedArm } from './plan-arms.ts';
import type { KindSettings } from '../cluster/kind.ts';
import type { BackendPlan } from '../plan/backend.ts';
import { firstRuns, unknownPrice } from '../plan/run-settings.ts';
import type { Plan } from '../plan/plan.ts';
import { type Forecast, forecastFigures } from '../result/stats/forecast.ts';
import { cannotBeSeen, whyCannotDetect } from '../result/verdict/cannot-detect.ts';
import { runsOfEachSide } from '../result/stats/both-sides.ts';
import { driftOfDrop } from '../result/stats/drift.ts';
import { plannedDetectableEffect } from '../result/stats/detectable.ts';
import { sidesEndedByScore } from '../result/stats/detectable.ts';
import { type Power, powerOf } from '../result/stats/power.ts';
import { isFloating } from '../stack/images.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import type { Gate } from '../result/verdict/gate.ts';

/** How many runs there will be, and what decides that. */
export interface PlannedRuns {
  /** Null for the whole suite of the harness image, if no baseline shows how many tasks it has. */
  tasks: number | null;
  runsPerTask: number;
  /** Above `runsPerTask` only with `runs: auto`. */
  mostRunsPerTask: number;
  /** Runs added to each task that is suspected of a drop; 0 without a baseline. */
  confirmRuns: number;
  /** Whether a stored baseline is to make half of them, too. */
  isMadeAgain: boolean;
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
  return {
    tasks: tasks?.length ?? (known === 0 ? null : known),
    runsPerTask: firstRuns(settings),
    mostRunsPerTask: mostRuns(settings, terms),
    confirmRuns: terms.baseline.length === 0 ? 0 : terms.gate.confirmRuns,
    isMadeAgain: terms.gate.confirmBy === 'both' && canMakeAgain(plan),
    retryInvalid,
    shards,
    concurrency,
    maxCostUsd,
    maxTokens,
    maxMinutes,
    timeoutMinutes: Math.round(settings.timeoutMs / 60_000),
  };
}

/** No second OpenClaw runs beside an existing one, and nobody would launch it beside a detached evaluation. */
function canMakeAgain({ backend, isDetached }: Pick<Plan, 'backend' | 'isDetached'>): boolean {
  return backend.kind === 'job' && !isDetached;
}

function mostRuns({ runs }: Plan['settings'], { maxRuns }: Plan['terms']): number {
  return runs === 'auto' ? Math.max(maxRuns, 1) : runs;
}

/** What a plan will be compared with. */
export interface PlannedBaseline {
  name: string;
  /** The model of the baseline if it is another one: then nothing is compared, and its price says little. */
  otherModel: string | null;
  /** The smallest drop that the gate detects in 4 of 5 cases; null if the baseline does not show it. */
  detectable: number | null;
  /** The standard deviation of the drift between evaluations, which is in `detectable`; null if it is not known. */
  drift: number | null;
  /** Why no result could be a regression against it; null if some could. */
  cannotDetect: string | null;
  /** What other numbers of runs would show, with what they cost; null if nothing true can be said. */
  power: Power | null;
}

/**
 * What the baseline says of a planned evaluation; null without one.
 * @param costUsd what it is expected to cost; null if that is not known
 */
export function plannedBaseline(
  plan: Plan,
  baseline: Baseline | null,
  costUsd: number | null = null,
): PlannedBaseline | null {
  if (baseline === null) return null;
  const { model, settings, terms } = plan;
  const { name, sample, history, records } = baseline;
  const drift = history?.drift ?? null;
  const withDrift = drift === null ? undefined : driftOfDrop(drift, records.length);
  const wanted = settings.tasks === null ? null : new Set(settings.tasks);
  const scores = sample.tasks.flatMap((task) =>
    task.scores.length > 0 && wanted?.has(task.taskId) !== false ? [task.scores] : [],
  );
  const other =
    sample.identity.model === model.model ? null : sample.identity.model || 'a model without a name';
  const most = mostRuns(settings, terms);
  const wasSequential = records.some(({ sequential }) => sequential !== undefined);
  const gate: Gate = {
    ...terms.gate,
    ...(canMakeAgain(plan) ? {} : { confirmBy: 'head' as const }),
    sequentialSides: sidesEndedByScore(settings.runs === 'auto', wasSequential),
  };
  const cannotDetect =
    other === null && scores.length > 0
      ? whyCannotDetect(
          scores.map((runs) => ({ baseline: runs, head: most })),
          gate,
        )
      : null;
  const canDetect = other === null && cannotDetect === null && scores.length > 0;
  const first = firstRuns(settings);
  return {
    name,
    otherModel: other,
    detectable: canDetect ? plannedDetectableEffect(scores, first, gate, withDrift) : null,
    drift: drift === null ? null : Math.sqrt(drift.variance),
    cannotDetect,
    power: canDetect
      ? powerOf(
          scores.map((runs, index) => ({ taskId: String(index), baseline: runs, head: [] })),
          gate,
          { drift: withDrift, costOfRun: costUsd === null ? null : costUsd / first },
        )
      : null,
  };
}

/** What is known of a plan beside it. */
export interface PlanFacts {
  runs: PlannedRuns;
  forecast: Forecast | null;
  baseline: PlannedBaseline | null;
  /** What runs beside it; null for one arm alone. */
  arm: PlannedArm | null;
  /** What the forecast is from; null if that is the baseline, or if there is none. */
  forecastFrom: string | null;
  /** What belongs to the baseline and only pods reach. */
  inMlflow: readonly string[];
}

/** A plan in sentences. */
export function planLines(plan: Plan, facts: PlanFacts): string[] {
  const { runs, forecast, baseline, arm, inMlflow } = facts;
  const { model, judge, cluster, backend, names, terms, endpointNotice } = plan;
  return [
    `An evaluation of ${model.model}${judge === undefined ? '' : `, judged by ${judge.model}`}.`,
    ...(cluster.kind === 'own' ? [kindLine(plan, cluster.settings)] : []),
    ...placeLines(plan, backend),
    ...floatingLine(plan),
    ...armLines(arm),
    runsLine(runs, arm),
    ...gateLines(runs, terms.gate, arm),
    ...powerLines(baseline),
    ...moreRunsLines(facts, terms.gate),
    capsLine(plan, runs, arm),
    ...(endpointNotice === null ? [] : [endpointNotice]),
    ...plan.relayNotes,
    ...userFileLines(plan),
    mlflowLine(plan),
    forecastLine(forecast, facts, model.isPriceKnown),
    ...(inMlflow.length === 0
      ? []
      : [`Not in the forecast: ${inMlflow.join(', ')}, which only pods of the evaluation read.`]),
    backend.kind === 'attached'
      ? 'The container is not among the objects: user, volume and token of the gateway are read from it when the evaluation starts.'
      : `Values of secrets are left out. The Job is suspended until ${suspendedUntil(plan)}.`,
    `The digits ${names.instance} are different in each evaluation.`,
  ];
}

function floatingLine({ images: { clawbench, pull } }: Plan): string[] {
  if (!isFloating(clawbench, pull.loaded)) return [];
  return [
    `ClawBench: ${clawbench} is not pinned by a digest, so tomorrow it may be another image, with other tasks or graders; pin \`clawbench-image\` by the digest that the report of an evaluation names.`,
  ];
}

function suspendedUntil({ job }: Plan): string {
  return job.queue === undefined
    ? 'it owns its Secret and ConfigMaps'
    : `Kueue admits it from LocalQueue ${job.queue}`;
}

function placeLines(plan: Plan, backend: BackendPlan): string[] {
  const { namespace, name, images, ownNamespace } = plan;
  if (backend.kind === 'attached') {
    const { workload, method } = backend;
    const which =
      workload === null
        ? `the OpenClaw of namespace ${namespace}`
        : `${workload.kind ?? 'Deployment or StatefulSet'} ${namespace}/${workload.name}`;
    return [
      method === 'rollout'
        ? `Place: ${which} gets a container of ${images.clawbench} (ClawBench), ${afterwards(plan, UNTIL_SWEPT)}; its gateway restarts when it comes and when it goes.`
        : `Place: the pod of ${which}, joined by the ephemeral container ${name} of ${images.clawbench} (ClawBench); nothing restarts, and what the pod belongs to stays as it is.`,
    ];
  }
  return [
    ownNamespace
      ? `Namespace: its own, here called ${namespace}; ${afterwards(plan, UNTIL_SWEPT)}.`
      : `Namespace: ${namespace}, created if it does not exist; what the evaluation creates in it is ${afterwards(plan, 'until it expires')}.`,
    `Images: ${images.openclaw} (OpenClaw), ${images.clawbench} (ClawBench).`,
  ];
}

function runsLine({ tasks, runsPerTask, shards, concurrency }: PlannedRuns, arm: PlannedArm | null): string {
  const what =
    tasks === null
      ? `the whole suite, ${count(runsPerTask, 'run')} of each task`
      : `${count(tasks, 'task')} × ${count(runsPerTask, 'run')} = ${count(tasks * runsPerTask, 'run')}`;
  const where = shards === 1 ? '1 gateway' : `${shards} gateways in a pod each`;
  const each = arm === null ? '' : 'in each arm: ';
  return `Runs: ${each}${what}, on ${where}, ${concurrency * shards} at a time.`;
}

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
            : confirmingArms(runs.confirmRuns, maxRegression),
        ]
      : []),
    ...(runs.retryInvalid > 0
      ? [
          `Runs that fail for other reasons than the model: again, ${count(runs.retryInvalid, 'time')} at most.`,
        ]
      : []),
  ];
}

function confirmingWords({ confirmRuns, isMadeAgain }: PlannedRuns): string {
  const more = `${count(confirmRuns, 'more run')} of each suspect task`;
  if (!isMadeAgain) return more;
  return `${count(runsOfEachSide(confirmRuns), 'fresh run')} of each suspect task, and as many of the baseline, made again beside it; where that cannot be, ${more}`;
}

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

function userFileLines({ userFiles }: Plan): string[] {
  const of = (facts: { files: number; sha256: string }): string =>
    `${count(facts.files, 'file')}, SHA-256 ${facts.sha256.slice(0, 12)}`;
  return [
    ...(userFiles?.agent ? [`Files for the agents' workspaces: ${of(userFiles.agent)}.`] : []),
    ...(userFiles?.tasks ? [`Tasks of your own, in place of the suite's: ${of(userFiles.tasks)}.`] : []),
  ];
}

function mlflowLine({ terms: { mlflow } }: Plan): string {
  if (mlflow === undefined) return 'MLflow: nothing is logged.';
  const { experiment, server, trackingUri } = mlflow;
  const which = `experiment ${'id' in experiment ? experiment.id : experiment.name}`;
  if (server.kind === 'given') return `MLflow: ${which} at ${trackingUri}.`;
  return server.kind === 'standing'
    ? `MLflow: ${which} in namespace ${server.namespace}, if this action deployed one there before; else nothing is logged. None is deployed.`
    : `MLflow: ${which} in namespace ${server.pod.namespace}, where ${server.pod.image} is deployed if there is none, and stays; it requests 10 m of CPU, 512 MiB of memory and a volume of 5 GiB.`;
}

/** Whether the gate could see what it is there for. */
export function powerLines(baseline: PlannedBaseline | null): string[] {
  if (baseline === null) return [];
  const { name, otherModel, detectable, drift, cannotDetect } = baseline;
  const known =
    drift === null
      ? 'if evaluations of the same thing differ by the noise of their runs alone'
      : `evaluations of its branch drift apart by a standard deviation of ${drift.toFixed(3)}, which is included`;
  if (otherModel !== null)
    return [`The baseline ${name} is of ${otherModel}, another model: the results will not be comparable.`];
  if (cannotDetect !== null) return [cannotBeSeen(name, cannotDetect)];
  return [
    detectable === null
      ? `How small a drop against ${name} the gate detects cannot be said: it has too few runs, or they differ too much.`
      : `The gate detects drops of ${detectable.toFixed(2)} or more against ${name} (in 4 of 5 cases; ${known}).`,
  ];
}

/** What other numbers of runs would show, of the arms or of head against the baseline. */
export function plannedPower({ arm, baseline }: Pick<PlanFacts, 'arm' | 'baseline'>): Power | null {
  return arm?.power ?? baseline?.power ?? null;
}

function moreRunsLines(facts: PlanFacts, { maxRegression }: Gate): string[] {
  const power = plannedPower(facts);
  return power === null ? [] : [powerLine(power), ...powerSentences(power, maxRegression)];
}

/** What the evaluation will cost, or why that is not known. */
function forecastLine(
  forecast: Forecast | null,
  { runs: { confirmRuns }, baseline, arm, forecastFrom }: PlanFacts,
  isPriceKnown: boolean,
): string {
  if (forecast === null)
    return `Forecast: none. Nothing is known to predict cost and time from: ${arm === null ? 'give an earlier result as `baseline`' : 'there is no earlier evaluation of this step on the base branch'}.`;
  const without = confirmRuns > 0 ? ', without runs to confirm a regression' : '';
  const other = baseline?.otherModel ?? null;
  const from = forecastFrom ?? (other === null ? 'the baseline' : `a baseline of ${other}, another model`);
  const both = arm === null ? '' : ', of both arms';
  const why = isPriceKnown ? 'Nothing shows what a run costs.' : 'The price of the model is not known.';
  const isCostKnown = isPriceKnown && forecast.costUsd !== null;
  return `Forecast from ${from}: ${forecastFigures(forecast, isPriceKnown)}${both}${without}.${isCostKnown ? '' : ` ${why}`}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const UNTIL_SWEPT = 'until `sweep` finds it expired';

/** What happens afterwards. @param until when it is deleted if it is kept */
function afterwards({ isDetached, terms: { cleanup } }: Plan, until: string): string {
  if (isDetached)
    return 'kept for 24 hours after the evaluation ends, or until `results` or `detach` removes it';
  const kept = `kept ${until}`;
  if (cleanup === 'never') return kept;
  return cleanup === 'always'
    ? 'deleted afterwards'
    : `deleted afterwards if the verdict is pass, else ${kept}`;
}

function kindLine(plan: Plan, { nodeImage, loadImages }: KindSettings): string {
  const nodes = nodeImage === null ? '' : ` with nodes of ${nodeImage}`;
  const images = loadImages.length === 0 ? '' : `, the images ${loadImages.join(', ')} copied in`;
  return `Cluster: made by kind on this machine${nodes}${images}; ${afterwards(plan, 'until `kind delete cluster` deletes it')}.`;
}
