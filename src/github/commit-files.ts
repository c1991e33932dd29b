import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type CheckedFile, type FoundPath, isWithin, type Refusal } from '../base/checked-file.ts';
import { hasCode } from '../base/missing-file.ts';
import type { FileSource } from '../plan/file-source.ts';
import { DIRECTORY, type GitObjects, LINK, SUBMODULE, type TreeEntry } from './git-objects.ts';

/** As many links may be on the way to a file, as in Linux. */
const MOST_LINKS = 40;
/** A link is a path. */
const MAX_LINK_BYTES = 4096;

/** What a commit is read for. */
interface CommitWish {
  commit: string;
  /** Says where in a sentence about a file, with a space before. */
  at: string;
  /** The top of the checkout, without links. */
  top: string;
  /** Where the paths of the user start. */
  directory: string;
  /** Contents that need not be fetched, by object id. */
  known: (id: string) => Buffer | undefined;
}

/** Something in the commit, by its path from the top, which begins with a slash and has no links. */
interface Place {
  path: string;
  entry: TreeEntry;
}

/**
 * The files of a commit, with the rules that hold for a checkout: links lead where they lead there, and never out.
 * @throws (all methods) MissingObject
 */
export function commitFiles(
  objects: GitObjects,
  { commit, at, top, directory, known }: CommitWish,
): FileSource {
  const found = new Map<string, TreeEntry>();
  const targets = new Map<string, string>();
  const root: Place = { path: '/', entry: { name: '', mode: DIRECTORY, id: commit, size: 0 } };

  const childOf = async ({ path: parent, entry }: Place, name: string): Promise<Place | null> => {
    const entries = entry.mode === DIRECTORY ? await objects.entries(entry.id) : [];
    const child = entries.find((each) => each.name === name);
    return child === undefined ? null : { path: path.posix.join(parent, name), entry: child };
  };

  /** @param way from the top  @param outside what is said of a path that leads out of the checkout */
  const follow = async (way: readonly string[], outside: string): Promise<Place | Refusal> => {
    const stack = [root];
    const left = [...way];
    let links = 0;
    while (left.length > 0) {
      const name = left.shift()!;
      const here = stack.at(-1)!;
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (stack.length === 1) return { refusal: outside };
        stack.pop();
        continue;
      }
      const child = await childOf(here, name);
      if (child === null) {
        const isBelowFile = here.entry.mode !== DIRECTORY;
        return { refusal: 'does not exist', isMissing: true, ...(isBelowFile && { isBelowFile }) };
      }
      if (child.entry.mode !== LINK) {
        stack.push(child);
        continue;
      }
      links += 1;
      if (links > MOST_LINKS) return { refusal: 'is a link in a circle' };
      const target = await targetOf(child.entry);
      if (target === null) return { refusal: outside };
      if (target.startsWith('/')) stack.length = 1;
      left.unshift(...target.split('/'));
    }
    return stack.at(-1)!;
  };

  /** Where a link leads, from the top if it begins with a slash; null if that is out of the checkout. */
  const targetOf = async (link: TreeEntry): Promise<string | null> => {
    if (link.size > MAX_LINK_BYTES) return null;
    const target = targets.get(link.id) ?? (await contentsOf([link]))[0]!.toString();
    targets.set(link.id, target);
    if (!path.posix.isAbsolute(target)) return target;
    return isWithin(path.normalize(target), top) ? `/${path.relative(top, target)}` : null;
  };

  const contentsOf = async (entries: readonly TreeEntry[]): Promise<Buffer[]> => {
    const missing = entries.filter(({ id }) => known(id) === undefined);
    const fetched = await objects.contents(missing);
    const byId = new Map(missing.map(({ id }, index) => [id, fetched[index]!]));
    return entries.map(({ id }) => known(id) ?? byId.get(id)!);
  };

  const asFound = ({ path: place, entry }: Place): FoundPath | Refusal => {
    found.set(place, entry);
    if (entry.mode === SUBMODULE && isFilled(path.join(top, place)))
      return { refusal: 'is a submodule, whose files are in another repository' };
    const isDirectory = entry.mode === DIRECTORY || entry.mode === SUBMODULE;
    return { path: place, kind: isDirectory ? 'directory' : 'file', root: '/' };
  };

  return {
    at,
    isPast: true,
    async find(written) {
      const way = path.relative(top, path.resolve(directory, written));
      if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
        return { refusal: 'is outside of the checkout, so it is in no commit' };
      const place = await follow(way.split(path.sep), 'leads out of the checkout');
      if ('refusal' in place) return place;
      if (place.entry.mode === DIRECTORY) await objects.entries(place.entry.id, true);
      return asFound(place);
    },
    async names({ path: above }, relative) {
      const entry = found.get(path.posix.join(above, relative));
      const entries = entry?.mode === DIRECTORY ? await objects.entries(entry.id) : [];
      return entries.map(({ name }) => name).sort();
    },
    async below({ path: above }, relative) {
      const outside = 'leads out of the directory';
      const place = await follow([...above.split('/'), ...relative.split('/')], outside);
      if ('refusal' in place) return place;
      return isWithin(place.path, above) ? asFound(place) : { refusal: outside };
    },
    async read(files, maxBytes) {
      const entries = files.map(({ path: place }) => found.get(place)!);
      let left = maxBytes;
      const fitting = entries.filter(({ size }) => (left -= size) >= 0);
      const contents = await contentsOf(fitting);
      const byEntry = new Map(fitting.map((entry, index) => [entry, contents[index]!]));
      return entries.map((entry) => readable(entry, byEntry.get(entry), maxBytes));
    },
  };
}

function readable(entry: TreeEntry, content: Buffer | undefined, maxBytes: number): CheckedFile | Refusal {
  if (content === undefined)
    return { refusal: `has ${entry.size} bytes, and at most ${maxBytes} are read`, isTooLarge: true };
  if (content.length < 1024 && content.toString('latin1').startsWith(LFS_POINTER))
    return { refusal: 'is kept by Git LFS, so that its content is not in the commit' };
  return { content, mode: Number.parseInt(entry.mode, 8) };
}

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** Whether a submodule is checked out, so that the head has its files. */
function isFilled(directory: string): boolean {
  try {
    return readdirSync(directory).length > 0;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
