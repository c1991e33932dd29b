import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupLeftovers, removeCgroup } from './cgroups.ts';
import type { Cluster } from './cluster.ts';
import { withLock } from './lock.ts';
import { networkLeftovers, removeNetwork } from './network.ts';
import { nodesOf, removeDeadNode } from './node.ts';
import { kill, listDirectory, processesOf, readRecords } from './processes.ts';
import { requirePrivilege } from './requirements.ts';

/** What outlives `down`: images, which are expensive to import, and logs, to look into after a failure. */
const KEPT = new Set(['store', 'logs']);

/**
 * Ends the cluster and everything it started, also after a crash. The image store and the logs stay.
 * @throws Error naming what could not be removed
 */
export async function down(cluster: Cluster, log: (line: string) => void): Promise<void> {
  requirePrivilege();
  await withLock(`cluster ${cluster.index}`, log, () => stopEverything(cluster));
}

/** As `down`, for callers that hold the cluster's lock. */
export async function stopEverything(cluster: Cluster): Promise<void> {
  // At once, without grace: nothing of this state is used again.
  for (const node of nodesOf(cluster)) await removeDeadNode(cluster, node);
  await kill(cluster, readRecords(cluster));
  await removeNetwork(cluster);
  await removeCgroup(cluster.cgroup);
  for (const name of listDirectory(cluster.directory)) {
    if (!KEPT.has(name)) rmSync(join(cluster.directory, name), { recursive: true, force: true });
  }
  const left = await leftovers(cluster);
  if (left.length > 0) throw new Error(`Could not remove ${left.join(', ')}.`);
}

/** In words, what of the cluster exists on this machine: processes, mounts, links, iptables chains, cgroups. */
export async function leftovers(cluster: Cluster): Promise<string[]> {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((path) => path.startsWith(`${cluster.directory}/`));
  return [
    ...processesOf(cluster).map((pid) => `process ${pid}`),
    ...mounts.map((path) => `mount ${path}`),
    ...(await networkLeftovers(cluster)),
    ...cgroupLeftovers(cluster),
  ];
}
