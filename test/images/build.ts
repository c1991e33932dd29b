import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { writeArchive } from './archive.ts';
import { catalog, imageOf, type ImageName } from './catalog.ts';
import { buildLayers } from './layers.ts';
import { recipes } from './recipes.ts';
import type { Log } from './run.ts';

/**
 * Builds an image into a docker-archive for `ctr -n k8s.io images import`. Needs root and Debian 12 with mmdebstrap and
 * python3-pip. Existing layers are taken from the cache, which `removeLayers` empties.
 */
export async function buildImage(name: ImageName, archivePath: string, log: Log): Promise<void> {
  const { layers, config } = recipes[name];
  const started = Date.now();
  const tars = await buildLayers(layers, log);
  await writeArchive(resolve(archivePath), { reference: imageOf(name).reference, config, layers: tars }, log);
  const { size } = await stat(archivePath);
  log(`image ${name}: ${(size / 1e6).toFixed(0)} MB in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.main) {
  const [name, archivePath] = process.argv.slice(2);
  if (!name || !archivePath) {
    for (const image of catalog()) console.log(image.name.padEnd(14), image.reference);
  } else {
    await buildImage(imageOf(name).name, archivePath, (text) => console.log(text));
  }
}
