import { ActionError } from '../../base/errors.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { list, read } from '../../kube/objects.ts';
import type { Container, Pod } from '../../kube/types.ts';
import { findWorkload, GATEWAY_NAMES, usersContainers, type Workload } from './workload.ts';

/** An existing OpenClaw: the pod and container its gateway runs in, and what the pod belongs to. */
export interface FoundGateway {
  namespace: string;
  workload: Workload;
  pod: Pod;
  podName: string;
  podUid: string;
  container: Container;
}

type Wishes = Pick<AttachedPlan, 'workload' | 'container' | 'method'>;

/**
 * Finds the gateway of an existing OpenClaw. Without names it takes one only if there is no other choice.
 * @throws ActionError bad-input, with the existing names; gateway-not-ready if the gateway does not run; KubeError
 */
export async function findGateway(kube: Kube, namespace: string, wishes: Wishes): Promise<FoundGateway> {
  const workload = await findWorkload(kube, namespace, wishes.workload);
  if (wishes.method === 'rollout') refuseRollout(workload);
  const container = chooseContainer(workload, wishes);
  const pods = await podsOf(kube, workload);
  const pod = pods.find(
    (candidate) =>
      candidate.metadata?.deletionTimestamp === undefined &&
      statusOfContainer(candidate, container.name)?.state?.running !== undefined,
  );
  const { name: podName, uid: podUid } = pod?.metadata ?? {};
  if (pod === undefined || podName === undefined || podUid === undefined) {
    const { kind, name } = workload;
    throw new ActionError(
      'gateway-not-ready',
      kind === 'Pod'
        ? `Pod ${namespace}/${name} has no running container "${container.name}".`
        : `No pod of ${kind} ${namespace}/${name} has a running container "${container.name}".`,
      { hint: `Look at it with: kubectl -n ${namespace} describe ${kind.toLowerCase()}/${name}` },
    );
  }
  // The template may have changed since the pod was made.
  const running = pod.spec?.containers.find((item) => item.name === container.name) ?? container;
  return { namespace, workload, pod, podName, podUid, container: running };
}

/** An operator would take the container out of its StatefulSet again, and a pod cannot get another one. @throws ActionError bad-input */
function refuseRollout({ kind, namespace, name }: Workload): void {
  if (kind === 'Deployment') return;
  throw new ActionError(
    'bad-input',
    `\`attach-method: rollout\` adds a container to a Deployment, and this OpenClaw is in ${kind} ${namespace}/${name}.`,
    { hint: 'Remove `attach-method`: an ephemeral container joins the pod, whatever it belongs to.' },
  );
}

/** @throws ActionError bad-input */
export function chooseContainer(
  { kind, namespace, name: of, containers }: Pick<Workload, 'kind' | 'namespace' | 'name' | 'containers'>,
  { container: wished }: Pick<Wishes, 'container'>,
): Container {
  const users = usersContainers(containers);
  const wanted = wished === null ? GATEWAY_NAMES : [wished];
  for (const name of wanted) {
    const found = users.find((container) => container.name === name);
    if (found !== undefined) return found;
  }
  const [only] = users;
  if (wished === null && only !== undefined && users.length === 1) return only;
  const names = users.map((container) => container.name).join(', ');
  throw new ActionError(
    'bad-input',
    wished === null
      ? `${kind} ${namespace}/${of} has several containers, none of which is called gateway or openclaw.`
      : `${kind} ${namespace}/${of} has no container "${wished}".`,
    { hint: `Write one of these as \`openclaw-container\`: ${names}.` },
  );
}

async function podsOf(kube: Kube, { kind, namespace, name, selector }: Workload): Promise<Pod[]> {
  const of = { apiVersion: 'v1', kind: 'Pod', namespace };
  if (kind !== 'Pod') return await list<Pod>(kube, of, { labelSelector: selectorText(selector) });
  const pod = await read<Pod>(kube, { ...of, name });
  return pod === undefined ? [] : [pod];
}

function selectorText({
  matchLabels = {},
  matchExpressions = [],
}: NonNullable<Workload['selector']> = {}): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const others = matchExpressions.map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [...equal, ...others].join(',');
}
