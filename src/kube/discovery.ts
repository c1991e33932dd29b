import type { Kube, RequestOptions } from './client.ts';
import { isKubeError } from './errors.ts';

/** A namespaced kind of object that can be listed. */
export interface ListableKind {
  /** `v1`, `apps/v1`. */
  apiVersion: string;
  plural: string;
  kind: string;
}

interface ResourceList {
  resources: { name: string; kind: string; namespaced: boolean; verbs: string[] }[];
}

/** Every namespaced kind, in the preferred version of its group. @throws KubeError */
export async function listableKinds(
  kube: Kube,
  options: Pick<RequestOptions, 'retryForMs'> = {},
): Promise<ListableKind[]> {
  const operation = 'list the kinds of objects in the cluster';
  const get = async <T>(path: string): Promise<T> =>
    (await kube.request<T>('GET', path, { ...options, operation })).body;
  const { groups } = await get<{ groups: { preferredVersion: { groupVersion: string } }[] }>('/apis');
  const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  const lists = await Promise.all(
    versions.map(async (apiVersion) => {
      const root = apiVersion.includes('/') ? '/apis' : '/api';
      const { resources } = await get<ResourceList>(`${root}/${apiVersion}`);
      return resources
        .filter(({ name, namespaced, verbs }) => namespaced && verbs.includes('list') && !name.includes('/'))
        .map(({ name, kind }) => ({ apiVersion, plural: name, kind }));
    }),
  );
  return lists.flat();
}

/** The version of an API group that the cluster prefers: `batch/v1`. Undefined if it has no such group. @throws KubeError */
export async function versionOf(kube: Kube, group: string): Promise<string | undefined> {
  interface ApiGroup {
    preferredVersion: { groupVersion: string };
  }
  try {
    const operation = `look for the API ${group}`;
    const { body } = await kube.request<ApiGroup>('GET', `/apis/${group}`, { operation });
    return body.preferredVersion.groupVersion;
  } catch (error) {
    if (isKubeError(error) && error.status === 404) return undefined;
    throw error;
  }
}
