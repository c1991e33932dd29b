/** Evaluations that go on by themselves (detach: true). For a new scenario, copy the first test. */
import { expect, it } from 'vitest';
import type { EvalHost } from '../../../src/eval/host.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

it('returns when all shards run, and keeps everything', async () => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster);
  const plan = planIn(cluster, { detach: 'true', shards: '2' });
  const done = await startEval(plan, host);

  const { instance } = plan.names;
  expect(done.outputs).toEqual({ instance, namespace: plan.namespace });
  expect(done.lines.join('\n')).toContain(`results --namespace ${plan.namespace} --instance ${instance}`);
  expect(cluster.pods.map(({ requests }) => requests.map(({ kind }) => kind))).toEqual([
    ['start'],
    ['start'],
  ]);
  expect(host.kept).toBe(1);
  expect(cluster.objects.names()).toEqual(
    expect.arrayContaining([`Namespace ${plan.namespace}`, `Job ${plan.namespace}/${plan.name}`]),
  );
});

/** The workflow of an attempt, whose earlier attempts left these artifacts. */
function workflowOf(attempt: number, artifacts: readonly string[]): Partial<EvalHost> {
  const [owner, repo] = ['octo', 'repo'];
  const workflow = { repository: `${owner}/${repo}`, owner, repo, workflow: 'ci', job: 'eval', step: 's' };
  const run = {
    runId: '1',
    attempt,
    runUrl: 'https://github.test/1',
    event: 'push',
    branch: 'main',
    sha: 'a',
    size: 1,
  };
  const server = { serverUrl: 'https://github.test', apiUrl: 'https://api.test', isEnterpriseServer: false };
  return {
    workflow: {
      ...workflow,
      ...run,
      ...server,
      pullRequest: null,
      pullRequestHead: null,
      whyNoPullRequest: null,
      baseBranch: 'main',
    },
    pastArtifacts: (nameOf) => ({
      ofBranch: () => Promise.resolve([]),
      ofAttempt: (of) =>
        Promise.resolve(
          artifacts[of - 1] === undefined
            ? null
            : { id: of, name: nameOf(of), runId: 1, createdAt: '', sha: '', size: 1 },
        ),
      fetch: ({ id }) => Promise.resolve(artifacts[id - 1]!),
      baseBranch: 'main',
      ownBranch: 'main',
    }),
  };
}

/** Makes an attempt that ends without a verdict, since its pod is lost. @returns its artifact */
async function attemptWithoutVerdict(cluster: EvalCluster): Promise<string> {
  cluster.script.beforeRun = (pod, _, run) => {
    if (run === 1) cluster.lose(pod, { isReplaced: false });
  };
  const { verdict, directory } = await runEval(planIn(cluster), storyHost(cluster, workflowOf(1, [])));
  expect(verdict.verdict).toBe('inconclusive');
  cluster.script.beforeRun = () => undefined;
  return directory;
}

it.each(['runEval', 'startEval'])('%s takes over the valid runs of an earlier attempt', async (story) => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster, workflowOf(2, [await attemptWithoutVerdict(cluster)]));
  if (story === 'runEval') await runEval(planIn(cluster), host);
  else await startEval(planIn(cluster, { detach: 'true' }), host);

  expect(cluster.pods[1]?.requests[0]).toMatchObject({
    kind: 'start',
    seed: [{ path: expect.stringMatching(/run0\.json$/) }],
  });
  expect(cluster.pods[1]?.requests[0]).not.toHaveProperty('spent');
  expect(host.log.lines).toContain('1 run is taken over from the earlier attempt.');
  // Another process can judge it by what went over the wire then.
  const before = JSON.parse(cluster.pods[1]!.files.get(podPaths.wireBefore)!.toString());
  expect(before).toMatchObject({ relays: [], lines: expect.stringMatching(/"opened".*\n.*"closed".*\n$/) });
});

it('takes nothing over from an attempt with other settings', async () => {
  const cluster = await startEvalCluster();
  const host = storyHost(cluster, workflowOf(2, [await attemptWithoutVerdict(cluster)]));
  await startEval(planIn(cluster, { detach: 'true', runs: '3' }), host);

  expect(cluster.pods[1]?.requests[0]).not.toHaveProperty('seed');
  expect(host.log.lines).toContainEqual(expect.stringMatching(/^Nothing is taken over/));
});

it('removes what it made when a shard cannot start', async () => {
  const cluster = await startEvalCluster({ room: 0 });
  const host = storyHost(cluster);
  const plan = planIn(cluster, { detach: 'true', cleanup: 'never', 'startup-timeout': '30s' });
  await expect(startEval(plan, host)).rejects.toMatchObject({ code: 'unschedulable' });
  expect(cluster.objects.names()).toEqual([]);
  expect(host.kept).toBe(0);
});
