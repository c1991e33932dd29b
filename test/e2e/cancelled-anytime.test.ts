import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inParallel } from '../../src/base/in-parallel.ts';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { cycleOf, faultsOf, runCycle } from './cancel-cycle.ts';
import { newModel } from './testbed.ts';

const noCluster = inject('noCluster');
const CYCLES = 12;
const LONGEST_MS = 12_000;

/** `npm run bench -- cancels` does it 200 times. */
describe.skipIf(noCluster !== '')('steps that are cancelled or killed at random moments', () => {
  const cluster = clusterFromEnvironment();
  const shared = newModel().replace('scripted', 'shared');

  beforeAll(async () => void (await kubectl(cluster, ['create', 'namespace', shared])));
  afterAll(async () => void (await kubectl(cluster, ['delete', 'namespace', shared, '--wait=false'])));

  const seed = Number(process.env['CLAWBENCH_SEED'] ?? Math.trunc(Math.random() * 1e6) * 1000);

  it(`leave nothing after their post steps (CLAWBENCH_SEED=${seed})`, async () => {
    const env = await clusterEnv(cluster);
    const seeds = Array.from({ length: CYCLES }, (_, index) => seed + index);
    const faults = await inParallel(seeds, 4, async (one) => {
      const end = await runCycle(cycleOf(one, LONGEST_MS), { cluster, env, shared });
      return faultsOf(end).map((fault) => `${fault}\n${end.log}`);
    });
    expect(faults.flat()).toEqual([]);
  });
});
