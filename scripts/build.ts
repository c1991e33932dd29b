/**
 * Builds dist/: `npm run build [-- <directory>]`.
 *
 * tsc compiles to lib/, and ncc bundles from there: ncc's own TypeScript loader does not work with TypeScript 7.
 * The result is the same on every machine (`npm run check:dist` relies on it). docs/decisions/0001-bundle.md
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSidecar } from './build-sidecar.ts';
import { isLicenceFile, licencesText, packageDirectories, readPackage } from './licences.ts';

const root = dirname(import.meta.dirname);
// Names of modules in the bundle depend on their path, so this is the same directory each time.
const lib = join(root, 'lib');

/** The post step is the same bundle as the main step; the mark tells the bundle which of the two it is. */
const postStub = `globalThis.clawbenchPostStep = true;
await import('./index.js');
`;

/** The command line is a chunk of the action's bundle; the mark tells the bundle which of the two it is. */
const cliStub = `#!/usr/bin/env node
if (parseInt(process.versions.node) < 24) {
  process.stderr.write(\`clawbench-k8s needs Node.js 24 or newer, and this is \${process.version}.\\n\`);
  process.exit(2);
}
globalThis.clawbenchCommandLine = true;
await import('./index.js');
`;

/** Builds everything that is in dist/ into `outDir`, which is emptied before. */
export async function build(outDir: string): Promise<void> {
  await stagePackages();
  await tool('tsc', '-p', 'tsconfig.build.json');
  for (const room of ['action', 'cli', 'modes']) await shareOneChunk(join(lib, 'src', room));
  await rm(outDir, { recursive: true, force: true });
  await tool('ncc', 'build', join(lib, 'src', 'index.js'), '-o', outDir, '--stats-out', stats.action, '-q');
  await writeFile(join(outDir, 'cli.js'), cliStub, { mode: 0o755 });
  await writeFile(join(outDir, 'post.js'), postStub);
  await buildSidecar(outDir, stats.sidecar);
  await writeLicences(outDir);
}

/** Where the bundler says what is in each bundle. */
const stats = { action: join(lib, 'action-stats.json'), sidecar: join(lib, 'sidecar-stats.json') };

/** @throws Error if a package has no licence that lets its code be in dist/ */
async function writeLicences(outDir: string): Promise<void> {
  const directories = (await Promise.all(Object.values(stats).map(packageDirectories))).flat();
  const packages = await Promise.all(directories.map(readPackage));
  await Promise.all(Object.values(stats).map((file) => rm(file))); // 200 MB
  const own = await readFile(join(root, 'LICENSE'), 'utf8');
  await writeFile(join(outDir, 'licenses.txt'), licencesText(packages, own));
}

/**
 * Gives the imports of a room that wait for the inputs one chunk: by default the bundler makes one of each, and repeats what
 * several need.
 */
async function shareOneChunk(room: string): Promise<void> {
  for (const name of await readdir(room)) {
    const file = join(room, name);
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replaceAll(/\bimport\((?='\.)/g, "import(/* webpackChunkName: 'work' */ "));
  }
}

/**
 * Packages that do not say which of their modules have side effects, so that a bundler would keep all of them: of the
 * Kubernetes client 16 MB, of @actions/core the HTTP client that only its OpenID Connect needs. What is listed has some.
 */
const sideEffects: Readonly<Record<string, false | string[]>> = {
  '@kubernetes/client-node': ['./dist/polyfill.js'],
  '@actions/core': false,
  '@actions/http-client': false,
};

/** Copies of packages go here, beside the compiled files, where the bundler looks first. */
const stage = join(lib, 'node_modules');

async function stagePackages(): Promise<void> {
  // What an earlier version of this script copied would be bundled instead of what is installed.
  await rm(stage, { recursive: true, force: true });
  for (const [name, effects] of Object.entries(sideEffects)) {
    await copyPackage(name);
    const manifest: unknown = JSON.parse(
      await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'),
    );
    const said = Object.assign({}, manifest, { sideEffects: effects });
    await writeFile(join(stage, name, 'package.json'), JSON.stringify(said));
  }
  // These use them, and would otherwise bring the originals in as well.
  await copyPackage('@actions/artifact');
  await copyPackage('@actions/github');
  // We only upload. What it downloads with, unzip-stream, brings 70 packages, one of them (`buffers`) without any licence.
  await writeFile(
    join(stage, '@actions/artifact/lib/internal/download/download-artifact.js'),
    `const downloadArtifact = () => { throw new Error('This build of @actions/artifact only uploads.'); };
export { downloadArtifact as downloadArtifactPublic, downloadArtifact as downloadArtifactInternal };
`,
  );
  // The undici that each of the two has for itself is one and the same.
  const shared = join(stage, '@actions', 'node_modules', 'undici');
  const versions = new Set<unknown>();
  for (const name of ['@actions/http-client', '@actions/github']) {
    const own = await readFile(join(stage, name, 'node_modules', 'undici', 'package.json'), 'utf8');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every package has one
    versions.add((JSON.parse(own) as { version: string }).version);
    await cp(join(stage, name, 'node_modules', 'undici'), shared, { recursive: true });
    await rm(join(stage, name, 'node_modules', 'undici'), { recursive: true });
  }
  if (versions.size > 1)
    throw new Error(`@actions packages use more than one undici: ${[...versions].join(', ')}`);
}

async function copyPackage(name: string): Promise<void> {
  await cp(join(root, 'node_modules', name), join(stage, name), {
    recursive: true,
    filter: (source) => !['.ts', '.map', '.md'].includes(extname(source)) || isLicenceFile(basename(source)),
  });
}

/** Runs a command of a dev dependency; what it has to say is printed. */
async function tool(name: string, ...args: string[]): Promise<void> {
  const child = spawn(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} failed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build(resolve(process.argv[2] ?? join(root, 'dist')));
}
