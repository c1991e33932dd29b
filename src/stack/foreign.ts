import type { Kube } from '../kube/client.ts';
import { listableKinds, type ListableKind } from '../kube/discovery.ts';
import type { ObjectMeta } from '../kube/types.ts';
import { isOurs } from './ownership.ts';

/** Records about other objects, which can be deleted without loss. */
const records = new Set(['Event', 'Lease', 'PodMetrics', 'Endpoints', 'EndpointSlice']);

/** What Kubernetes and OpenShift put into every namespace. */
const builtIn: readonly RegExp[] = [
  /^ConfigMap (kube-root-ca\.crt|openshift-service-ca\.crt)$/,
  /^ServiceAccount (default|builder|deployer)$/,
  /^Secret (default|builder|deployer)-(token|dockercfg)-\w+$/,
  /^RoleBinding system:(image-pullers|image-builders|deployers)$/,
];

/**
 * The objects in a namespace that this action did not make, such as `ConfigMap theirs`. Objects owned by another object
 * are left out.
 * @throws KubeError, also where the credentials may not list a kind: what we cannot see may be somebody's
 */
export async function foreignObjects(kube: Kube, namespace: string): Promise<string[]> {
  const kinds = (await listableKinds(kube)).filter(({ kind }) => !records.has(kind));
  const found = await Promise.all(kinds.map((kind) => namesOf(kube, kind, namespace)));
  return found.flat().toSorted();
}

async function namesOf(
  kube: Kube,
  { apiVersion, plural, kind }: ListableKind,
  namespace: string,
): Promise<string[]> {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const { body } = await kube.request<{
    items: { metadata: ObjectMeta & { ownerReferences?: unknown[] } }[];
  }>('GET', `${root}/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}`, {
    operation: `list what is in namespace ${namespace}`,
    query: { limit: 100 },
  });
  return body.items
    .filter((object) => !isOurs(object) && (object.metadata.ownerReferences ?? []).length === 0)
    .map(({ metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !builtIn.some((pattern) => pattern.test(name)));
}
