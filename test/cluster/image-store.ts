import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Cluster, Node } from './cluster.ts';
import { kill, listDirectory, run, start, tryRun, waitFor, type ProcessRecord } from './processes.ts';

/**
 * The image store is the root of a containerd that never runs a container. Images are unpacked into it once;
 * every node starts with a clone of it, which costs neither time nor disk space. It outlives `down`.
 */

/** Root of a node's containerd, in the node's directory. */
const DISK = 'disk/var/lib/containerd';
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

/**
 * Imports an OCI or docker archive into the store and into running nodes. A node does not unpack it again: it
 * is given links to the store's layers first, and containerd finds that it has them.
 */
export async function importIntoStore(
  cluster: Cluster,
  archive: string,
  running: readonly { node: Node; initPid: number }[],
): Promise<void> {
  await withStore(cluster, async (store) => {
    await importArchive(store, join(cluster.store, BLOBS), archive);
    for (const { node, initPid } of running) {
      const enter = ['-t', String(initPid), '-m', '-p', 'ctr', '--namespace', 'k8s.io'];
      const ctr: Ctr = (...args) => run('nsenter', [...enter, ...args]);
      const root = join(node.directory, DISK);
      await linkLayers(store, ctr, join(root, SNAPSHOTTER, 'snapshots'));
      await importArchive(ctr, join(root, BLOBS), archive);
    }
  });
}

/**
 * Gives a new node the store's images. The databases are copied. Blobs are hard links. An unpacked layer is a
 * link to the store's directory: layers are only ever lower directories of an overlay, so they are never written to,
 * and containerd removes the link, not what it points to.
 */
export function cloneStore(cluster: Cluster, node: Node): void {
  const target = join(node.directory, DISK);
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

/** Makes a snapshot in a node for each layer of the store that it lacks, whose directory is a link to the store's. */
async function linkLayers(store: Ctr, node: Ctr, directory: string): Promise<void> {
  const parents = await listLayers(store);
  const present = await listLayers(node);
  const link = async (layer: string): Promise<void> => {
    if (present.has(layer)) return;
    const parent = parents.get(layer);
    if (parent !== undefined) await link(parent);
    const view = await store('snapshots', 'view', '--mounts', `view-${layer}`, layer);
    await store('snapshots', 'remove', `view-${layer}`);
    const base = parent === undefined ? [] : [parent];
    const mounts = await node('snapshots', 'prepare', '--mounts', `link-${layer}`, ...base);
    const own = join(directory, basename(dirname(topDirectory(mounts))), 'fs');
    rmSync(own, { recursive: true });
    symlinkSync(topDirectory(view), own);
    await node('snapshots', 'commit', layer, `link-${layer}`);
    present.set(layer, parent);
  };
  for (const layer of parents.keys()) await link(layer);
}

/** Layers (chain ids) that a containerd has unpacked, each with the one below it. */
async function listLayers(ctr: Ctr): Promise<Map<string, string | undefined>> {
  const rows = (await ctr('snapshots', 'list')).split('\n').map((line) => line.trim().split(/\s+/));
  return new Map(
    rows
      .filter((row) => row.at(-1) === 'Committed')
      .map((row) => [row[0] ?? '', row.length === 3 ? row[1] : undefined]),
  );
}

/** Directory of the uppermost layer in a snapshot's mounts, as `ctr snapshots … --mounts` prints them. */
function topDirectory(mounts: string): string {
  const [mount]: { Type: string; Source: string; Options: string[] }[] = JSON.parse(mounts);
  if (mount === undefined) throw new Error('A snapshot has no mounts.');
  if (mount.Type === 'bind') return mount.Source;
  const valueOf = (option: string): string | undefined =>
    mount.Options.find((text) => text.startsWith(`${option}=`))?.slice(option.length + 1);
  const directory = valueOf('upperdir') ?? valueOf('lowerdir')?.split(':')[0];
  if (directory === undefined) throw new Error(`A snapshot's mount has no directory: ${mounts}`);
  return directory;
}

/**
 * Imports an archive, and then frees the disk space of its layers' tars. A tar is read again only to unpack the
 * layer on another base; then containerd finds that its digest is wrong, and the archive has it.
 */
async function importArchive(ctr: Ctr, blobs: string, archive: string): Promise<void> {
  try {
    await ctr('images', 'import', archive);
  } catch {
    await refillLayers(blobs, archive);
    await ctr('images', 'import', archive);
  }
  await emptyLayers(blobs);
}

/** Writes the emptied layers that the archive has again. It names them by digest: D.tar or blobs/sha256/D. */
async function refillLayers(blobs: string, archive: string): Promise<void> {
  const entries = (await run('tar', ['-tf', archive])).split('\n');
  for (const name of listDirectory(blobs)) {
    const entry = entries.find((path) => path.includes(name));
    const { size } = statSync(join(blobs, name));
    if (entry === undefined || size < SMALL_BLOB_BYTES || !isHole(join(blobs, name))) continue;
    await run('sh', ['-c', 'tar -xOf "$1" "$2" > "$3"', 'sh', archive, entry, join(blobs, name)]);
  }
}

/** Makes holes of the tars of unpacked layers: containerd wants a file of the right size, and does not read it. */
async function emptyLayers(directory: string): Promise<void> {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size < SMALL_BLOB_BYTES || isHole(file)) continue;
    const punch = ['--punch-hole', '--offset', '0', '--length', String(size), file];
    const { code, stderr } = await tryRun('fallocate', punch);
    // A node's containerd may collect a blob while we look at it.
    if (code !== 0 && existsSync(file)) throw new Error(`fallocate: ${stderr}`);
  }
}

/** Whether a large file occupies (nearly) no disk: a last, partial block may remain. */
function isHole(file: string): boolean {
  const blocks = statSync(file, { throwIfNoEntry: false })?.blocks ?? 0;
  return blocks * 512 < SMALL_BLOB_BYTES / 16;
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
