/** An entry of a git tree. */
export interface TreeEntry {
  name: string;
  /** As git writes it: `100644`, `100755`, `120000` for a link, `160000` for a submodule, `040000` for a directory. */
  mode: string;
  /** Object id. */
  id: string;
  /** Of a file, in bytes. */
  size: number;
}

/** The objects of a repository, from a clone of it or from GitHub. */
export interface GitObjects {
  /** The ids of a commit's parents, the first one first; null if the commit is not there. */
  parents(commit: string): Promise<readonly string[] | null>;
  /** The commit from which two others branched off; null if that is not known here. */
  mergeBase(one: string, other: string): Promise<string | null>;
  /** The commit that a branch of GitHub's repository has; null if that is not known here. */
  branch(name: string): Promise<string | null>;
  /**
   * The entries of a tree. With `deep`, all that is below it is fetched on the way, for later calls.
   * @param tree id of a tree or a commit
   * @throws MissingObject
   */
  entries(tree: string, deep?: boolean): Promise<readonly TreeEntry[]>;
  /** The contents of files, in their order. @throws MissingObject */
  contents(files: readonly Pick<TreeEntry, 'id' | 'size'>[]): Promise<Buffer[]>;
}

/** An object that a clone does not have, because it is shallow or partial. */
export class MissingObject extends Error {
  override readonly name = 'MissingObject';
}

/** Entries of trees by id, put together from a list of everything below one of them. */
export function nestedEntries(
  tree: string,
  listed: readonly (TreeEntry & { path: string })[],
): Map<string, TreeEntry[]> {
  const idOf = new Map([['', tree]]);
  const trees = new Map<string, TreeEntry[]>([[tree, []]]);
  for (const { path, ...entry } of listed) {
    if (entry.mode !== DIRECTORY) continue;
    idOf.set(path, entry.id);
    trees.set(entry.id, []);
  }
  const filled = new Set<string>();
  for (const { path, name, mode, id, size } of listed) {
    const parent = path.slice(0, -name.length).replace(/\/$/, '');
    const owner = idOf.get(parent);
    // The same directory may be there twice.
    const key = `${owner} ${name}`;
    if (owner === undefined || filled.has(key)) continue;
    filled.add(key);
    trees.get(owner)?.push({ name, mode, id, size });
  }
  return trees;
}

export const DIRECTORY = '040000';
export const LINK = '120000';
export const SUBMODULE = '160000';

const object = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Whether a text is the full id of a git object. */
export function isObjectId(text: string): boolean {
  return object.test(text);
}
