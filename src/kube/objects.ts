import type { Kube, RequestOptions } from './client.ts';
import { isKubeError } from './errors.ts';
import type { Manifest, ObjectRef } from './types.ts';

/** The name under which the API server records the fields we manage. */
export const FIELD_MANAGER = 'clawbench-k8s-action';

export type CallOptions = Pick<RequestOptions, 'signal' | 'timeoutMs' | 'retryForMs'>;

interface Kind {
  plural: string;
  namespaced: boolean;
}

const inNamespace = (plural: string): Kind => ({ plural, namespaced: true });
const inNone = (plural: string): Kind => ({ plural, namespaced: false });

/** The kinds this program handles. A table, because discovery would need two more requests before the first one. */
const kinds: Record<string, Kind> = {
  'v1/ConfigMap': inNamespace('configmaps'),
  'v1/Event': inNamespace('events'),
  'v1/LimitRange': inNamespace('limitranges'),
  'v1/Namespace': inNone('namespaces'),
  'v1/Node': inNone('nodes'),
  'v1/PersistentVolumeClaim': inNamespace('persistentvolumeclaims'),
  'v1/Pod': inNamespace('pods'),
  'v1/ResourceQuota': inNamespace('resourcequotas'),
  'v1/Secret': inNamespace('secrets'),
  'v1/Service': inNamespace('services'),
  'v1/ServiceAccount': inNamespace('serviceaccounts'),
  'apps/v1/Deployment': inNamespace('deployments'),
  'apps/v1/ReplicaSet': inNamespace('replicasets'),
  'apps/v1/StatefulSet': inNamespace('statefulsets'),
  'batch/v1/Job': inNamespace('jobs'),
  'networking.k8s.io/v1/NetworkPolicy': inNamespace('networkpolicies'),
  'policy/v1/PodDisruptionBudget': inNamespace('poddisruptionbudgets'),
  'rbac.authorization.k8s.io/v1/ClusterRole': inNone('clusterroles'),
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': inNone('clusterrolebindings'),
  'rbac.authorization.k8s.io/v1/Role': inNamespace('roles'),
  'rbac.authorization.k8s.io/v1/RoleBinding': inNamespace('rolebindings'),
  'storage.k8s.io/v1/StorageClass': inNone('storageclasses'),
};

