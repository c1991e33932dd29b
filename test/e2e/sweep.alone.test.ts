import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Cluster, clusterFromEnvironment } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { runCli } from './cli.ts';
import { newModel } from './testbed.ts';

const noCluster = inject('noCluster');
const PAST = '2026-01-01T00:00:00Z';
const FUTURE = '2126-01-01T00:00:00Z';

/** What evals whose machine died leave, and what looks like it. */
describe.skipIf(noCluster !== '')('sweep', () => {
  const name = (what: string): string => newModel().replace('scripted', what);
  const [expired, lively, standing, shared] = [
    name('expired'),
    name('lively'),
    name('standing'),
    name('shared'),
  ];
  let cluster: Cluster;

  const ours = (more: Record<string, string>): Record<string, string> => ({
    'app.kubernetes.io/managed-by': 'clawbench-k8s-action',
    ...more,
  });
  const namespace = (of: string, labels: Record<string, string>, expiresAt?: string): object => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: of,
      labels,
      annotations: expiresAt === undefined ? {} : { 'clawbench.dev/expires-at': expiresAt },
    },
  });
  const job = (of: string, labels: Record<string, string>, expiresAt: string): object => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: of, namespace: shared, labels, annotations: { 'clawbench.dev/expires-at': expiresAt } },
    spec: {
      suspend: true,
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'none', image: 'none:1' }] } },
    },
  });

  beforeAll(async () => {
    cluster = clusterFromEnvironment();
    const instance = { 'clawbench.dev/instance': '0123abcd' };
    const objects = [
      namespace(expired, ours(instance), PAST),
      namespace(lively, ours(instance), FUTURE),
      namespace(standing, ours({ 'app.kubernetes.io/component': 'openclaw' }), PAST),
      namespace(shared, instance, PAST),
      job('of-an-eval-that-is-over', ours(instance), PAST),
      job('of-an-eval-that-runs', ours(instance), FUTURE),
      job('of-somebody-else', instance, PAST),
    ];
    await kubectl(
      cluster,
      ['apply', '-f', '-'],
      objects.map((object) => JSON.stringify(object)).join('\n---\n'),
    );
  });

  afterAll(async () => {
    for (const left of [expired, lively, standing, shared])
      await kubectl(cluster, ['delete', 'namespace', left, '--ignore-not-found', '--wait=false']);
  });

  const jobs = async (): Promise<string[]> =>
    (await kubectl(cluster, ['-n', shared, 'get', 'jobs', '-o', 'name'])).trim().split('\n');
  const isThere = async (of: string): Promise<boolean> =>
    (await kubectl(cluster, ['get', 'namespace', of, '--ignore-not-found', '-o', 'name'])) !== '';

  it('deletes in one namespace what has expired of ours, and nothing else', async () => {
    const ran = await runCli(['sweep', '--namespace', shared], { KUBECONFIG: cluster.kubeconfig });
    expect(ran, ran.error).toMatchObject({
      code: 0,
      out: `Job ${shared}/of-an-eval-that-is-over had expired and is being deleted.\n`,
    });
    expect(await jobs()).toEqual(['job.batch/of-an-eval-that-runs', 'job.batch/of-somebody-else']);
    expect(await isThere(expired)).toBe(true);
  });

  it('deletes in the whole cluster, and leaves what stands and what others made', async () => {
    const ran = await runCli(['sweep', '--json'], { KUBECONFIG: cluster.kubeconfig });
    expect(ran.code, ran.error).toBe(0);
    expect(JSON.parse(ran.out).removed).toContain(`Namespace ${expired}`);
    await waitFor('the namespace to be gone', async () => !(await isThere(expired)), { timeoutMs: 240_000 });
    for (const left of [lively, standing, shared]) expect(await isThere(left)).toBe(true);
  });
});
