import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { Recipe } from './catalog.ts';
import { run, type Log } from './run.ts';

/**
 * Writes a docker-archive: manifest.json, the image configuration, and the layers (paths of tars) as they are
 * (https://github.com/moby/docker-image-spec/blob/main/spec.md). It is for `ctr images import`.
 */
export async function writeArchive(
  archivePath: string,
  image: { reference: string; config: Recipe['config']; layers: readonly string[] },
  log: Log,
): Promise<void> {
  const { reference, config, layers: layerTars } = image;
  await mkdir(dirname(archivePath), { recursive: true });
  const stage = await mkdtemp(`${archivePath}.`);
  try {
    const diffIds = await Promise.all(layerTars.map(sha256));
    const layers = diffIds.map((id) => `${id}.tar`);
    await Promise.all(layerTars.map((tar, index) => symlink(tar, join(stage, layers[index]!))));
    const configuration = JSON.stringify({
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config: {
        ...config,
        Env: [...(config.Env ?? []), 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      },
      rootfs: { type: 'layers', diff_ids: diffIds.map((id) => `sha256:${id}`) },
    });
    const configName = `${createHash('sha256').update(configuration).digest('hex')}.json`;
    await writeFile(join(stage, configName), configuration);
    await writeFile(
      join(stage, 'manifest.json'),
      JSON.stringify([{ Config: configName, RepoTags: [reference], Layers: layers }]),
    );
    await run(
      'tar',
      [
        '--dereference',
        '-cf',
        join(stage, 'archive'),
        '-C',
        stage,
        'manifest.json',
        configName,
        ...new Set(layers),
      ],
      {
        log,
      },
    );
    await rename(join(stage, 'archive'), archivePath);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
