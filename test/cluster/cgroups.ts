import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';

const root = '/sys/fs/cgroup';

/** Makes a cgroup, such as `clawbench-0/node-1`, in every hierarchy, and those above it. */
export function createCgroup(path: string): void {
  const names = path.split('/');
  for (const hierarchy of hierarchies()) {
    for (const depth of names.keys()) {
      const above = join(hierarchy, ...names.slice(0, depth));
      const own = join(above, names[depth] ?? '');
      delegateControllers(above);
      mkdirSync(own, { recursive: true });
      inheritCpuset(own);
    }
  }
}

/** Removes a cgroup and all below it, when their processes are gone. */
export async function removeCgroup(path: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (const hierarchy of hierarchies()) {
    while (existsSync(join(hierarchy, path))) {
      try {
        removeTree(join(hierarchy, path));
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(50); // killed processes leave their cgroup a moment after they are gone
      }
    }
  }
}

/** Directories of the cluster's cgroup that exist. */
export function cgroupLeftovers(cluster: Cluster): string[] {
  return hierarchies()
    .map((hierarchy) => join(hierarchy, cluster.cgroup))
    .filter((path) => existsSync(path))
    .map((path) => `cgroup ${path}`);
}

/** Every mounted hierarchy: one for version 2, one per controller for version 1. */
function hierarchies(): string[] {
  if (existsSync(join(root, 'cgroup.controllers'))) return [root];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory()) // cpu,cpuacct and the like are links to a directory
    .map((entry) => join(root, entry.name));
}

/** Version 2: a child only has the controllers its parent passes on. */
function delegateControllers(parent: string): void {
  const file = join(parent, 'cgroup.subtree_control');
  if (!existsSync(file)) return;
  const available = readFileSync(join(parent, 'cgroup.controllers'), 'utf8').trim();
  if (available === '') return;
  const enable = available
    .split(' ')
    .map((controller) => `+${controller}`)
    .join(' ');
  writeFileSync(file, enable);
}

/** Version 1: a new cpuset is empty and takes no process until it is filled. */
function inheritCpuset(path: string): void {
  for (const name of ['cpuset.cpus', 'cpuset.mems']) {
    const file = join(path, name);
    if (existsSync(join(path, 'cpuset.cpu_exclusive')) && readFileSync(file, 'utf8').trim() === '') {
      writeFileSync(file, readFileSync(join(path, '..', name)));
    }
  }
}

function removeTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(path, entry.name));
  }
  rmdirSync(path);
}
