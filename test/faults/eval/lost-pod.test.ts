/** Pods that are lost in the middle of an evaluation. For a new scenario, copy the first test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { podPaths, type StartRequest } from '../../../src/protocol/pod.ts';
import { type ClusterScript, type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';
import { userFilesOf } from '../../fixtures/user-files.ts';

/** A cluster that loses the first pod before its last run. */
async function startLosing(options?: { isReplaced: boolean }): Promise<EvalCluster> {
  const beforeRun: ClusterScript['beforeRun'] = (pod, _, run) => {
    if (pod === cluster.pods[0] && runsOf(pod) === 3) cluster.lose(pod, options);
    made.push(`${pod.name}/${run}`);
  };
  const made: string[] = [];
  const cluster = await startEvalCluster({ beforeRun });
  return cluster;
}

function runsOf(pod: EvalPod): number {
  return [...pod.files.keys()].filter((file) => file.startsWith(`${podPaths.results}/run_cache/`)).length;
}

function startOf(pod: EvalPod | undefined): StartRequest {
  const request = pod?.requests[0];
  if (request?.kind !== 'start') throw new Error('the pod was not started');
  return request;
}

it('gives a pod that replaces another the runs that are home, what was spent, and the user files', async () => {
  const cluster = await startLosing();
  const files = userFilesOf({ 'SKILL.md': 'Be brief.' });
  const outcome = await runEval(planIn(cluster, {}, files), storyHost(cluster));

  const [first, second] = cluster.pods;
  const { seed = [], spent } = startOf(second);
  expect(startOf(first).seed).toBeUndefined();
  expect(seed.length).toBeGreaterThan(0);
  // One run after the other costs the same.
  expect(spent?.tokens).toBeGreaterThanOrEqual(seed.length * tokensOfRun(first!));
  for (const pod of [first, second]) expect(pod!.files.get(podPaths.userFiles)).toEqual(files.bundle);

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
  const manifest = JSON.parse(readFileSync(path.join(outcome.directory, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    shards: [{ pod: { name: second!.name }, failure: null, incidents: [] }],
  });
  expect(cluster.objects.names()).toEqual([]);
});

/** Calls in the order in which the first pod gets them; run files are `run.json`. */
const calls = [
  'exec write /control/given.json',
  'exec write /control/request.json',
  'exec print /results/state.json',
  'exec print /kept/index.json',
  'exec cat run.json',
  'exec print /results/done.json',
  'exec cat /results/benchmark.json',
  'exec cat /results/eval.log',
  'exec cat /results/gateway.log',
  'exec write run.json',
];

const ways = calls.flatMap((call) => [
  { call, how: 'fails', isDeleted: false },
  { call, how: 'is deleted', isDeleted: true },
]);

it.each(ways)('goes on in a replacement when the pod $how at $call', async ({ call, isDeleted }) => {
  const cluster = await startEvalCluster({ suite: ['t1-a'] });
  const files = userFilesOf({ 'SKILL.md': 'Be brief.' });
  const loseOnce = (pod: EvalPod | undefined): void => {
    if (pod?.phase === 'running') cluster.lose(pod, { isDeleted });
  };
  const isSeeding = call === 'exec write run.json';
  cluster.script.onCall = (title) => {
    // Only a replacement gets seeds.
    if (title === (isSeeding ? 'exec print /results/done.json' : call)) loseOnce(cluster.pods[0]);
    if (title === call && isSeeding) loseOnce(cluster.pods[1]);
  };
  const outcome = await runEval(planIn(cluster, {}, files), storyHost(cluster));

  expect(cluster.pods).toHaveLength(isSeeding ? 3 : 2);
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 2, valid: 2 } });
  expect(outcome.files).toContain('benchmark.json');
});

it('judges what is home where the Job gives the pod up', async () => {
  const cluster = await startLosing({ isReplaced: false });
  const outcome = await runEval(planIn(cluster), storyHost(cluster));

  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'node-lost' });
  expect(outcome.verdict.coverage.valid).toBeGreaterThan(0);
  expect(outcome.files).toEqual(expect.arrayContaining(['benchmark.partial.json', 'logs/post-mortem.txt']));
  expect(outcome.files).not.toContain('benchmark.json');
  expect(cluster.objects.names()).toEqual([]);
});

function tokensOfRun({ files }: EvalPod): number {
  const [, bytes] = [...files].find(([file]) => file.endsWith('/run0.json'))!;
  return JSON.parse(bytes.toString()).token_usage.total_tokens;
}
