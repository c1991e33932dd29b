import { join } from 'node:path';

/**
 * Names, addresses and paths of one test cluster. Everything that would collide between two clusters on one
 * machine follows from `index`, so a second one can run beside the first.
 *
 * Addresses are from 198.18.0.0/15 (RFC 2544, never routed): pods 198.18.(16·index + node).0/24, nodes and the
 * control plane 198.18.(255 - index).0/24, Services 198.19.index.0/24.
 */
export interface Cluster {
  index: number;
  /** State that `down` removes, except `store` and `logs`. */
  directory: string;
  logs: string;
  /** Image store: outlives `down`, so that images are imported once. */
  store: string;
  kubeconfig: string;
  tokenFile: string;
  /** Holds the version of Kubernetes that runs. */
  versionFile: string;
  pki: string;
  /** Directories behind persistent volumes. */
  volumes: string;
  /** The bridge that carries the control plane's address and joins the nodes. */
  bridge: string;
  iptablesChain: string;
  /** cgroup of all nodes, relative to each controller's root. */
  cgroup: string;
  /** Address of API server and DNS. */
  address: string;
  /** A loopback address of its own for what only the host may reach: etcd, the fault proxy's API. */
  loopback: string;
  apiUrl: string;
  nodeRange: string;
  podRange: string;
  serviceRange: string;
  firstServiceAddress: string;
}

export interface Node {
  name: string;
  number: number;
  directory: string;
  logs: string;
  address: string;
  podRange: string;
  /** Host end of the veth pair. */
  link: string;
  cgroup: string;
}

const MAX_CLUSTERS = 8;
const MAX_NODES = 15;

/** @throws Error when the index is not 0 to 7. */
export function clusterAt(index: number): Cluster {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_CLUSTERS) {
    throw new Error(`CLAWBENCH_CLUSTER is "${index}"; write a number from 0 to ${MAX_CLUSTERS - 1}.`);
  }
  const directory = `/var/lib/clawbench-k8s-action-cluster/${index}`;
  const address = `198.18.${255 - index}.1`;
  return {
    index,
    directory,
    logs: join(directory, 'logs'),
    store: join(directory, 'store'),
    kubeconfig: join(directory, 'kubeconfig'),
    tokenFile: join(directory, 'tokens.csv'),
    versionFile: join(directory, 'version'),
    pki: join(directory, 'pki'),
    volumes: join(directory, 'volumes'),
    bridge: `clawbench${index}`,
    iptablesChain: `CLAWBENCH-${index}`,
    cgroup: `clawbench-${index}`,
    address,
    loopback: `127.18.0.${index + 1}`,
    apiUrl: `https://${address}:6443`,
    nodeRange: `198.18.${255 - index}.0/24`,
    podRange: `198.18.${16 * index}.0/20`,
    serviceRange: `198.19.${index}.0/24`,
    firstServiceAddress: `198.19.${index}.1`,
  };
}

/** The cluster that CLAWBENCH_CLUSTER names (0 to 7), by default 0. */
export function clusterFromEnvironment(): Cluster {
  return clusterAt(Number(process.env['CLAWBENCH_CLUSTER'] ?? 0));
}

/** @throws Error when the number is not 1 to 15. */
export function nodeAt(cluster: Cluster, number: number): Node {
  if (!Number.isInteger(number) || number < 1 || number > MAX_NODES) {
    throw new Error(`There is no node number ${number}; a cluster has 1 to ${MAX_NODES} nodes.`);
  }
  const name = `node-${number}`;
  return {
    name,
    number,
    directory: join(cluster.directory, 'nodes', name),
    logs: join(cluster.logs, name),
    address: cluster.address.replace(/1$/, `${10 + number}`),
    podRange: `198.18.${16 * cluster.index + number}.0/24`,
    link: `${cluster.bridge}n${number}`,
    cgroup: `${cluster.cgroup}/${name}`,
  };
}

/** @throws Error if it is not the name of a node. */
export function nodeNamed(cluster: Cluster, name: string): Node {
  const number = /^node-(\d+)$/.exec(name)?.[1];
  if (number === undefined) throw new Error(`"${name}" is no node; nodes are named node-1, node-2, …`);
  return nodeAt(cluster, Number(number));
}
