import type { GivenFiles } from './user-files.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { Inputs } from '../inputs/types.ts';
import { isExisting } from '../inputs/types.ts';
import { endpointOf, providerKeys } from '../inputs/rules/model.ts';
import { CUSTOM_KEY, type ModelRoute, routeModel } from '../stack/providers.ts';
import { parseOverlay, type PodOverlay } from '../stack/pod-overlay.ts';
import { registryLogin } from './images.ts';
import { type PodNetwork, proxySecrets } from '../stack/pod-network.ts';
import { type Mapping, referredVariables } from '../stack/config-overlay.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { shardsOf } from './shards.ts';
import { mlflowUri } from './mlflow-address.ts';
import { type EvalNames, legOf } from '../stack/ownership.ts';

/** What the workflow run knows of itself. */
export type RunFacts = Pick<
  WorkflowContext,
  'repository' | 'workflow' | 'job' | 'step' | 'runId' | 'attempt' | 'runUrl'
>;

/** MLflow as the eval uses it. */
export interface MlflowPlan {
  trackingUri: string;
  /** Where it is deployed; undefined for one that is somebody else's. */
  namespace: string | undefined;
}

/**
 * Everything that is decided before the cluster is asked anything: pure data, made once from inputs, workflow facts
 * and the instance's random name. Values of secrets are in `secrets` and nowhere else.
 */
export interface Plan {
  identity: EvalNames;
  /** Shown to people: the `label` input, or the model. */
  label: string;
  namespace: string;
  /** Whether the namespace is made for this eval, and so deleted after it. */
  ownNamespace: boolean;
  /** Name of the Job, the Secret and the settings ConfigMap; others start with it. */
  name: string;
  runUrl: string | undefined;
  /** When anyone may delete what this eval left, in ms since the epoch. */
  expiresAtMs: number;
  model: ModelRoute;
  judge: ModelRoute | undefined;
  images: { openclaw: string; clawbench: string; mlflow: string };
  /** What the user adds to the gateway's config. */
  openclawConfig: Mapping | null;
  /** Pods the tasks are divided over. */
  shards: number;
  imagePullSecret: string | undefined;
  network: PodNetwork;
  /** What is different in the pods. */
  podOverlay: PodOverlay | undefined;
  /** Files of the user's for agents and harness. */
  given: GivenFiles | undefined;
  /** Whether that Secret is made for this eval. */
  makesPullSecret: boolean;
  /** Undefined if nothing is logged. */
  mlflow: MlflowPlan | undefined;
  /** How long the eval pods may live at most, in ms from their start. */
  podDeadlineMs: number;
  /** The same for the whole Job, waiting for a node included. */
  jobDeadlineMs: number;
  /** Environment variables of the gateway that nobody may read: provider keys and the gateway's token. */
  secrets: Record<string, string>;
}

/** What may follow the eval itself: confirming runs, the wait of an abandoned eval, and slack. */
const AFTER_EVAL_MS = 40 * 60_000;
/** How long results are held for whoever comes to fetch them. */
const HOLD_MS = 2 * 60 * 60_000;
/** The same where nobody waits. */
export const DETACHED_HOLD_MS = 24 * 60 * 60_000;

