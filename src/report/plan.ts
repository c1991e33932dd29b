import { plural } from '../base/plural.ts';
import type { KindSettings } from '../cluster/kind.ts';
import type { BackendPlan } from '../plan/backend.ts';
import type { Plan } from '../plan/plan.ts';
import { type Forecast, forecastFigures } from '../result/stats/forecast.ts';
import type { Power } from '../result/stats/power.ts';
import type { Gate } from '../result/verdict/gate.ts';
import { isFloating } from '../stack/images.ts';
import { armLines, type PlannedArm } from './plan-arms.ts';
import { type PlannedBaseline, powerLines } from './plan-baseline.ts';
import { capsLine, gateLines, type PlannedRuns, runsLine } from './plan-runs.ts';
import { powerLine, powerSentences } from './power.ts';

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

function userFileLines({ userFiles }: Plan): string[] {
  const of = (facts: { files: number; sha256: string }): string =>
    `${plural(facts.files, 'file')}, SHA-256 ${facts.sha256.slice(0, 12)}`;
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
