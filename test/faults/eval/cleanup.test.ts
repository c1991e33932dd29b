/** What stays in the cluster after an evaluation, and after one that does not begin. For a new scenario, copy the first test. */
import { expect, it } from 'vitest';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

it.each([
  { cleanup: 'never', threshold: '0.9', isKept: true },
  { cleanup: 'on-success', threshold: '0.9', isKept: false },
  { cleanup: 'on-success', threshold: '0.95', isKept: true },
  { cleanup: 'always', threshold: '0.95', isKept: false },
])('cleanup: $cleanup after a score of 0.94 with threshold $threshold', async ({ isKept, ...inputs }) => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster);
  const plan = planIn(cluster, inputs);
  await runEval(plan, host);

  const name = `Job ${plan.namespace}/${plan.name}`;
  expect(cluster.objects.names().includes(name)).toBe(isKept);
  expect(host.kept).toBe(isKept ? 1 : 0);
  expect(host.log.lines.some((line) => line.startsWith(`Namespace ${plan.namespace} is kept`))).toBe(isKept);
});

it('in a namespace that exists, removes its own objects alone', async () => {
  const cluster = await startEvalCluster();
  const metadata = { name: 'theirs', namespace: 'shared' };
  cluster.objects.put('/api/v1/namespaces/shared', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shared' },
  });
  cluster.objects.put('/api/v1/namespaces/shared/configmaps/theirs', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
  });
  await runEval(planIn(cluster, { namespace: 'shared' }), storyHost(cluster));
  expect(cluster.objects.names()).toEqual(['Namespace shared', 'ConfigMap shared/theirs']);
});

const mlflow = { mlflow: 'true', 'mlflow-tracking-uri': 'http://mlflow.test' };

it.each([runEval, startEval])('$name spends nothing where MLflow will not take the result', async (story) => {
  const refusal = { problem: 'credentials', sentence: 'http://mlflow.test refused the login.' };
  const cluster = await startEvalCluster({ programs: { 'check_mlflow.py': () => JSON.stringify(refusal) } });
  const host = storyHost(cluster);
  const ending = story(planIn(cluster, { ...mlflow, shards: '2' }), host);

  await expect(ending).rejects.toMatchObject({ code: 'bad-input', message: refusal.sentence });
  expect(cluster.pods.flatMap(({ requests }) => requests)).toEqual([]);
  expect(cluster.objects.names()).toEqual([]);
  expect(host.kept).toBe(0);
});

it('logs to MLflow from a pod before it lets the pods go', async () => {
  const url = 'http://mlflow.test/#/experiments/1/runs/2';
  const orders: { result?: unknown; isHeld: boolean }[] = [];
  const cluster = await startEvalCluster({
    programs: {
      'check_mlflow.py': () => JSON.stringify({ problem: null, sentence: null }),
      'log_to_mlflow.py': (stdin) => {
        orders.push({ ...JSON.parse(stdin), isHeld: cluster.pods[0]?.phase === 'running' });
        return JSON.stringify({ run_id: '2', url, warnings: [] });
      },
    },
  });
  const { report } = await runEval(planIn(cluster, mlflow), storyHost(cluster));
  expect(report.mlflowUrl).toBe(url);
  expect(orders).toMatchObject([{ result: { model: 'openai/m' }, isHeld: true }]);
});
