import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { sha256 } from '../base/sha256.ts';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import { quote } from '../inputs/kinds.ts';
import { type UserFilesBundle, type UserFile } from '../protocol/pod.ts';

const MIB = 1024 * 1024;
/** Limits for each input. Every run gets a copy of the agent's files, so this catches a node_modules given by mistake. */
const MOST_FILES = 2000;
const MOST_BYTES = 16 * MIB;
const MOST_LEVELS = 16;

/** What is recorded of one input's files. */
interface UserFileFacts {
  /** Over paths, contents and executable bits. */
  sha256: string;
  files: number;
}

/** The user's files for the pods: additions to the agents' workspaces, and own tasks. */
export interface UserFiles {
  /** A UserFilesBundle as JSON; the same files give the same bytes. */
  bundle: Buffer;
  sha256: string;
  agent: UserFileFacts | null;
  tasks: UserFileFacts | null;
}

/**
 * Reads what `agent-files` and `tasks-dir` name.
 * @returns undefined if neither is set
 * @throws ActionError bad-input
 */
export async function readUserFiles(
  inputs: Pick<Inputs, 'agentFiles' | 'tasksDir'>,
): Promise<UserFiles | undefined> {
  const { agentFiles, tasksDir } = inputs;
  if (agentFiles === null && tasksDir === null) return undefined;
  const agent = agentFiles === null ? null : await readAll('agent-files', agentFiles);
  const tasks = tasksDir === null ? null : await readAll('tasks-dir', [tasksDir]);
  const content: UserFilesBundle = { agent: agent ?? [], tasks };
  const bundle = Buffer.from(JSON.stringify(content));
  return { bundle, sha256: sha256(bundle), agent: factsOf(agent), tasks: factsOf(tasks) };
}

function factsOf(files: readonly UserFile[] | null): UserFileFacts | null {
  return files === null ? null : { sha256: sha256(Buffer.from(JSON.stringify(files))), files: files.length };
}

type FilesInput = 'agent-files' | 'tasks-dir';

/** Files by the path they get, sorted. */
async function readAll(input: FilesInput, sources: readonly string[]): Promise<UserFile[]> {
  const files = new Map<string, UserFile>();
  let bytes = 0;
  const add = async (name: string, file: string): Promise<void> => {
    if (files.has(name)) throw refused(input, `names ${quote(name)} twice`, 'name each file once');
    const read = await readFileWhole(file);
    bytes += read.content.length;
    if (files.size === MOST_FILES || bytes > MOST_BYTES) {
      const limit = `${MOST_FILES} files or ${MOST_BYTES / MIB} MiB`;
      throw refused(input, `holds more than ${limit}`, 'name a directory with nothing else in it');
    }
    files.set(name, { path: name, executable: read.executable, base64: read.content.toString('base64') });
  };
  for (const source of sources) {
    const stats = await statOf(input, source);
    if (stats.isDirectory()) await walk(input, source, add);
    else if (stats.isFile() && input === 'agent-files') await add(path.basename(source), source);
    else
      throw refused(
        input,
        `names ${quote(source)}, which is not a directory`,
        'write the path of a directory',
      );
  }
  if (files.size === 0)
    throw refused(input, `names ${sources.map(quote).join(', ')}, which holds no file`, 'check the path');
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function walk(
  input: FilesInput,
  root: string,
  add: (name: string, file: string) => Promise<void>,
): Promise<void> {
  const top = await realpath(root);
  const visit = async (relative: string, level: number): Promise<void> => {
    if (level > MOST_LEVELS)
      throw refused(
        input,
        `is more than ${MOST_LEVELS} directories deep at ${quote(relative)}`,
        'name a directory with nothing else in it',
      );
    for (const name of (await readdir(path.join(top, relative))).sort()) {
      if (name === '.git') continue;
      const child = relative === '' ? name : `${relative}/${name}`;
      if (/[\p{Cc}\\]/u.test(name))
        throw refused(
          input,
          `holds ${quote(child)}`,
          'give it a name without control characters and backslashes',
        );
      const file = path.join(top, child);
      if ((await lstat(file)).isSymbolicLink()) await checkLink(input, top, child);
      const stats = await stat(file);
      if (stats.isDirectory()) await visit(child, level + 1);
      else if (stats.isFile()) await add(child, file);
      else
        throw refused(input, `holds ${quote(child)}, which is neither a file nor a directory`, 'remove it');
    }
  };
  await visit('', 0);
}

/** A link in the checkout of a pull request must not make us send other files of the runner to the agent. */
async function checkLink(input: FilesInput, top: string, child: string): Promise<void> {
  const target = await realpath(path.join(top, child)).catch(() => undefined);
  if (target === undefined) throw refused(input, `holds ${quote(child)}, a link to nothing`, 'remove it');
  if (!target.startsWith(`${top}${path.sep}`))
    throw refused(input, `holds ${quote(child)}, a link out of the directory`, 'put the file itself there');
  // Two such links in a circle would never end.
  if ((await stat(target)).isDirectory())
    throw refused(input, `holds ${quote(child)}, a link to a directory`, 'put the directory itself there');
}

async function statOf(input: FilesInput, source: string): Promise<Stats> {
  try {
    return await stat(source);
  } catch (cause) {
    throw new ActionError('bad-input', `Input \`${input}\` names ${quote(source)}, which cannot be read.`, {
      hint: 'Write a path of the checkout, and check the repository out before this step.',
      terminalHint: 'Write the path of an existing file or directory.',
      cause,
    });
  }
}

async function readFileWhole(file: string): Promise<{ content: Buffer; executable: boolean }> {
  const handle = await open(file);
  try {
    const stats = await handle.stat();
    const executable = (stats.mode & constants.S_IXUSR) !== 0;
    // A larger file is not read: one byte too many is enough for the caller to refuse it.
    if (stats.size > MOST_BYTES) return { content: Buffer.alloc(MOST_BYTES + 1), executable };
    return { content: await handle.readFile(), executable };
  } finally {
    await handle.close();
  }
}

function refused(input: FilesInput, what: string, write: string): ActionError {
  return new ActionError('bad-input', `Input \`${input}\` ${what}: ${write}.`);
}
