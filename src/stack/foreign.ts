import type { Kube } from '../kube/client.ts';
import { listableKinds, type ListableKind } from '../kube/discovery.ts';
import type { ObjectMeta } from '../kube/types.ts';
import { isOurs } from './ownership.ts';

/** Records of what happens to other objects, which no one misses. */
const records = new Set(['Event', 'Lease', 'PodMetrics', 'Endpoints', 'EndpointSlice']);

/** What Kubernetes and OpenShift put into each namespace by themselves. */
const given: readonly RegExp[] = [
  /^ConfigMap (kube-root-ca\.crt|openshift-service-ca\.crt)$/,
  /^ServiceAccount (default|builder|deployer)$/,
  /^Secret (default|builder|deployer)-(token|dockercfg)-\w+$/,
  /^RoleBinding system:(image-pullers|image-builders|deployers)$/,
];

/**
 * What is in a namespace and not of our making, as `ConfigMap theirs`. What belongs to another object is not named
 * beside it.
 * @throws KubeError, also where the credentials may not look: what can not be seen may be somebody's
 */
export async function foreignObjects(kube: Kube, namespace: string, signal: AbortSignal): Promise<string[]> {
  const kinds = (await listableKinds(kube)).filter(({ kind }) => !records.has(kind));
  const found = await Promise.all(kinds.map((kind) => namesOf(kube, kind, namespace, signal)));
  return found.flat().toSorted();
}

async function namesOf(
  kube: Kube,
  { apiVersion, plural, kind }: ListableKind,
  namespace: string,
  signal: AbortSignal,
): Promise<string[]> {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const { body } = await kube.request<{
    items: { metadata: ObjectMeta & { ownerReferences?: unknown[] } }[];
  }>('GET', `${root}/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}`, {
    operation: `list what is in namespace ${namespace}`,
    query: { limit: 100 },
    signal,
  });
  return body.items
    .filter((object) => !isOurs(object) && (object.metadata.ownerReferences ?? []).length === 0)
    .map(({ metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !given.some((pattern) => pattern.test(name)));
}
