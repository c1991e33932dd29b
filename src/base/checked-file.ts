import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { hasCode } from './missing-file.ts';

/** A directory with everything below it. */
interface Tree {
  readonly path: string;
  /** Finishes "leads out of …". */
  readonly name: string;
}

/**
 * Where the paths that inputs name may lead. A pull request can change every file of a checkout, and so can put a link
 * there: a path into a tree must lead to the same tree, whatever links are on the way.
 */
export interface Places {
  /** Relative paths start here. */
  readonly directory: string;
  readonly trees: readonly Tree[];
  /** Whether a path outside of all trees may be read, because the person who wrote it has the rights of this process. */
  readonly elsewhere: boolean;
}

/** A path without links, of a regular file or a directory. */
export interface FoundPath {
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Without links; the file must still be below it when it is opened. */
  readonly root: string;
}

/** Why a path is not read. */
export interface Refusal {
  /** Finishes "the path …". */
  readonly refusal: string;
  readonly isMissing?: true;
  /** Missing, since one of its directories is a file. */
  readonly isBelowFile?: true;
  readonly isTooLarge?: true;
}

export interface CheckedFile {
  content: Buffer;
  mode: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** In a workflow step: the checkout, and the directory in which earlier steps leave their files. */
export function placesOfStep(env: Env): Places {
  const checkout = { path: env['GITHUB_WORKSPACE'] || process.cwd(), name: 'the checkout' };
  const temp = env['RUNNER_TEMP'];
  return {
    directory: process.cwd(),
    trees: temp ? [checkout, { path: temp, name: 'RUNNER_TEMP' }] : [checkout],
    elsewhere: false,
  };
}

/** On the command line: any path, but one in the current directory, which may be a checkout, must not lead out of it. */
export function placesOfTerminal(): Places {
  const here = process.cwd();
  return { directory: here, trees: [{ path: here, name: 'the current directory' }], elsewhere: true };
}

/** Only what is below a directory. */
export function placesBelow(directory: string, name = 'its directory'): Places {
  return { directory, trees: [{ path: directory, name }], elsewhere: false };
}

export function isRefusal(result: object): result is Refusal {
  return 'refusal' in result;
}

/** Follows a path to the file or directory it leads to, and checks that this is a place to read from. */
export function findPath(written: string, places: Places): FoundPath | Refusal {
  const full = path.resolve(places.directory, written);
  const tree = treeOf(full, places.trees);
  if (tree === undefined && !places.elsewhere)
    return { refusal: `is outside of ${places.trees[0]?.name ?? 'it'}` };
  try {
    const real = realpathSync(full);
    const root = tree === undefined ? real : realpathSync(tree.path);
    if (!isWithin(real, root)) return { refusal: `leads out of ${tree?.name ?? 'it'}` };
    if (isOfTheSystem(real)) return { refusal: 'leads to the files of the operating system' };
    const stats = statSync(real);
    if (stats.isDirectory()) return { path: real, kind: 'directory', root };
    return stats.isFile() ? { path: real, kind: 'file', root } : { refusal: `is ${kindOf(stats)}` };
  } catch (error) {
    return unreadable(error);
  }
}

/** Reads a file that was found. Its size is checked first; a larger file is not read at all. */
export function readFound(found: FoundPath, maxBytes: number): CheckedFile | Refusal {
  const opened = openFound(found);
  if (isRefusal(opened)) return opened;
  const { descriptor, stats } = opened;
  try {
    if (stats.size > maxBytes) return tooLarge(stats.size, maxBytes);
    // One byte more shows that it has grown since.
    const buffer = Buffer.alloc(stats.size + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size < buffer.length; size += read)
      read = readSync(descriptor, buffer, size, buffer.length - size, null);
    if (size > stats.size) return { refusal: 'changed while it was read' };
    return { content: buffer.subarray(0, size), mode: stats.mode };
  } catch (error) {
    return unreadable(error);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads the file that a path leads to. */
export function readChecked(written: string, places: Places, maxBytes: number): CheckedFile | Refusal {
  const found = findPath(written, places);
  return isRefusal(found) ? found : readFound(found, maxBytes);
}

/**
 * Opens a file that was found. It may have been replaced meanwhile: a link is not followed, a pipe does not block, and
 * what was opened is checked once more. The caller closes it.
 */
export function openFound({ path: file, root }: FoundPath): { descriptor: number; stats: Stats } | Refusal {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return unreadable(error);
  }
  const refusal = whyNotOpened(descriptor, file, root);
  if (refusal === null) return { descriptor, stats: fstatSync(descriptor) };
  closeSync(descriptor);
  return refusal;
}

function whyNotOpened(descriptor: number, file: string, root: string): Refusal | null {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { refusal: `is ${kindOf(stats)}` };
    const opened = placeOf(descriptor, file, stats);
    return isWithin(opened, root) && !isOfTheSystem(opened)
      ? null
      : { refusal: 'was replaced while it was read' };
  } catch (error) {
    return unreadable(error);
  }
}

/** Where an open file is; empty if it is no longer where it was opened. */
function placeOf(descriptor: number, file: string, stats: Stats): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch (error) {
    // Only Linux can tell.
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    const there = lstatSync(file);
    return there.ino === stats.ino && there.dev === stats.dev ? realpathSync(file) : '';
  }
}

/** The innermost of the trees that a path is in, as written or without links. */
function treeOf(full: string, trees: readonly Tree[]): Tree | undefined {
  return trees
    .filter((tree) => isWithin(full, path.resolve(tree.path)) || isWithin(full, withoutLinks(tree.path)))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

function withoutLinks(directory: string): string {
  try {
    return realpathSync(directory);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return path.resolve(directory);
    throw error;
  }
}

/** Whether a path is a directory or below it; both are absolute and normal. */
export function isWithin(file: string, directory: string): boolean {
  return (
    file === directory || file.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep)
  );
}

/** They show the environment of this process, or never end. */
function isOfTheSystem(real: string): boolean {
  return ['/proc', '/sys', '/dev'].some((place) => isWithin(real, place)) && !isWithin(real, '/dev/shm');
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}

function tooLarge(size: number, maxBytes: number): Refusal {
  return { refusal: `has ${size} bytes, and at most ${maxBytes} are read`, isTooLarge: true };
}

function unreadable(error: unknown): Refusal {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const code = String(error.code);
  if (code === 'ENOENT') return { refusal: 'does not exist', isMissing: true };
  if (code === 'ENOTDIR') return { refusal: 'does not exist', isMissing: true, isBelowFile: true };
  return { refusal: code === 'ELOOP' ? 'is a link in a circle' : `cannot be read (${code})` };
}
