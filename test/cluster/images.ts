import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildImage } from '../images/build.ts';
import { catalog, type Image } from '../images/catalog.ts';
import { removeLayers } from '../images/layers.ts';
import { busyboxReference, writeBusyboxArchive } from './busybox-image.ts';
import type { Cluster } from './cluster.ts';
import { importIntoStore, listImages, pruneStore, withStore } from './image-store.ts';
import { withLock } from './lock.ts';
import { nodeInit, nodesOf } from './node.ts';

type Log = (line: string) => void;

/**
 * Builds those of the named images (all, if none is named) that the store lacks, and gives them to every node.
 * @returns the named images
 */
export async function provideImages(cluster: Cluster, names: readonly string[], log: Log): Promise<Image[]> {
  const all = catalog();
  const unknown = names.find((name) => !all.some((image) => image.name === name));
  if (unknown !== undefined) {
    const known = all.map((image) => image.name).join(', ');
    throw new Error(`There is no image "${unknown}"; there are ${known}.`);
  }
  const wanted = names.length === 0 ? all : all.filter((image) => names.includes(image.name));
  const buildLog = join(cluster.logs, 'images.log');
  const missing = async (): Promise<Image[]> => {
    const present = await withLock(`cluster ${cluster.index}`, log, () => withStore(cluster, listImages));
    return wanted.filter(({ reference }) => !present.includes(reference));
  };
  // Who has them all waits for nobody who builds: that takes many minutes.
  if ((await missing()).length === 0) return wanted;
  await withLock('images', log, async () => {
    mkdirSync(cluster.logs, { recursive: true });
    for (const image of await missing()) {
      const archive = scratch(cluster, `${image.name}.tar`);
      log(`Building ${image.reference} … (its log: npm run cluster -- logs images)`);
      await buildImage(image.name, archive, (line) => appendFileSync(buildLog, `${line}\n`));
      await withLock(`cluster ${cluster.index}`, log, () => importArchive(cluster, archive));
      rmSync(archive);
      log(`Imported ${image.reference}.`);
    }
    if (names.length === 0) await removeLayers(); // everything that shares them is built
  });
  return wanted;
}

/** Imports a docker or OCI archive into the store and into every running node. Callers hold the cluster's lock. */
export async function importArchive(cluster: Cluster, archive: string): Promise<void> {
  const running = nodesOf(cluster).flatMap((node) => {
    const init = nodeInit(cluster, node);
    return init === undefined ? [] : [{ node, initPid: init.pid }];
  });
  await importIntoStore(cluster, resolve(archive), running);
}

/**
 * Before nodes are made from the store: puts the sandbox image in, and removes images of earlier contents of
 * test/images. Callers hold the cluster's lock, and no node runs.
 * @returns reference of the sandbox image
 */
export async function prepareStore(cluster: Cluster): Promise<string> {
  const pause = busyboxReference();
  const current = new Set([pause, ...catalog().map((image: Image) => image.reference)]);
  return withStore(cluster, async (ctr) => {
    if (!(await listImages(ctr)).includes(pause)) {
      const archive = scratch(cluster, 'busybox.tar');
      await writeBusyboxArchive(archive, scratch(cluster, 'busybox'));
      await ctr('images', 'import', archive);
      rmSync(archive);
    }
    await pruneStore(ctr, (reference) => {
      return current.has(reference) || !reference.startsWith('localhost/clawbench-test/');
    });
    return pause;
  });
}

function scratch(cluster: Cluster, name: string): string {
  const directory = join(cluster.directory, 'scratch');
  mkdirSync(directory, { recursive: true });
  return join(directory, name);
}
