import { endpointNotice } from '../inputs/rules/addresses.ts';
import { endpointOf } from '../inputs/rules/model.ts';
import { isAccepted } from '../inputs/rules/risks.ts';
import { armSource } from '../inputs/baseline-kind.ts';
import { legLabel } from '../inputs/matrix.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import { evaluatedBranch, type WorkflowContext } from '../base/workflow-context.ts';
import { type Arm, evalName, evalNamespace, type EvalNames, legOf } from '../stack/ownership.ts';
import type { Egress } from '../stack/network-policy.ts';
import type { PodNetwork } from '../stack/pod-network.ts';
import { parseOverlay, type PodOverlay } from '../stack/pod-overlay.ts';
import { type ModelRoute, routeModel } from '../stack/providers.ts';
import { type BackendPlan, backendOf } from './backend.ts';
import { type ClusterPlan, clusterOf } from './cluster.ts';
import { egressOf } from './egress.ts';
import { type Images, imagesOf } from './images.ts';
import { type GatewayPlan, gatewayPlan } from './gateway.ts';
import { type JobWishes, jobWishes } from './job.ts';
import { concurrencyNotice, type RunSettings, runSettings, shardsOf } from './run-settings.ts';
import { networkOf } from './network.ts';
import { baseTerms, type Terms, termsOf } from './terms.ts';
import type { UserFiles } from './user-files.ts';

/** What a plan takes from the workflow run. */
type RunFacts = Pick<
  WorkflowContext,
  'repository' | 'workflow' | 'job' | 'step' | 'runId' | 'attempt' | 'runUrl' | 'event' | 'branch'
>;

/**
 * Everything that is decided about an evaluation before the cluster is asked: pure data, made once from the inputs, the
 * workflow run and a random name. No later step sees the inputs. Secrets are in `secrets`, the logins and the kubeconfig,
 * and nowhere else.
 */
export interface Plan extends GatewayPlan {
  names: EvalNames;
  /** Which side of the evaluation it plans. */
  arm: Arm;
  /** The arm that runs beside the head, to compare it with; null without one, and in a base arm. */
  base: Plan | null;
  /** What the base arm is called in sentences: `base abc1234`, `base (openclaw-image …)`; null where there is none. */
  baseName: string | null;
  /** Shown to people: the `label` input, or the model with the values of the job's matrix. */
  label: string;
  cluster: ClusterPlan;
  backend: BackendPlan;
  namespace: string;
  /** Whether the namespace is made for this evaluation, and deleted with it. */
  ownNamespace: boolean;
  /** Name of the Job, the Secret and the settings ConfigMap; prefix of the other objects' names. */
  name: string;
  runUrl: string | undefined;
  /** The branch that is evaluated; null for a pull request, and outside GitHub Actions. */
  branch: string | null;
  /** From when on `mode: sweep` deletes what is left, in ms since the epoch. */
  expiresAtMs: number;
  model: ModelRoute;
  judge: ModelRoute | undefined;
  images: Images;
  settings: RunSettings;
  /** A warning about settings this OpenClaw version cannot follow; null if there is none. */
  notice: string | null;
  /** A warning about the address of the model endpoint; null if there is none. */
  endpointNotice: string | null;
  network: PodNetwork;
  /** What the pods may reach. */
  egress: Egress;
  /** What the user adds to the Job itself. */
  job: JobWishes;
  /** What the user changes in the pods. */
  podOverlay: PodOverlay | undefined;
  /** Files for agents and harness; undefined without any. */
  userFiles: UserFiles | undefined;
  /** Whether the evaluation is left alone once it runs. */
  isDetached: boolean;
  /** Whether valid runs of an earlier attempt of the workflow run are reused. */
  resumes: boolean;
  /** Upper limit for the life of a pod, in ms from its start. */
  podDeadlineMs: number;
  /** The same for the whole Job, including the wait for nodes. */
  jobDeadlineMs: number;
  /** A detached evaluation that cannot be started leaves nothing behind, whatever `cleanup` says. */
  terms: Terms;
}

/**
 * Time after `timeout` for confirming runs, for a pod whose action is gone to notice that (10 min), and some slack: a pod that
 * replaces another one begins its own time later.
 */
const AFTER_EVAL_MS = 40 * 60_000;
/** How long a pod keeps its results to be fetched. */
const HOLD_MS = 2 * 60 * 60_000;
/** The same for a detached evaluation. */
export const DETACHED_HOLD_MS = 24 * 60 * 60_000;

