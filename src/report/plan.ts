import { roughDuration } from './figures.ts';
import type { Inputs } from '../inputs/types.ts';
import { isExisting } from '../inputs/types.ts';
import { firstRuns } from '../plan/runs.ts';
import type { Plan } from '../plan/plan.ts';
import { type Forecast, forecastFigures } from '../result/stats/forecast.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

/** How many runs there will be, and what decides that. */
interface PlannedRuns {
  /** Null for the whole suite of the harness image, if no baseline shows how many tasks it has. */
  tasks: number | null;
  runsPerTask: number;
  /** Above `runsPerTask` only with `runs: auto`. */
  mostRunsPerTask: number;
  /** Runs added to each task that is suspected of a drop; 0 without a baseline. */
  confirmRuns: number;
  retryInvalid: number;
  shards: number;
  concurrency: number;
  maxCostUsd: number | null;
  maxTokens: number | null;
  maxMinutes: number | null;
  timeoutMinutes: number;
}

/** @param records the records of the baseline, which show how many tasks the suite has */
export function runsOf(inputs: Inputs, shards: number, records: readonly VerdictRecord[]): PlannedRuns {
  const { runs, maxRuns, concurrency, retryInvalid, maxCostUsd, maxTokens, maxMinutes } = inputs;
  const known = new Set(records.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))).size;
  return {
    tasks: inputs.tasks?.length ?? (known === 0 ? null : known),
    runsPerTask: firstRuns(inputs),
    mostRunsPerTask: runs === 'auto' ? Math.max(maxRuns, 1) : runs,
    confirmRuns: inputs.baseline.length === 0 ? 0 : inputs.confirmRuns,
    retryInvalid,
    shards,
    concurrency,
    maxCostUsd,
    maxTokens,
    maxMinutes,
    timeoutMinutes: Math.round(inputs.timeoutMs / 60_000),
  };
}

interface PlanFacts {
  plan: Plan;
  inputs: Inputs;
  runs: PlannedRuns;
  forecast: Forecast | null;
  /** The baseline's MLflow runs, which only pods can reach. */
  mlflowRuns: readonly string[];
  isPriceKnown: boolean;
}

/** A plan in sentences. */
export function planLines({ plan, inputs, runs, forecast, mlflowRuns, isPriceKnown }: PlanFacts): string[] {
  return [
    `An evaluation of ${plan.model.model}${plan.judge === undefined ? '' : `, judged by ${plan.judge.model}`}.`,
    ...(inputs.cluster === 'kind' ? [kindLine(inputs)] : []),
    ...placeLines(plan, inputs),
    runsLine(runs),
    ...ruleLines(runs, inputs),
    capsLine(runs),
    ...userFileLines(plan),
    mlflowLine(plan, inputs),
    forecastLine(forecast, runs, isPriceKnown),
    ...(mlflowRuns.length === 0
      ? []
      : [
          `Not in the forecast: MLflow run ${mlflowRuns.join(', ')}, which only pods of the evaluation read.`,
        ]),
    isExisting(inputs)
      ? 'The container is not among the objects: user, volume and token of the gateway are read from it when the evaluation starts.'
      : 'Values of secrets are left out. The Job is suspended until it owns its Secret and ConfigMaps.',
    `The digits ${plan.identity.instance} are different in each evaluation.`,
  ];
}

function placeLines(plan: Plan, inputs: Inputs): string[] {
  const { namespace, name, images, ownNamespace } = plan;
  if (isExisting(inputs)) {
    const { openclawDeployment, attachMethod } = inputs;
    const which =
      openclawDeployment === null
        ? `the OpenClaw of namespace ${namespace}`
        : `Deployment ${namespace}/${openclawDeployment}`;
    return [
      attachMethod === 'rollout'
        ? `Place: ${which} gets a container of ${images.clawbench} (ClawBench), ${afterwards(inputs, UNTIL_SWEPT)}; its gateway restarts when it comes and when it goes.`
        : `Place: the pod of ${which}, joined by the ephemeral container ${name} of ${images.clawbench} (ClawBench); nothing restarts, and the Deployment stays as it is.`,
    ];
  }
  return [
    ownNamespace
      ? `Namespace: its own, here called ${namespace}; ${afterwards(inputs, UNTIL_SWEPT)}.`
      : `Namespace: ${namespace}, created if it does not exist; what the evaluation creates in it is ${afterwards(inputs, 'until it expires')}.`,
    `Images: ${images.openclaw} (OpenClaw), ${images.clawbench} (ClawBench).`,
  ];
}

