import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cluster, Node } from './cluster.ts';
import { kill, listDirectory, run, start, waitFor, type ProcessRecord } from './processes.ts';

/**
 * The image store is the root of a containerd that never runs a container. Images are unpacked into it once;
 * every node starts with a clone of it that costs neither time nor disk. It outlives `down`.
 */

const BLOBS = 'io.containerd.content.v1.content/blobs/sha256';
const METADATA = 'io.containerd.metadata.v1.bolt/meta.db';
const SNAPSHOTTER = 'io.containerd.snapshotter.v1.overlayfs';

/** Layers are at least this large when it is worth giving their tar's disk space back. */
const SMALL_BLOB_BYTES = 1 << 20;

/** Speaks to a containerd; arguments as for `ctr`. */
export type Ctr = (...args: string[]) => Promise<string>;

/** Runs `work` with the store's containerd, which lives only as long. Callers hold the cluster's lock. */
export async function withStore<T>(cluster: Cluster, work: (ctr: Ctr) => Promise<T>): Promise<T> {
  const state = join(cluster.directory, 'store-state');
  const socket = join(state, 'containerd.sock');
  const config = join(state, 'containerd.toml');
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  writeFileSync(
    config,
    `version = 2
root = "${cluster.store}"
state = "${state}"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${socket}"
[ttrpc]
  address = "${socket}.ttrpc"
# No garbage collection by itself: running nodes may still use layers that no image in the store refers to.
[plugins."io.containerd.gc.v1.scheduler"]
  deletion_threshold = 0
  mutation_threshold = 0
  startup_delay = "8760h"
`,
  );
  // A mount namespace of its own, so that what it mounts while unpacking ends with it.
  const unshare = ['unshare', '--mount', '--propagation', 'private'] as const;
  const record = start(cluster, 'store', [...unshare, 'containerd', '--config', config]);
  const ctr: Ctr = (...args) => run('ctr', ['--address', socket, '--namespace', 'k8s.io', ...args]);
  try {
    await waitForContainerd(record, ctr);
    return await work(ctr);
  } finally {
    await kill(cluster, [record]);
    rmSync(state, { recursive: true, force: true });
  }
}

/** References of the images that a containerd has. */
export async function listImages(ctr: Ctr): Promise<string[]> {
  return (await ctr('images', 'list', '--quiet')).split('\n').filter((line) => line !== '');
}

/** Imports an OCI or docker archive into the store. */
export async function importIntoStore(cluster: Cluster, archive: string): Promise<void> {
  await withStore(cluster, async (ctr) => ctr('images', 'import', archive));
  await emptyLayers(join(cluster.store, BLOBS));
}

/** Imports an archive into a running node; a stopped one would miss it, so it takes it from the store when new. */
export async function importIntoNode(node: Node, initPid: number, archive: string): Promise<void> {
  const enter = ['-t', String(initPid), '-m', '-p'];
  await run('nsenter', [...enter, 'ctr', '--namespace', 'k8s.io', 'images', 'import', archive]);
  await emptyLayers(join(node.directory, 'disk/var/lib/containerd', BLOBS));
}

/**
 * Gives a new node the store's images. The databases are copied. Blobs are hard links. An unpacked layer is a
 * link to the store's directory: layers are only ever lower directories of an overlay, so nobody writes to them,
 * and containerd removes the link, not what it points to.
 */
export function cloneStore(cluster: Cluster, target: string): void {
  const blobs = join(target, BLOBS);
  const snapshots = join(target, SNAPSHOTTER, 'snapshots');
  mkdirSync(blobs, { recursive: true });
  mkdirSync(snapshots, { recursive: true });
  for (const file of [METADATA, join(SNAPSHOTTER, 'metadata.db')]) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(join(cluster.store, file), join(target, file));
  }
  for (const name of listDirectory(join(cluster.store, BLOBS))) {
    linkSync(join(cluster.store, BLOBS, name), join(blobs, name));
  }
  for (const name of readdirSync(join(cluster.store, SNAPSHOTTER, 'snapshots'))) {
    symlinkSync(join(cluster.store, SNAPSHOTTER, 'snapshots', name), join(snapshots, name));
  }
}

/**
 * Frees the disk space of layers that are unpacked: their tars are not read again, but containerd wants a file
 * of the right size. A hole is one. (Should a layer be needed again on another base, containerd finds that its
 * digest is wrong and says so.)
 */
async function emptyLayers(directory: string): Promise<void> {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const { size, blocks } = statSync(file);
    if (size < SMALL_BLOB_BYTES || blocks === 0) continue;
    await run('fallocate', ['--punch-hole', '--offset', '0', '--length', String(size), file]);
  }
}

async function waitForContainerd(record: ProcessRecord, ctr: Ctr): Promise<void> {
  const answers = async (): Promise<boolean> => {
    try {
      await ctr('version');
      return true;
    } catch {
      return false;
    }
  };
  await waitFor('containerd', answers, { timeoutMs: 20_000, record });
}

/** Removes images that `keep` refuses, and layers without an image. Only while no node runs: clones point into the store. */
export async function pruneStore(ctr: Ctr, keep: (reference: string) => boolean): Promise<void> {
  const superfluous = (await listImages(ctr)).filter((reference) => !keep(reference));
  if (superfluous.length > 0) await ctr('images', 'remove', ...superfluous);
  // Ending a lease with --sync is ctr's way to ask for a garbage collection and wait for it.
  await ctr('leases', 'create', '--id', 'prune');
  await ctr('leases', 'delete', '--sync', 'prune');
}
