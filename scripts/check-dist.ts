/** `npm run check:dist`: is the committed dist/ what the sources build to? */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './build.ts';

const committed = join(dirname(import.meta.dirname), 'dist');
const fresh = await mkdtemp(join(tmpdir(), 'dist-'));
try {
  await build(fresh);
  const different = await differences(committed, fresh);
  if (different.length > 0) {
    console.error(
      `dist/ is not what the sources build to (${different.join(', ')}): run \`npm run build\` and commit dist/.`,
    );
    process.exitCode = 1;
  }
} finally {
  await rm(fresh, { recursive: true, force: true });
}

/** Files that are in only one of two directories, or differ. */
async function differences(one: string, other: string): Promise<string[]> {
  const names = new Set([...(await filesIn(one)), ...(await filesIn(other))]);
  const contents = await Promise.all(
    [...names].sort().map(async (name) => [name, await contentOf(one, name), await contentOf(other, name)]),
  );
  return contents.filter(([, a, b]) => a !== b).map(([name]) => name ?? '');
}

async function filesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory, { recursive: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function contentOf(directory: string, name: string): Promise<string | undefined> {
  return (await filesIn(directory)).includes(name)
    ? await readFile(join(directory, name), 'base64')
    : undefined;
}
