import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { explainMissing } from '../../../src/kube/access.ts';
import type { MissingPermission } from '../../../src/kube/access.ts';
import {
  evalPermissions,
  mlflowPermissions,
  mlflowPodPermissions,
  openclawPermissions,
  ownNamespacePermissions,
  queuePermissions,
  deployedMlflowPermissions,
  teardownPermissions,
} from '../../../src/kube/permissions.ts';
import type { Permission } from '../../../src/kube/permissions.ts';
import { checkout } from '../../fixtures/checkout.ts';

function rulesOf(permissions: readonly Permission[]): object[] {
  return permissions.map(({ group, resource, verbs }) => ({
    apiGroups: [group],
    resources: [resource],
    verbs: [...verbs],
  }));
}

/** Asked for without a check: an evaluation does without it. */
const position: Permission = {
  group: 'visibility.kueue.x-k8s.io',
  resource: 'localqueues/pendingworkloads',
  verbs: ['get'],
  scope: 'namespace',
  purpose: 'tell the position in the queue',
};

describe('the manifests of manifests/rbac', () => {
  it.each([
    ['eval.yaml', 'Role', evalPermissions],
    ['own-namespace.yaml', 'ClusterRole', [...ownNamespacePermissions, ...evalPermissions]],
    ['mlflow.yaml', 'Role', mlflowPermissions],
    ['queue.yaml', 'Role', [...queuePermissions, position]],
    ['attach-mlflow.yaml', 'Role', mlflowPodPermissions],
  ])('%s grants what the action uses and nothing more', (file, kind, permissions) => {
    const text = readFileSync(`${checkout}/manifests/rbac/${file}`, 'utf8');
    expect(load(text, { schema: CORE_SCHEMA })).toMatchObject({ kind, rules: rulesOf(permissions) });
  });

  it('standing.yaml grants what deploy and teardown use and nothing more', () => {
    const text = readFileSync(`${checkout}/manifests/rbac/standing.yaml`, 'utf8');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Role, which the next lines verify
    const { rules } = load(text, { schema: CORE_SCHEMA }) as {
      rules: { apiGroups: [string]; resources: [string]; verbs: string[] }[];
    };
    const verbsOf = (pairs: readonly (readonly [string, string])[]): string[] =>
      [...new Set(pairs.map((pair) => pair.join(' ')))].sort();
    const used = [...openclawPermissions, ...deployedMlflowPermissions, ...teardownPermissions];
    expect(
      verbsOf(
        rules.flatMap(({ apiGroups: [group], resources: [name], verbs }) =>
          verbs.map((verb) => [`${name}.${group}`, verb] as const),
        ),
      ),
    ).toEqual(
      verbsOf(
        used.flatMap(({ group, resource, verbs }) =>
          verbs.map((verb) => [`${resource}.${group}`, verb] as const),
        ),
      ),
    );
  });

  it('grant no wildcard, and no way to read secrets', () => {
    const all = [...ownNamespacePermissions, ...evalPermissions, ...mlflowPermissions];
    for (const { resource, verbs } of all) expect([resource, ...verbs]).not.toContain('*');
    const onSecrets = all.filter(({ resource }) => resource === 'secrets').flatMap(({ verbs }) => verbs);
    expect(onSecrets.filter((verb) => /get|list|watch/.test(verb))).toEqual([]);
  });
});

describe('missing permissions', () => {
  const all = (permissions: readonly Permission[], namespace: string | undefined): MissingPermission[] =>
    permissions.flatMap((permission) => permission.verbs.map((verb) => ({ permission, verb, namespace })));
  const documents = (text: string): unknown[] =>
    loadAll(text.slice(text.indexOf('apiVersion:')), { schema: CORE_SCHEMA });
  const exec = evalPermissions.filter(({ resource }) => resource === 'pods/exec');
  const jobs = evalPermissions.filter(({ resource }) => resource === 'jobs');

  it('are listed in a table, with the Role and its binding to apply', () => {
    const missing = [...all(exec, 'bench'), ...all(jobs, 'bench').slice(0, 1)];
    const text = explainMissing(missing, 'system:serviceaccount:ci:bot');
    expect(text).toContain(
      [
        'system:serviceaccount:ci:bot may not:',
        '  get     pods/exec   in bench  to exchange requests and results with its pod',
        '  create  pods/exec   in bench  to exchange requests and results with its pod',
        '  get     jobs.batch  in bench  to run the evaluation',
      ]
        .join('\n')
        .replace(/ +$/gm, ''),
    );
    expect(documents(text)).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'clawbench-k8s-action', namespace: 'bench' },
        rules: [
          { apiGroups: [''], resources: ['pods/exec'], verbs: ['get', 'create'] },
          { apiGroups: ['batch'], resources: ['jobs'], verbs: ['get'] },
        ],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'clawbench-k8s-action', namespace: 'bench' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'clawbench-k8s-action' },
        subjects: [{ kind: 'ServiceAccount', namespace: 'ci', name: 'bot' }],
      },
    ]);
  });

  it('in a namespace that does not exist yet are granted by a ClusterRole', () => {
    const missing = [...all(ownNamespacePermissions, undefined), ...all(exec, 'clawbench-1-1-0a1b2c3d')];
    const [role, binding, ...others] = documents(
      explainMissing(missing, 'alice@example.com', 'clawbench-1-1-0a1b2c3d'),
    );
    expect(others).toEqual([]);
    expect(role).toMatchObject({
      kind: 'ClusterRole',
      rules: rulesOf([...ownNamespacePermissions, ...exec]),
    });
    expect(binding).toMatchObject({
      kind: 'ClusterRoleBinding',
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice@example.com' }],
    });
  });

  it('quote a user name with special characters as one YAML string', () => {
    const text = explainMissing(all(exec, 'n'), 'a"]} \n- kind: x');
    const [, binding] = documents(text);
    expect(binding).toMatchObject({
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'a"]} \n- kind: x' }],
    });
  });
});
