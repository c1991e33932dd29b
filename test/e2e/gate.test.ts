import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { StepRun } from './act.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
/** Two of each kind, so that two shards have one of each. */
const TASKS = 't1-greeting-file t1-price-sum t2-longest-line t3-sales-report';

describe.skipIf(noCluster !== '')('a workflow step that does not pass', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(() => testbed.close());

  it('gives the same numbers with one shard, and fails below a threshold', async () => {
    const model = newModel();
    await behave(testbed.env, model, { solveProbability: 0.5, seed: 7 });
    const sharded = await testbed.step(model, {
      tasks: TASKS,
      runs: '2',
      shards: '2',
      threshold: '0.99',
      mlflow: 'false',
    });
    const alone = await testbed.step(model, {
      tasks: TASKS,
      runs: '2',
      threshold: '0.99',
      mlflow: 'false',
      label: 'alone', // else its artifact would have the name of the other one and not be uploaded
    });
    expect(sharded.outputs).toMatchObject({
      verdict: 'fail',
      passed: 'false',
      'failure-reason': 'below-threshold',
    });
    expect(alone.ok).toBe(false);
    const numbers = ({ outputs }: StepRun): object =>
      Object.fromEntries(
        ['score', 'ci-lower', 'ci-upper', 'tasks-run', 'valid-runs'].map((name) => [name, outputs[name]]),
      );
    expect(numbers(alone)).toEqual(numbers(sharded));
    const [two, one] = await Promise.all(
      [sharded, alone].map(async (step) => {
        const { directory } = await testbed.artifactOf(step);
        const read = (name: string) => JSON.parse(readFileSync(path.join(directory, name), 'utf8'));
        return {
          result: read('benchmark.json'),
          identity: read('verdict.json').identity,
          manifest: read('manifest.json'),
        };
      }),
    );
    expect(one!.result.task_snapshot_fingerprint).toBe(two!.result.task_snapshot_fingerprint);
    // What the image said before any run.
    expect(Object.keys(one!.identity.taskContents).sort()).toEqual(TASKS.split(' '));
    expect(new Set(Object.values(one!.identity.taskContents)).size).toBe(4);
    expect(two!.identity.taskContents).toEqual(one!.identity.taskContents);
    expect(one!.identity.harnessVersion).toBe('0.4.0.dev1');
    expect(one!.manifest.shards[0].plan).toMatchObject({
      harnessVersion: '0.4.0.dev1',
      taskContents: one!.identity.taskContents,
    });
    expect(Number(alone.outputs['score'])).toBeLessThan(0.99);
  });

  it('is inconclusive, and spends nothing on the eval, when the provider refuses the key', async () => {
    const model = newModel();
    const step = await testbed.step(
      model,
      { tasks: TASKS, mlflow: 'false' },
      { secrets: { OPENAI_API_KEY: 'sk-bad-canary-0123456789' } },
    );
    expect(step.ok).toBe(false);
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      passed: 'false',
      'failure-reason': 'bad-model-access',
    });
    expect(step.log).toMatch(/title=ClawBench(?::|%3A) Inconclusive(?::|%3A) the provider refused the key/);
    expect(step.log).toContain('401');
    expect((await callsOf(testbed.env, model)).filter((call) => call.task !== null)).toEqual([]);
    expect(await testbed.namespacesLeft()).toEqual([]);
  });

  it('names unknown task ids before a run is paid', async () => {
    const model = newModel();
    const step = await testbed.step(model, { tasks: 't1-greeting-file t9-no-such-task', mlflow: 'false' });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'unknown-task',
    });
    expect(step.log).toContain('t9-no-such-task');
    // The relay tries key and model while the gateway boots.
    expect((await callsOf(testbed.env, model)).filter((call) => call.task !== null)).toEqual([]);
  });
});
