import { ActionError } from '../../base/errors.ts';
import type {
  ConfigMap,
  Container,
  Job,
  KubeObject,
  NetworkPolicy,
  ObjectMeta,
  PodSpec,
  Secret,
} from '../../kube/types.ts';
import { DETACHED_HOLD_MS, type Plan } from '../../plan/plan.ts';
import { podContainers } from '../../protocol/containers.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import { writeSettings } from '../../protocol/settings.ts';
import { addNetwork, CA_FILE } from '../../stack/pod-network.ts';
import { evalNetworkPolicy, type NetworkPolicies } from '../../stack/network-policy.ts';
import { overlayPod } from '../../stack/pod-overlay.ts';
import { pullPolicyOf, pullSecret } from '../../stack/images.ts';
import { gatewayHosts, relayedHosts } from '../../stack/relayed-providers.ts';
import { evalMetadata, relaySecretName } from '../../stack/ownership.ts';
import { QUEUE_LABEL } from '../../stack/queue.ts';
import type { EvalRecord } from '../eval-record.ts';
import { LEASE_MS, leaseName } from './key-lease.ts';
import { configMap, gatewayConfig, settingsMap, type TaskDurations } from '../settings.ts';

/** Programs of the pod, by their name under /sidecar. */
export type SidecarFiles = Readonly<Record<string, string>>;

/** The objects of one evaluation. The Job becomes the owner of the others once it has a UID. */
export interface EvalObjects {
  /** Suspended. */
  job: KubeObject<Job>;
  secret: KubeObject<Secret>;
  /** With the keys of the providers; undefined without a relay, where they are in `secret`. */
  relaySecret: KubeObject<Secret> | undefined;
  /** With the credentials of a private registry. */
  pullSecret: KubeObject<Secret> | undefined;
  configMaps: KubeObject<ConfigMap>[];
  networkPolicy: KubeObject<NetworkPolicy>;
  /** Owns the Secrets while a process drives the evaluation; undefined if it is detached. */
  keyLease: KubeObject<Job> | undefined;
}

/** The manifests of manifests/eval, and the programs of the pod. */
export interface EvalManifests {
  job: KubeObject<Job>;
  /** The lease on the Secrets; without it they stay as long as the Job. */
  keys?: KubeObject<Job>;
  networkPolicies: NetworkPolicies;
  sidecar: SidecarFiles;
}

/**
 * @param manifests are not changed
 * @param record lets other processes find the evaluation; undefined in a plan that is only shown
 * @throws ActionError bad-input, bad-manifest
 */
export function evalObjects(
  plan: Plan,
  manifests: EvalManifests,
  taskDurations: TaskDurations,
  record?: EvalRecord,
): EvalObjects {
  const metadata = evalMetadata(plan);
  const named = (name: string): typeof metadata & { name: string; namespace: string } => ({
    ...structuredClone(metadata),
    name,
    namespace: plan.namespace,
  });
  const { login } = plan.images;
  const { relay } = plan;
  const { caCertificates } = plan.network;
  const job = evalJob(plan, manifests.job, metadata);
  return {
    job,
    keyLease:
      plan.isDetached || manifests.keys === undefined ? undefined : keyLease(plan, manifests.keys, job),
    secret: opaque(named(plan.name), plan.secrets),
    relaySecret:
      relay === undefined
        ? undefined
        : opaque(named(relaySecretName(plan.name)), {
            ...relay.secrets,
            [podVariables.relayConfig]: JSON.stringify(relay.config),
          }),
    pullSecret: login === null ? undefined : pullSecret(login, named(`${plan.name}-pull`)),
    configMaps: [
      settingsMap(named(plan.name), plan, taskDurations, record),
      configMap(named(`${plan.name}-openclaw`), {
        'openclaw.json': gatewayConfig(plan),
        ...(relay === undefined ? {} : { hosts: gatewayHosts }),
      }),
      configMap(named(`${plan.name}-sidecar`), manifests.sidecar),
      ...(caCertificates === undefined
        ? []
        : [configMap(named(`${plan.name}-ca`), { [CA_FILE]: caCertificates })]),
    ],
    networkPolicy: evalNetworkPolicy(manifests.networkPolicies, plan.egress, named(plan.name)),
  };
}

function opaque(metadata: ObjectMeta, stringData: Record<string, string>): KubeObject<Secret> {
  return { apiVersion: 'v1', kind: 'Secret', metadata, immutable: true, type: 'Opaque', stringData };
}

