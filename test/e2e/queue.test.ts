import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { busyboxReference } from '../cluster/busybox-image.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { queueingLabel } from '../cluster/kueue-objects.ts';
import { startKueue } from '../cluster/kueue.ts';
import { serviceAccountKubeconfig } from '../cluster/service-account.ts';
import type { StepRun } from './act.ts';
import { behave, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const rbac = path.join(import.meta.dirname, '..', '..', 'manifests', 'rbac');

/** What the pod of one shard asks for, and what a filler asks for. */
const POD_CPU = '770m';
const FILLER_CPU = '10m';

/** A real Kueue, which manages all Jobs of one namespace. */
describe.skipIf(noCluster !== '')('an eval in a namespace whose Jobs Kueue queues', () => {
  const namespace = newModel().replace('scripted', 'queue');
  let testbed: Testbed;
  let kubeconfig: string;
  let endKueue: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    testbed = await openTestbed();
    const { cluster } = testbed;
    endKueue = await startKueue(cluster, (line) => process.stderr.write(`${line}\n`));
    const files = ['eval.yaml', 'queue.yaml'].map((file) => path.join(rbac, file));
    kubeconfig = readFileSync(
      await serviceAccountKubeconfig(cluster, { name: 'clawbench', namespace }, files),
      'utf8',
    );
    const [label] = Object.entries(queueingLabel).map(([key, value]) => `${key}=${value}`);
    await kubectl(cluster, ['label', 'namespace', namespace, label!]);
    await apply([
      { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name: namespace } },
      {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: namespace },
        value: 1000,
        description: 'Preempts an evaluation.',
      },
      ...queue('evals', POD_CPU),
      ...queue('small', '100m'),
      ...queue('held', POD_CPU, { stopPolicy: 'Hold' }),
    ]);
  });

  afterAll(async () => {
    const { cluster } = testbed;
    await kubectl(cluster, ['delete', 'namespace', namespace, '--ignore-not-found']);
    await kubectl(cluster, ['delete', 'priorityclass', namespace, '--ignore-not-found']);
    await endKueue?.();
    await testbed.close();
  });

  /** A LocalQueue, and the ClusterQueue behind it. */
  function queue(name: string, cpu: string, spec: object = {}): object[] {
    const resources = [
      { name: 'cpu', nominalQuota: cpu },
      { name: 'memory', nominalQuota: '64Gi' },
      { name: 'ephemeral-storage', nominalQuota: '64Gi' },
    ];
    const apiVersion = 'kueue.x-k8s.io/v1beta2';
    const clusterQueue = `${namespace}-${name}`;
    return [
      {
        apiVersion,
        kind: 'ClusterQueue',
        metadata: { name: clusterQueue },
        spec: {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
          preemption: { withinClusterQueue: 'LowerPriority' },
          resourceGroups: [
            {
              coveredResources: resources.map((resource) => resource.name),
              flavors: [{ name: namespace, resources }],
            },
          ],
          ...spec,
        },
      },
      { apiVersion, kind: 'LocalQueue', metadata: { name, namespace }, spec: { clusterQueue } },
    ];
  }

  async function apply(objects: readonly object[]): Promise<void> {
    const documents = objects.map((object) => JSON.stringify(object)).join('\n---\n');
    await kubectl(testbed.cluster, ['apply', '-f', '-'], documents);
  }

  /** Uses up the quota of the queue, by a Job that others wait for or that preempts them. */
  async function fill(name: string, priorityClassName?: string): Promise<void> {
    const container = {
      name: 'filler',
      image: busyboxReference(),
      command: ['sleep', '3600'],
      resources: { requests: { cpu: FILLER_CPU } },
    };
    await apply([
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name, namespace, labels: { 'kueue.x-k8s.io/queue-name': 'evals' } },
        spec: {
          suspend: true,
          template: {
            spec: {
              restartPolicy: 'Never',
              terminationGracePeriodSeconds: 0,
              ...(priorityClassName !== undefined && { priorityClassName }),
              containers: [container],
            },
          },
        },
      },
    ]);
    const isRunning = ['wait', '--for=jsonpath={.spec.suspend}=false', `job/${name}`, '--timeout=60s'];
    await kubectl(testbed.cluster, ['-n', namespace, ...isRunning]);
  }

  async function free(name: string): Promise<void> {
    await kubectl(testbed.cluster, ['-n', namespace, 'delete', 'job', name, '--wait=false']);
  }

  /** Runs an evaluation, and does each thing once, when its words are in the log. */
  async function step(
    inputs: Record<string, string>,
    acts: Record<string, () => Promise<void>> = {},
    model = newModel(),
  ): Promise<StepRun> {
    const left = Object.entries(acts);
    const done: Promise<void>[] = [];
    const run = await testbed.step(
      model,
      { namespace, tasks: 't1-greeting-file', runs: '1', mlflow: 'false', ...inputs },
      {
        secrets: { KUBECONFIG: kubeconfig },
        onOutput(log) {
          const [next] = left;
          if (next === undefined || !new RegExp(next[0]).test(log)) return;
          left.shift();
          done.push(next[1]());
        },
      },
    );
    await Promise.all(done);
    return run;
  }

  it('waits for quota, is told its place and the reason, goes on after it was preempted, and passes', async () => {
    await fill('first');
    // So that the second run has not ended before the first one is told.
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 4000 });
    const { outputs, log } = await step(
      { queue: 'evals', tasks: 't1-greeting-file', runs: '2', concurrency: '1' },
      {
        'waits in LocalQueue evals': () => free('first'),
        '1/2 runs': () => fill('urgent', namespace),
        'was stopped by Kueue': () => free('urgent'),
      },
      model,
    );
    expect(outputs, log).toMatchObject({ verdict: 'pass', 'valid-runs': '2' });
    expect(log).toMatch(
      /waits in LocalQueue evals \(position 1 of 1\): .*insufficient unused quota for cpu in flavor \S+ 10m more needed/,
    );
    expect(log).toMatch(
      /was stopped by Kueue: Preempted to accommodate a workload .* It waits in LocalQueue evals/,
    );
  });

  it('says in the words of Kueue why it cannot start, or that Kueue stops it', async () => {
    const limited = { 'startup-timeout': '30s' };
    const [small, held, unqueued, missing] = await Promise.all([
      step({ queue: 'small' }),
      step({ queue: 'held', ...limited }),
      step(limited),
      step({ queue: 'evil' }),
    ]);
    expect(small.outputs, small.log).toMatchObject({ 'failure-reason': 'quota-exceeded' });
    expect(small.log).toContain('current podset request (770m) > maximum capacity (100m)');
    expect(held.outputs, held.log).toMatchObject({ 'failure-reason': 'startup-timeout' });
    expect(held.log).toMatch(
      /did not start within 30 s: Job \S+ waits in LocalQueue held.*: ClusterQueue \S+-held is (inactive|stopped)/,
    );
    expect(unqueued.outputs, unqueued.log).toMatchObject({ 'failure-reason': 'startup-timeout' });
    expect(unqueued.log).toContain('was suspended by "kueue"');
    expect(unqueued.log).toContain('write the name of a LocalQueue as "queue"');
    expect(missing.outputs, missing.log).toMatchObject({ 'failure-reason': 'bad-input' });
    expect(missing.log).toContain('has no LocalQueue "evil"; it has evals, held, small.');
  });
});
