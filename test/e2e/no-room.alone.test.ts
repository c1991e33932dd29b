import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { busyboxReference } from '../cluster/busybox-image.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/** It fills the nodes, so that pods of other tests would wait for it. */
describe.skipIf(noCluster !== '')('an eval for whose shards there is too little room', () => {
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    await testbed.close();
  });

  it('releases a finished shard while another waits for its room', async () => {
    const model = newModel();
    const namespace = `filler-${model}`;
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
    await kubectl(testbed.cluster, ['cordon', 'node-2']);
    try {
      // Leaves room for one shard on the one node that takes pods.
      const resources = { requests: { cpu: '700m' } };
      const container = { name: 'filler', image: busyboxReference(), command: ['sleep', '3600'], resources };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'filler', namespace },
        spec: { nodeName: 'node-1', containers: [container], terminationGracePeriodSeconds: 0 },
      };
      await kubectl(testbed.cluster, ['apply', '-f', '-'], JSON.stringify(pod));
      const step = await testbed.step(model, {
        tasks: 't1-greeting-file t1-price-sum',
        runs: '1',
        shards: '2',
        mlflow: 'false',
      });
      expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '2' });
      expect(step.log).toMatch(/waits for a node: .*Insufficient cpu/);
      expect(step.log).toMatch(/is collected; its pod makes room for the others/);
    } finally {
      await kubectl(testbed.cluster, ['uncordon', 'node-2']);
      await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    }
  });
});
