import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { clock } from '../../src/base/clock.ts';
import type { FoundGateway } from '../../src/backends/attached/discover.ts';
import { joinEphemeral, joinRollout, leaveRollout } from '../../src/backends/attached/join.ts';
import type { Log } from '../../src/base/ports.ts';
import type { Kube } from '../../src/kube/client.ts';
import { apply, list, read } from '../../src/kube/objects.ts';
import type { Container, Deployment, Pod } from '../../src/kube/types.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, podWhen, shell, testNamespace } from './kube-fixture.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is told
const log = { info: () => undefined } as unknown as Log;
const { signal } = new AbortController();

describe.skipIf(inject('noCluster') !== '')('evals that join one gateway, in real pods', () => {
  let kube: Kube;
  let namespace: string;
  let close = async (): Promise<void> => undefined;
  const labels = { app: 'assistant' };

  beforeAll(async () => {
    kube = await clientOf(clusterFromEnvironment().kubeconfig);
    ({ name: namespace, close } = await testNamespace(kube, 'join'));
    const pod = { terminationGracePeriodSeconds: 1, containers: [shell('gateway', 'sleep 3600')] };
    await apply(kube, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'assistant', namespace },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
    });
  });
  afterAll(async () => {
    await close();
    await kube.close();
  });

  const deploymentNow = async (): Promise<Deployment> => {
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'assistant', namespace };
    return (await read<Deployment>(kube, ref))!;
  };

  async function gateway(): Promise<FoundGateway> {
    const deployment = await deploymentNow();
    for (;;) {
      const pods = await list<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', namespace });
      const pod = pods.find(({ metadata }) => metadata?.deletionTimestamp === undefined);
      const [container] = pod?.spec?.containers ?? [];
      if (pod !== undefined && container !== undefined) {
        const { name: podName = '', uid: podUid = '' } = pod.metadata ?? {};
        await podWhen(kube, namespace, podName, ({ status }) => status?.phase === 'Running');
        const { containers } = deployment.spec!.template.spec!;
        const { selector, replicas } = deployment.spec!;
        const of = { kind: 'Deployment', namespace, name: 'assistant' } as const;
        return {
          namespace,
          workload: { ...of, containers, selector, replicas },
          pod,
          podName,
          podUid,
          container,
        };
      }
      await clock.sleep(100);
    }
  }

  /** As an eval writes it before it joins. */
  const record = async (instance: string): Promise<unknown> =>
    await apply(kube, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `clawbench-${instance}`, namespace },
    });

  const joining = (name: string, instance: string): Container => {
    const env = [{ name: 'OPENCLAW_STATE_DIR', value: `/home/clawbench-${instance}` }];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has a name and an image
    return shell(name, 'sleep 3600', { env }) as Container;
  };

  it('one of two that are ephemeral joins, when both come at the same moment', async () => {
    const found = await gateway();
    const instances = ['0000000a', '0000000b'];
    await Promise.all(instances.map(record));
    const ends = await Promise.allSettled(
      instances.map((instance) => joinEphemeral(kube, found, joining(`clawbench-${instance}`, instance))),
    );
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'gateway-busy' },
    });
  });

  it('one of two by rollout joins, and does not lose its container to the other', async () => {
    const { spec: before } = await deploymentNow();
    const found = await gateway();
    const options = { timeoutMs: 180_000, log, signal };
    await joinRollout(kube, found, joining('clawbench', '0000000c'), { ...options, instance: '0000000c' });
    const { spec: joined } = await deploymentNow();
    const second = joinRollout(kube, found, joining('clawbench', '0000000d'), {
      ...options,
      instance: '0000000d',
    });
    await expect(second).rejects.toMatchObject({ code: 'gateway-busy' });
    await leaveRollout(kube, { namespace, instance: '0000000d', name: 'assistant' });
    expect((await deploymentNow()).spec).toEqual(joined);
    await leaveRollout(kube, { namespace, instance: '0000000c', name: 'assistant' });
    expect((await deploymentNow()).spec).toEqual(before);
  });
});
