/** A namespace that someone deletes with an evaluation in it. */
import { expect, it } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

const hasJob = ({ objects }: EvalCluster): boolean => objects.all().some(({ kind }) => kind === 'Job');

/** Deletes the namespace under the second run. As in Kubernetes, the pod is gone only if the Job is, and the namespace after it. */
function deleteAtSecondRun(cluster: EvalCluster): void {
  cluster.script.beforeRun = (pod, _, run) => {
    if (run === 0) return;
    cluster.endNamespace();
    let looks = 0;
    cluster.script.onCall = (title) => {
      if (title === 'exec print /results/state.json' && ++looks === 3)
        cluster.lose(pod, { isReplaced: false, isDeleted: !hasJob(cluster) });
      const isEmpty = !hasJob(cluster) && pod.phase === 'lost';
      if (title === 'DELETE namespaces' || (title === 'GET namespaces' && isEmpty))
        for (const { kind, metadata } of cluster.objects.all())
          if (kind === 'Namespace') cluster.objects.remove(`/api/v1/namespaces/${metadata.name}`);
    };
  };
}

it.each([
  ['of the evaluation', {}, () => true],
  ['that is kept for a look at it', { cleanup: 'never' }, () => true],
  [
    'of others, which may not be read',
    { namespace: 'shared' },
    (access: string) => access !== 'get namespaces',
  ],
])('gets rid of the Job in a namespace %s, and keeps what is home', async (_, inputs, isAllowed) => {
  const cluster = await startEvalCluster({ isAllowed });
  if ('namespace' in inputs) {
    const metadata = { name: inputs.namespace };
    cluster.objects.put('/api/v1/namespaces/shared', { apiVersion: 'v1', kind: 'Namespace', metadata });
  }
  deleteAtSecondRun(cluster);
  const plan = planIn(cluster, inputs);
  const { verdict } = await runEval(plan, storyHost(cluster));

  expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'shard-lost' });
  expect(verdict.reasons[0]).toBe(
    `Shard 0 has no result: Namespace ${plan.namespace} is being deleted by someone else, and the evaluation in it with it.`,
  );
  expect(verdict.coverage.valid).toBeGreaterThan(0);
  expect(verdict.totals.inputTokens).toBeGreaterThan(0);
  expect(cluster.objects.names().filter((name) => /^(Job|Pod|Secret) /.test(name))).toEqual([]);
  // It looks once a second, and the pod is gone after three looks.
  const after = cluster.calls.slice(cluster.calls.indexOf('DELETE jobs'));
  expect(after.filter((call) => call === 'GET pods').length).toBeLessThan(10);
});