/** The path of all objects of a kind: `/apis/batch/v1/namespaces/bench/jobs`. Without a namespace: in all of them. */
function collectionPath(apiVersion: string, kind: string, namespace?: string): string {
  const known = kinds[`${apiVersion}/${kind}`];
  if (known === undefined) throw new TypeError(`${apiVersion} ${kind} is not in the table of kinds.`);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  if (!known.namespaced || namespace === undefined) return `${root}/${known.plural}`;
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${known.plural}`;
}

function objectPath(ref: ObjectRef): string {
  return `${collectionPath(ref.apiVersion, ref.kind, ref.namespace)}/${encodeURIComponent(ref.name)}`;
}

/** For messages: `ConfigMap bench/config`. */
export function describe(ref: ObjectRef): string {
  return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}

export function refOf(object: Manifest): ObjectRef {
  const { apiVersion, kind, metadata } = object;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  };
}

export interface Applied<T> {
  object: T;
  /** What the API server warns about, for example that PodSecurity will refuse the pods of a Job. */
  warnings: string[];
}

/**
 * Server-side apply: creates the object, or changes exactly the fields it names. A misspelt field is refused.
 * @param options.force take over fields that others manage. Default: false.
 * @throws KubeError `foreign-object` if others manage a field and it has another value, `bad-manifest` if the
 *   server refuses the object
 */
export async function apply<T extends object = Manifest>(
  kube: Kube,
  object: Manifest,
  options: CallOptions & { force?: boolean; dryRun?: boolean; fieldManager?: string } = {},
): Promise<Applied<T>> {
  const { force = false, dryRun = false, fieldManager = FIELD_MANAGER, ...call } = options;
  const ref = refOf(object);
  const { body, warnings } = await kube.request<T>('PATCH', objectPath(ref), {
    ...call,
    operation: `apply ${describe(ref)}`,
    query: { fieldManager, fieldValidation: 'Strict', force, dryRun: dryRun ? 'All' : undefined },
    body: object,
    contentType: 'application/apply-patch+yaml',
  });
  return { object: body, warnings };
}

/**
 * Creates an object that must not exist yet.
 * @throws KubeError with reason `AlreadyExists`; with more than one of its `attempts`, our first one may have created
 *   the object
 */
export async function create<T extends object = Manifest>(
  kube: Kube,
  object: Manifest,
  options: CallOptions & { dryRun?: boolean } = {},
): Promise<Applied<T>> {
  const { dryRun = false, ...call } = options;
  const ref = refOf(object);
  const path = collectionPath(ref.apiVersion, ref.kind, ref.namespace);
  const { body, warnings } = await kube.request<T>('POST', path, {
    ...call,
    operation: `create ${describe(ref)}`,
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', dryRun: dryRun ? 'All' : undefined },
    body: object,
  });
  return { object: body, warnings };
}

/** The object, or undefined if it does not exist. @throws KubeError */
export async function read<T extends object = Manifest>(
  kube: Kube,
  ref: ObjectRef,
  options: CallOptions = {},
): Promise<T | undefined> {
  try {
    const operation = `read ${describe(ref)}`;
    return (await kube.request<T>('GET', objectPath(ref), { ...options, operation })).body;
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** `NetworkPolicies`, `StorageClasses`. */
function severalOf(kind: string): string {
  return `${kind.replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
}

/** All objects of a kind that match the selectors, in one namespace or, without one, in all. @throws KubeError */
export async function list<T extends object = Manifest>(
  kube: Kube,
  of: { apiVersion: string; kind: string; namespace?: string },
  options: CallOptions & { labelSelector?: string; fieldSelector?: string } = {},
): Promise<T[]> {
  const operation = `list ${severalOf(of.kind)}${of.namespace === undefined ? '' : ` of namespace ${of.namespace}`}`;
  return await listAll<T>(kube, collectionPath(of.apiVersion, of.kind, of.namespace), operation, options);
}

const PAGE = 500;
/** How often a list is begun again that took so long that the server forgot its beginning. */
const MOST_RESTARTS = 3;

/**
 * All objects of a collection, page by page to the end.
 * @param path of the collection
 * @throws KubeError
 */
export async function listAll<T extends object>(
  kube: Kube,
  path: string,
  operation: string,
  options: CallOptions & { labelSelector?: string; fieldSelector?: string } = {},
): Promise<T[]> {
  const { labelSelector, fieldSelector, ...call } = options;
  let items: T[] = [];
  let next: string | undefined;
  for (let restarts = 0; ;) {
    try {
      const query = { labelSelector, fieldSelector, limit: PAGE, continue: next };
      const { body } = await kube.request<{ items: T[]; metadata?: { continue?: string } }>('GET', path, {
        ...call,
        operation,
        query,
      });
      items.push(...body.items);
      next = body.metadata?.continue;
      if (next === undefined || next === '') return items;
    } catch (error) {
      if (!isKubeError(error) || error.status !== 410 || next === undefined) throw error;
      restarts += 1;
      if (restarts > MOST_RESTARTS) throw error;
      items = [];
      next = undefined;
    }
  }
}

/**
 * Changes some fields: `merge` replaces lists, `strategic` merges them by key (built-in kinds only).
 * @param options.subresource for example `ephemeralcontainers` or `status`
 * @throws KubeError
 */
export async function patch<T extends object = Manifest>(
  kube: Kube,
  ref: ObjectRef,
  change: object,
  options: CallOptions & { type?: 'merge' | 'strategic'; subresource?: string } = {},
): Promise<T> {
  const { type = 'merge', subresource, ...call } = options;
  const path = subresource === undefined ? objectPath(ref) : `${objectPath(ref)}/${subresource}`;
  const { body } = await kube.request<T>('PATCH', path, {
    ...call,
    operation: `change ${describe(ref)}`,
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
    body: change,
    contentType: `application/${type === 'merge' ? 'merge' : 'strategic-merge'}-patch+json`,
  });
  return body;
}

export interface RemoveOptions extends CallOptions {
  /** Deletes the object only if it has this UID, not a later one with the same name. */
  uid?: string;
  /** `Background` (default): dependents are deleted after it; `Foreground`: before it; `Orphan`: not at all. */
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  /** 0 deletes a pod at once, even from a node that does not answer. */
  gracePeriodSeconds?: number;
}

/**
 * Requests the deletion of an object, and does not wait for it to be gone.
 * @returns false if the object is gone already, or another one has its name
 * @throws KubeError
 */
export async function remove(kube: Kube, ref: ObjectRef, options: RemoveOptions = {}): Promise<boolean> {
  const { uid, propagationPolicy = 'Background', gracePeriodSeconds, ...call } = options;
  try {
    await kube.request('DELETE', objectPath(ref), {
      ...call,
      operation: `delete ${describe(ref)}`,
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy,
        ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
        ...(uid === undefined ? {} : { preconditions: { uid } }),
      },
    });
    return true;
  } catch (error) {
    // A webhook that forbids the deletion chooses the status.
    if (!isKubeError(error) || error.code === 'admission-refused') throw error;
    if (error.status === 404) return false;
    if (error.status === 409 && uid !== undefined && /precondition/i.test(error.message)) return false;
    // The response for a namespace that is being deleted already.
    if (error.status === 409 && /ensuring all content is removed/.test(error.message)) return true;
    throw error;
  }
}
