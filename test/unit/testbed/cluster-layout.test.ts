import { describe, expect, test } from 'vitest';
import { clusterAt, nodeAt, nodeNamed } from '../../cluster/cluster.ts';

const clusters = Array.from({ length: 8 }, (_, index) => clusterAt(index));
const nodes = clusters.flatMap((cluster) =>
  Array.from({ length: 15 }, (_, index) => nodeAt(cluster, index + 1)),
);

describe('the layout of test clusters', () => {
  test('shares no name, address or range between clusters and nodes of one machine', () => {
    const ranges = [
      ...clusters.flatMap(({ nodeRange, serviceRange }) => [nodeRange, serviceRange]),
      ...nodes.map(({ podRange }) => podRange),
    ];
    const addresses = [...clusters.map(({ address }) => address), ...nodes.map(({ address }) => address)];
    const links = [...clusters.map(({ bridge }) => bridge), ...nodes.map(({ link }) => link)];
    for (const names of [ranges, addresses, links, clusters.map(({ loopback }) => loopback)]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('stays within 198.18.0.0/15 and the 15 characters of a link name', () => {
    for (const node of nodes) {
      expect(node.podRange).toMatch(/^198\.1[89]\.\d+\.0\/24$/);
      expect(node.address).toMatch(/^198\.1[89]\.\d+\.\d+$/);
      expect(node.link.length).toBeLessThanOrEqual(15);
    }
  });

  test('gives every node an address that is not the control plane’s, in its cluster’s range', () => {
    for (const cluster of clusters) {
      const prefix = cluster.nodeRange.replace(/0\/24$/, '');
      const own = Array.from({ length: 15 }, (_, index) => nodeAt(cluster, index + 1).address);
      expect(own.every((address) => address.startsWith(prefix) && address !== cluster.address)).toBe(true);
    }
  });

  test.each(['node-0', 'node-16', 'node', 'node-1x', '../etc'])('refuses the node name %s', (name) => {
    expect(() => nodeNamed(clusterAt(0), name)).toThrow(/node/);
  });

  test.each([-1, 8, 0.5, Number.NaN])('refuses the cluster index %s', (index) => {
    expect(() => clusterAt(index)).toThrow('0 to 7');
  });
});
