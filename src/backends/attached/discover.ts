import { ActionError } from '../../base/errors.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { list, read } from '../../kube/objects.ts';
import type { Container, Deployment, Pod } from '../../kube/types.ts';

/** An existing OpenClaw: its Deployment, and the pod and container its gateway runs in. */
export interface FoundGateway {
  namespace: string;
  deployment: Deployment;
  name: string;
  pod: Pod;
  podName: string;
  podUid: string;
  container: Container;
}

type Wishes = Pick<AttachedPlan, 'deployment' | 'container'>;

const DEFAULT_NAME = 'openclaw';
const CONTAINER_NAMES = ['gateway', 'openclaw'];

/**
 * Finds the gateway of an existing OpenClaw. Without names it takes one only if there is no other choice.
 * @throws ActionError bad-input, with the existing names; gateway-not-ready if the gateway does not run; KubeError
 */
export async function findGateway(kube: Kube, namespace: string, wishes: Wishes): Promise<FoundGateway> {
  const deployment = await findDeployment(kube, namespace, wishes);
  const name = deployment.metadata?.name ?? '';
  const container = chooseContainer(deployment, wishes);
  const pods = await list<Pod>(
    kube,
    { apiVersion: 'v1', kind: 'Pod', namespace },
    { labelSelector: selectorOf(deployment) },
  );
  const pod = pods.find(
    (candidate) =>
      candidate.metadata?.deletionTimestamp === undefined &&
      statusOfContainer(candidate, container.name)?.state?.running !== undefined,
  );
  const { name: podName, uid: podUid } = pod?.metadata ?? {};
  if (pod === undefined || podName === undefined || podUid === undefined) {
    throw new ActionError(
      'gateway-not-ready',
      `No pod of Deployment ${namespace}/${name} has a running container "${container.name}".`,
      { hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}` },
    );
  }
  // The template may have changed since the pod was made.
  const running = pod.spec?.containers.find((item) => item.name === container.name) ?? container;
  return { namespace, deployment, name, pod, podName, podUid, container: running };
}

async function findDeployment(
  kube: Kube,
  namespace: string,
  { deployment: wanted }: Wishes,
): Promise<Deployment> {
  const of = { apiVersion: 'apps/v1', kind: 'Deployment', namespace };
  const name = wanted ?? DEFAULT_NAME;
  const named = await read<Deployment>(kube, { ...of, name });
  if (named !== undefined) return named;
  const all = await list<Deployment>(kube, of);
  const names = (found: readonly Deployment[]): string =>
    found
      .map(({ metadata }) => metadata?.name ?? '')
      .sort()
      .join(', ');
  const none = {
    hint: 'There is no Deployment in it: deploy one with `mode: deploy`, or check `namespace` and the cluster.',
    terminalHint: `There is no Deployment in it: deploy one with \`clawbench-k8s deploy --namespace ${namespace}\`, or check \`namespace\` and the cluster.`,
  };
  if (wanted !== null) {
    throw new ActionError(
      'bad-input',
      `There is no Deployment "${name}" in namespace ${namespace}.`,
      all.length === 0 ? none : { hint: `Write one of: ${names(all)}.` },
    );
  }
  const alike = all.filter(looksLikeOpenclaw);
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return only;
  throw new ActionError(
    'bad-input',
    alike.length === 0
      ? `No Deployment of namespace ${namespace} looks like an OpenClaw.`
      : `Several Deployments of namespace ${namespace} look like an OpenClaw: ${names(alike)}.`,
    all.length === 0 ? none : { hint: 'Write which one as `openclaw-deployment`.' },
  );
}

export function looksLikeOpenclaw(deployment: Deployment): boolean {
  return containersOf(deployment).some(
    ({ name, image = '' }) => CONTAINER_NAMES.includes(name) || /(^|\/)[^/]*openclaw[^/]*$/.test(image),
  );
}

function containersOf(deployment: Deployment): Container[] {
  // The container of a rolled-out evaluation is ours, not the user's.
  return (deployment.spec?.template.spec?.containers ?? []).filter(({ name }) => name !== ROLLOUT_CONTAINER);
}

/** @throws ActionError bad-input */
export function chooseContainer(
  deployment: Deployment,
  { container: wished }: Pick<Wishes, 'container'>,
): Container {
  const containers = containersOf(deployment);
  const wanted = wished === null ? CONTAINER_NAMES : [wished];
  for (const name of wanted) {
    const found = containers.find((container) => container.name === name);
    if (found !== undefined) return found;
  }
  const [only] = containers;
  if (wished === null && only !== undefined && containers.length === 1) return only;
  const { name, namespace } = deployment.metadata ?? {};
  const names = containers.map((container) => container.name).join(', ');
  throw new ActionError(
    'bad-input',
    wished === null
      ? `Deployment ${namespace}/${name} has several containers, none of which is called gateway or openclaw.`
      : `Deployment ${namespace}/${name} has no container "${wished}".`,
    { hint: `Write one of these as \`openclaw-container\`: ${names}.` },
  );
}

function selectorOf(deployment: Deployment): string {
  const { matchLabels = {}, matchExpressions = [] } = deployment.spec?.selector ?? {};
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const others = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [...equal, ...others].join(',');
}
