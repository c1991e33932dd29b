import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { expectSameVerdictAgain } from './judged-again.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const TASKS = 't1-greeting-file t1-price-sum';
/** Of the tasks, and not of the first question, which a slow machine asks more than once. */
const IN_A_TASK = { matching: 'greeting\\.txt|basket\\.py' };

/** A broken run must neither pass nor look like a bad model; a bad model must not look like a broken run. */
describe.skipIf(noCluster !== '')('a run in which something is broken', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    await testbed.close();
  });

  /** An eval that is judged again from its artifact, where it left one: that must say the same. */
  async function evaluate(model: string, inputs: Record<string, string> = {}): ReturnType<Testbed['step']> {
    const step = await testbed.step(model, { tasks: TASKS, runs: '1', mlflow: 'false', ...inputs });
    await expectSameVerdictAgain(testbed, step);
    return step;
  }

  // These mostly wait: the kubelet before it starts a container again, OpenClaw before it asks again.
  it.concurrent('is inconclusive when the gateway cannot start, with its state as the cause', async () => {
    const model = newModel();
    const step = await evaluate(model, { 'openclaw-image': testbed.env.CLAWBENCH_IMAGE });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'container-failed',
    });
    expect(step.log).toMatch(/container gateway keeps ending/);
    // The relay may have tried key and model by then.
    expect((await callsOf(testbed.env, model)).filter(({ task }) => task !== null)).toEqual([]);
  });

  it.concurrent('is inconclusive when answers are cut off: turns that died are not wrong answers', async () => {
    const model = newModel();
    await behave(testbed.env, model, { fault: { kind: 'cut' }, when: IN_A_TASK });
    const step = await evaluate(model, { 'retry-invalid': '0' });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', passed: 'false' });
    expect(step.outputs['valid-runs']).toBe('0');
  });

  it.concurrent.each([
    ['a storm of 429', { kind: 'status', status: 429 }, 60_000, 'waiting for the rate limit (429)'],
    ['a provider that cannot be reached', { kind: 'reset' }, 30_000, 'which cannot be reached'],
  ])('passes after %s that the relay waits out', async (_, fault, lastsMs, words) => {
    const model = newModel();
    await behave(testbed.env, model, { fault, when: IN_A_TASK });
    const running = evaluate(model, { 'retry-invalid': '0' });
    const isRunning = async (): Promise<boolean> =>
      (await callsOf(testbed.env, model)).some(({ task }) => task !== null);
    await waitFor('a run to begin', isRunning, { timeoutMs: 240_000 });
    await sleep(lastsMs);
    await behave(testbed.env, model, {});
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '2' });
    expect(step.log).toContain(words);
  });

  it('is inconclusive, with the provider as the cause, in a storm of 429 that is not waited out', async () => {
    const model = newModel();
    await behave(testbed.env, model, { fault: { kind: 'status', status: 429 }, when: IN_A_TASK });
    const step = await evaluate(model, { 'retry-invalid': '0', 'rate-limit-wait': '0' });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      passed: 'false',
      'failure-reason': 'low-coverage',
      'valid-runs': '0',
    });
    expect(step.log).toMatch(/model provider answered 429 \(rate limit\)/);
  });

  it('is inconclusive, with the provider as the cause, when credit runs out half way', async () => {
    const model = newModel();
    const broke = { kind: 'status', status: 402 };
    await behave(testbed.env, model, { fault: broke, when: { matching: 'basket\\.py' } });
    // One after the other, so that it is clear whose failure a line of the gateway's log is.
    const step = await evaluate(model, { concurrency: '1' });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      passed: 'false',
      'failure-reason': 'bad-model-access',
    });
    expect(step.log).toContain('402');
    expect(step.outputs['valid-runs']).toBe('1');
  });

  it('makes the run again under which the gateway goes away, whatever invalid runs get', async () => {
    const model = newModel();
    await behave(testbed.env, model, { latencyMs: 4000 });
    const running = evaluate(model, { 'retry-invalid': '0', tasks: 't1-price-sum' });
    const isRunning = async (): Promise<boolean> =>
      (await callsOf(testbed.env, model)).some(({ task }) => task !== null);
    await waitFor('a run to begin', isRunning, { timeoutMs: 240_000 });
    const [namespace = ''] = await testbed.namespacesLeft();
    const pods = ['-n', namespace, 'get', 'pods', '-o', 'jsonpath={.items[0].metadata.name}'];
    const pod = await kubectl(testbed.cluster, pods);
    await kubectl(testbed.cluster, [
      '-n',
      namespace,
      'exec',
      pod,
      '-c',
      'gateway',
      '--',
      'sh',
      '-c',
      'kill 1',
    ]);
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '1' });
  });

  it('names the image that cannot be pulled', async () => {
    const step = await evaluate(newModel(), {
      'clawbench-image': 'localhost/no/such:image',
      'image-pull-policy': 'Never',
    });
    expect(step.outputs, step.log).toMatchObject({ verdict: 'inconclusive', 'failure-reason': 'image-pull' });
    expect(step.log).toContain('localhost/no/such:image');
  });

  it('passes when the model solves the tasks and its server reports no tokens', async () => {
    const model = newModel();
    await behave(testbed.env, model, { reportsUsage: false });
    const step = await evaluate(model);
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'pass',
      'total-tokens': expect.stringMatching(/^[1-9]\d*$/),
      'valid-runs': '2',
    });
    expect(step.log).toMatch(
      /The provider did not report the tokens of (\d+) of \1 requests: they are estimated by size\./,
    );
  });

  it('fails, and is not inconclusive, when the model answers and solves nothing', async () => {
    const model = newModel();
    await behave(testbed.env, model, { solveProbability: 0 });
    const step = await evaluate(model);
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'fail',
      'failure-reason': 'below-threshold',
      'valid-runs': '2',
    });
  });

  it('leaves nothing behind either', async () => {
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
