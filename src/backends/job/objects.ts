import { sha256 } from '../../base/sha256.ts';
import { ActionError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/types.ts';
import type {
  ConfigMap,
  Container,
  Job,
  KubeObject,
  Manifest,
  ObjectMeta,
  Secret,
} from '../../kube/types.ts';
import { firstRuns } from '../../plan/runs.ts';
import { DETACHED_HOLD_MS, type Plan } from '../../plan/plan.ts';
import { podContainers } from '../../protocol/containers.ts';
import { GATEWAY_PORT, podPaths } from '../../protocol/pod.ts';
import { type SupervisorSettings, writeSettings } from '../../protocol/settings.ts';
import { openclawConfig } from '../../stack/openclaw-config.ts';
import { addNetwork, CA_FILE } from '../../stack/pod-network.ts';
import { overlayPod } from '../../stack/pod-overlay.ts';
import { pullPolicyOf, pullSecret } from '../../stack/images.ts';
import { pullWishes, registryLogin } from '../../plan/images.ts';
import { annotations, evalMetadata } from '../../stack/ownership.ts';
import type { RunRecord } from '../eval-record.ts';

/** Files that the eval pod runs, by the name they have under /sidecar. */
export type SidecarFiles = Readonly<Record<string, string>>;

/** Expected seconds by task id, by which tasks are dealt to shards, the longest first. */
export type TaskDurations = Readonly<Record<string, number>>;

/** The objects of one eval. All but the Job get the Job as their owner once it has a UID. */
export interface EvalObjects {
  /** Suspended. */
  job: KubeObject<Job>;
  secret: KubeObject<Secret>;
  /** With the credentials of a private registry. */
  pullSecret: KubeObject<Secret> | undefined;
  configMaps: KubeObject<ConfigMap>[];
  networkPolicy: Manifest;
}

/** The manifests of manifests/eval as read. */
export interface EvalManifests {
  job: KubeObject<Job>;
  networkPolicy: Manifest;
}

/** @param manifests are not changed  @param record goes with the settings, so that others find the run */
export function evalObjects(
  plan: Plan,
  inputs: Inputs,
  manifests: EvalManifests,
  sidecar: SidecarFiles,
  taskDurations: TaskDurations,
  record?: RunRecord,
): EvalObjects {
  const metadata = evalMetadata(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
  const named = (name: string): typeof metadata & { name: string; namespace: string } => ({
    ...structuredClone(metadata),
    name,
    namespace: plan.namespace,
  });
  const login = registryLogin(inputs);
  const { caCertificates } = plan.network;
  return {
    job: evalJob(plan, inputs, manifests.job, metadata),
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: named(plan.name),
      immutable: true,
      type: 'Opaque',
      stringData: plan.secrets,
    },
    pullSecret: login === null ? undefined : pullSecret(login, named(`${plan.name}-pull`)),
    configMaps: [
      settingsMap(named(plan.name), plan, inputs, taskDurations, record),
      configMap(named(`${plan.name}-openclaw`), { 'openclaw.json': gatewayConfig(plan) }),
      configMap(named(`${plan.name}-sidecar`), sidecar),
      ...(caCertificates === undefined
        ? []
        : [configMap(named(`${plan.name}-ca`), { [CA_FILE]: caCertificates })]),
    ],
    networkPolicy: {
      ...structuredClone(manifests.networkPolicy),
      metadata: named(plan.name),
      spec: { podSelector: { matchLabels: { ...metadata.labels } }, policyTypes: ['Ingress'] },
    },
  };
}

function configMap(metadata: ObjectMeta, data: Readonly<Record<string, string>>): KubeObject<ConfigMap> {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ...data } };
}

/** The supervisor's settings, and beside them what another process must know of the run. */
export function settingsMap(
  metadata: ObjectMeta,
  plan: Plan,
  inputs: Inputs,
  taskDurations: TaskDurations,
  record: RunRecord | undefined,
): KubeObject<ConfigMap> {
  const run = record === undefined ? {} : { [annotations.run]: JSON.stringify(record) };
  return configMap(
    { ...metadata, annotations: { ...metadata.annotations, ...run } },
    {
      ...supervisorSettings(plan, inputs, taskDurations),
      ...(inputs.detach ? writeSettings(detachedSettings) : {}),
    },
  );
}

/** A detached evaluation has no contact with us: only `timeout` ends it, and its results wait longer. */
const detachedSettings = { orphanLimitMs: 0, holdMs: DETACHED_HOLD_MS } as const;

function gatewayConfig({ model, judge, images, openclawConfig: overlay }: Plan): string {
  const routes = judge === undefined ? [model] : [model, judge];
  return JSON.stringify(openclawConfig(routes, images.openclaw, overlay), null, 2);
}

/** Of everything that is told to supervisor and gateway: runs under other settings are runs of something else. */
export function settingsHash(plan: Plan, inputs: Inputs, taskDurations: TaskDurations): string {
  const {
    // Where results are logged changes no run.
    MLFLOW_TRACKING_URI: _uri,
    MLFLOW_EXPERIMENT_NAME: _name,
    MLFLOW_EXPERIMENT_ID: _id,
    ...settings
  } = supervisorSettings(plan, inputs, taskDurations);
  return sha256(
    JSON.stringify([
      settings,
      gatewayConfig(plan),
      ...(plan.podOverlay === undefined ? [] : [plan.podOverlay]),
    ]),
  );
}

