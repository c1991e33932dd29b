import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { attachPreflight } from '../../src/backends/attached/preflight.ts';
import { preflight } from '../../src/backends/job/preflight.ts';
import { isActionError } from '../../src/base/errors.ts';
import { explainMissing, missingPermissions } from '../../src/kube/access.ts';
import type { Kube } from '../../src/kube/client.ts';
import {
  deployedMlflowPermissions,
  openclawPermissions,
  type Permission,
  queuePermissions,
  teardownPermissions,
} from '../../src/kube/permissions.ts';
import { checkout } from '../fixtures/checkout.ts';
import { loadInputs } from '../fixtures/inputs.ts';
import { planFor } from '../fixtures/plan.ts';
import { recordingLog } from '../fixtures/recording-log.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, testNamespace } from './kube-fixture.ts';
import { kubectl } from './kubectl.ts';

interface Rule {
  apiGroups: [string];
  resources: [string];
  verbs: string[];
}

/** One verb of one rule in manifests/rbac, and a user who has all of the file but that. */
interface Lack {
  file: string;
  rule: Rule;
  verb: string;
  user: string;
}

const directory = join(checkout, 'manifests', 'rbac');

/** What an evaluation does without, and so never asks for. */
const optional = new Set(['localqueues/pendingworkloads']);
/** Modes that start nothing ask for what they do as they go: `logs` needs less than `results`. */
const withoutPreflight = new Set(['held.yaml']);

const lacks = readdirSync(directory)
  .filter((file) => !withoutPreflight.has(file))
  .flatMap((file) =>
    rulesOf(file).flatMap((rule) =>
      rule.verbs.map((verb) => ({
        file,
        rule,
        verb,
        user: `no-${verb}-${rule.resources[0].replace('/', '-')}-${file}`,
      })),
    ),
  )
  .filter(({ rule }) => !optional.has(rule.resources[0]));

function rulesOf(file: string): Rule[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Roles, which the API server checks below
  const documents = loadAll(readFileSync(join(directory, file), 'utf8')) as { rules: Rule[] }[];
  return documents.flatMap(({ rules }) => rules);
}

describe.skipIf(inject('noCluster') !== '')('rights', () => {
  const cluster = clusterFromEnvironment();
  const clients: Kube[] = [];
  let namespace: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const admin = await clientOf(cluster.kubeconfig);
    clients.push(admin);
    ({ name: namespace, close } = await testNamespace(admin, 'rights'));
    const objects = lacks.flatMap((lack) => objectsFor(lack)).map((object) => JSON.stringify(object));
    await kubectl(cluster, ['apply', '--server-side', '-f', '-'], objects.join('\n---\n'));
  });

  afterAll(async () => {
    const kinds = 'clusterroles,clusterrolebindings';
    await kubectl(cluster, ['delete', kinds, '-l', `rights=${namespace}`, '--wait=false']);
    await close();
    await Promise.all(clients.map((client) => client.close()));
  });

  /** The Role of the file without the verb, bound to the user. */
  function objectsFor({ file, rule: without, verb, user }: Lack): object[] {
    const rules = rulesOf(file).map((rule) =>
      rule.resources[0] === without.resources[0] && rule.apiGroups[0] === without.apiGroups[0]
        ? { ...rule, verbs: rule.verbs.filter((other) => other !== verb) }
        : rule,
    );
    const isCluster = file === 'own-namespace.yaml';
    const kind = isCluster ? 'ClusterRole' : 'Role';
    const metadata = {
      name: `${namespace}-${user}`,
      labels: { rights: namespace },
      ...(isCluster ? {} : { namespace }),
    };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name };
    const beside = besides[file] ?? [];
    const own = {
      apiVersion,
      kind,
      metadata,
      rules: [...rules.filter(({ verbs }) => verbs.length > 0), ...beside],
    };
    const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }];
    return [own, { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects }];
  }

  it.each(lacks)('of $file without $verb of $rule.resources.0 are told as that alone', async (lack) => {
    const kube = await clientOf(cluster.kubeconfig, (text) =>
      text.replace(/^( +)token:/m, `$1as: ${lack.user}\n$1token:`),
    );
    clients.push(kube);
    const { apiGroups, resources } = lack.rule;
    const name = apiGroups[0] === '' ? resources[0] : `${resources[0]}.${apiGroups[0]}`;
    // The API server judges by what its caches have of roles, which can be late.
    const missing = async (): Promise<string[]> => missingIn(await said(kube, lack));
    await expect.poll(missing, { timeout: 30_000 }).toEqual([`${lack.verb} ${name}`]);
  });

  /** What the preflight of the mode says that the file is for. */
  async function said(kube: Kube, { file, rule }: Lack): Promise<string> {
    const log = recordingLog();
    const plan = (given: Record<string, string>): ReturnType<typeof planFor> =>
      planFor(
        loadInputs(
          Object.fromEntries(
            Object.entries({
              kubeconfig: 'x',
              'openai-api-key': 'sk-canary-0123456789',
              mlflow: 'false',
              ...given,
            }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
          ),
        ),
      );
    const attach = async (more: Record<string, string>): Promise<unknown> => {
      const attached = plan({ namespace, openclaw: 'existing', ...more });
      if (attached.backend.kind !== 'attached') throw new Error('It does not attach.');
      const kind = rule.resources[0] === 'statefulsets' ? 'StatefulSet' : 'Deployment';
      const workload = { kind, name: 'openclaw' } as const;
      return await attachPreflight(kube, attached, { method: 'ephemeral', workload }, log);
    };
    const ask = async (permissions: readonly Permission[]): Promise<never> => {
      throw new Error(explainMissing(await missingPermissions(kube, permissions, namespace), undefined));
    };
    const mlflow = { 'mlflow-tracking-uri': 'http://10.0.0.1:5000', 'mlflow-token': 'canary-token' };
    const preflights: Record<string, () => Promise<unknown>> = {
      'eval.yaml': () => preflight(kube, plan({ namespace }), log),
      'own-namespace.yaml': () => preflight(kube, plan({}), log),
      'mlflow.yaml': () =>
        preflight(kube, plan({ namespace, mlflow: 'true', 'mlflow-namespace': namespace }), log),
      'attach.yaml': () => attach({}),
      'attach-mlflow.yaml': () => attach({ mlflow: 'true', ...mlflow }),
      'queue.yaml': () => ask(queuePermissions),
      'standing.yaml': () =>
        ask([...openclawPermissions, ...deployedMlflowPermissions, ...teardownPermissions]),
    };
    try {
      await preflights[file]!();
    } catch (error) {
      if (error instanceof Error || isActionError(error)) return error.message;
      throw error;
    }
    return log.warnings.map(({ text }) => text).join('\n');
  }
});

/** What a file is used beside. */
const besides: Readonly<Record<string, readonly Rule[]>> = {
  'mlflow.yaml': rulesOf('eval.yaml'),
  'attach-mlflow.yaml': rulesOf('attach.yaml'),
};

/** The rows of the table in a message: `verb resource` each. */
function missingIn(text: string): string[] {
  const rows = [...text.matchAll(/^ {2}([a-z]+) +(\S+) +in .+ to /gm)];
  return [...new Set(rows.map(([, verb, resource]) => `${verb} ${resource}`))];
}
