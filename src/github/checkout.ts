import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { ifExists } from '../base/missing-file.ts';

/** What git has checked out in a directory, read from its files: the runner may have no git. */
export interface Checkout {
  /** Its top directory. */
  directory: string;
  /** The commit; null if it cannot be read. */
  commit: string | null;
  /** owner/repo of the remote `origin`, as in its address; null if there is none. */
  origin: string | null;
  /** The commits that branches of `origin` had when they were fetched. */
  branchCommits: ReadonlySet<string>;
}

/**
 * The checkout that a file or directory is in; null if it is in none. A submodule counts to the checkout it is in.
 * @param isOutside says of a directory that what is checked out there is not the workflow's
 */
export async function checkoutAround(
  place: string,
  isOutside: (directory: string) => boolean,
): Promise<Checkout | null> {
  // A missing file is in no checkout; its reader reports it.
  let directory = await realpath(place).catch(() => null);
  while (directory !== null && !isOutside(directory)) {
    const found = await checkoutAt(directory);
    if (found !== null) return found;
    const parent = path.dirname(directory);
    directory = parent === directory ? null : parent;
  }
  return null;
}

/** The checkouts directly in a directory. */
export async function checkoutsIn(directory: string): Promise<Checkout[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory());
  const found = await Promise.all(folders.map(({ name }) => checkoutAt(path.join(directory, name))));
  return found.filter((each) => each !== null);
}

/** Null also for a repository in which nothing is checked out yet. */
async function checkoutAt(directory: string): Promise<Checkout | null> {
  const gitDirectory = await gitDirectoryOf(directory);
  if (gitDirectory === null) return null;
  try {
    return await readCheckout(directory, gitDirectory);
  } catch {
    return { directory, commit: null, origin: null, branchCommits: new Set() };
  }
}

async function readCheckout(directory: string, gitDirectory: string): Promise<Checkout | null> {
  const head = await textOf(path.join(gitDirectory, 'HEAD'));
  if (head === null) return null;
  // The files of a worktree are beside those that all worktrees share.
  const common = path.resolve(
    gitDirectory,
    (await textOf(path.join(gitDirectory, 'commondir')))?.trim() ?? '.',
  );
  const packed = packedRefs((await textOf(path.join(common, 'packed-refs'))) ?? '');
  const commit = await commitOf(head, [gitDirectory, common], packed);
  // A newer format of references, which is not read here.
  const isUnreadable = (await ifExists(stat(path.join(common, 'reftable')))) !== undefined;
  if (commit === null && !isUnreadable) return null;
  const config = (await textOf(path.join(common, 'config'))) ?? '';
  const branchCommits = new Set([
    ...(await looseRefs(path.join(common, BRANCHES))),
    ...[...packed].filter(([name]) => name.startsWith(`${BRANCHES}/`)).map(([, found]) => found),
  ]);
  return { directory, commit, origin: originIn(config), branchCommits };
}

const BRANCHES = 'refs/remotes/origin';
const object = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Null if there is none, and for a submodule, whose commit the checkout around it decides. */
async function gitDirectoryOf(directory: string): Promise<string | null> {
  const place = path.join(directory, '.git');
  const stats = await stat(place).catch(() => null);
  if (stats?.isDirectory()) return place;
  const pointer = stats?.isFile() ? await textOf(place) : null;
  const target = /^gitdir: (.+)$/m.exec(pointer ?? '')?.[1];
  if (target === undefined) return null;
  const resolved = path.resolve(directory, target.trim());
  return resolved.split(path.sep).join('/').includes('/.git/modules/') ? null : resolved;
}

/** What HEAD or another reference stands for. */
async function commitOf(
  text: string,
  directories: readonly string[],
  packed: ReadonlyMap<string, string>,
): Promise<string | null> {
  let content = text.trim();
  // References to references are rare, and longer chains than this are none.
  for (let step = 0; step < 5; step++) {
    if (object.test(content)) return content;
    const name = /^ref: (refs\/\S+)$/.exec(content)?.[1];
    if (name === undefined || name.split('/').includes('..')) return null;
    const loose = await Promise.all(directories.map((directory) => textOf(path.join(directory, name))));
    content = (loose.find((each) => each !== null) ?? packed.get(name) ?? '').trim();
  }
  return null;
}

function packedRefs(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^([0-9a-f]{40,64}) (refs\/\S+)$/gm)].map(([, commit = '', name = '']) => [
      name,
      commit,
    ]),
  );
}

async function looseRefs(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map(({ parentPath, name }) => textOf(path.join(parentPath, name))));
  return texts.flatMap((text) => (text !== null && object.test(text.trim()) ? text.trim() : []));
}

/** `https://github.com/octo/repo.git` and `git@github.com:octo/repo` are both octo/repo. */
function originIn(config: string): string | null {
  const section = /^\[remote "origin"\]([^[]*)/m.exec(config)?.[1] ?? '';
  const address = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1] ?? '';
  return /([^/:\s]+\/[^/:\s]+?)(?:\.git)?\/?$/.exec(address)?.[1] ?? null;
}

async function textOf(file: string): Promise<string | null> {
  return (await ifExists(readFile(file, 'utf8'))) ?? null;
}