function runsLine({ tasks, runsPerTask, shards, concurrency }: PlannedRuns): string {
  const what =
    tasks === null
      ? `the whole suite, ${count(runsPerTask, 'run')} of each task`
      : `${count(tasks, 'task')} × ${count(runsPerTask, 'run')} = ${count(tasks * runsPerTask, 'run')}`;
  const where = shards === 1 ? '1 gateway' : `${shards} gateways in a pod each`;
  return `Runs: ${what}, on ${where}, ${concurrency * shards} at a time.`;
}

function ruleLines(runs: PlannedRuns, { threshold, maxRegression }: Inputs): string[] {
  return [
    ...(runs.mostRunsPerTask > runs.runsPerTask
      ? [
          `Up to ${runs.mostRunsPerTask} runs of a task, until it is clear whether the threshold ${threshold} is reached.`,
        ]
      : []),
    ...(runs.confirmRuns > 0
      ? [
          `If a drop of more than ${maxRegression} against the baseline is suspected: ${count(runs.confirmRuns, 'more run')} of each suspect task.`,
        ]
      : []),
    ...(runs.retryInvalid > 0
      ? [
          `Runs that fail for other reasons than the model: again, ${count(runs.retryInvalid, 'time')} at most.`,
        ]
      : []),
  ];
}

function capsLine({ maxCostUsd, maxTokens, maxMinutes, timeoutMinutes }: PlannedRuns): string {
  const caps = [
    ...(maxCostUsd === null ? [] : [`$${maxCostUsd}`]),
    ...(maxTokens === null ? [] : [`${maxTokens} tokens`]),
    ...(maxMinutes === null ? [] : [`${maxMinutes} min`]),
  ];
  const timeout = `after ${roughDuration(timeoutMinutes * 60_000)} at the latest`;
  return caps.length === 0
    ? `Stops: ${timeout}; there is no cap on cost, tokens or minutes.`
    : `Stops: at ${caps.join(' or ')}, and ${timeout}.`;
}

function userFileLines({ given }: Plan): string[] {
  const of = (facts: { files: number; sha256: string }): string =>
    `${count(facts.files, 'file')}, SHA-256 ${facts.sha256.slice(0, 12)}`;
  return [
    ...(given?.agent ? [`Files for the agents' workspaces: ${of(given.agent)}.`] : []),
    ...(given?.tasks ? [`Tasks of your own, in place of the suite's: ${of(given.tasks)}.`] : []),
  ];
}

function mlflowLine({ mlflow, images }: Plan, { mlflowExperimentId, mlflowExperimentName }: Inputs): string {
  if (mlflow === undefined) return 'MLflow: nothing is logged.';
  const experiment =
    mlflowExperimentId === null ? `experiment ${mlflowExperimentName}` : `experiment ${mlflowExperimentId}`;
  return mlflow.namespace === undefined
    ? `MLflow: ${experiment} at ${mlflow.trackingUri}.`
    : `MLflow: ${experiment} in namespace ${mlflow.namespace}, where ${images.mlflow} is deployed if there is none.`;
}

function forecastLine(
  forecast: Forecast | null,
  { confirmRuns }: PlannedRuns,
  isPriceKnown: boolean,
): string {
  if (forecast === null)
    return 'Forecast: none. Nothing is known to predict cost and time from: give an earlier result as `baseline`.';
  const figures = forecastFigures(forecast, isPriceKnown);
  const price = isPriceKnown ? '' : ' The price of the model is not known.';
  const without = confirmRuns > 0 ? ', without runs to confirm a regression' : '';
  return `Forecast from the baseline: ${figures}${without}.${price}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

const UNTIL_SWEPT = 'until `sweep` finds it expired';

/** What happens afterwards. @param until when it is deleted if it is kept */
function afterwards({ cleanup, detach }: Inputs, until: string): string {
  if (detach) return 'kept for 24 hours after the evaluation ends, or until `results` or `detach` removes it';
  const kept = `kept ${until}`;
  if (cleanup === 'never') return kept;
  return cleanup === 'always'
    ? 'deleted afterwards'
    : `deleted afterwards if the verdict is pass, else ${kept}`;
}

function kindLine(inputs: Inputs): string {
  const { kindNodeImage, loadImages } = inputs;
  const nodes = kindNodeImage === null ? '' : ` with nodes of ${kindNodeImage}`;
  const images = loadImages === null ? '' : `, the images ${loadImages.join(', ')} copied in`;
  return `Cluster: made by kind on this machine${nodes}${images}; ${afterwards(inputs, 'until `kind delete cluster` deletes it')}.`;
}
