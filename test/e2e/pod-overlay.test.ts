import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { kubectl } from '../cluster/kubectl.ts';
import type { Deployment, Pod } from '../../src/kube/types.ts';
import { runCli } from './cli.ts';
import { CANARY_KEY, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
/** As a workflow's `|` gives it: without the indentation of the first line. */
const block = (text: string): string => {
  const indent = /^\n( *)/.exec(text)?.[1] ?? '';
  return text.replaceAll(`\n${indent}`, '\n').trim();
};

const short = { tasks: 't1-greeting-file', runs: '1', mlflow: 'false' };

/** What a cluster's owner asks of pods, and the action knows nothing of. */
describe.skipIf(noCluster !== '')('an overlay over the pods', () => {
  const namespace = newModel().replace('scripted', 'overlay');
  const standing = `${namespace}-standing`;
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    for (const name of [namespace, standing])
      await kubectl(testbed.cluster, ['delete', 'namespace', name, '--ignore-not-found', '--wait=false']);
    await testbed.close();
  });

  it('is what runs, and the eval runs under it', async () => {
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
    await kubectl(testbed.cluster, ['-n', namespace, 'create', 'serviceaccount', 'agents']);
    const overlay = `
      metadata: { labels: { team: agents } }
      spec:
        serviceAccountName: agents
        nodeSelector: { kubernetes.io/os: linux }
        tolerations: [{ key: evals, operator: Exists }]
        securityContext: { fsGroup: 4242 }
        containers:
          - name: gateway
            resources: { requests: { cpu: 300m }, limits: { memory: 3Gi } }
            env: [{ name: FEATURE, value: 'on' }]
            volumeMounts: [{ name: scratch, mountPath: /scratch }]
        volumes: [{ name: scratch, emptyDir: { sizeLimit: 1Gi } }]`;
    const step = await testbed.step(newModel(), {
      ...short,
      namespace,
      cleanup: 'never',
      'pod-overlay': block(overlay),
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    const pods = `/api/v1/namespaces/${namespace}/pods?labelSelector=team%3Dagents`;
    const [pod] = (await api<{ items: Pod[] }>(testbed.cluster, pods)).json().items;
    const gateway = pod?.spec?.initContainers?.find(({ name }) => name === 'gateway');
    expect(gateway).toMatchObject({
      resources: { requests: { cpu: '300m', memory: '1Gi' }, limits: { memory: '3Gi' } },
      env: expect.arrayContaining([{ name: 'FEATURE', value: 'on' }]),
    });
    expect(pod?.spec).toMatchObject({
      serviceAccountName: 'agents',
      automountServiceAccountToken: false,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: expect.arrayContaining([{ key: 'evals', operator: 'Exists' }]),
      securityContext: { fsGroup: 4242, runAsNonRoot: true },
    });
  });

  it('is refused with everything that is misspelt, before anything is made', async () => {
    const overlay = `
      spec:
        nodeSelecter: { a: b }
        containers:
          - { name: gateway, resources: { requsts: { cpu: 1 } } }
          - { name: results, env: [{ name: X, valu: y }] }`;
    const step = await testbed.step(newModel(), { ...short, 'pod-overlay': block(overlay) });
    expect(step.outputs).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'bad-input' });
    for (const field of [
      'nodeSelecter',
      'containers[gateway].resources.requsts',
      'containers[results].env[1].valu',
    ])
      expect(step.log).toContain(`unknown field spec.${field}`);
    expect(await testbed.namespacesLeft()).toEqual([]);
  });

  it('that PodSecurity refuses ends the eval with its words', async () => {
    const overlay = 'spec: { volumes: [{ name: host, hostPath: { path: / } }] }';
    const step = await testbed.step(newModel(), {
      ...short,
      'pod-overlay': block(overlay),
      'accept-risks': 'pod-overlay-host',
    });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'admission-refused',
    });
    expect(step.log).toContain(
      'restricted volume types (volume "host" uses restricted volume type "hostPath")',
    );
  });

  it('is what a standing OpenClaw runs under as well', async () => {
    const overlay =
      'spec: { nodeSelector: { kubernetes.io/os: linux }, containers: [{ name: gateway, env: [{ name: FEATURE, value: "on" }] }] }';
    const { env } = testbed;
    const deploy = async (text: string): ReturnType<typeof runCli> =>
      runCli(
        [
          'deploy',
          '--components',
          'openclaw',
          '--namespace',
          standing,
          '--openclaw-image',
          env.OPENCLAW_IMAGE,
          '--pod-overlay',
          text,
        ],
        {
          KUBECONFIG: env.KUBECONFIG,
          OPENAI_API_KEY: CANARY_KEY,
          OPENAI_API_BASE: env.MODEL_BASE,
          CLAWBENCH_HTTPS_PROXY: 'http://127.0.0.1:9',
        },
      );
    const refused = await deploy('spec: { nodeSelecter: {}, containers: [{ name: gateway, resorces: {} }] }');
    expect(refused.code).toBe(2);
    for (const field of ['nodeSelecter', 'containers[gateway].resorces'])
      expect(refused.error).toContain(`unknown field spec.${field}`);
    expect((await api(testbed.cluster, `/api/v1/namespaces/${standing}`)).status).toBe(404);

    const made = await deploy(overlay);
    expect(made.code, made.error).toBe(0);
    const path = `/apis/apps/v1/namespaces/${standing}/deployments/openclaw`;
    const { spec } = (await api<Deployment>(testbed.cluster, path)).json();
    expect(spec?.template.spec?.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    expect(spec?.template.spec?.containers.find(({ name }) => name === 'gateway')?.env).toEqual(
      expect.arrayContaining([
        { name: 'FEATURE', value: 'on' },
        {
          name: 'HTTPS_PROXY',
          valueFrom: { secretKeyRef: { name: 'clawbench-secrets', key: 'HTTPS_PROXY' } },
        },
      ]),
    );
  });
});
