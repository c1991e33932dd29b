import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { layerKey, type Layer } from './catalog.ts';
import { run, type Log } from './run.ts';

/** Layers are kept here as plain tars, so that images share them and an interrupted build resumes. */
function layerFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'clawbench-k8s-action', 'images');
}

/**
 * The tar of each layer of an image, built if missing. Tars are written to a temporary name and renamed,
 * so one that exists is whole.
 */
export async function buildLayers(layers: readonly Layer[], log: Log): Promise<string[]> {
  await mkdir(layerFolder(), { recursive: true });
  const tars: string[] = [];
  for (const [index, layer] of layers.entries()) {
    const tar = join(layerFolder(), `${layer.kind}-${layerKey(layers.slice(0, index), layer)}.tar`);
    if (!existsSync(tar)) {
      const started = Date.now();
      const work = await mkdtemp(join(layerFolder(), 'work-'));
      try {
        await buildLayer(layer, { below: [...tars], work, tar: `${work}.tar`, log });
        await rename(`${work}.tar`, tar);
      } finally {
        await rm(work, { recursive: true, force: true });
        await rm(`${work}.tar`, { force: true });
      }
      log(`layer ${layer.kind} built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
    tars.push(tar);
  }
  return tars;
}

/** Removes the layers; the next build starts from nothing. */
export async function removeLayers(): Promise<void> {
  await rm(layerFolder(), { recursive: true, force: true });
}

interface Build {
  /** Tars of the layers below. */
  below: string[];
  /** An empty directory for this layer alone. */
  work: string;
  /** Where to write the layer. */
  tar: string;
  log: Log;
}

async function buildLayer(layer: Layer, build: Build): Promise<void> {
  const { work, tar, log } = build;
  const root = join(work, 'root');
  await mkdir(root);
  switch (layer.kind) {
    case 'debian':
      return debian(layer, tar, log);
    case 'apt':
      return apt(layer, build);
    case 'npm':
      await npm(layer, work, root, log);
      return pack(root, tar, 1000, log);
    case 'pip':
      await pip(layer, root, log);
      return pack(root, tar, 0, log);
    case 'files':
      await mkdir(join(root, layer.to), { recursive: true });
      await cp(join(import.meta.dirname, layer.from), join(root, layer.to), {
        recursive: true,
        filter: (path) => !/(__pycache__|\.pytest_cache)$/.test(path),
      });
      return pack(root, tar, layer.owner, log);
  }
}

async function debian(layer: Extract<Layer, { kind: 'debian' }>, tar: string, log: Log): Promise<void> {
  const node = process.execPath;
  if (process.versions.node !== layer.nodeVersion) {
    throw new Error(
      `The images hold Node.js ${layer.nodeVersion}, this is ${process.versions.node}: run it by npm, which takes Node.js from the lock file.`,
    );
  }
  await run(
    'mmdebstrap',
    [
      '--variant=minbase',
      `--include=${layer.packages.join(',')}`,
      `--customize-hook=upload ${node} /usr/local/bin/node`,
      '--customize-hook=chmod 755 "$1/usr/local/bin/node"',
      '--customize-hook=chroot "$1" useradd --create-home --uid 1000 --shell /bin/bash node',
      // The machine's name servers are not the cluster's.
      '--customize-hook=: > "$1/etc/resolv.conf"',
      '--dpkgopt=path-exclude=/usr/share/doc/*',
      '--dpkgopt=path-exclude=/usr/share/man/*',
      '--dpkgopt=path-exclude=/usr/share/locale/*',
      layer.suite,
      tar,
    ],
    { log },
  );
}

/** Installs packages in a chroot over an overlay mount: what apt changed is then the layer. */
async function apt(layer: Extract<Layer, { kind: 'apt' }>, { below, work, tar, log }: Build): Promise<void> {
  const [lower, upper, scratch, merged] = ['lower', 'upper', 'scratch', 'merged'].map((name) =>
    join(work, name),
  );
  for (const folder of [lower, upper, scratch, merged]) await mkdir(folder!);
  for (const layerTar of below) await run('tar', ['-xf', layerTar, '-C', lower!], { log });
  const install = [
    `mount -t overlay overlay -o lowerdir=${lower},upperdir=${upper},workdir=${scratch} ${merged}`,
    `mount -t proc proc ${merged}/proc`,
    `mount --rbind /dev ${merged}/dev`,
    `cp /etc/resolv.conf ${merged}/etc/resolv.conf`,
    `chroot ${merged} apt-get update`,
    `chroot ${merged} apt-get install -y --no-install-recommends ${layer.packages.join(' ')}`,
    `find ${merged}/var/lib/apt/lists ${merged}/var/cache/apt ${merged}/var/log -type f -delete`,
  ].join(' && ');
  // Its own mount namespace: however this ends, no mount is left on the machine.
  await run('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', install], {
    log,
    env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
  await rm(join(upper!, 'etc/resolv.conf'), { force: true });
  const entries = await readdir(upper!, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    // The overlay marks a file of the base that apt removed by a character device 0/0: old caches, which may stay.
    if (entry.isCharacterDevice()) await rm(join(entry.parentPath, entry.name));
  }
  await run('tar', ['--numeric-owner', '-cf', tar, '-C', upper!, '.'], { log });
}

/**
 * Installs the package as an application: its own folder is `to`, its dependencies are in `to`/node_modules.
 * npm nests those that belong to the package alone and hoists the rest, so the two sets have no name in common.
 */
async function npm(
  layer: Extract<Layer, { kind: 'npm' }>,
  work: string,
  root: string,
  log: Log,
): Promise<void> {
  const project = join(work, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--no-audit', '--no-fund', `${layer.package}@${layer.version}`], {
    cwd: project,
    log,
    // The package checks the version of Node.js that installs it.
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      npm_config_cache: join(work, 'npm-cache'),
    },
  });
  const modules = join(project, 'node_modules');
  const app = join(root, layer.to);
  await mkdir(dirname(app), { recursive: true });
  await rename(join(modules, layer.package), app);
  await mkdir(join(app, 'node_modules'), { recursive: true });
  for (const name of await readdir(modules)) {
    if (!name.startsWith('.')) await rename(join(modules, name), join(app, 'node_modules', name));
  }
}

async function pip(layer: Extract<Layer, { kind: 'pip' }>, root: string, log: Log): Promise<void> {
  const target = join(root, 'usr/local/lib/python3.11/dist-packages');
  await mkdir(target, { recursive: true });
  // Debian's own python3 installs, because compiled packages must fit the python3 of the image: the same release.
  await run(
    '/usr/bin/python3',
    [
      '-m',
      'pip',
      'install',
      '--no-cache-dir',
      '--no-warn-conflicts',
      '--target',
      target,
      ...layer.requirements,
    ],
    { log },
  );
  await rename(join(target, 'bin'), join(root, 'usr/local/bin'));
}

/** Times of files are kept: Python's compiled files are valid only for the time of their source. */
async function pack(root: string, tar: string, owner: number, log: Log): Promise<void> {
  await run(
    'tar',
    ['--sort=name', `--owner=${owner}`, `--group=${owner}`, '--numeric-owner', '-cf', tar, '-C', root, '.'],
    {
      log,
    },
  );
}
