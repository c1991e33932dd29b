import { ActionError } from '../../base/errors.ts';
import type { Log } from '../../base/ports.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { isAdmissionRefusal, isKubeError } from '../../kube/errors.ts';
import { apply, list, patch, read } from '../../kube/objects.ts';
import { poll } from '../../kube/poll.ts';
import type { Container, Deployment, Pod } from '../../kube/types.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import type { FoundGateway } from './discover.ts';

/** A field manager for one evaluation: it can only give up what it added, and a second evaluation is a conflict. */
const rolloutManager = (instance: string): string => `clawbench-k8s-action-attach-${instance}`;

const POLL_MS = 300;

/**
 * Refuses to join a pod that already has an evaluation, running or waiting to be collected.
 * @throws ActionError gateway-busy; KubeError
 */
export async function refuseSecond(
  kube: Kube,
  { namespace, podName, pod, workload }: FoundGateway,
): Promise<void> {
  const ephemeral = await liveContainer(kube, namespace, pod);
  const isRolledOut = workload.containers.some(({ name }) => name === ROLLOUT_CONTAINER);
  if (ephemeral === undefined && !isRolledOut) return;
  throw gatewayBusy(namespace, podName, ephemeral);
}

function gatewayBusy(namespace: string, pod: string, container?: string, cause?: unknown): ActionError {
  const which = container === undefined ? '' : ` ${container.replace('clawbench-', '')}`;
  return new ActionError(
    'gateway-busy',
    `Evaluation${which} is in pod ${namespace}/${pod} already; a gateway takes one at a time.`,
    { hint: 'Collect it with `mode: results`, or end it with `mode: detach`.', cause },
  );
}

/**
 * The name of another evaluation's ephemeral container in the pod, running or about to start; undefined if there is none.
 * Ephemeral containers cannot be removed, so one without its ConfigMap is taken for one that will never start.
 */
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
 * Adds an ephemeral container to the pod: nothing restarts, and no other object of the user changes. If two evaluations
 * join at the same moment, the second one sees the first.
 * @throws ActionError gateway-busy; admission-refused, with the other method as the hint; KubeError
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
    const isRefused = isKubeError(error) && (isAdmissionRefusal(error) || [403, 404].includes(error.status));
    if (!isRefused) throw error;
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
 * Adds the container to the Deployment, which replaces its pod, and waits for the new pod.
 * @returns the new pod
 * @throws ActionError gateway-busy, startup-timeout; KubeError
 */
export async function joinRollout(
  kube: Kube,
  { namespace, workload, podName, podUid }: FoundGateway,
  container: Container,
  { instance, timeoutMs, log }: { instance: string; timeoutMs: number; log: Log },
): Promise<Pod> {
  const { name, replicas, selector } = workload;
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
  const { matchLabels = {} } = selector ?? {};
  const labelSelector = Object.entries(matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const joined = await poll(kube, { everyMs: POLL_MS, budgetMs: timeoutMs }, async () => {
    const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector });
    return pods.find(
      ({ metadata, spec }) =>
        metadata?.uid !== podUid &&
        metadata?.deletionTimestamp === undefined &&
        spec?.nodeName !== undefined &&
        spec.containers.some((item) => isSame(item, container)),
    );
  });
  if (joined !== undefined) return joined;
  throw new ActionError(
    'startup-timeout',
    `Deployment ${namespace}/${name} made no pod with the evaluation within ${Math.round(timeoutMs / 1000)} s.`,
    { hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}` },
  );
}

/** Compares the directories of the workspaces, which have the instance in their name. */
function isSame(one: Container, other: Container): boolean {
  const directory = (container: Container): string | undefined =>
    container.env?.find(({ name }) => name === podVariables.stateDir)?.value;
  return one.name === other.name && directory(one) === directory(other);
}

/** The Deployment a container was added to, and the evaluation that did it. */
interface RolloutTarget {
  namespace: string;
  /** Name of the Deployment. */
  name: string;
  instance: string;
}

/** Takes back what `joinRollout` added, so that the Deployment is as before. Safe to repeat. @throws KubeError */
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
