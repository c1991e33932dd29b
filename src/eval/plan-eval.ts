import { dump } from 'js-yaml';
import { evalObjects } from '../backends/job/objects.ts';
import { readEvalFiles } from '../backends/own-files.ts';
import { settingsMap, type TaskDurations } from '../backends/settings.ts';
import { isActionError } from '../base/errors.ts';
import type { ActionRoot } from '../base/ports.ts';
import { lastGoodEval, type PastEval } from '../baseline/past-evals.ts';
import type { Manifest } from '../kube/types.ts';
import { mlflowObjects, readMlflowManifests } from '../mlflow/deploy.ts';
import type { Plan } from '../plan/plan.ts';
import { maxSummaryBytes } from '../github/summary.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { forecastOutputs } from '../report/outputs.ts';
import { plannedBaseline } from '../report/plan-baseline.ts';
import { plannedRuns } from '../report/plan-runs.ts';
import { planLines } from '../report/plan.ts';
import { plannedArm } from '../report/plan-arms.ts';
import { renderPlanSummary } from '../report/plan-summary.ts';
import { namespaceObject } from '../stack/namespace.ts';
import { deployedLabels, evalMetadata } from '../stack/ownership.ts';
import { CUSTOM_KEY } from '../stack/providers.ts';
import { durationsOf, forecastFrom } from './expectation.ts';
import type { EvalHost } from './host.ts';
import { baselineFor, pastOf } from './load-baseline.ts';
import type { Planned } from './mode-result.ts';

/**
 * What an evaluation would apply and run, and what it would cost. Asks no cluster, since there may be none.
 * @throws ActionError `bad-baseline`
 */
export async function planEval(plan: Plan, host: EvalHost): Promise<Planned> {
  const { terms, settings, model, names, namespace } = plan;
  const { clean } = host.log.secrets;
  const named = { leg: names.leg, instance: names.instance, label: plan.label };
  const { baseline, inMlflow } = await baselineFor(terms, named, host);
  const earlier = plan.base === null ? null : await lastEval(terms, named, host);
  const records = earlier === null ? (baseline?.records ?? []) : [earlier.record];
  const found = forecastFrom(records, settings, plan.base === null ? 1 : 2);
  const costUsd = model.isPriceKnown ? (found?.costUsd?.expected ?? null) : null;
  const compared = plannedBaseline(plan, baseline, costUsd);
  // Prices differ more between models than anything else does.
  const isOfOther =
    (compared?.otherModel ?? null) !== null ||
    [plan, plan.base].some((arm) => earlier !== null && arm !== null && !isOf(arm, earlier));
  const forecast = found !== null && isOfOther ? { ...found, costUsd: null } : found;
  const durations = durationsOf(records);
  const shown = { ...plan, terms: withoutStanding(terms) };
  const objects = [
    ...(await plannedObjects(shown, host.root, durations)),
    ...(plan.base === null ? [] : await armObjects(plan.base, host.root, durations)),
  ];
  const runs = plannedRuns(plan, records);
  const arm = plannedArm(plan, {
    tasks: runs.tasks,
    earlier: earlier?.record.identity.model === model.model ? earlier.record : null,
    costUsd: isOfOther ? null : costUsd,
  });
  const facts = { runs, forecast, baseline: compared, arm, forecastFrom: earlier?.name ?? null, inMlflow };
  return {
    kind: 'planned',
    lines: clean(planLines(plan, facts)),
    manifests: clean(asYaml(objects)),
    summary: clean(renderPlanSummary(plan, facts, objects, maxSummaryBytes)),
    outputs: { namespace, ...forecastOutputs(forecast, model.isPriceKnown) },
    record: clean<Planned['record']>({
      namespace,
      model: model.model,
      images: usedImages(plan),
      runs,
      forecast,
      baseline: facts.baseline,
      base:
        plan.base === null ? null : { ...arm, model: plan.base.model.model, images: usedImages(plan.base) },
      objects,
    }),
  };
}

/** The last evaluation of this step on the base branch, which shows what one costs; null if there is none, or none can be read. */
async function lastEval(
  terms: Plan['terms'],
  named: Parameters<typeof pastOf>[1],
  host: EvalHost,
): Promise<PastEval | null> {
  const past = pastOf(terms, named, host);
  try {
    return past === null ? null : await lastGoodEval(past, null);
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    host.log.info(`No earlier evaluation to predict cost and time from could be read: ${error.message}`);
    return null;
  }
}

/** Whether an evaluation was of the model of an arm. */
function isOf({ model }: Plan, { record }: PastEval): boolean {
  return record.identity.model === model.model;
}

