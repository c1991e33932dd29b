import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Kube } from '../../src/kube/client.ts';
import { apply } from '../../src/kube/objects.ts';
import { buildKube } from './build.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { startControlPlane, stopApiServer } from './control-plane.ts';
import { clientOf, testNamespace } from './kube-fixture.ts';

/** While it has no API server, the cluster is of no use to other tests. */
describe.skipIf(inject('noCluster') !== '')('the client, with an API server that goes away', () => {
  const cluster = clusterFromEnvironment();
  let kube: Kube;
  let namespace: string;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    kube = await clientOf(cluster.kubeconfig);
    ({ name: namespace, close } = await testNamespace(kube, 'outage'));
  });
  afterAll(async () => {
    await close();
    await kube.close();
  });

  it.each([
    ['crashes', 'kill' as const, 3_000],
    ['is stopped for an upgrade, and refuses connections for a minute', 'stop' as const, 0],
  ])('loses no request when the API server %s', { timeout: 360_000 }, async (_, how, pauseMs) => {
    const kubeBinary = await buildKube(() => undefined);
    const stop = new AbortController();
    let done = 0;
    const applying = [1, 2, 3].map(async (worker) => {
      for (let turn = 0; !stop.signal.aborted; turn++) {
        const metadata = { name: `worker-${worker}`, namespace };
        await apply(kube, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { turn: String(turn) } });
        done++;
        await kube.clock.sleep(50);
      }
    });
    await expect.poll(() => done, { timeout: 30_000 }).toBeGreaterThan(5);
    await stopApiServer(cluster, how);
    await kube.clock.sleep(pauseMs);
    await startControlPlane(cluster, kubeBinary);
    const atStart = done;
    await expect.poll(() => done, { timeout: 90_000 }).toBeGreaterThan(atStart + 30);
    stop.abort();
    await Promise.all(applying);
  });
});
