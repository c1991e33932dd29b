import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runCli } from './cli.ts';
import { behave, CANARY_KEY, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

describe.skipIf(noCluster !== '')('a step and the command line', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(() => testbed.close());

  it('make the same of a red gate, by the command that the step prints', async () => {
    const model = newModel();
    await behave(testbed.env, model, { solveProbability: 0, seed: 7 });
    const inputs = { tasks: 't1-greeting-file', runs: '1', threshold: '0.9', mlflow: 'false' };
    const step = await testbed.step(model, inputs);
    expect(step.outputs, step.log).toMatchObject({ verdict: 'fail' });

    const [, printed = ''] =
      /node k8s-action\/dist\/cli\.js (eval[^]*?[^\\])\n/.exec(stripped(step.log)) ?? [];
    const args = printed.split(/[\s\\]+/).filter((word) => word !== '');
    expect(args).toContain('--threshold');
    const again = await runCli([...args, '--json'], {
      KUBECONFIG: testbed.env.KUBECONFIG,
      OPENAI_API_KEY: CANARY_KEY,
    });
    expect(again, again.error).toMatchObject({ code: 1 });
    const record = JSON.parse(again.out);
    expect(record.verdict).toBe('fail');
    expect(record.score).toBeCloseTo(Number(step.outputs['score']), 6);
  });

  it('plan without a cluster, and without a key', async () => {
    const step = await testbed.step('nowhere', {
      mode: 'plan',
      kubeconfig: '',
      'openai-api-key': '',
      tasks: 't1-greeting-file t1-price-sum',
    });
    expect(step.ok, step.log).toBe(true);
    expect(step.log).toContain('Runs: 2 tasks × 3 runs = 6 runs, on 1 gateway, 4 at a time.');
    expect(step.log).toContain('kind: Job');
    expect(step.outputs['namespace']).toMatch(/^clawbench-\d+-1-00000000$/);
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});

/** A log without what act writes before each line. */
function stripped(log: string): string {
  return log.replaceAll(/^\[[^\]]*\]\s*\| ?/gm, '');
}
