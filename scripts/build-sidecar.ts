/**
 * Builds what runs in the eval pod: `npm run build:sidecar [-- <directory>]`. docs/decisions/0001-bundle.md
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(import.meta.dirname);

/**
 * It travels in a ConfigMap with the scripts beside it, and plain `kubectl apply` copies that into an annotation, of at most
 * 256 KiB: so it is minified, unlike the rest of dist/.
 */
const maxBundleBytes = 180_000;

/** Puts sidecar.mjs into `outDir`, and the bundler's statistics of it into a file. Expects lib/ to be compiled. */
export async function buildSidecar(outDir: string, stats: string): Promise<void> {
  const temp = await mkdtemp(join(tmpdir(), 'sidecar-'));
  try {
    await run(
      'ncc',
      'build',
      join(root, 'lib', 'sidecar', 'main.js'),
      '-m',
      '-q',
      '-o',
      temp,
      '--stats-out',
      stats,
    );
    await mkdir(outDir, { recursive: true });
    const bundle = join(outDir, 'sidecar.mjs');
    // ncc names it .js and counts on a package.json beside it; the ConfigMap has none, so the name must say it.
    await writeFile(bundle, await readFile(join(temp, 'index.js')));
    const { size } = await stat(bundle);
    if (size > maxBundleBytes) throw new Error(`${bundle} has ${size} bytes; at most ${maxBundleBytes} fit.`);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function run(name: string, ...args: string[]): Promise<void> {
  const child = spawn(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} failed`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await run('tsc', '-p', 'tsconfig.build.json');
  await buildSidecar(resolve(process.argv[2] ?? join(root, 'dist')), join(root, 'lib', 'sidecar-stats.json'));
}
