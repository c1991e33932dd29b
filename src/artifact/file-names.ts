/** What the names of a base arm's files begin with: it is an artifact in the artifact of its head. */
export const BASE_TOP = 'base/';

/** The journal of a shard's relays, in the directory of what went over its wire. */
export const WIRE_JOURNAL = 'journal.jsonl';

/** The same in an artifact. */
export function wireJournalOf(shard: number): string {
  return `wire/shard-${shard}.jsonl`;
}

const MOST_CHARACTERS = 512;
const MOST_BYTES_OF_A_NAME = 200;

/**
 * Why a path cannot be in an artifact: the artifact service refuses the whole upload for one name that it does not take,
 * and some file systems cannot unpack others.
 * @returns null if it can be
 */
export function pathProblem(file: string): string | null {
  if (file.length > MOST_CHARACTERS) return 'has too long a path';
  for (const name of file.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'is not a plain relative path';
    if (/["*:<>?|\\\p{Cc}\p{Cs}]/u.test(name)) return 'has a character that artifacts cannot have';
    if (/[. ]$/.test(name)) return 'has a name that ends with a dot or a blank';
    if (Buffer.byteLength(name) > MOST_BYTES_OF_A_NAME) return 'has too long a name';
  }
  return null;
}

/**
 * Paths for one artifact, each of which can be there together with those before it: no two differ only in case, and none
 * is below another one.
 * @returns what takes a path, or says why it cannot be in the artifact
 */
export function collectPaths(): (file: string) => string | null {
  const files = new Set<string>();
  const directories = new Set<string>();
  return (file) => {
    const problem = pathProblem(file);
    if (problem !== null) return problem;
    const key = file.toLowerCase();
    const above = directoriesOf(key);
    if (files.has(key) || directories.has(key) || above.some((directory) => files.has(directory)))
      return 'has the place of another file';
    files.add(key);
    for (const directory of above) directories.add(directory);
    return null;
  };
}

function directoriesOf(file: string): string[] {
  const names = file.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
