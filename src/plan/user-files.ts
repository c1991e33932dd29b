import { constants } from 'node:fs';
import path from 'node:path';
import {
  type CheckedFile,
  type FoundPath,
  isRefusal,
  type Places,
  placesOfStep,
  type Refusal,
} from '../base/checked-file.ts';
import { sha256 } from '../base/sha256.ts';
import { ActionError } from '../base/errors.ts';
import { hasCode } from '../base/missing-file.ts';
import type { Inputs } from '../inputs/types.ts';
import { quote } from '../inputs/kinds.ts';
import { type UserFilesBundle, type UserFile } from '../protocol/pod.ts';
import { type FileSource, workingTree } from './file-source.ts';

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
  places: Places = placesOfStep(process.env),
): Promise<UserFiles | undefined> {
  return await userFilesFrom(inputs, workingTree(places));
}

/**
 * The same from another source. In a past state something may be missing, and then there are no such files.
 * @returns undefined if there are none
 * @throws ActionError bad-input
 */
export async function userFilesFrom(
  { agentFiles, tasksDir }: Pick<Inputs, 'agentFiles' | 'tasksDir'>,
  source: FileSource,
): Promise<UserFiles | undefined> {
  const agent = agentFiles === null ? null : await readAll('agent-files', agentFiles, source);
  const tasks = tasksDir === null ? null : await readAll('tasks-dir', [tasksDir], source);
  if (agent === null && tasks === null) return undefined;
  const content: UserFilesBundle = { agent: agent ?? [], tasks };
  const bundle = Buffer.from(JSON.stringify(content));
  return { bundle, sha256: sha256(bundle), agent: factsOf(agent), tasks: factsOf(tasks) };
}

function factsOf(files: readonly UserFile[] | null): UserFileFacts | null {
  return files === null ? null : { sha256: sha256(Buffer.from(JSON.stringify(files))), files: files.length };
}

type FilesInput = 'agent-files' | 'tasks-dir';

/** Where the files of an input are, for messages. */
interface Place {
  input: FilesInput;
  source: FileSource;
}

/** As many files are read at once: for some sources each costs a request. */
const AT_ONCE = 100;

/** Files by the path they get, sorted; null if a past state has none of them. */
async function readAll(
  input: FilesInput,
  sources: readonly string[],
  source: FileSource,
): Promise<UserFile[] | null> {
  const place = { input, source };
  const found = [...(await listAll(place, sources))];
  const files: UserFile[] = [];
  let bytes = 0;
  for (let at = 0; at < found.length; at += AT_ONCE) {
    const group = found.slice(at, at + AT_ONCE);
    const read = await source.read(
      group.map(([, file]) => file),
      MOST_BYTES - bytes,
    );
    for (const [index, [name]] of group.entries()) {
      const { content, mode } = checked(place, name, read[index]!);
      bytes += content.length;
      if (bytes > MOST_BYTES) throw tooMuch(place);
      const executable = (mode & constants.S_IXUSR) !== 0;
      files.push({ path: name, executable, base64: content.toString('base64') });
    }
  }
  if (files.length > 0) return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  if (source.isPast) return null;
  throw refused(place, `names ${sources.map(quote).join(', ')}, which holds no file`, 'check the path');
}

/**
 * The paths that the agents' files get, without their contents.
 * @throws ActionError bad-input
 */
export async function agentFilePaths(agentFiles: readonly string[], source: FileSource): Promise<string[]> {
  return [...(await listAll({ input: 'agent-files', source }, agentFiles)).keys()];
}

async function listAll(place: Place, sources: readonly string[]): Promise<Map<string, FoundPath>> {
  const { input, source } = place;
  const files = new Map<string, FoundPath>();
  const add = (name: string, file: FoundPath): void => {
    if (files.has(name)) throw refused(place, `names ${quote(name)} twice`, 'name each file once');
    if (files.size === MOST_FILES) throw tooMuch(place);
    files.set(name, file);
  };
  for (const written of sources) {
    const found = await source.find(written);
    if (isRefusal(found)) {
      if (source.isPast && found.isMissing === true) continue;
      throw unreadable(place, written, found);
    }
    if (found.kind === 'directory') await walk(place, found, add);
    else if (input === 'agent-files') add(path.basename(written), found);
    else
      throw refused(
        place,
        `names ${quote(written)}, which is not a directory`,
        'write the path of a directory',
      );
  }
  return files;
}

/** @param top without links */
async function walk(
  place: Place,
  top: FoundPath,
  add: (name: string, found: FoundPath) => void,
): Promise<void> {
  const { source } = place;
  const visit = async (relative: string, level: number): Promise<void> => {
    if (level > MOST_LEVELS)
      throw refused(
        place,
        `is more than ${MOST_LEVELS} directories deep at ${quote(relative)}`,
        'name a directory with nothing else in it',
      );
    for (const name of await namesIn(place, top, relative)) {
      if (name === '.git') continue;
      const child = relative === '' ? name : `${relative}/${name}`;
      if (/[\p{Cc}\\]/u.test(name))
        throw refused(
          place,
          `holds ${quote(child)}`,
          'give it a name without control characters and backslashes',
        );
      const found = await source.below(top, child);
      if (isRefusal(found))
        throw refused(place, `holds ${quote(child)}, which ${found.refusal}`, 'remove it');
      if (found.kind === 'file') add(child, found);
      // Two links to directories in a circle would never end.
      else if (found.path === path.join(top.path, child)) await visit(child, level + 1);
      else
        throw refused(
          place,
          `holds ${quote(child)}, a link to a directory`,
          'put the directory itself there',
        );
    }
  };
  await visit('', 0);
}

async function namesIn({ input, source }: Place, top: FoundPath, relative: string): Promise<string[]> {
  try {
    return await source.names(top, relative);
  } catch (cause) {
    if (!hasCode(cause, 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EIO', 'ELOOP')) throw cause;
    const place = relative === '' ? 'a directory' : quote(relative);
    throw new ActionError('bad-input', `Input \`${input}\` names ${place}, which cannot be read.`, {
      cause,
    });
  }
}

function checked(place: Place, name: string, read: CheckedFile | Refusal): CheckedFile {
  if (!isRefusal(read)) return read;
  if (read.isTooLarge === true) throw tooMuch(place);
  throw refused(place, `holds ${quote(name)}, which ${read.refusal}`, 'remove it');
}

function unreadable({ input, source }: Place, written: string, { refusal }: Refusal): ActionError {
  const message = `Input \`${input}\` names ${quote(written)}, which ${refusal}${source.at}.`;
  if (source.isPast) return new ActionError('bad-input', message);
  return new ActionError('bad-input', message, {
    hint: 'Write a path of the checkout, and check the repository out before this step.',
    terminalHint: 'Write the path of an existing file or directory, not of a link.',
  });
}

function tooMuch(place: Place): ActionError {
  const limit = `${MOST_FILES} files or ${MOST_BYTES / MIB} MiB`;
  return refused(place, `holds more than ${limit}`, 'name a directory with nothing else in it');
}

function refused({ input, source }: Place, what: string, write: string): ActionError {
  // What is in a commit can no longer be changed there.
  const instead = source.isPast ? 'write another `baseline`, or another path' : write;
  return new ActionError('bad-input', `Input \`${input}\` ${what}${source.at}: ${instead}.`);
}
