import { randomBytes } from 'node:crypto';
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
  const [standing, shared, forged] = [name('standing'), name('shared'), name('forged')];
  const [over, alive] = [randomBytes(4).toString('hex'), randomBytes(4).toString('hex')];
  const [expired, lively] = [`clawbench-local-${over}`, `clawbench-77-1-${alive}`];
  let cluster: Cluster;

  const ours = (more: Record<string, string>): Record<string, string> => ({
    'app.kubernetes.io/managed-by': 'clawbench-k8s-action',
    ...more,
  });
  const ofEval = (instance: string): Record<string, string> =>
    ours({ 'app.kubernetes.io/component': 'eval', 'clawbench.dev/instance': instance });
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
    const objects = [
      namespace(expired, ofEval(over), PAST),
      namespace(lively, ofEval(alive), FUTURE),
      namespace(standing, ours({ 'app.kubernetes.io/component': 'openclaw' }), PAST),
      namespace(forged, ofEval(over), PAST),
      namespace(shared, { 'clawbench.dev/instance': over }, PAST),
      job(`clawbench-${over}`, ofEval(over), PAST),
      job(`clawbench-${alive}`, ofEval(alive), FUTURE),
      job('of-somebody-else', ofEval(over), PAST),
    ];
    await kubectl(
      cluster,
      ['apply', '-f', '-'],
      objects.map((object) => JSON.stringify(object)).join('\n---\n'),
    );
  });

  afterAll(async () => {
    for (const left of [expired, lively, standing, shared, forged])
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
      out: [
        `Job ${shared}/clawbench-${over} had expired and is being deleted.`,
        `Job ${shared}/of-somebody-else is kept: it has a label of an evaluation, but no evaluation made it.`,
        '',
      ].join('\n'),
    });
    expect(await jobs()).toEqual([`job.batch/clawbench-${alive}`, 'job.batch/of-somebody-else']);
    expect(await isThere(expired)).toBe(true);
  });

  it('deletes in the whole cluster, and leaves what stands and what others made', async () => {
    const ran = await runCli(['sweep', '--json'], { KUBECONFIG: cluster.kubeconfig });
    expect(ran.code, ran.error).toBe(0);
    expect(JSON.parse(ran.out).removed).toContain(`Namespace ${expired}`);
    await waitFor('the namespace to be gone', async () => !(await isThere(expired)), { timeoutMs: 240_000 });
    for (const left of [lively, standing, shared, forged]) expect(await isThere(left)).toBe(true);
  });
});
