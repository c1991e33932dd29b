import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import type { StepRun } from './act.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/**
 * Fills the container's memory with small processes, so that the kernel finds the supervisor the largest: it compares
 * memory and score, and every process but the supervisor keeps the score the kubelet gave.
 */
const EAT_MEMORY = `
import os, time
open("/proc/1/oom_score_adj", "w").write("1000")
for _ in range(90):
    if os.fork() == 0:
        block = bytearray(55 << 20)
        time.sleep(60)
time.sleep(60)
`;

describe.skipIf(noCluster !== '')('an eval whose pods fare badly', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    await testbed.close();
  });

  /** The one pod of the eval that runs now. */
  async function evalPod(): Promise<{ namespace: string; name: string }> {
    const [namespace = ''] = await testbed.namespacesLeft();
    const name = await kubectl(testbed.cluster, [
      '-n',
      namespace,
      'get',
      'pods',
      '-o',
      'jsonpath={.items[0].metadata.name}',
    ]);
    return { namespace, name };
  }

  it('resumes after the harness was killed for its memory, and pays nothing twice', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 1500 });
    const running = testbed.step(model, {
      tasks: 't1-greeting-file t1-price-sum',
      runs: '2',
      concurrency: '1',
      mlflow: 'false',
    });
    const finished = async (): Promise<string[]> => {
      const calls = (await callsOf(testbed.env, model)).filter(({ task }) => task !== null);
      const runs = [...new Set(calls.map(({ task, run }) => `${task}/${run}`))];
      // With one run at a time all but the last are finished.
      return runs.slice(0, -1);
    };
    await waitFor('two runs to begin', async () => (await finished()).length > 0, { timeoutMs: 240_000 });
    const before = await finished();
    // Slow enough for the kill to come while a run goes on, however long it takes to eat the memory.
    await behave(testbed.env, model, { latencyMs: 10_000 });
    const { namespace, name } = await evalPod();
    const greedy = ['exec', name, '-c', 'clawbench', '--', 'python3', '-c', EAT_MEMORY];
    // The container dies under it.
    await expect(kubectl(testbed.cluster, ['-n', namespace, ...greedy])).rejects.toThrow('137');
    const killedAt = new Date().toISOString();
    await behave(testbed.env, model, {});
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '4' });
    const artifact = await testbed.newestArtifact();
    const { shards } = JSON.parse(readFileSync(path.join(artifact.directory, 'manifest.json'), 'utf8'));
    expect(shards[0]).toMatchObject({ restarts: 1, incidents: [{ kind: 'oom' }] });
    const paidAgain = (await callsOf(testbed.env, model)).filter(
      ({ task, run, time }) => time > killedAt && before.includes(`${task}/${run}`),
    );
    expect(paidAgain).toEqual([]);
  });

  it('is made again elsewhere when its pod is evicted, with the runs that are home already', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 1500 });
    const running = testbed.step(model, {
      tasks: 't1-greeting-file t1-price-sum',
      runs: '2',
      concurrency: '1',
      mlflow: 'false',
    });
    const answers = async (): ReturnType<typeof callsOf> =>
      (await callsOf(testbed.env, model)).filter(({ task }) => task !== null);
    const runsBegun = async (): Promise<string[]> => [
      ...new Set((await answers()).map(({ task, run }) => `${task}/${run}`)),
    ];
    await waitFor('the third run to begin', async () => (await runsBegun()).length >= 3, {
      timeoutMs: 240_000,
    });
    const finished = (await runsBegun()).slice(0, -1);
    // Slow enough for what is finished to be home, and for the eval to go on, when the pod goes: the answer after the
    // one that is under way takes so long.
    await behave(testbed.env, model, { latencyMs: 10_000 });
    const given = (await answers()).length;
    await waitFor('a slow answer', async () => (await answers()).length > given + 1, { timeoutMs: 120_000 });
    const { namespace, name } = await evalPod();
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    const evictedAt = new Date().toISOString();
    await kubectl(
      testbed.cluster,
      ['create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '-f', '-'],
      JSON.stringify(eviction),
    );
    await behave(testbed.env, model, {});
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '4' });
    // The harness may have finished the third one as well by then.
    const again = (await callsOf(testbed.env, model)).filter(
      ({ task, run, time }) => time > evictedAt && finished.includes(`${task}/${run}`),
    );
    expect(finished.length).toBeGreaterThanOrEqual(2);
    expect(again).toEqual([]);
  });

  /** Tokens that the model server has billed. */
  async function billed(model: string): Promise<number> {
    const calls = await callsOf(testbed.env, model);
    return calls.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  }

  /** Runs an eval and deletes something of it once its second run has begun. */
  async function deleting(
    model: string,
    what: (pod: { namespace: string; name: string }) => string[],
  ): Promise<StepRun> {
    await behave(testbed.env, model, { latencyMs: 2000 });
    const running = testbed.step(model, {
      tasks: 't1-greeting-file t1-price-sum',
      runs: '2',
      concurrency: '1',
      mlflow: 'false',
    });
    const runsBegun = async (): Promise<number> => {
      const calls = (await callsOf(testbed.env, model)).filter(({ task }) => task !== null);
      return new Set(calls.map(({ task, run }) => `${task}/${run}`)).size;
    };
    await waitFor('the second run to begin', async () => (await runsBegun()) >= 2, { timeoutMs: 240_000 });
    const pod = await evalPod();
    await kubectl(testbed.cluster, ['-n', pod.namespace, 'delete', '--wait=false', ...what(pod)]);
    return await running;
  }

  it('tells all tokens that were billed, those of a pod that was deleted included', async () => {
    const model = newModel();
    const step = await deleting(model, ({ name }) => ['pod', name]);
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '4' });
    expect(Number(step.outputs['total-tokens'])).toBe(await billed(model));
  });

  it('tells what was paid where the namespace was deleted, which goes at once', async () => {
    const model = newModel();
    const step = await deleting(model, ({ namespace }) => ['namespace', namespace]);
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'shard-lost' });
    expect(step.log).toMatch(
      /Namespace \S+ is being deleted by someone else, and the evaluation in it with it\./,
    );
    expect(Number(step.outputs['total-tokens'])).toBe(await billed(model));
    expect(Number(step.outputs['cost-usd'])).toBeGreaterThan(0);
    // Kubernetes keeps it for as long as the Job is in it.
    await waitFor('the namespace to be gone', async () => (await testbed.namespacesLeft()).length === 0, {
      timeoutMs: 30_000,
    });
  });
});
