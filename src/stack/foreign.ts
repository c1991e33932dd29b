import type { Kube } from '../kube/client.ts';
import { listableKinds, type ListableKind } from '../kube/discovery.ts';
import { type CallOptions, listAll } from '../kube/objects.ts';
import type { ObjectMeta } from '../kube/types.ts';

/** Records about other objects, which can be deleted without loss. */
const records = new Set(['Event', 'Lease', 'PodMetrics', 'Endpoints', 'EndpointSlice']);

/** What Kubernetes and OpenShift put into every namespace. */
const builtIn: readonly RegExp[] = [
  /^ConfigMap (kube-root-ca\.crt|openshift-service-ca\.crt)$/,
  /^ServiceAccount (default|builder|deployer)$/,
  /^Secret (default|builder|deployer)-(token|dockercfg)-\w+$/,
  /^RoleBinding system:(image-pullers|image-builders|deployers)$/,
];

interface FoundObject {
  metadata: ObjectMeta & { creationTimestamp?: string; ownerReferences?: unknown[] };
}

/** Which objects of a namespace go with it. */
export interface OwnObjects {
  /** Whether an object may be deleted with the namespace. */
  isOwn: (object: FoundObject) => boolean;
  /**
   * Objects made before this, in ms since the epoch, count as the cluster's: some clusters put secrets and policies of their
   * own into every new namespace.
   */
  sinceMs?: number;
  /** How long each request is repeated. */
  retryForMs?: number;
}

/**
 * The objects of others in a namespace, such as `ConfigMap theirs`. Objects owned by another object are left out.
 * @throws KubeError, also where the credentials may not list a kind: what we cannot see may be somebody's
 */
export async function foreignObjects(kube: Kube, namespace: string, own: OwnObjects): Promise<string[]> {
  const { retryForMs } = own;
  const call = retryForMs === undefined ? {} : { retryForMs };
  const kinds = (await listableKinds(kube, call)).filter(({ kind }) => !records.has(kind));
  const found = await Promise.all(kinds.map((kind) => namesOf(kube, kind, namespace, { ...own, call })));
  return found.flat().toSorted();
}

async function namesOf(
  kube: Kube,
  { apiVersion, plural, kind }: ListableKind,
  namespace: string,
  { isOwn, sinceMs = Number.NEGATIVE_INFINITY, call }: OwnObjects & { call: CallOptions },
): Promise<string[]> {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const path = `${root}/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
  const objects = await listAll<FoundObject>(kube, path, `list what is in namespace ${namespace}`, call);
  return objects
    .filter((object) => !isOwn(object) && (object.metadata.ownerReferences ?? []).length === 0)
    .filter(({ metadata: { creationTimestamp } }) => !(Date.parse(creationTimestamp ?? '') < sinceMs))
    .map(({ metadata }) => `${kind} ${metadata.name}`)
    .filter((name) => !builtIn.some((pattern) => pattern.test(name)));
}

/** The sentence about a namespace that is kept for the objects of others in it. */
export function keptForOthers(namespace: string, others: readonly string[]): string {
  const more = others.length > 6 ? ` and ${others.length - 6} more` : '';
  return `Namespace ${namespace} is kept: it also has ${others.slice(0, 6).join(', ')}${more}.`;
}
