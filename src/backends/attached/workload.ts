import { ActionError } from '../../base/errors.ts';
import type { WorkloadKind, WorkloadRef } from '../../inputs/workload-kind.ts';
import type { Kube } from '../../kube/client.ts';
import { isKubeError } from '../../kube/errors.ts';
import { list, read } from '../../kube/objects.ts';
import type { Container, Deployment, Pod, StatefulSet } from '../../kube/types.ts';
import { ROLLOUT_CONTAINER } from '../../protocol/containers.ts';
import { isOurs, labels } from '../../stack/ownership.ts';

/** What the pod of an existing OpenClaw belongs to; the pod itself, where that is something else. */
export interface Workload {
  kind: WorkloadKind;
  namespace: string;
  name: string;
  /** Of its pods, or of the pod. */
  containers: readonly Container[];
  /** Finds its pods; undefined for a pod. */
  selector: NonNullable<Deployment['spec']>['selector'] | undefined;
  replicas: number | undefined;
}

const DEFAULT_NAME = 'openclaw';
export const GATEWAY_NAMES: readonly string[] = ['gateway', 'openclaw'];

/**
 * Finds what the gateway's pod belongs to. Without a name it takes one only if there is no other choice.
 * @throws ActionError bad-input, with the existing names; KubeError
 */
export async function findWorkload(
  kube: Kube,
  namespace: string,
  wanted: WorkloadRef | null,
): Promise<Workload> {
  const { kind = null, name = DEFAULT_NAME } = wanted ?? {};
  const kinds: readonly WorkloadKind[] = kind === null ? ['Deployment', 'StatefulSet'] : [kind];
  for (const of of kinds) {
    const found = await readWorkload(kube, { kind: of, namespace, name });
    if (found !== undefined) return found;
  }
  if (wanted !== null) throw await notThere(kube, namespace, { kinds, name });
  const sets = (await Promise.all(kinds.map((of) => listWorkloads(kube, of, namespace)))).flat();
  const alike = sets.filter(looksLikeOpenclaw);
  // Operators and other controllers may own their pods directly.
  const found = alike.length > 0 ? alike : await lonePods(kube, namespace);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new ActionError(
    'bad-input',
    found.length === 0
      ? `Nothing in namespace ${namespace} looks like an OpenClaw.`
      : `Several in namespace ${namespace} look like an OpenClaw: ${namesOf(found)}.`,
    found.length === 0 && sets.length === 0
      ? emptyHint(namespace)
      : { hint: 'Write which one as `openclaw-deployment`.' },
  );
}

export function looksLikeOpenclaw({ containers }: Pick<Workload, 'containers'>): boolean {
  return usersContainers(containers).some(
    ({ name, image = '' }) => GATEWAY_NAMES.includes(name) || /(^|\/)[^/]*openclaw[^/]*$/.test(image),
  );
}

/** The container of a rolled-out evaluation is ours, not the user's. */
export function usersContainers(containers: readonly Container[]): Container[] {
  return containers.filter(({ name }) => name !== ROLLOUT_CONTAINER);
}

async function notThere(
  kube: Kube,
  namespace: string,
  { kinds, name }: { kinds: readonly WorkloadKind[]; name: string },
): Promise<ActionError> {
  const all = (await Promise.all(kinds.map((kind) => listWorkloads(kube, kind, namespace)))).flat();
  return new ActionError(
    'bad-input',
    `There is no ${kinds.join(' or ')} "${name}" in namespace ${namespace}.`,
    all.length === 0 ? emptyHint(namespace) : { hint: `Write one of: ${namesOf(all)}.` },
  );
}

function emptyHint(namespace: string): { hint: string; terminalHint: string } {
  return {
    hint: 'There is none in it: deploy one with `mode: deploy`, or check `namespace` and the cluster.',
    terminalHint: `There is none in it: deploy one with \`clawbench-k8s deploy --namespace ${namespace}\`, or check \`namespace\` and the cluster.`,
  };
}

/** As the input takes them: a name alone is a Deployment first. */
function namesOf(found: readonly Workload[]): string {
  return found
    .map(({ kind, name }) => (kind === 'Deployment' ? name : `${kind.toLowerCase()}/${name}`))
    .sort()
    .join(', ');
}

const apiVersionOf = (kind: WorkloadKind): string => (kind === 'Pod' ? 'v1' : 'apps/v1');

type KubeWorkload = Deployment | StatefulSet | Pod;

async function readWorkload(
  kube: Kube,
  { kind, namespace, name }: Pick<Workload, 'kind' | 'namespace' | 'name'>,
): Promise<Workload | undefined> {
  const ref = { apiVersion: apiVersionOf(kind), kind, namespace, name };
  const found = await optional(kind, () => read<KubeWorkload>(kube, ref), undefined);
  return found === undefined ? undefined : workloadOf(kind, namespace, found);
}

async function listWorkloads(kube: Kube, kind: WorkloadKind, namespace: string): Promise<Workload[]> {
  const of = { apiVersion: apiVersionOf(kind), kind, namespace };
  const found = await optional(kind, () => list<KubeWorkload>(kube, of), []);
  return found.filter((object) => !isOfEval(object)).map((object) => workloadOf(kind, namespace, object));
}

/** Who has an OpenClaw in a Deployment needs no right to see StatefulSets. */
async function optional<T>(kind: WorkloadKind, ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (kind === 'StatefulSet' && isKubeError(error) && error.status === 403) return otherwise;
    throw error;
  }
}

/** Pods that run, look like an OpenClaw, and are not of an evaluation. */
async function lonePods(kube: Kube, namespace: string): Promise<Workload[]> {
  const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace });
  return pods
    .filter((pod) => pod.status?.phase === 'Running' && pod.metadata?.deletionTimestamp === undefined)
    .filter((pod) => !isOfEval(pod))
    .map((pod) => workloadOf('Pod', namespace, pod))
    .filter(looksLikeOpenclaw);
}

function isOfEval({ metadata = {} }: KubeWorkload): boolean {
  const { labels: found = {} } = metadata;
  return isOurs({ metadata: { labels: found } }) && found[labels.component] === 'eval';
}

function workloadOf(kind: WorkloadKind, namespace: string, { metadata, spec }: KubeWorkload): Workload {
  const isSet = spec !== undefined && 'template' in spec;
  const pod = isSet ? spec.template.spec : spec;
  return {
    kind,
    namespace,
    name: metadata?.name ?? '',
    containers: pod !== undefined && 'containers' in pod ? pod.containers : [],
    selector: isSet ? spec.selector : undefined,
    replicas: isSet ? spec.replicas : undefined,
  };
}
