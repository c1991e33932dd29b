import { ActionError } from '../../base/errors.ts';
import type { Log } from '../../base/ports.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { isKubeError } from '../../kube/errors.ts';
import { apply, list, patch, read } from '../../kube/objects.ts';
import type { Container, Deployment, Pod } from '../../kube/types.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import type { FoundGateway } from './discover.ts';

/** Of one eval alone: what it gives up later is what it added, and another one that joins meanwhile is a conflict. */
const rolloutManager = (instance: string): string => `clawbench-k8s-action-attach-${instance}`;

const POLL_MS = 300;

/**
 * Refuses where an eval is there already, running or held.
 * @throws ActionError gateway-busy; KubeError
 */
export async function refuseSecond(
  kube: Kube,
  { namespace, podName, pod, deployment }: FoundGateway,
): Promise<void> {
  const ephemeral = await liveContainer(kube, namespace, pod);
  const isRolledOut = deployment.spec?.template.spec?.containers.some(
    ({ name }) => name === ROLLOUT_CONTAINER,
  );
  if (ephemeral === undefined && isRolledOut !== true) return;
  throw gatewayBusy(namespace, podName, ephemeral);
}

function gatewayBusy(namespace: string, pod: string, container?: string, cause?: unknown): ActionError {
  const which = container === undefined ? '' : ` ${container.replace('clawbench-', '')}`;
  return new ActionError(
    'gateway-busy',
    `Evaluation${which} runs or is held in pod ${namespace}/${pod}; one gateway takes one at a time.`,
    { hint: 'Bring it home with `mode: results`, or end it with `mode: detach`.', cause },
  );
}

/** One that never started can not be taken out of its pod; it never will once its ConfigMap is gone. */
async function liveContainer(
  kube: Kube,
  namespace: string,
  pod: Pod,
  own?: string,
): Promise<string | undefined> {
  for (const { name } of pod.spec?.ephemeralContainers ?? []) {
    if (!/^clawbench-[0-9a-f]{8}$/.test(name) || name === own) continue;
    const { running, terminated } = statusOfContainer(pod, name)?.state ?? {};
    if (terminated !== undefined) continue;
    const record = { apiVersion: 'v1', kind: 'ConfigMap', name, namespace };
    if (running !== undefined || (await read(kube, record)) !== undefined) return name;
  }
  return undefined;
}

/**
 * Adds an ephemeral container to the pod: nothing restarts, and no object of the user's changes but the pod itself.
 * Of two that come at the same moment the API server's order decides: the second sees the first.
 * @throws ActionError gateway-busy; missing-permission or admission-refused that name the other method; KubeError
 */
export async function joinEphemeral(
  kube: Kube,
  { namespace, podName }: FoundGateway,
  container: Container,
): Promise<void> {
  const ref = { apiVersion: 'v1', kind: 'Pod', name: podName, namespace };
  let joined: Pod;
  try {
    joined = await patch<Pod>(
      kube,
      ref,
      { spec: { ephemeralContainers: [container] } },
      { type: 'strategic', subresource: 'ephemeralcontainers' },
    );
  } catch (error) {
    if (!isKubeError(error) || (error.status !== 403 && error.status !== 404)) throw error;
    throw new ActionError(
      'admission-refused',
      `The cluster takes no ephemeral container in pod ${namespace}/${podName}: ${error.message}`,
      {
        hint: 'Write `attach-method: rollout`, which restarts the gateway.',
        cause: error,
      },
    );
  }
  const other = await liveContainer(kube, namespace, joined, container.name);
  if (other !== undefined) throw gatewayBusy(namespace, podName, other);
}

/**
 * Adds the container to the Deployment, which makes the pod anew, and waits for that.
 * @returns the new pod
 * @throws ActionError gateway-busy, startup-timeout; KubeError
 */
export async function joinRollout(
  kube: Kube,
  { namespace, name, deployment, podName, podUid }: FoundGateway,
  container: Container,
  { instance, timeoutMs, log }: { instance: string; timeoutMs: number; log: Log },
): Promise<Pod> {
  const { replicas } = deployment.spec ?? {};
  if (replicas !== undefined && replicas !== 1) {
    throw new ActionError('bad-input', `Deployment ${namespace}/${name} has ${replicas} replicas.`, {
      hint: 'Scale it to 1, or write `attach-method: ephemeral`, which joins one of its pods.',
    });
  }
  log.info(
    `Deployment ${namespace}/${name} gets a container "${container.name}": its gateway restarts, now and after the evaluation.`,
  );
  try {
    await applyContainers(kube, { namespace, name, instance }, [container]);
  } catch (error) {
    if (!isKubeError(error, 'Conflict')) throw error;
    throw gatewayBusy(namespace, podName, undefined, error);
  }
  const { matchLabels = {} } = deployment.spec?.selector ?? {};
  const labelSelector = Object.entries(matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const { clock } = kube;
  const deadlineMs = clock.now() + timeoutMs;
  for (;;) {
    const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector });
    const joined = pods.find(
      ({ metadata, spec }) =>
        metadata?.uid !== podUid &&
        metadata?.deletionTimestamp === undefined &&
        spec?.containers.some((item) => isSame(item, container)) === true,
    );
    if (joined !== undefined && joined.spec?.nodeName !== undefined) return joined;
    if (clock.now() >= deadlineMs) {
      throw new ActionError(
        'startup-timeout',
        `Deployment ${namespace}/${name} made no pod with the evaluation in ${Math.round(timeoutMs / 1000)} s.`,
        {
          hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}`,
        },
      );
    }
    await clock.sleep(POLL_MS, kube.signal);
  }
}

/** The workspaces have the instance in their name. */
function isSame(one: Container, other: Container): boolean {
  const directory = (container: Container): string | undefined =>
    container.env?.find(({ name }) => name === podVariables.stateDir)?.value;
  return one.name === other.name && directory(one) === directory(other);
}

/** Where a container is rolled out, and by which evaluation. */
interface RolloutTarget {
  namespace: string;
  /** Name of the Deployment. */
  name: string;
  instance: string;
}

/** Gives up what `joinRollout` added; the Deployment is as it was. Safe to repeat. @throws KubeError */
export async function leaveRollout(kube: Kube, target: RolloutTarget): Promise<void> {
  const { namespace, name, instance } = target;
  const live = await read<Deployment>(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace });
  const isOurs = live?.metadata?.managedFields?.some(({ manager }) => manager === rolloutManager(instance));
  if (isOurs === true) await applyContainers(kube, target, []);
}

async function applyContainers(
  kube: Kube,
  { namespace, name, instance }: RolloutTarget,
  containers: readonly Container[],
): Promise<void> {
  const spec = containers.length === 0 ? {} : { spec: { template: { spec: { containers } } } };
  await apply(
    kube,
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, ...spec },
    { fieldManager: rolloutManager(instance) },
  );
}
