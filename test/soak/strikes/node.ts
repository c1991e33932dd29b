import { rmSync } from 'node:fs';
import { busyboxReference } from '../../cluster/busybox-image.ts';
import { kubeOf } from '../../cluster/build.ts';
import { nodeAt, type Cluster, type Node } from '../../cluster/cluster.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { withLock } from '../../cluster/lock.ts';
import { bootNode, endNode, nodesOf, waitForNode } from '../../cluster/node.ts';
import type { Place } from '../place.ts';
import type { Arranged, Scene } from '../strike.ts';

/** One more node, where no other evaluation is, for as long as this one lasts. */
export async function onNodeOfItsOwn({ cluster }: Place): Promise<Arranged> {
  const node = await withLock(
    `cluster ${cluster.index}`,
    () => undefined,
    async () => {
      const added = nodeAt(cluster, Math.max(...nodesOf(cluster).map(({ number }) => number)) + 1);
      const bootedAt = new Date();
      await bootNode(cluster, added, await kubeOf(cluster, () => undefined), busyboxReference());
      await waitForNode(cluster, added, bootedAt);
      return added;
    },
  );
  const there = [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node.name] }];
  const preferred = [{ weight: 100, preference: { matchExpressions: there } }];
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } };
  return {
    inputs: { 'pod-overlay': JSON.stringify({ spec: { affinity } }) },
    undo: async () =>
      await withLock(
        `cluster ${cluster.index}`,
        () => undefined,
        () => removeNode(cluster, node),
      ),
  };
}

/** Cuts the power of the node of the pod. */
export async function loseNode({ cluster, pod }: Scene): Promise<void> {
  const of = ['-n', pod.namespace, 'get', 'pod', pod.name, '-o', 'jsonpath={.spec.nodeName}'];
  const name = await kubectl(cluster, of);
  const node = nodesOf(cluster).find((one) => one.name === name);
  // The first two have what everybody uses.
  if (node === undefined || node.number <= 2)
    throw new Error(`The pod is on ${name}, and not on a node of its own.`);
  await endNode(cluster, node, 'kill');
}

async function removeNode(cluster: Cluster, node: Node): Promise<void> {
  await endNode(cluster, node, 'kill');
  await kubectl(cluster, ['delete', 'node', node.name, '--ignore-not-found']);
  for (const directory of [node.directory, node.logs]) rmSync(directory, { recursive: true, force: true });
}
