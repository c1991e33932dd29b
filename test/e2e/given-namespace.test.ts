import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { serviceAccountKubeconfig } from '../cluster/service-account.ts';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const rbac = path.join(import.meta.dirname, '..', '..', 'manifests', 'rbac');

/** Somebody else's, in the namespace the eval is to run in. */
const foreign = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'clawbench-eval', labels: { 'app.kubernetes.io/component': 'eval' } },
    data: { theirs: 'yes' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'clawbench-secrets' },
    stringData: { OPENAI_API_KEY: 'theirs' },
  },
];

/** Most users of a shared cluster have rights in one namespace, and a kubeconfig of a ServiceAccount. */
describe.skipIf(noCluster !== '')('with the rights of manifests/rbac/eval.yaml and no others', () => {
  const namespace = newModel().replace('scripted', 'given');
  let testbed: Testbed;
  let kubeconfig: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    const file = await serviceAccountKubeconfig(testbed.cluster, { name: 'clawbench', namespace }, [
      path.join(rbac, 'eval.yaml'),
    ]);
    kubeconfig = readFileSync(file, 'utf8');
    const objects = foreign.map((object) => JSON.stringify(object)).join('\n---\n');
    await kubectl(testbed.cluster, ['-n', namespace, 'apply', '-f', '-'], objects);
    // What Kubernetes puts into each namespace is no difference later.
    const isComplete = async (): Promise<boolean> => {
      const text = (await contents()).join('\n');
      return /ServiceAccount +default /.test(text) && /ConfigMap +kube-root-ca\.crt /.test(text);
    };
    await waitFor('the namespace to be complete', isComplete, { timeoutMs: 120_000 });
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  /** Everything a user could miss, by what does not change by itself. */
  async function contents(): Promise<string[]> {
    const kinds = 'configmaps,secrets,pods,jobs,networkpolicies,roles,rolebindings,serviceaccounts';
    const shown = 'custom-columns=K:.kind,N:.metadata.name,UID:.metadata.uid,V:.metadata.resourceVersion';
    const table = await kubectl(testbed.cluster, [
      '-n',
      namespace,
      'get',
      kinds,
      '-o',
      shown,
      '--no-headers',
    ]);
    return table.trim().split('\n').sort();
  }

  it('runs in a namespace of the user, says that it may not look for an MLflow, and leaves what it did not make as it was', async () => {
    const before = await contents();
    const step = await testbed.step(
      newModel(),
      { namespace, tasks: 't1-greeting-file', runs: '1', mlflow: 'auto', 'mlflow-namespace': 'not-ours' },
      { secrets: { KUBECONFIG: kubeconfig } },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', namespace });
    expect(step.log).toContain('the credentials may not look for one in namespace not-ours');
    // What belongs to the Job goes after it, when Kubernetes comes to that.
    await expect.poll(contents, { timeout: 120_000 }).toEqual(before);
  });

  it('says which rights are missing for a namespace of its own, with what to apply', async () => {
    const step = await testbed.step(
      newModel(),
      { tasks: 't1-greeting-file', runs: '1', mlflow: 'false' },
      { secrets: { KUBECONFIG: kubeconfig } },
    );
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'missing-permission',
    });
    expect(step.log).toContain('namespaces');
    expect(step.log).toContain('kind: ClusterRole');
    expect(step.log).toContain('name an existing "namespace"');
  });
});
