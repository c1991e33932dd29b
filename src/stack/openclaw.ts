import type { ActionRoot } from '../base/ports.ts';
import { createHash, createHmac } from 'node:crypto';
import { ActionError } from '../base/errors.ts';
import type { ConfigMap, Deployment, Manifest, PersistentVolumeClaim, Secret } from '../kube/types.ts';
import { type Mapping, merged } from './config-overlay.ts';
import { standingPullSecret } from './images.ts';
import { readManifest } from './manifests.ts';
import { openclawConfig, withoutPerplexity } from './openclaw-config.ts';
import { withoutFixedIds } from './openshift.ts';
import { annotations, standingLabels } from './ownership.ts';
import { addNetwork, CA_FILE, type PodNetwork } from './pod-network.ts';
import { overlayPod, type PodOverlay } from './pod-overlay.ts';
import { podContainers } from '../protocol/containers.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { stampTemplate } from './pod-template.ts';
import type { ModelRoute } from './providers.ts';
import { setImage, type StandingPod } from './standing-pod.ts';

/** Where a standing OpenClaw lives unless the user says otherwise. */
export const OPENCLAW_NAMESPACE = 'clawbench';
export const OPENCLAW = 'openclaw';
export const OPENCLAW_SECRET = 'clawbench-secrets';
const OPENCLAW_CA = 'openclaw-ca';
export const OPENCLAW_CLAIM = 'openclaw-home-pvc';
/** The mount of the home volume; what the gateway keeps is in a directory of its own in it. */
export const OPENCLAW_HOME = '/openclaw';

/** What a standing OpenClaw is made of; all strings of `secrets` are for nobody to read. */
export interface StandingOpenclaw extends StandingPod {
  /** What the user adds to the gateway's config. */
  configOverlay: Mapping | null;
  /** The first is the gateway's default model. */
  routes: readonly ModelRoute[];
  /** Keys of providers and the gateway's token, by environment variable. */
  secrets: Readonly<Record<string, string>>;
  network?: PodNetwork;
  /** What is different in its pod. */
  podOverlay?: PodOverlay | undefined;
}

export interface OpenclawManifests {
  namespace: Manifest;
  claim: PersistentVolumeClaim;
  service: Manifest;
  configMap: ConfigMap;
  deployment: Deployment;
}

/** @throws ActionError internal when the action's files are incomplete */
export async function readOpenclawManifests(root: ActionRoot): Promise<OpenclawManifests> {
  const of = async <T = Manifest>(name: string): Promise<T> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own files, of these kinds
    (await readManifest(root, `openclaw/${name}.yaml`)) as unknown as T;
  const [namespace, claim, service, configMap, deployment] = await Promise.all([
    of('namespace'),
    of<PersistentVolumeClaim>('persistentvolumeclaim'),
    of('service'),
    of<ConfigMap>('configmap'),
    of<Deployment>('deployment'),
  ]);
  return { namespace, claim, service, configMap, deployment };
}

/** The objects of a standing OpenClaw in the order of their making, without the namespace. Manifests are not changed. */
export function openclawObjects(settings: StandingOpenclaw, manifests: OpenclawManifests): Manifest[] {
  const { namespace } = settings;
  const configMap = structuredClone(manifests.configMap);
  configMap.data = { ...configMap.data, 'openclaw.json': standingConfig(settings) };
  const secret: Secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: OPENCLAW_SECRET, labels: { app: OPENCLAW } },
    type: 'Opaque',
    // Not stringData: of that the API server would never remove a key again.
    data: Object.fromEntries(
      Object.entries(settings.secrets).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
  };
  const claim = structuredClone(manifests.claim);
  if (settings.storageClass !== undefined && claim.spec !== undefined)
    claim.spec.storageClassName = settings.storageClass;
  return [
    ...(settings.login === null ? [] : [standingPullSecret(settings.login, namespace, 'openclaw')]),
    claim,
    manifests.service,
    configMap,
    ...caConfigMap(settings.network?.caCertificates),
    secret,
    openclawDeployment(settings, manifests, configMap),
  ].map((object) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each has its kind and name
    const standing = structuredClone(object) as unknown as Manifest;
    standing.metadata = {
      ...standing.metadata,
      namespace,
      labels: { ...standing.metadata.labels, ...standingLabels('openclaw') },
    };
    return standing;
  });
}

/** openclaw.json of the standing gateway: the one of an eval, and what only matters to a gateway that stands. */
export function standingConfig({
  routes,
  image,
  configOverlay,
  secrets,
}: Pick<StandingOpenclaw, 'routes' | 'image' | 'configOverlay' | 'secrets'>): string {
  const config = openclawConfig(routes, image);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- openclawConfig makes it
  const { defaults } = config['agents'] as { defaults: Record<string, unknown> };
  const standing = {
    ...config,
    ...(secrets['OPENROUTER_API_KEY'] === undefined ? {} : withoutPerplexity),
    // On the volume, for whoever joins the pod; OpenClaw rotates it.
    logging: { file: `${OPENCLAW_HOME}/gateway.log` },
    agents: {
      defaults: {
        ...defaults,
        ...(routes[0] === undefined ? {} : { model: { primary: routes[0].ref } }),
        // A turn every half an hour, paid for by nobody's wish.
        heartbeat: { every: '0m' },
      },
    },
  };
  return JSON.stringify(merged(standing, configOverlay ?? {}), null, 2);
}

function caConfigMap(caCertificates: string | undefined): ConfigMap[] {
  if (caCertificates === undefined) return [];
  const metadata = { name: OPENCLAW_CA, labels: { app: OPENCLAW } };
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [CA_FILE]: caCertificates } }];
}

function openclawDeployment(
  settings: StandingOpenclaw,
  manifests: OpenclawManifests,
  configMap: ConfigMap,
): Deployment {
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
    labels: { ...template.metadata?.labels, ...standingLabels('openclaw') },
    annotations: {
      ...template.metadata?.annotations,
      [annotations.secretsHash]: secretsHash(settings.secrets),
      [annotations.configHash]: createHash('sha256').update(JSON.stringify(configMap.data)).digest('hex'),
    },
  };
  if (settings.network !== undefined)
    addNetwork(pod, settings.network, { secret: OPENCLAW_SECRET, ca: OPENCLAW_CA });
  if (settings.podOverlay !== undefined && deployment.spec !== undefined)
    deployment.spec.template = overlayPod(template, settings.podOverlay);
  stampTemplate(deployment);
  return deployment;
}

/** Of the keys, so that a rotated one restarts the pod. Keyed by the token: nobody can try out short keys on it. */
function secretsHash(secrets: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', secrets[podVariables.gatewayToken] ?? '')
    .update(JSON.stringify(sorted))
    .digest('hex');
}
