/** Evaluations that another process launched (mode results). For a new scenario, copy the first test. */
import { expect, it } from 'vitest';
import { collectEval } from '../../../src/eval/collect.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { startEval } from '../../../src/eval/run.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';
import { userFilesOf } from '../../fixtures/user-files.ts';

const files = userFilesOf({ 'SKILL.md': 'Be brief.' });

/** Launches an evaluation with user files in one process, and returns how another one collects it. */
async function launchIn(
  cluster: EvalCluster,
  inputs: Record<string, string> = {},
): Promise<(host?: ReturnType<typeof storyHost>) => Promise<Outcome>> {
  const plan = planIn(cluster, { ...inputs, detach: 'true' }, files);
  await startEval(plan, storyHost(cluster));
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  const wish = { access, namespace: plan.namespace, instance: null, label: null };
  return (host = storyHost(cluster)) => collectEval(wish, plan.terms, host);
}

it('judges an evaluation that another process launched, and removes it', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster, { shards: '2' });
  const host = storyHost(cluster);
  const outcome = await collect(host);

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
  expect(cluster.pods.map(({ requests }) => requests.map(({ kind }) => kind))).toEqual([
    ['start', 'finish'],
    ['start', 'finish'],
  ]);
  expect(cluster.objects.names()).toEqual([]);
  // The keys of the launching process are hidden here too.
  expect(host.log.masked).toContain('sk-canary-0123456789');
});

it('gives a pod that replaces a lost one the user files of the lost one', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster);
  let left = 3;
  cluster.script.beforeRun = (pod) => {
    // It has told by then what it spent.
    if (--left === 0) cluster.lose(pod);
  };
  const outcome = await collect();

  const [, second] = cluster.pods;
  expect(second?.files.get(podPaths.userFiles)).toEqual(files.bundle);
  expect(second?.requests[0]).toMatchObject({ kind: 'start', spent: { tokens: expect.any(Number) } });
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
});

it('gives the replacement of one shard the user files of another shard', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster, { shards: '2' });
  cluster.lose(cluster.pods[0]!);
  const outcome = await collect();
  expect(cluster.pods[2]?.files.get(podPaths.userFiles)).toEqual(files.bundle);
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
});

it('says so where no pod has the user files any more', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster);
  cluster.lose(cluster.pods[0]!);
  const { verdict, files: written } = await collect();

  expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'shard-lost' });
  expect(verdict.reasons.join(' ')).toContain('the files of "agent-files" and "tasks-dir"');
  expect(written).toContain('logs/post-mortem.txt');
  expect(cluster.objects.names()).toEqual([]);
});

it('leaves the evaluation as it is when it is cancelled, and can collect it later', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster);
  const host = storyHost(cluster);
  cluster.script.beforeRun = () => host.cancel();
  const before = cluster.objects.names();
  await expect(collect(host)).rejects.toMatchObject({ code: 'cancelled' });
  expect(cluster.objects.names()).toEqual(before);

  cluster.script.beforeRun = () => undefined;
  expect((await collect()).verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
});