/** What the base arm has of its own. */
async function armObjects(base: Plan, root: ActionRoot, taskDurations: TaskDurations): Promise<Manifest[]> {
  return await plannedObjects({ ...base, ownNamespace: false }, root, taskDurations);
}

/** The image of each component; null for a component that is not deployed. */
function usedImages({ images, backend, terms }: Plan): Record<string, string | null> {
  return {
    openclaw: backend.kind === 'attached' ? null : images.openclaw,
    clawbench: images.clawbench,
    mlflow: terms.mlflow?.server.kind === 'deployed' ? terms.mlflow.server.pod.image : null,
  };
}

/** No cluster is asked whether an MLflow of ours stands, so these are the objects of a cluster without one. */
function withoutStanding({ mlflow, ...terms }: Plan['terms']): Plan['terms'] {
  return { ...terms, mlflow: mlflow?.server.kind === 'standing' ? undefined : mlflow };
}

/** As applied, with secret values replaced by placeholders; largest objects last. */
async function plannedObjects(
  plan: Plan,
  root: ActionRoot,
  taskDurations: TaskDurations,
): Promise<Manifest[]> {
  const metadata = evalMetadata(plan);
  const mlflow = await plannedMlflow(plan, root);
  if (plan.backend.kind === 'attached') {
    const { name, namespace } = plan;
    const named = { ...metadata, name, namespace };
    return [...mlflow, settingsMap(named, plan, taskDurations, undefined)];
  }
  const files = await readEvalFiles(root);
  const withoutSecrets = { ...plan, ...placeholders(plan) };
  const made = evalObjects(withoutSecrets, files, taskDurations);
  const objects = [
    // A namespace the user named gets no labels of ours: `mode: sweep` would delete it.
    ...(plan.ownNamespace ? [namespaceObject(plan.namespace, files.namespace, metadata)] : []),
    ...mlflow,
    ...(made.keyLease === undefined ? [] : [made.keyLease]),
    ...[made.secret, made.relaySecret, made.pullSecret].filter((secret) => secret !== undefined),
    made.networkPolicy,
    made.job,
    ...made.configMaps,
  ];
  return objects.map(withoutLogin);
}

/** A placeholder would be refused here: the API server checks the form of registry credentials. */
function withoutLogin(object: Manifest): Manifest {
  if (object['type'] !== 'kubernetes.io/dockerconfigjson') return object;
  const { data: _data, ...rest } = object;
  return { ...rest, stringData: { '.dockerconfigjson': '{"auths":{}}' } };
}

async function plannedMlflow({ terms }: Plan, root: ActionRoot): Promise<Manifest[]> {
  const server = terms.mlflow?.server;
  if (server?.kind !== 'deployed') return [];
  const manifests = await readMlflowManifests(root);
  const labels = deployedLabels('mlflow');
  return [
    namespaceObject(server.pod.namespace, manifests.namespace, { labels }),
    ...mlflowObjects({ ...server.pod, isOpenShift: false }, manifests.rest),
  ];
}

/** A missing key gets a placeholder too, since the evaluation will need it. */
function placeholders({ secrets, relay, model, judge }: Plan): Pick<Plan, 'secrets' | 'relay'> {
  const needed = [model, ...(judge === undefined ? [] : [judge])].flatMap(
    // A provider defined in `openclaw-config` needs no key input.
    ({ keyVariable }) => keyVariable ?? [],
  );
  const hidden = (values: Readonly<Record<string, string>>, write = placeholder): Record<string, string> =>
    Object.fromEntries(
      [...new Set([...needed, ...Object.keys(values)])].map((variable) => [variable, write(variable)]),
    );
  if (relay === undefined) return { secrets: hidden(secrets), relay };
  const token = relay.secrets[podVariables.relayToken];
  return {
    secrets: hidden(secrets, (variable) =>
      placeholder((secrets[variable] ?? token) === token ? podVariables.relayToken : variable),
    ),
    relay: { ...relay, secrets: hidden(relay.secrets) },
  };
}

function placeholder(variable: string): string {
  if (variable === podVariables.gatewayToken) return '<new for each evaluation>';
  if (variable === podVariables.relayToken) return '<token of the relay, new for each evaluation>';
  return `<the value of ${variable === CUSTOM_KEY ? 'OPENAI_API_KEY' : variable}>`;
}

function asYaml(objects: readonly Manifest[]): string {
  return objects
    .map((object) => `---\n${dump(object, { lineWidth: -1, noRefs: true })}`)
    .join('')
    .trimEnd();
}