/** @param facts null outside of GitHub Actions  @param random.instance 8 random hex digits  @param gatewayToken unguessable, new for each eval */
export function makePlan(
  inputs: Inputs,
  facts: RunFacts | null,
  random: { instance: string; gatewayToken: string },
  nowMs: number,
  given?: GivenFiles,
): Plan {
  const { instance } = random;
  const endpoint = endpointOf(inputs);
  const label = inputs.label ?? inputs.model;
  const { openclawConfig } = inputs;
  // What a gateway that is there calls them is found out by asking it.
  const route = (name: string): ModelRoute =>
    isExisting(inputs)
      ? { model: name, ref: name, keyVariable: undefined, endpoint: undefined, isPriceKnown: true }
      : routeModel(name, endpoint, openclawConfig);
  const model = route(inputs.model);
  const judge = inputs.judgeModel === null ? undefined : route(inputs.judgeModel);
  const routes = judge === undefined ? [model] : [model, judge];
  const makesPullSecret = registryLogin(inputs) !== null;
  const podDeadlineMs = inputs.timeoutMs + AFTER_EVAL_MS + (inputs.detach ? DETACHED_HOLD_MS : 0);
  const jobDeadlineMs = inputs.startupTimeoutMs + podDeadlineMs;
  return {
    identity: {
      instance,
      leg: legOf({
        repository: facts?.repository ?? '',
        workflow: facts?.workflow ?? '',
        job: facts?.job ?? '',
        step: facts?.step ?? '',
        label,
      }),
    },
    label,
    namespace: inputs.namespace ?? namespaceName(facts, instance),
    ownNamespace: inputs.namespace === null,
    name: `clawbench-${instance}`,
    runUrl: facts?.runUrl,
    expiresAtMs: nowMs + jobDeadlineMs + HOLD_MS,
    model,
    judge,
    images: { openclaw: inputs.openclawImage, clawbench: inputs.clawbenchImage, mlflow: inputs.mlflowImage },
    openclawConfig,
    shards: isExisting(inputs) ? 1 : shardsOf(inputs),
    network: networkOf(inputs),
    podOverlay: inputs.podOverlay === null ? undefined : parseOverlay(inputs.podOverlay),
    given,
    imagePullSecret: makesPullSecret ? `clawbench-${instance}-pull` : (inputs.imagePullSecret ?? undefined),
    makesPullSecret,
    mlflow: mlflowPlan(inputs),
    podDeadlineMs,
    jobDeadlineMs,
    secrets: {
      ...gatewayKeys(inputs, routes),
      ...proxySecrets(inputs.httpsProxy),
      [podVariables.gatewayToken]: random.gatewayToken,
    },
  };
}

/** How the pods reach what is outside of the cluster. */
export function networkOf({ httpsProxy, noProxy, caCertificates }: Inputs): PodNetwork {
  return {
    noProxy: httpsProxy === null ? undefined : (noProxy ?? []),
    caCertificates: caCertificates ?? undefined,
  };
}

function namespaceName(facts: RunFacts | null, instance: string): string {
  return facts === null
    ? `clawbench-local-${instance}`
    : `clawbench-${facts.runId}-${facts.attempt}-${instance}`;
}

/**
 * The keys that are of use to this eval, and no others: the agent under test can read them. With an endpoint of its
 * own, the OpenAI key is that endpoint's and goes by another name.
 */
function gatewayKeys(inputs: Inputs, routes: readonly ModelRoute[]): Record<string, string> {
  const used = new Set<string>([
    ...routes.flatMap((route) => route.keyVariable ?? []),
    ...referredVariables(inputs.openclawConfig ?? {}),
  ]);
  return Object.fromEntries(givenKeys(inputs).filter(([variable]) => used.has(variable)));
}

/** All keys that are given, for a gateway of which nobody knows yet what it will be asked for. */
export function everyGatewayKey(inputs: Inputs): Record<string, string> {
  const referred = referredVariables(inputs.openclawConfig ?? {});
  const isOfEndpoint = (variable: string): boolean =>
    variable === 'OPENAI_API_KEY' && inputs.openaiApiBase !== null && !referred.includes(variable);
  return Object.fromEntries(givenKeys(inputs).filter(([variable]) => !isOfEndpoint(variable)));
}

function givenKeys(inputs: Inputs): [variable: string, value: string][] {
  const keys = Object.entries({
    ...providerKeys(inputs),
    [CUSTOM_KEY]: inputs.openaiApiBase === null ? null : (inputs.openaiApiKey ?? 'none'),
  });
  return keys.flatMap(([variable, value]) => (value === null ? [] : [[variable, value]]));
}

export function mlflowPlan(inputs: Inputs): MlflowPlan | undefined {
  if (!inputs.mlflow) return undefined;
  if (inputs.mlflowTrackingUri !== null)
    return { trackingUri: inputs.mlflowTrackingUri, namespace: undefined };
  return { trackingUri: mlflowUri(inputs.mlflowNamespace), namespace: inputs.mlflowNamespace };
}

/** A short name for a leg's artifact, unique within the workflow run's attempts: `<artifact-name>-<leg>-a<attempt>`. */
export function artifactName(base: string, leg: string, attempt: number): string {
  return `${base}-${leg}-a${attempt}`;
}
