import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../src/base/sha256.ts';

/** A file of the suite. */
interface SuiteFile {
  /** Relative to the directory of the tasks, forward slashes. */
  path: string;
  /** Kind and content: two files with the same line are the same to a task. */
  line: string;
  /** Text of a file that may define a task; undefined for others. */
  definition: string | undefined;
}

/** Far more than any suite has: 27 tasks have some 150 files. */
const maxFiles = 50_000;
const maxBytes = 1024 * 1024 * 1024;
const maxDefinitionBytes = 1024 * 1024;
/** As long as none that matters can be made to have another content. */
const hashDigits = 16;

/**
 * What each task consists of, as the first 16 digits of a SHA-256 over paths, contents and executable bits: its definition, the
 * assets that it names, and what no task names, which all may use. Independent of owners, times and order. Python's compiled files
 * do not count, since they come and go.
 *
 * ClawBench keeps tasks as `tier<n>/<name>.yaml` with their assets in `assets/<pack>`. A task without such a file, or with a
 * directory of its own, is told by its id; one that is not found at all consists of the whole suite.
 *
 * @param directory of the tasks
 * @param ids of the tasks of the suite
 * @returns null if the directory is too large to be read
 */
export async function hashTasks(
  directory: string,
  ids: readonly string[],
): Promise<Record<string, string> | null> {
  const files = await readSuite(directory);
  if (files === null) return null;
  const { owners, shared } = ownersOf(files, new Set(ids));
  return Object.fromEntries(
    ids.map((id) => {
      const own = owners.get(id);
      return [id, hashOf(own === undefined ? files : [...own, ...shared])];
    }),
  );
}

function hashOf(files: readonly SuiteFile[]): string {
  const lines = files.map((file) => `${file.line} ${file.path}\n`).sort();
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex').slice(0, hashDigits);
}

/** Which files are of which task, and which are of all. */
function ownersOf(
  files: readonly SuiteFile[],
  ids: ReadonlySet<string>,
): { owners: Map<string, SuiteFile[]>; shared: SuiteFile[] } {
  const definitions = files.flatMap((file) => {
    const id = idIn(file, ids);
    return id === undefined ? [] : [{ file, id }];
  });
  const inDirectory = new Map<string, number>();
  for (const { file } of definitions) {
    const directory = path.posix.dirname(file.path);
    inDirectory.set(directory, (inDirectory.get(directory) ?? 0) + 1);
  }
  /** Tasks by the directory that is theirs alone. */
  const byDirectory = new Map<string, string>();
  /** Tasks by the name of an asset that their definitions have. */
  const byAsset = new Map<string, Set<string>>();
  const assets = new Set(files.flatMap((file) => assetOf(file.path) ?? []));
  const owners = new Map<string, SuiteFile[]>();
  for (const { file, id } of definitions) {
    owners.set(id, []);
    const directory = path.posix.dirname(file.path);
    if (directory !== '.' && inDirectory.get(directory) === 1) byDirectory.set(directory, id);
    for (const word of new Set((file.definition ?? '').split(/[^\p{L}\p{N}._-]+/u)))
      if (assets.has(word)) byAsset.set(word, (byAsset.get(word) ?? new Set()).add(id));
  }
  const defined = new Map(definitions.map(({ file, id }) => [file, id]));
  const shared: SuiteFile[] = [];
  for (const file of files) {
    const asset = assetOf(file.path);
    const own =
      defined.get(file) ?? directoriesOf(file.path).flatMap((name) => byDirectory.get(name) ?? [])[0];
    const users = own === undefined ? [...(asset === undefined ? [] : (byAsset.get(asset) ?? []))] : [own];
    if (users.length === 0 && !isForPeople(file.path)) shared.push(file);
    for (const id of users) owners.get(id)?.push(file);
  }
  return { owners, shared };
}

/** The task that a file defines: one of the suite, or another one by its name in YAML; undefined if it defines none. */
function idIn({ path: file, definition }: SuiteFile, ids: ReadonlySet<string>): string | undefined {
  if (definition === undefined) return undefined;
  const isYaml = !file.endsWith('.json');
  const said = isYaml ? /^id:[ \t]*["']?([^\s"'#]+)/m : /"id"\s*:\s*"([^"]+)"/;
  const id = said.exec(definition)?.[1];
  return id !== undefined && (isYaml || ids.has(id)) ? id : undefined;
}

/** `assets/pack/file` → `pack`; undefined for what is no asset. */
function assetOf(file: string): string | undefined {
  return /^assets\/([^/]+)/.exec(file)?.[1];
}

/** The directories that a file is in, the innermost first. */
function directoriesOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

const isForPeople = (file: string): boolean => /^(?:README|MANIFEST|LICENSE|CHANGELOG)[^/]*$/i.test(file);

async function readSuite(directory: string): Promise<SuiteFile[] | null> {
  const files: SuiteFile[] = [];
  let count = 0;
  let bytes = 0;
  const visit = async (relative: string): Promise<boolean> => {
    const entries = await readdir(path.join(directory, relative), { withFileTypes: true });
    for (const entry of entries) {
      if (isByproduct(entry)) continue;
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (++count > maxFiles) return false;
      if (entry.isDirectory()) {
        if (!(await visit(name))) return false;
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const place = path.join(directory, name);
        const target = await stat(place).catch(() => undefined);
        bytes += target?.isFile() === true ? target.size : 0;
        if (bytes > maxBytes) return false;
        files.push(await readSuiteFile(place, name, { isLink: entry.isSymbolicLink(), target }));
      }
    }
    return true;
  };
  return (await visit('')) ? files : null;
}

async function readSuiteFile(
  place: string,
  name: string,
  { isLink, target }: { isLink: boolean; target: Awaited<ReturnType<typeof stat>> | undefined },
): Promise<SuiteFile> {
  const content = target?.isFile() === true ? await readFile(place) : undefined;
  const link = isLink ? ` ${sha256(Buffer.from(await readlink(place)))}` : '';
  const mode = isLink ? 'link' : (Number(target?.mode ?? 0) & 0o111) === 0 ? 'file' : 'program';
  const mayDefine =
    /\.(?:ya?ml|json)$/.test(name) &&
    assetOf(name) === undefined &&
    (content?.length ?? 0) <= maxDefinitionBytes;
  return {
    path: name,
    line: `${mode}${link} ${content === undefined ? '-' : sha256(content)}`,
    definition: mayDefine ? content?.toString('utf8') : undefined,
  };
}

const isByproduct = ({ name }: Dirent): boolean =>
  name === '__pycache__' || name === '.pytest_cache' || name === '.git' || /\.py[co]$/.test(name);
