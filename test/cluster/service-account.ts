import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { api } from './api.ts';
import type { Cluster } from './cluster.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { kubectl } from './kubectl.ts';
import { waitFor } from './processes.ts';

interface Document {
  kind?: string;
  metadata?: { name?: string };
  rules?: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}

/**
 * Makes a ServiceAccount that has the rights of the given RBAC files and no others, and a kubeconfig for it, as
 * a workflow would get one. Every Role and ClusterRole in the files is bound to it.
 * @returns path of the kubeconfig; its token holds for a day
 */
export async function serviceAccountKubeconfig(
  cluster: Cluster,
  account: { name: string; namespace: string },
  rbacFiles: readonly string[],
): Promise<string> {
  const { name, namespace } = account;
  const documents = rbacFiles.flatMap((file) => loadAll(readFileSync(file, 'utf8')).filter(isDocument));
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } },
    ...documents,
    ...documents.flatMap((document) => bind(document, account)),
  ];
  const list = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  await kubectl(cluster, ['apply', '--namespace', namespace, '-f', '-'], list);
  const token = await kubectl(cluster, ['create', 'token', name, '-n', namespace, '--duration', '24h']);
  // The API server judges by what its caches have of roles and bindings, which can be late.
  for (const document of documents)
    await waitFor(`the rights of ${name}`, () => isGranted(cluster, document, account), {
      timeoutMs: 60_000,
    });

  const directory = join(cluster.directory, 'serviceaccounts');
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${namespace}-${name}.kubeconfig`);
  writeKubeconfig(cluster, path, { name, user: { token: token.trim() } });
  return path;
}

/** Whether the account may do the first thing that a role names. */
async function isGranted(
  cluster: Cluster,
  { kind, rules: [rule] = [] }: Document,
  { name, namespace }: { name: string; namespace: string },
): Promise<boolean> {
  if (rule === undefined) return true;
  const [resource, subresource] = rule.resources[0]?.split('/') ?? [];
  const wanted = { group: rule.apiGroups[0], resource, subresource, verb: rule.verbs[0] };
  const where = kind === 'ClusterRole' ? {} : { namespace };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const body = {
    spec: {
      user: `system:serviceaccount:${namespace}:${name}`,
      resourceAttributes: { ...wanted, ...where },
    },
  };
  const review = await api<{ status: { allowed: boolean } }>(cluster, path, { method: 'POST', body });
  return review.json().status.allowed;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null; // an empty document is null
}

function bind(document: Document, account: { name: string; namespace: string }): object[] {
  if (document.kind !== 'Role' && document.kind !== 'ClusterRole') return [];
  const role = document.metadata?.name;
  const clusterWide = document.kind === 'ClusterRole';
  const metadata = clusterWide
    ? { name: `${account.namespace}-${account.name}-${role}` }
    : { name: `${account.name}-${role}`, namespace: account.namespace };
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: clusterWide ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: document.kind, name: role },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}
