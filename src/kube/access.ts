import type { CallOptions } from './objects.ts';
import type { Kube } from './client.ts';
import type { Permission } from './permissions.ts';

/** A verb on a resource that the credentials lack. */
export interface MissingPermission {
  permission: Permission;
  verb: string;
  namespace: string | undefined;
}

interface AccessReview {
  status?: { allowed?: boolean };
}

/**
 * The permissions that the credentials lack. Asks the API server about all of them in parallel, and changes nothing.
 * @param namespace in which permissions of scope `namespace` are needed
 * @throws KubeError
 */
export async function missingPermissions(
  kube: Kube,
  permissions: readonly Permission[],
  namespace: string,
  options: CallOptions = {},
): Promise<MissingPermission[]> {
  const questions = permissions.flatMap((permission) =>
    permission.verbs.map((verb) => ({
      permission,
      verb,
      namespace: permission.scope === 'cluster' ? undefined : namespace,
    })),
  );
  const answers = await Promise.all(questions.map((question) => isAllowed(kube, question, options)));
  return questions.filter((_, index) => !answers[index]);
}

async function isAllowed(kube: Kube, question: MissingPermission, options: CallOptions): Promise<boolean> {
  const { permission, verb, namespace } = question;
  const [resource, subresource] = permission.resource.split('/');
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { group: permission.group, resource, subresource, verb, namespace } },
  };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const operation = 'check the permissions of the credentials';
  const { body } = await kube.request<AccessReview>('POST', path, { ...options, operation, body: review });
  return body.status?.allowed === true;
}

/**
 * What is missing as a table, followed by the roles and bindings that grant it.
 * @param user as the API server names the credentials
 * @param newNamespaces namespaces that do not exist yet. They cannot hold a Role, so what is needed there is granted
 *   by a ClusterRole.
 */
export function explainMissing(
  missing: readonly MissingPermission[],
  user: string | undefined,
  ...newNamespaces: readonly (string | undefined)[]
): string {
  const granted = missing.map((item) =>
    newNamespaces.includes(item.namespace) ? { ...item, namespace: undefined } : item,
  );
  const rows = granted.map(({ permission, verb, namespace }) => [
    verb,
    permission.group === '' ? permission.resource : `${permission.resource}.${permission.group}`,
    namespace === undefined ? 'in the cluster' : `in ${namespace}`,
    `to ${permission.purpose}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [
    `${user ?? 'The user of the kubeconfig'} may not:`,
    ...table.map((line) => `  ${line}`),
    '',
    'An administrator of the cluster can grant it by applying this with kubectl:',
    '',
    renderRbac(granted, user),
  ].join('\n');
}

/** Roles that grant exactly what is missing, bound to the user, as YAML. */
function renderRbac(missing: readonly MissingPermission[], user: string | undefined): string {
  const namespaces = new Map<string | undefined, Permission[]>();
  for (const { permission, verb, namespace } of missing) {
    const permissions = namespaces.get(namespace) ?? [];
    namespaces.set(namespace, permissions);
    const same = permissions.find(
      (item) => item.group === permission.group && item.resource === permission.resource,
    );
    if (same === undefined) permissions.push({ ...permission, verbs: [verb] });
    else if (!same.verbs.includes(verb)) same.verbs = [...same.verbs, verb];
  }
  return [...namespaces]
    .map(([namespace, permissions]) => {
      const isCluster = namespace === undefined;
      const name = 'clawbench-k8s-action';
      const metadata = `metadata: { name: ${name}${isCluster ? '' : `, namespace: ${namespace}`} }`;
      const kind = isCluster ? 'ClusterRole' : 'Role';
      return [
        'apiVersion: rbac.authorization.k8s.io/v1',
        `kind: ${kind}`,
        metadata,
        'rules:',
        ...rulesYaml(permissions),
        '---',
        'apiVersion: rbac.authorization.k8s.io/v1',
        `kind: ${kind}Binding`,
        metadata,
        `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }`,
        `subjects: [${subjectYaml(user)}]`,
      ].join('\n');
    })
    .join('\n---\n');
}

/** One line per rule. */
function rulesYaml(permissions: readonly Permission[]): string[] {
  return permissions.map(
    ({ group, resource, verbs }) =>
      `  - { apiGroups: [${JSON.stringify(group)}], resources: [${resource}], verbs: [${verbs.join(', ')}] }`,
  );
}

function subjectYaml(user: string | undefined): string {
  const account = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/.exec(user ?? '');
  if (account) return `{ kind: ServiceAccount, namespace: ${account[1]}, name: ${account[2]} }`;
  return `{ apiGroup: rbac.authorization.k8s.io, kind: User, name: ${JSON.stringify(user ?? 'the user of the kubeconfig')} }`;
}
