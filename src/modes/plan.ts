import { dump } from 'js-yaml';
import { type BaselineDeps, loadBaseline } from '../baseline/load.ts';
import type { ActionRoot, Clock, MaskingLog } from '../base/ports.ts';
import { durationsOf, forecastFrom } from '../eval/expectation.ts';
import { readGivenFiles } from '../plan/user-files.ts';
import { evalObjects, isPriceKnown, settingsMap } from '../backends/job/objects.ts';
import { readEvalFiles } from '../backends/own-files.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { type Inputs, isExisting } from '../inputs/types.ts';
import type { Manifest } from '../kube/types.ts';
import { artifactName, makePlan, type Plan } from '../plan/plan.ts';
import { planLines, runsOf } from '../report/plan.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import { mlflowObjects, readMlflowManifests } from '../mlflow/deploy.ts';
import { namespaceObject } from '../stack/namespace.ts';
import { evalMetadata, deployedLabels } from '../stack/ownership.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { CUSTOM_KEY } from '../stack/providers.ts';
import { deployedPod } from '../plan/deployed-pod.ts';

export interface PlanDeps extends Omit<BaselineDeps, 'past'> {
  log: MaskingLog;
  clock: Clock;
  root: ActionRoot;
  workflow: WorkflowContext | null;
  pastArtifacts: (nameOf: (attempt: number) => string) => PastArtifacts | null;
}

/** What an eval would do. */
export interface Planned {
  /** For people, a sentence each. */
  lines: string[];
  /** Every object, as YAML that `kubectl apply` takes. */
  manifests: string;
  namespace: string;
  forecast: Forecast | null;
  isPriceKnown: boolean;
  /** For programs. */
  record: Readonly<Record<string, unknown>>;
}

/** In place of the digits that chance gives each eval, so that two plans can be compared. */
const NO_INSTANCE = '00000000';

/**
 * What an eval with these inputs would apply and run, and what it would cost. Asks no cluster: there may be none.
 * @throws ActionError `bad-input`, `bad-baseline`
 */
export async function planEval(inputs: Inputs, deps: PlanDeps): Promise<Planned> {
  const given = await readGivenFiles(inputs);
  const random = { instance: NO_INSTANCE, gatewayToken: '' };
  const plan = makePlan(inputs, deps.workflow, random, deps.clock.now(), given);
  const past = deps.pastArtifacts((attempt) => artifactName(inputs.artifactName, plan.identity.leg, attempt));
  const { baseline, mlflowRuns } = await loadBaseline(inputs.baseline, { ...deps, past });
  const records = baseline?.records ?? [];
  const forecast = forecastFrom(records, inputs, plan.shards);
  const objects = await plannedObjects(plan, inputs, deps.root, durationsOf(records));
  const runs = runsOf(inputs, plan.shards, records);
  const { clean } = deps.log.secrets;
  const facts = { plan, inputs, runs, forecast, mlflowRuns, isPriceKnown: isPriceKnown(plan) };
  const { namespace } = plan;
  const record = {
    namespace,
    model: plan.model.model,
    images: usedImages(plan, inputs),
    runs,
    forecast,
    objects,
  };
  return {
    lines: clean(planLines(facts)),
    manifests: clean(asYaml(objects)),
    namespace,
    forecast,
    isPriceKnown: facts.isPriceKnown,
    record: clean<Planned['record']>(record),
  };
}

/** Null for what is there already, or is not used. */
function usedImages({ images, mlflow }: Plan, inputs: Inputs): Record<keyof Plan['images'], string | null> {
  return {
    openclaw: isExisting(inputs) ? null : images.openclaw,
    clawbench: images.clawbench,
    mlflow: mlflow?.namespace === undefined ? null : images.mlflow,
  };
}

/** As they are applied, but that values of secrets are told in words; the longest come last. */
async function plannedObjects(
  plan: Plan,
  inputs: Inputs,
  root: ActionRoot,
  taskDurations: ReturnType<typeof durationsOf>,
): Promise<Manifest[]> {
  const metadata = evalMetadata(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
  const mlflow = await mlflowOf(plan, inputs, root);
  if (isExisting(inputs)) {
    const { name, namespace } = plan;
    const named = { ...metadata, name, namespace };
    return [...mlflow, settingsMap(named, plan, inputs, taskDurations, undefined)];
  }
  const files = await readEvalFiles(root);
  const withoutSecrets = { ...plan, secrets: placeholders(plan) };
  const { job, secret, pullSecret, configMaps, networkPolicy } = evalObjects(
    withoutSecrets,
    inputs,
    files,
    files.sidecar,
    taskDurations,
  );
  const objects = [
    // One that was named may be somebody's: labels of ours would have it swept.
    ...(plan.ownNamespace ? [namespaceObject(plan.namespace, files.namespace, metadata)] : []),
    ...mlflow,
    secret,
    ...(pullSecret === undefined ? [] : [pullSecret]),
    networkPolicy,
    job,
    ...configMaps,
  ];
  return objects.map(withoutLogin);
}

/** The API server only takes a registry's credentials in their own form, so that no words can stand in their place. */
function withoutLogin(object: Manifest): Manifest {
  if (object['type'] !== 'kubernetes.io/dockerconfigjson') return object;
  const { data: _data, ...rest } = object;
  return { ...rest, stringData: { '.dockerconfigjson': '{"auths":{}}' } };
}

async function mlflowOf(plan: Plan, inputs: Inputs, root: ActionRoot): Promise<Manifest[]> {
  const namespace = plan.mlflow?.namespace;
  if (namespace === undefined) return [];
  const manifests = await readMlflowManifests(root);
  return [
    namespaceObject(namespace, manifests.namespace, { labels: deployedLabels('mlflow') }),
    ...mlflowObjects(deployedPod(namespace, plan.images.mlflow, inputs, false), manifests.rest),
  ];
}

/** A key that is not given stands here too: the eval will need it. */
function placeholders({ secrets, model, judge }: Plan): Record<string, string> {
  const needed = [model, ...(judge === undefined ? [] : [judge])].flatMap(
    // A provider of `openclaw-config` needs none.
    ({ keyVariable }) => keyVariable ?? [],
  );
  const variables = [...new Set([...needed, ...Object.keys(secrets)])];
  return Object.fromEntries(
    variables.map((variable) => [
      variable,
      variable === podVariables.gatewayToken
        ? '<made anew for each eval>'
        : `<the value of ${variable === CUSTOM_KEY ? 'OPENAI_API_KEY' : variable}>`,
    ]),
  );
}

function asYaml(objects: readonly Manifest[]): string {
  return objects
    .map((object) => `---\n${dump(object, { lineWidth: -1, noRefs: true })}`)
    .join('')
    .trimEnd();
}
