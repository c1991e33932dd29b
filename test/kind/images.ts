import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '../cluster/lock.ts';
import { buildImage } from '../images/build.ts';
import { type Image, imageOf } from '../images/catalog.ts';
import { removeLayers } from '../images/layers.ts';
import { type Engine, enginePlace, ofEngine } from './engine.ts';

type Log = (line: string) => void;

/** Loads an image into the engine, unless it has it, in place of those of earlier contents. */
export async function provideImage(
  engine: Engine,
  reference: string,
  archive: () => Promise<string>,
): Promise<void> {
  const inspected = await ofEngine(engine, ['docker', 'image', 'inspect', reference]);
  if (inspected.code === 0) return;
  const loaded = await ofEngine(engine, ['docker', 'load', '--quiet', '--input', await archive()]);
  if (loaded.code !== 0) throw new Error(`${reference} cannot be loaded: ${loaded.stderr}`);
  const repository = reference.replace(/:[^:]*$/, '');
  const format = '--format={{.Repository}}:{{.Tag}}';
  const { stdout } = await ofEngine(engine, ['docker', 'image', 'ls', format, repository]);
  const others = stdout.split('\n').filter((name) => name !== '' && name !== reference);
  if (others.length > 0) await ofEngine(engine, ['docker', 'image', 'rm', ...others]);
}

/** Builds the images of OpenClaw and of the stand-in harness, unless the engine has them. */
export async function provideTestImages(
  engine: Engine,
  log: Log,
): Promise<{ openclaw: Image; clawbench: Image }> {
  const images = { openclaw: imageOf('openclaw'), clawbench: imageOf('clawbench') };
  const scratch = path.join(enginePlace.directory, 'scratch');
  let isBuilt = false;
  // The test cluster builds from the same layers.
  await withLock('images', log, async () => {
    for (const { name, reference } of Object.values(images)) {
      await provideImage(engine, reference, async () => {
        log(`Building ${reference} …`);
        isBuilt = true;
        mkdirSync(scratch, { recursive: true });
        const archive = path.join(mkdtempSync(path.join(scratch, 'image-')), 'image.tar');
        await buildImage(name, archive, () => undefined);
        return archive;
      });
    }
    if (isBuilt) await removeLayers();
  });
  rmSync(scratch, { recursive: true, force: true });
  return images;
}
