/** Evaluations in several pods, and how many pods find room. For a new scenario, copy the first test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runEval } from '../../../src/eval/run.ts';
import { benchmarkSchema } from '../../../src/result/formats/benchmark.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { realTasks } from '../../fakes/eval-cluster/harness.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

it('merges the results of two shards', async () => {
  const cluster = await startEvalCluster();
  const outcome = await runEval(planIn(cluster, { shards: '2' }), storyHost(cluster));

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', score: expect.closeTo(0.94, 3) });
  expect(outcome.files).toEqual(
    expect.arrayContaining(['logs/shard-0/benchmark.json', 'logs/shard-1/benchmark.json']),
  );
  const text = readFileSync(path.join(outcome.directory, 'benchmark.json'), 'utf8');
  const merged = benchmarkSchema.parse(JSON.parse(text));
  expect(merged.task_results.map((task) => task.task_id).sort()).toEqual([...realTasks].sort());
  // Both pods wait for the verdict, which could still order more runs of their tasks.
  expect(cluster.pods.map(({ requests }) => requests.map(({ kind }) => kind))).toEqual([
    ['start', 'finish'],
    ['start', 'finish'],
  ]);
});

it('lets the pod of a shard go that is home while another shard has no node', async () => {
  const cluster = await startEvalCluster({ room: 1 });
  const host = storyHost(cluster);
  const outcome = await runEval(planIn(cluster, { shards: '2' }), host);

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
  expect(host.log.lines).toContain('Shard 0 is collected; its pod makes room for the others.');
  expect(host.log.lines).toContainEqual(expect.stringContaining('[shard 1] Pod '));
});

it('needs no result of a shard that gets no task', async () => {
  const cluster = await startEvalCluster({ suite: ['t1-a'] });
  const outcome = await runEval(planIn(cluster, { shards: '2' }), storyHost(cluster));
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 2, valid: 2 } });
});
