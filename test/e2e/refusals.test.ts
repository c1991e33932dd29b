import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { startWebhook, type Webhook } from './admission.ts';
import { runCli, runCommand } from './cli.ts';
import { newModel, openTestbed, standardInputs, CANARY_KEY, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
/** No pod is waited for: what is refused is told at once. */
const AT_ONCE_MS = 30_000;

const soon = { timeoutMs: 60_000 };

const job = { apiGroups: ['batch'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['jobs'] };
const pod = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };

describe.skipIf(noCluster !== '')('what the cluster does not take', () => {
  const prefix = newModel().replace('scripted', 'refused');
  const namespaces = ['policy', 'webhook', 'quota', 'small', 'range', 'rooted'].map(
    (name) => `${prefix}-${name}`,
  );
  const [policy = '', hooked = '', unset = '', small = '', range = '', rooted = ''] = namespaces;
  const named = { metadata: { name: prefix } };
  /** On a node, whose disk goes with it. */
  const directory = `/tmp/${prefix}`;
  let testbed: Testbed;
  let webhook: Webhook;

  beforeAll(async () => {
    testbed = await openTestbed();
    webhook = await startWebhook();
    for (const name of namespaces) await kubectl(testbed.cluster, ['create', 'namespace', name]);
    const only = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
    const admission = { apiVersion: 'admissionregistration.k8s.io/v1', ...named };
    await make(
      {
        ...admission,
        kind: 'ValidatingAdmissionPolicy',
        spec: {
          matchConstraints: { resourceRules: [job], namespaceSelector: only(policy) },
          validations: [
            {
              expression: "has(object.metadata.labels) && 'team' in object.metadata.labels",
              message: 'jobs need the label team',
            },
          ],
        },
      },
      {
        ...admission,
        kind: 'ValidatingAdmissionPolicyBinding',
        spec: { policyName: prefix, validationActions: ['Deny'] },
      },
      {
        ...admission,
        kind: 'ValidatingWebhookConfiguration',
        webhooks: [
          {
            name: 'labels.example.com',
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
            rules: [job, pod],
            namespaceSelector: only(hooked),
            clientConfig: webhook.clientConfig,
          },
        ],
      },
      quota(unset, { 'limits.cpu': '8' }),
      quota(small, { 'limits.memory': '4Gi' }),
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'tiny', namespace: range },
        spec: { limits: [{ type: 'Container', default: { cpu: '100m' } }] },
      },
    );
    webhook.answer = () => ({ refuse: 'jobs and pods need the label team' });
    // Admission reads its rules a moment after they are made.
    const trial = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'trial' } };
    const container = { name: 'c', image: 'localhost/none' };
    const spec = { template: { spec: { restartPolicy: 'Never', containers: [container] } } };
    for (const [namespace, words] of [
      [policy, 'denied request'],
      [hooked, 'denied the request'],
    ]) {
      await waitFor(
        `admission in ${namespace}`,
        async () => {
          const path = `/apis/batch/v1/namespaces/${namespace}/jobs?dryRun=All`;
          const { text } = await api(testbed.cluster, path, { method: 'POST', body: { ...trial, spec } });
          return text.includes(words ?? '');
        },
        soon,
      );
    }
    await waitFor(
      'the quotas',
      async () => {
        const path = (namespace: string): string => `/api/v1/namespaces/${namespace}/resourcequotas/q`;
        const quotas = await Promise.all([unset, small].map((name) => api(testbed.cluster, path(name))));
        return quotas.every(({ text }) => /"status":\{"hard"/.test(text));
      },
      soon,
    );
  });

  afterAll(async () => {
    const kinds =
      'validatingadmissionpolicy,validatingadmissionpolicybinding,validatingwebhookconfiguration,storageclass';
    await kubectl(testbed.cluster, ['delete', kinds, prefix, '--ignore-not-found']);
    for (const name of namespaces)
      await kubectl(testbed.cluster, ['delete', 'namespace', name, '--ignore-not-found', '--wait=false']);
    await kubectl(testbed.cluster, [
      'delete',
      'persistentvolume',
      prefix,
      '--ignore-not-found',
      '--wait=false',
    ]);
    await webhook.close();
    await testbed.close();
  });

  async function make(...objects: object[]): Promise<void> {
    const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
    await kubectl(testbed.cluster, ['apply', '-f', '-'], text);
  }

  function quota(namespace: string, hard: Record<string, string>): object {
    return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q', namespace }, spec: { hard } };
  }

  /** Runs an evaluation that ends at once with this reason and leaves nothing. @returns what it says */
  async function refusedWith(
    namespace: string,
    reason: string,
    more: Record<string, string> = {},
  ): Promise<string> {
    const { kubeconfig: _, 'openai-api-key': __, ...inputs } = standardInputs(testbed.env, newModel());
    const flags = { ...inputs, namespace, tasks: 't1-greeting-file', runs: '1', mlflow: 'false', ...more };
    const began = Date.now();
    const run = await runCommand(flags, { KUBECONFIG: testbed.env.KUBECONFIG, OPENAI_API_KEY: CANARY_KEY });
    expect(Date.now() - began, run.log).toBeLessThan(AT_ONCE_MS);
    expect(run.record, run.log).toMatchObject({ verdict: 'inconclusive', failureReason: reason });
    const left = await kubectl(testbed.cluster, ['-n', namespace, 'get', 'jobs', '-o', 'name']);
    expect(left).toBe('');
    return [run.log, run.record?.['reasons']].flat().join('\n');
  }

  const overlay = { 'pod-overlay': 'metadata: {labels: {team: a}}' };

  it.each([
    ['as it is', {}],
    ['with an overlay that is not to blame', overlay],
  ])('by a policy is refused by its words, %s', async (_, more) => {
    const said = await refusedWith(policy, 'admission-refused', more);
    expect(said).toContain(
      `ValidatingAdmissionPolicy '${prefix}' with binding '${prefix}' denied request: jobs need`,
    );
    expect(said).not.toContain(': :');
    expect(said).toContain('"job-labels"');
  });

  it('by a webhook without a code is refused by its words, for a Job and for its pods', async () => {
    const words =
      'admission webhook "labels.example.com" denied the request: jobs and pods need the label team';
    const ofJob = await refusedWith(hooked, 'admission-refused', overlay);
    expect(ofJob).toContain(words);
    webhook.answer = ({ kind }) =>
      kind.kind === 'Pod' ? { refuse: 'jobs and pods need the label team' } : { change: [] };
    const ofPods = await refusedWith(hooked, 'admission-refused');
    expect(ofPods).toContain(`cannot create its pods: ${words}`);
  });

  it('on a volume that belongs to root and stays so is deployed with the cause', async () => {
    const storageClassName = prefix;
    const claimRef = { namespace: rooted, name: 'openclaw-home-pvc' };
    const hostPath = { path: directory, type: 'DirectoryOrCreate' };
    await make(
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', ...named, provisioner: 'none.example.com' },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        ...named,
        spec: {
          claimRef,
          hostPath,
          storageClassName,
          capacity: { storage: '100Gi' },
          accessModes: ['ReadWriteOnce'],
          persistentVolumeReclaimPolicy: 'Retain',
        },
      },
    );
    const { code, error } = await runCli(
      [
        'deploy',
        '--components=openclaw',
        `--namespace=${rooted}`,
        `--storage-class=${prefix}`,
        `--openclaw-image=${testbed.env.OPENCLAW_IMAGE}`,
        '--startup-timeout=4m',
      ],
      {
        KUBECONFIG: testbed.env.KUBECONFIG,
        OPENAI_API_KEY: CANARY_KEY,
        OPENAI_API_BASE: testbed.env.MODEL_BASE,
      },
    );
    expect(code, error).not.toBe(0);
    expect(error).toContain("cannot create directory '/openclaw/.openclaw': Permission denied");
    expect(error).toContain('may not write into its volume');
    expect(error).toContain('"storage-class"');
  });

  it('by a quota that counts what the pods do not state ends at once, with what to write', async () => {
    const said = await refusedWith(unset, 'quota-exceeded');
    expect(said).toContain('must specify limits.cpu for: clawbench,gateway,relay,results');
    expect(said).toContain(
      "{name: gateway, resources: {limits: {cpu: '2'}}}, {name: relay, resources: {limits: {cpu: '500m'}}}",
    );
  });

  it('by a quota that is smaller than a pod ends at once', async () => {
    const said = await refusedWith(small, 'quota-exceeded');
    expect(said).toContain('exceeded quota: q, requested: limits.memory=9472Mi');
    expect(said).toContain('limits.memory=9472Mi.');
  });

  it('by a LimitRange whose limit is below a request ends at once, and the LimitRange is named', async () => {
    const said = await refusedWith(range, 'quota-exceeded');
    expect(said).toContain(
      'the limit of cpu is 100m, and the containers request more (gateway 500m, clawbench 250m)',
    );
    expect(said).toContain('LimitRange tiny of the namespace sets it');
    expect(said).toContain("{name: gateway, resources: {limits: {cpu: '2'}}}");
  });
});