/** The environment of the supervisor, as `kubectl` shows it in the ConfigMap. */
export function supervisorSettings(
  plan: Plan,
  inputs: Inputs,
  taskDurations: TaskDurations,
): Record<string, string> {
  return {
    ...writeSettings({
      model: plan.model.ref,
      judgeModel: plan.judge?.ref,
      tasks: inputs.tasks ?? [],
      runs: firstRuns(inputs),
      concurrency: inputs.concurrency,
      shards: plan.shards,
      connectTimeoutMs: inputs.connectTimeoutMs,
      requestTimeoutMs: inputs.requestTimeoutMs,
      perRunTimeoutMs: inputs.perRunTimeoutMs,
      timeoutMs: inputs.timeoutMs,
      gatewayTimeoutMs: inputs.startupTimeoutMs,
      gatewayPort: GATEWAY_PORT,
      gatewayLog: podPaths.gatewayOwnLog,
      retryInvalid: inputs.retryInvalid,
      priceKnown: isPriceKnown(plan),
      taskDurations,
      userFilesSha256: plan.given?.sha256,
      harnessArgs: inputs.clawbenchArgs ?? [],
      ...caps(inputs, plan.shards),
    }),
    ...mlflowSettings(plan, inputs),
  };
}

/** For people alone: what logs is told by the action. */
function mlflowSettings({ mlflow }: Plan, inputs: Inputs): Record<string, string> {
  if (mlflow === undefined) return {};
  const { mlflowExperimentId, mlflowExperimentName } = inputs;
  return {
    MLFLOW_TRACKING_URI: mlflow.trackingUri,
    ...(mlflowExperimentId === null
      ? { MLFLOW_EXPERIMENT_NAME: mlflowExperimentName }
      : { MLFLOW_EXPERIMENT_ID: mlflowExperimentId }),
  };
}

/** Whether the gateway can tell what the model costs. */
export function isPriceKnown(plan: Pick<Plan, 'model'>): boolean {
  return plan.model.isPriceKnown;
}

/** Shards know nothing of each other, so each gets its share. */
function caps({ maxCostUsd, maxTokens, maxMinutes }: Inputs, shards: number): Caps {
  return {
    maxCostUsd: maxCostUsd === null ? undefined : maxCostUsd / shards,
    maxTokens: maxTokens === null ? undefined : Math.ceil(maxTokens / shards),
    maxMinutes: maxMinutes ?? undefined,
  };
}

type Caps = Pick<SupervisorSettings, 'maxCostUsd' | 'maxTokens' | 'maxMinutes'>;

function evalJob(
  plan: Plan,
  inputs: Inputs,
  manifest: KubeObject<Job>,
  metadata: ReturnType<typeof evalMetadata>,
): KubeObject<Job> {
  const job = structuredClone(manifest);
  job.metadata = {
    ...job.metadata,
    name: plan.name,
    namespace: plan.namespace,
    labels: { ...job.metadata?.labels, ...metadata.labels },
    annotations: { ...job.metadata?.annotations, ...metadata.annotations },
  };
  const spec = present(job.spec, 'spec');
  spec.completions = plan.shards;
  spec.parallelism = plan.shards;
  spec.activeDeadlineSeconds = Math.ceil(plan.jobDeadlineMs / 1000);
  spec.template.metadata = {
    ...spec.template.metadata,
    labels: { ...spec.template.metadata?.labels, ...metadata.labels },
    annotations: { ...spec.template.metadata?.annotations, ...metadata.annotations },
  };
  const pod = present(spec.template.spec, 'spec.template.spec');
  pod.activeDeadlineSeconds = Math.ceil(plan.podDeadlineMs / 1000);
  if (plan.imagePullSecret !== undefined) pod.imagePullSecrets = [{ name: plan.imagePullSecret }];
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    container.image = imageOf(plan, container);
    const policy = pullPolicyOf(container.image, pullWishes(inputs));
    if (policy !== undefined) container.imagePullPolicy = policy;
    renameSources(container, plan.name);
    if (inputs.detach && container.name === podContainers.results) {
      const hold = Object.entries(writeSettings({ holdMs: detachedSettings.holdMs }));
      container.env = [...(container.env ?? []), ...hold.map(([name, value]) => ({ name, value }))];
    }
  }
  for (const volume of pod.volumes ?? []) {
    if (volume.configMap?.name !== undefined)
      volume.configMap.name = renamed(volume.configMap.name, plan.name);
  }
  for (const constraint of pod.topologySpreadConstraints ?? []) {
    constraint.labelSelector = { matchLabels: { ...metadata.labels } };
  }
  addNetwork(pod, plan.network, { secret: plan.name, ca: `${plan.name}-ca` });
  if (plan.podOverlay !== undefined) spec.template = overlayPod(spec.template, plan.podOverlay);
  return job;
}

function imageOf(plan: Plan, container: Container): string {
  return container.name === podContainers.gateway ? plan.images.openclaw : plan.images.clawbench;
}

function renameSources(container: Container, name: string): void {
  for (const source of container.envFrom ?? []) {
    if (source.secretRef?.name !== undefined) source.secretRef.name = renamed(source.secretRef.name, name);
    if (source.configMapRef?.name !== undefined)
      source.configMapRef.name = renamed(source.configMapRef.name, name);
  }
  for (const variable of container.env ?? []) {
    const key = variable.valueFrom?.secretKeyRef;
    if (key?.name !== undefined) key.name = renamed(key.name, name);
  }
}

/** The manifest calls everything `clawbench-eval…`; one eval calls it by its own name. */
function renamed(reference: string, name: string): string {
  return reference.replace(/^clawbench-eval/, name);
}

function present<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new ActionError('internal', `manifests/eval/job.yaml has no ${where}.`);
  return value;
}
