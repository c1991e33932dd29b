import type { ActionRoot } from '../base/ports.ts';
import { createHmac } from 'node:crypto';
import { sha256 } from '../base/sha256.ts';
import { ActionError } from '../base/errors.ts';
import type {
  ConfigMap,
  Deployment,
  KubeObject,
  Manifest,
  PersistentVolumeClaim,
  Secret,
} from '../kube/types.ts';
import { type Mapping, merged } from './config-overlay.ts';
import { deployedPullSecret } from './images.ts';
import { readManifest } from './manifests.ts';
import { openclawConfig, withoutPerplexity } from './openclaw-config.ts';
import { withoutFixedIds } from './openshift.ts';
import { annotations, deployedLabels } from './ownership.ts';
import { addNetwork, CA_FILE, type PodNetwork } from './pod-network.ts';
import { overlayPod, type PodOverlay } from './pod-overlay.ts';
import { podContainers } from '../protocol/containers.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { stampTemplate } from './pod-template.ts';
import type { ModelRoute } from './providers.ts';
import { setImage, type DeployedPod } from './deployed-pod.ts';

/** The namespace of a deployed OpenClaw by default. */
export const OPENCLAW_NAMESPACE = 'clawbench';
export const OPENCLAW = 'openclaw';
export const OPENCLAW_SECRET = 'clawbench-secrets';
const OPENCLAW_CA = 'openclaw-ca';
/** Where the home volume is mounted; the gateway keeps its state in a directory inside it. */
const OPENCLAW_HOME = '/openclaw';

/** What a deployed OpenClaw is made of. */
export interface DeployedOpenclaw extends DeployedPod {
  /** What the user adds to the gateway's config. */
  configOverlay: Mapping | null;
  /** The first is the gateway's default model. */
  routes: readonly ModelRoute[];
  /** Keys of providers and the gateway's token, by environment variable. */
  secrets: Readonly<Record<string, string>>;
  network?: PodNetwork;
  /** The user's changes to its pod. */
  podOverlay?: PodOverlay | undefined;
}

interface OpenclawManifests {
  namespace: Manifest;
  claim: KubeObject<PersistentVolumeClaim>;
  service: Manifest;
  configMap: KubeObject<ConfigMap>;
  deployment: KubeObject<Deployment>;
}

/** @throws ActionError internal when the action's files are incomplete */
export async function readOpenclawManifests(root: ActionRoot): Promise<OpenclawManifests> {
  const of = async <T extends object = Manifest>(name: string): Promise<KubeObject<T>> =>
    await readManifest<T>(root, `openclaw/${name}.yaml`);
  const [namespace, claim, service, configMap, deployment] = await Promise.all([
    of('namespace'),
    of<PersistentVolumeClaim>('persistentvolumeclaim'),
    of('service'),
    of<ConfigMap>('configmap'),
    of<Deployment>('deployment'),
  ]);
  return { namespace, claim, service, configMap, deployment };
}

/** The objects of a deployed OpenClaw without its namespace, in the order in which to make them. @param manifests are not changed */
export function openclawObjects(settings: DeployedOpenclaw, manifests: OpenclawManifests): Manifest[] {
  const { namespace } = settings;
  const configMap = structuredClone(manifests.configMap);
  configMap.data = { ...configMap.data, 'openclaw.json': deployedConfig(settings) };
  const secret: KubeObject<Secret> = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: OPENCLAW_SECRET, labels: { app: OPENCLAW } },
    type: 'Opaque',
    // Not stringData: the API server would never remove a key from it again.
    data: Object.fromEntries(
      Object.entries(settings.secrets).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
  };
  const claim = structuredClone(manifests.claim);
  if (settings.storageClass !== undefined && claim.spec !== undefined)
    claim.spec.storageClassName = settings.storageClass;
  return [
    ...(settings.login === null ? [] : [deployedPullSecret(settings.login, namespace, 'openclaw')]),
    claim,
    manifests.service,
    configMap,
    ...caConfigMap(settings.network?.caCertificates),
    secret,
    openclawDeployment(settings, manifests, configMap),
  ].map((object) => {
    const deployed: Manifest = structuredClone(object);
    deployed.metadata = {
      ...deployed.metadata,
      namespace,
      labels: { ...deployed.metadata.labels, ...deployedLabels('openclaw') },
    };
    return deployed;
  });
}

/** openclaw.json of the deployed gateway: that of an evaluation, and what only matters to a gateway that stays. */
function deployedConfig({
  routes,
  image,
  configOverlay,
  secrets,
}: Pick<DeployedOpenclaw, 'routes' | 'image' | 'configOverlay' | 'secrets'>): string {
  const config = openclawConfig(routes, image);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- openclawConfig makes it
  const { defaults } = config['agents'] as { defaults: Record<string, unknown> };
  const ours = {
    ...config,
    ...(secrets['OPENROUTER_API_KEY'] === undefined ? {} : withoutPerplexity),
    // On the volume, where containers that join the pod find it; OpenClaw rotates it.
    logging: { file: `${OPENCLAW_HOME}/gateway.log` },
    agents: {
      defaults: {
        ...defaults,
        ...(routes[0] === undefined ? {} : { model: { primary: routes[0].ref } }),
        // The default is a paid turn every half hour that nobody asked for.
        heartbeat: { every: '0m' },
      },
    },
  };
  return JSON.stringify(merged(ours, configOverlay ?? {}), null, 2);
}

function caConfigMap(caCertificates: string | undefined): KubeObject<ConfigMap>[] {
  if (caCertificates === undefined) return [];
  const metadata = { name: OPENCLAW_CA, labels: { app: OPENCLAW } };
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [CA_FILE]: caCertificates } }];
}

function openclawDeployment(
  settings: DeployedOpenclaw,
  manifests: OpenclawManifests,
  configMap: ConfigMap,
): KubeObject<Deployment> {
  const deployment = structuredClone(manifests.deployment);
  const template = deployment.spec?.template;
  if (template?.spec !== undefined && settings.isOpenShift) template.spec = withoutFixedIds(template.spec);
  const pod = template?.spec;
  const gateway = pod?.containers.find(({ name }) => name === podContainers.gateway);
  if (template === undefined || pod === undefined || gateway === undefined)
    throw new ActionError('internal', 'manifests/openclaw/deployment.yaml has no container gateway.');
  setImage(pod, [gateway], settings);
  template.metadata = {
    ...template.metadata,
    labels: { ...template.metadata?.labels, ...deployedLabels('openclaw') },
    annotations: {
      ...template.metadata?.annotations,
      [annotations.secretsHash]: secretsHash(settings.secrets),
      [annotations.configHash]: sha256(JSON.stringify(configMap.data)),
    },
  };
  if (settings.network !== undefined)
    addNetwork(pod, settings.network, { secret: OPENCLAW_SECRET, ca: OPENCLAW_CA });
  if (settings.podOverlay !== undefined && deployment.spec !== undefined)
    deployment.spec.template = overlayPod(template, settings.podOverlay);
  stampTemplate(deployment);
  return deployment;
}

/** A hash of the keys, so that a rotated key restarts the pod. Keyed by the token, so that short keys cannot be guessed. */
function secretsHash(secrets: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', secrets[podVariables.gatewayToken] ?? '')
    .update(JSON.stringify(sorted))
    .digest('hex');
}
