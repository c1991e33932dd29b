import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/** The newer one refuses ClawBench's own handshake, and ends other runs' turns whenever a run begins. */
describe.skipIf(noCluster !== '')('two versions of OpenClaw', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed();
  });
  afterAll(() => testbed.close());

  const tasks = 't1-greeting-file t1-price-sum';

  async function scoreWith(image: string): Promise<{ score: string; log: string }> {
    const inputs = { tasks, runs: '1', concurrency: '2', mlflow: 'false', 'openclaw-image': image };
    const { outputs, log } = await testbed.step(newModel(), inputs);
    expect(outputs, log).toMatchObject({ verdict: 'pass' });
    return { score: outputs['score'] ?? '', log };
  }

  it('come to the same verdict, the newer one on a gateway a task', async () => {
    const pinned = await scoreWith(testbed.env.OPENCLAW_IMAGE);
    const next = await scoreWith(testbed.env.OPENCLAW_NEXT_IMAGE);
    expect(next.score).toBe(pinned.score);
    expect(pinned.log).not.toContain('openclaw#144291');
    expect(next.log).toContain('the tasks are divided over 2 gateways');
  });

  it('and one that is too old is refused before anything is made', async () => {
    const step = await testbed.step(newModel(), { 'openclaw-image': 'ghcr.io/openclaw/openclaw:2026.5.7' });
    expect(step.outputs, step.log).toMatchObject({ 'failure-reason': 'gateway-incompatible' });
    expect(step.log).toContain('OpenClaw 2026.5.7 is older than 2026.6.1');
    expect(await testbed.namespacesLeft()).toEqual([]);
  });
});
