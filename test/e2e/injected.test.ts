import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { busyboxReference } from '../cluster/busybox-image.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { startWebhook, type Webhook } from './admission.ts';
import { cliProgram, runCommand } from './cli.ts';
import {
  behave,
  callsOf,
  CANARY_KEY,
  newModel,
  openTestbed,
  standardInputs,
  type Testbed,
} from './testbed.ts';

const noCluster = inject('noCluster');
const soon = { timeoutMs: 120_000, intervalMs: 500 };

/** As a mesh does it: a sidecar before ours, one that never ends before `results`, and a program that fails. */
const injected = (): { op: 'add'; path: string; value: object }[] => {
  const container = (name: string, command: string): object => ({
    name,
    image: busyboxReference(),
    imagePullPolicy: 'Never',
    command: ['sh', '-c', command],
  });
  const forever = 'trap "exit 0" TERM; sleep 100000 & wait';
  return [
    {
      op: 'add',
      path: '/spec/initContainers/0',
      value: { ...container('mesh-boot', forever), restartPolicy: 'Always' },
    },
    { op: 'add', path: '/spec/containers/0', value: container('mesh-proxy', forever) },
    { op: 'add', path: '/spec/containers/0', value: container('mesh-agent', 'exit 3') },
  ];
};

describe.skipIf(noCluster !== '')('pods with the containers of a mesh', () => {
  const namespace = newModel().replace('scripted', 'mesh');
  let testbed: Testbed;
  let webhook: Webhook;

  beforeAll(async () => {
    testbed = await openTestbed();
    webhook = await startWebhook();
    webhook.answer = ({ object }) => ({
      change: object.metadata?.labels?.['app.kubernetes.io/component'] === 'eval' ? injected() : [],
    });
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
    const objects = [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: { name: namespace },
        webhooks: [
          {
            name: 'mesh.example.com',
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
            rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
            clientConfig: webhook.clientConfig,
          },
        ],
      },
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'one', namespace },
        spec: { hard: { pods: '1' } },
      },
    ];
    await kubectl(
      testbed.cluster,
      ['apply', '-f', '-'],
      objects.map((object) => JSON.stringify(object)).join('\n---\n'),
    );
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, [
      'delete',
      'mutatingwebhookconfiguration',
      namespace,
      '--ignore-not-found',
    ]);
    // The Job of the evaluation that was killed would keep its pod, and so the namespace.
    await inNamespace('delete', 'jobs', '--all');
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
    await webhook.close();
    await testbed.close();
  });

  const inNamespace = async (...args: string[]): Promise<string> =>
    await kubectl(testbed.cluster, ['-n', namespace, ...args]);

  function flagsFor(model: string): Record<string, string> {
    const { kubeconfig: _, 'openai-api-key': __, ...inputs } = standardInputs(testbed.env, model);
    return { ...inputs, namespace, tasks: 't1-greeting-file', runs: '1', mlflow: 'false' };
  }
  const environment = (): Record<string, string> => ({
    KUBECONFIG: testbed.env.KUBECONFIG,
    OPENAI_API_KEY: CANARY_KEY,
  });

  it('wait for a quota that is used up, and are evaluated and removed like any others', async () => {
    const busy = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'busy', namespace } };
    const container = { name: 'busy', image: busyboxReference(), command: ['sleep', '15'] };
    const spec = { restartPolicy: 'Never', terminationGracePeriodSeconds: 0, containers: [container] };
    await kubectl(testbed.cluster, ['apply', '-f', '-'], JSON.stringify({ ...busy, spec }));
    const run = await runCommand(flagsFor(newModel()), environment());
    expect(run.record, run.log).toMatchObject({ verdict: 'pass' });
    expect(run.log).toContain('exceeded quota: one');
    const left = async (): Promise<string> => await inNamespace('get', 'jobs,secrets,pods', '-o', 'name');
    // The pod of ours is given its time to end.
    await waitFor('the end of all of it', async () => (await left()).trim() === 'pod/busy', soon);
  });

  it('do not keep the keys in the cluster when the process that launched them is killed', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 60_000 });
    const flags = Object.entries(flagsFor(model)).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(process.execPath, [cliProgram, 'eval', ...flags], {
      env: { HOME: tmpdir(), TMPDIR: tmpdir(), ...environment() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      await expect
        .poll(async () => (await callsOf(testbed.env, model)).length, { timeout: 240_000, interval: 500 })
        .toBeGreaterThan(0);
    } catch (error) {
      throw new Error(`Nothing was asked of the model:\n${said}`, { cause: error });
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    const killedAtMs = Date.now();
    const secrets = async (): Promise<string> => (await inNamespace('get', 'secrets', '-o', 'name')).trim();
    // That of the pod, and that of the relay, which has the keys.
    expect(await secrets()).toMatch(/^(secret\/clawbench-[0-9a-f]{8})\n\1-relay$/);

    const keys = (await inNamespace('get', 'jobs', '-o', 'name'))
      .split('\n')
      .find((name) => name.endsWith('-keys'));
    const lease: { spec: { activeDeadlineSeconds: number }; status: { startTime: string } } = JSON.parse(
      await inNamespace('get', keys ?? '', '-o', 'json'),
    );
    const endsAtMs = Date.parse(lease.status.startTime) + lease.spec.activeDeadlineSeconds * 1000;
    expect(endsAtMs - killedAtMs).toBeLessThan(10 * 60_000);
    // As if those ten minutes had passed.
    const ageSeconds = Math.ceil((Date.now() - Date.parse(lease.status.startTime)) / 1000);
    const patch = JSON.stringify({ spec: { activeDeadlineSeconds: ageSeconds + 2 } });
    await inNamespace('patch', keys ?? '', '--type=merge', '-p', patch);
    await waitFor('the end of the keys', async () => (await secrets()) === '', soon);
    // Nothing had to end for that.
    expect(await inNamespace('get', 'pods', '-o', 'jsonpath={.items[*].status.phase}')).toContain('Running');
  });
});