function evalJob(
  plan: Plan,
  manifest: KubeObject<Job>,
  metadata: ReturnType<typeof evalMetadata>,
): KubeObject<Job> {
  const job = structuredClone(manifest);
  const { labels, annotations, queue } = plan.job;
  job.metadata = {
    ...job.metadata,
    name: plan.name,
    namespace: plan.namespace,
    labels: {
      ...job.metadata?.labels,
      ...labels,
      ...(queue !== undefined && { [QUEUE_LABEL]: queue }),
      ...metadata.labels,
    },
    annotations: { ...job.metadata?.annotations, ...annotations, ...metadata.annotations },
  };
  const spec = present(job.spec, 'spec');
  spec.completions = plan.settings.shards;
  spec.parallelism = plan.settings.shards;
  spec.activeDeadlineSeconds = Math.ceil(plan.jobDeadlineMs / 1000);
  spec.template.metadata = {
    ...spec.template.metadata,
    labels: { ...spec.template.metadata?.labels, ...metadata.labels },
    annotations: { ...spec.template.metadata?.annotations, ...metadata.annotations },
  };
  const pod = present(spec.template.spec, 'spec.template.spec');
  pod.activeDeadlineSeconds = Math.ceil(plan.podDeadlineMs / 1000);
  if (plan.relay === undefined) removeRelay(pod);
  const { pull, pullSecret: pullSecretName } = plan.images;
  if (pullSecretName !== undefined) pod.imagePullSecrets = [{ name: pullSecretName }];
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    container.image = imageOf(plan, container);
    const policy = pullPolicyOf(container.image, pull);
    if (policy !== undefined) container.imagePullPolicy = policy;
    renameSources(container, plan.name);
    if (plan.isDetached && container.name === podContainers.results) {
      const hold = Object.entries(writeSettings({ holdMs: DETACHED_HOLD_MS }));
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
  const relayed = plan.relay === undefined ? [] : relayedHosts;
  addNetwork(pod, plan.network, { secret: plan.name, ca: `${plan.name}-ca`, relayed });
  if (plan.podOverlay !== undefined) spec.template = overlayPod(spec.template, plan.podOverlay);
  return job;
}

/**
 * Labelled like the Job, so that a policy on Jobs takes both, but without the instance: it is no evaluation. Queues are left
 * out, since nothing of it runs.
 */
function keyLease(plan: Plan, manifest: KubeObject<Job>, job: KubeObject<Job>): KubeObject<Job> {
  const lease = structuredClone(manifest);
  const { labels = {}, annotations = {} } = job.metadata;
  lease.metadata = {
    ...lease.metadata,
    name: leaseName(plan.name),
    namespace: plan.namespace,
    labels: without(labels, /^(?:clawbench\.dev|kueue\.x-k8s\.io)\//),
    annotations: without(annotations, /^(?:clawbench\.dev|kueue\.x-k8s\.io)\//),
  };
  const spec = present(lease.spec, 'spec');
  spec.activeDeadlineSeconds = LEASE_MS / 1000;
  for (const container of present(spec.template.spec, 'spec.template.spec').containers)
    container.image = plan.images.clawbench;
  return lease;
}

function without(values: Readonly<Record<string, string>>, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.test(name)));
}

const relayVolumes: ReadonlySet<string> = new Set(['wire', 'relay-tmp', 'catalog']);

/** Takes the relay, its volumes and its token out of the pod, which is changed. */
function removeRelay(pod: PodSpec): void {
  pod.initContainers = (pod.initContainers ?? []).filter(({ name }) => name !== podContainers.relay);
  pod.volumes = (pod.volumes ?? []).filter(({ name }) => !relayVolumes.has(name));
  for (const container of [...pod.initContainers, ...pod.containers]) {
    container.volumeMounts = (container.volumeMounts ?? []).filter(
      ({ name, mountPath }) => !relayVolumes.has(name) && mountPath !== '/etc/hosts',
    );
    container.env = (container.env ?? []).filter(({ name }) => name !== podVariables.relayToken);
  }
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

/** Names in the manifest start with `clawbench-eval`, those of one evaluation with its own name. */
function renamed(reference: string, name: string): string {
  return reference.replace(/^clawbench-eval/, name);
}

function present<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new ActionError('internal', `manifests/eval/job.yaml has no ${where}.`);
  return value;
}
