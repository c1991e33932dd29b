import type { Cluster, Node } from './cluster.ts';
import { listDirectory, run, tryRun } from './processes.ts';
import { findExecutable } from './requirements.ts';

/** Everything of 198.18.0.0/15 belongs to test clusters; none of it may leave the machine. */
const PRIVATE_RANGE = '198.18.0.0/15';

/**
 * Makes the bridge that carries the control plane's address. The API server can't listen on loopback (endpoints
 * must not be loopback addresses), and a bridge exists on kernels without dummy links.
 */
export async function createNetwork(cluster: Cluster): Promise<void> {
  const { bridge, iptablesChain: chain } = cluster;
  // A fixed hardware address: else it changes with the first port, and the nodes' ARP entries go stale.
  const hardwareAddress = `02:c1:a3:00:00:${cluster.index.toString(16).padStart(2, '0')}`;
  await ip([
    `link add ${bridge} address ${hardwareAddress} type bridge`,
    `addr add ${cluster.address}/24 dev ${bridge}`,
    `link set ${bridge} up`,
  ]);
  // Forwarding for packets from our bridge only, not the machine's global switch; it goes with the link.
  await run('sysctl', ['-qw', `net.ipv4.conf.${bridge}.forwarding=1`]);
  await iptables(['-N', chain]);
  await iptables(['-A', chain, '-i', bridge, '-o', bridge, '-j', 'ACCEPT']);
  await iptables(['-A', chain, '-s', PRIVATE_RANGE, '-i', bridge, '-j', 'DROP']);
  await iptables(['-A', chain, '-d', PRIVATE_RANGE, '-o', bridge, '-j', 'DROP']);
  await iptables(['-I', 'FORWARD', '-j', chain]);
}

/** Plugs the network namespace of a node's init into the bridge, and routes its pods on the host. */
export async function connectNode(cluster: Cluster, node: Node, initPid: number): Promise<void> {
  await ip([
    `link add ${node.link} type veth peer name eth0 netns ${initPid}`,
    `link set ${node.link} master ${cluster.bridge} up`,
  ]);
  // nsenter, never `ip netns exec`: that remounts /sys and hides the cgroups.
  const inside = ['nsenter', '-t', String(initPid), '-n'] as const;
  await run(inside[0], [...inside.slice(1), 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
  await run(inside[0], [...inside.slice(1), 'ip', '-batch', '-'], {
    // The init takes the default route as the sign that the network is there: it comes last.
    input: [
      'link set lo up',
      `addr add ${node.address}/24 dev eth0`,
      'link set eth0 up',
      `route add default via ${cluster.address}`,
    ].join('\n'),
  });
  const routes = [`route replace ${node.podRange} via ${node.address} dev ${cluster.bridge}`];
  // The first node's kube-proxy also serves the host, so that the host needs no iptables rules for Services.
  if (node.number === 1) {
    routes.push(`route replace ${cluster.serviceRange} via ${node.address} dev ${cluster.bridge}`);
  }
  await ip(routes);
}

/** Takes a dead node's link away, if the kernel has not yet. */
export async function disconnectNode(node: Node): Promise<void> {
  await tryRun('ip', ['link', 'delete', node.link]);
}

/** Removes all links, routes and rules of the cluster, as far as they exist. */
export async function removeNetwork(cluster: Cluster): Promise<void> {
  for (const link of links(cluster)) await tryRun('ip', ['link', 'delete', link]);
  if (!(await chainExists(cluster))) return;
  await tryRun('iptables', ['-w', '-D', 'FORWARD', '-j', cluster.iptablesChain]);
  await tryRun('iptables', ['-w', '-F', cluster.iptablesChain]);
  await tryRun('iptables', ['-w', '-X', cluster.iptablesChain]);
}

/** Links and iptables chains of the cluster that exist, in words. */
export async function networkLeftovers(cluster: Cluster): Promise<string[]> {
  return [
    ...links(cluster).map((link) => `link ${link}`),
    ...((await chainExists(cluster)) ? [`iptables chain ${cluster.iptablesChain}`] : []),
  ];
}

/** On a new machine iptables may not be installed yet; then there is no chain either. */
async function chainExists(cluster: Cluster): Promise<boolean> {
  if (findExecutable('iptables') === undefined) return false;
  return (await tryRun('iptables', ['-w', '-n', '-L', cluster.iptablesChain])).code === 0;
}

function links(cluster: Cluster): string[] {
  return listDirectory('/sys/class/net').filter(
    (link) => link === cluster.bridge || link.startsWith(`${cluster.bridge}n`),
  );
}

async function ip(commands: readonly string[]): Promise<void> {
  await run('ip', ['-batch', '-'], { input: commands.join('\n') });
}

async function iptables(args: readonly string[]): Promise<void> {
  await run('iptables', ['-w', ...args]);
}