/** What differs between two calls with the same inputs. */
export interface Circumstances {
  /** Null outside GitHub Actions. */
  facts: RunFacts | null;
  nowMs: number;
  /** 8 random hex digits. */
  instance: string;
  /** Unguessable, new for each evaluation. */
  gatewayToken: string;
  /** The same, for the relay. */
  relayToken: string;
  /** The inputs without secrets, for records and reports. */
  shown: Terms['inputs'];
  /** Tasks that only inform; none if absent. */
  quarantined?: readonly string[];
  /** For a base arm, the plan of the head beside it: of the same instance, leg and label. */
  head?: Pick<Plan, 'names' | 'label'>;
}

/** A head with the arm beside it. Neither takes over earlier runs: both arms have to run in the same hour. */
export function besides(head: Plan, base: Plan, baseName: string): Plan {
  return { ...head, resumes: false, base: { ...base, resumes: false }, baseName };
}

/** Plans one arm. */
export function makePlan(inputs: Inputs, circumstances: Circumstances, userFiles?: UserFiles): Plan {
  const { facts, instance, nowMs, gatewayToken, relayToken, head } = circumstances;
  const { matrix, model: modelName } = inputs;
  const arm = head === undefined ? 'head' : 'base';
  const name = evalName(instance, arm);
  const { model, judge } = routesOf(inputs);
  const backend = backendOf(inputs);
  const isAttached = backend.kind === 'attached';
  const shards = isAttached ? 1 : shardsOf(inputs);
  const sharers = arm === 'base' || armSource(inputs.baseline) !== null ? 2 * shards : shards;
  const asked = termsOf(inputs, circumstances.shown, circumstances.quarantined);
  const terms = arm === 'base' ? baseTerms(asked) : asked;
  const gateway = gatewayPlan(inputs, { model, judge, sharers, gatewayToken, relayToken });
  // A pod may wait for the others before it begins. That it is held goes by its last run, which may come as late as that.
  const workMs = inputs.startupTimeoutMs + inputs.timeoutMs + AFTER_EVAL_MS;
  const podDeadlineMs = workMs + (inputs.detach ? DETACHED_HOLD_MS : HOLD_MS);
  const jobDeadlineMs = inputs.startupTimeoutMs + podDeadlineMs;
  const { repository = '', workflow = '', job = '', step = '' } = facts ?? {};
  return {
    names: head?.names ?? {
      instance,
      leg: legOf({ repository, workflow, job, step, label: inputs.label ?? modelName, matrix }),
    },
    arm,
    base: null,
    baseName: null,
    label: head?.label ?? inputs.label ?? legLabel(modelName, matrix),
    cluster: clusterOf(inputs),
    backend,
    namespace: inputs.namespace ?? evalNamespace(facts, instance),
    ownNamespace: inputs.namespace === null,
    name,
    runUrl: facts?.runUrl,
    branch: facts === null ? null : evaluatedBranch(facts),
    // The deadline of a Job in a queue begins when it is admitted.
    expiresAtMs: nowMs + inputs.startupTimeoutMs + jobDeadlineMs,
    model,
    judge,
    images: imagesOf(inputs, name),
    settings: runSettings(inputs, { shards, sharers }),
    notice: isAttached ? null : concurrencyNotice(inputs),
    endpointNotice: endpointNotice((model.endpoint ?? judge?.endpoint)?.baseUrl),
    network: networkOf(inputs),
    job: jobWishes(inputs),
    podOverlay:
      inputs.podOverlay === null
        ? undefined
        : parseOverlay(inputs.podOverlay, isAccepted(inputs, 'pod-overlay-host')),
    userFiles,
    isDetached: inputs.detach,
    resumes: inputs.resume === 'auto',
    podDeadlineMs,
    jobDeadlineMs,
    ...gateway,
    egress: egressOf(inputs, gateway, terms.mlflow),
    terms: inputs.detach ? { ...terms, cleanup: 'always' } : terms,
  };
}

function routesOf(inputs: InputsOf<'model' | 'existing'>): Pick<Plan, 'model' | 'judge'> {
  const endpoint = endpointOf(inputs);
  const route = (model: string): ModelRoute =>
    inputs.openclaw === 'existing'
      ? // An existing gateway is asked for its own name of the model.
        { model, ref: model, keyVariable: undefined, endpoint: undefined, isPriceKnown: true }
      : routeModel(model, endpoint, inputs.openclawConfig);
  return {
    model: route(inputs.model),
    judge: inputs.judgeModel === null ? undefined : route(inputs.judgeModel),
  };
}
