import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { imageNames, type ImageName, type Layer, type Recipe } from './recipe.ts';
import { recipes } from './recipes.ts';

// layers.ts and archive.ts import them from here: a change to those two files would rebuild every image.
export type { ImageName, Layer, Recipe };

export interface Image {
  name: ImageName;
  /** `localhost/clawbench-test/NAME:VERSION-HASH`; the hash covers all that goes in, so a present reference needs no build. */
  reference: string;
}

/** Every image of the test cluster. */
export function catalog(): Image[] {
  return imageNames.map((name) => ({
    name,
    reference: `localhost/clawbench-test/${name}:${recipes[name].version}-${recipeKey(recipes[name])}`,
  }));
}

export function imageOf(name: string): Image {
  const image = catalog().find((candidate) => candidate.name === name);
  if (!image) throw new Error(`There is no image ${name}; there are ${imageNames.join(', ')}.`);
  return image;
}

/** A key that changes with the layer's recipe, the files it copies, the layers below it, and the code that builds. */
export function layerKey(below: readonly Layer[], layer: Layer): string {
  const hash = createHash('sha256');
  for (const code of ['layers.ts', 'archive.ts']) hash.update(readFileSync(join(import.meta.dirname, code)));
  // Only `apt` looks at what is below; everything else is the same layer on any base.
  for (const part of layer.kind === 'apt' ? [...below, layer] : [layer]) {
    hash.update(JSON.stringify(part));
    if (part.kind === 'files') hashFolder(hash, join(import.meta.dirname, part.from));
  }
  return hash.digest('hex').slice(0, 16);
}

function recipeKey(recipe: Recipe): string {
  const hash = createHash('sha256').update(JSON.stringify(recipe.config));
  recipe.layers.forEach((layer, index) => hash.update(layerKey(recipe.layers.slice(0, index), layer)));
  return hash.digest('hex').slice(0, 12);
}

function hashFolder(hash: ReturnType<typeof createHash>, folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isPythonCache(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(`\0${relative(folder, file)}\0`).update(readFileSync(file));
}

function isPythonCache(folder: string): boolean {
  return /(^|\/)(__pycache__|\.pytest_cache)(\/|$)/.test(folder);
}
