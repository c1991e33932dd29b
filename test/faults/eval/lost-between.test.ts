/** Pods that are lost when their first runs are home already. For a new scenario, copy the first test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

const auto = { runs: 'auto', 'max-runs': '3', threshold: '0.9' };

/** The runs each pod made, as `<pod>: <task>/<run>`, where the first pod and the second are `0` and `1`. */
function recordRuns(cluster: EvalCluster, before: (made: string) => void): string[] {
  const runs: string[] = [];
  cluster.script.beforeRun = (pod, task, run) => {
    const made = `${cluster.pods.indexOf(pod)}: ${task}/${run}`;
    before(made);
    if (pod.phase === 'running') runs.push(made);
  };
  return runs;
}

it('orders what was ordered of a lost pod from the one that replaces it', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'], scoreOf: () => 0.9 });
  const runs = recordRuns(cluster, (made) => {
    if (made === '0: t1-a/2') cluster.lose(cluster.pods[0]!);
  });
  const { verdict } = await runEval(planIn(cluster, auto), storyHost(cluster));

  expect(cluster.pods[1]?.requests).toMatchObject([
    { kind: 'start', seed: [{}, {}] },
    { kind: 'runs', tasks: ['t1-a'], runs: 2 },
    { kind: 'runs', tasks: ['t1-a'], runs: 3 },
    { kind: 'finish' },
  ]);
  expect(runs).toEqual(['0: t1-a/0', '0: t1-a/1', '1: t1-a/2']);
  expect(verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 3, valid: 3 } });
});

it('needs a pod no more whose shard is home', async () => {
  // Shard 1 has one task of the three.
  const cluster = await startEvalCluster({ suite: ['t1-a', 't2-b', 't3-c'] });
  const runs = recordRuns(cluster, (made) => {
    if (made === '0: t3-c/3') cluster.lose(cluster.pods[1]!);
  });
  const { verdict } = await runEval(planIn(cluster, { shards: '2', runs: '4' }), storyHost(cluster));

  expect(cluster.pods[1]).toMatchObject({ phase: 'lost', requests: [{ kind: 'start' }] });
  expect(runs.filter((run) => run.startsWith('2: '))).toEqual([]);
  expect(verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 12, valid: 12 } });
});

it('makes more runs in the pod that replaces one lost between two rounds', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'], scoreOf: () => 0.9 });
  const runs = recordRuns(cluster, () => undefined);
  cluster.script.onCall = (title) => {
    const [pod] = cluster.pods;
    const fetched = cluster.calls.filter((call) => call.startsWith('exec cat /results/'));
    if (title === 'GET pods' && pod?.phase === 'running' && fetched.length === 3) cluster.lose(pod);
  };
  const { verdict } = await runEval(planIn(cluster, auto), storyHost(cluster));
  expect(verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 3, valid: 3 } });
  expect(runs).toEqual(['0: t1-a/0', '1: t1-a/1', '1: t1-a/2']);
});

it('judges the other shards where one is lost, and describes its pods', async () => {
  const cluster = await startEvalCluster();
  recordRuns(cluster, (made) => {
    if (/^1: .*\/1$/.test(made)) cluster.lose(cluster.pods[1]!, { isReplaced: false });
  });
  const outcome = await runEval(planIn(cluster, { shards: '2', threshold: '0.5' }), storyHost(cluster));

  expect(outcome.verdict).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'node-lost',
    coverage: { planned: 4, valid: 3 },
  });
  expect(cluster.pods[0]?.requests.map(({ kind }) => kind)).toEqual(['start', 'finish']);
  const postMortem = readFileSync(path.join(outcome.directory, 'logs/post-mortem.txt'), 'utf8');
  for (const { name } of cluster.pods) expect(postMortem).toContain(`${name} on node-`);
  expect(cluster.objects.names()).toEqual([]);
});
