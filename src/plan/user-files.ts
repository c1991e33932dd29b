import { constants, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  type CheckedFile,
  findPath,
  type FoundPath,
  isRefusal,
  type Places,
  placesBelow,
  placesOfStep,
  readFound,
  type Refusal,
} from '../base/checked-file.ts';
import { sha256 } from '../base/sha256.ts';
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
  places: Places = placesOfStep(process.env),
): Promise<UserFiles | undefined> {
  const { agentFiles, tasksDir } = inputs;
  if (agentFiles === null && tasksDir === null) return undefined;
  const agent = agentFiles === null ? null : readAll('agent-files', agentFiles, places);
  const tasks = tasksDir === null ? null : readAll('tasks-dir', [tasksDir], places);
  const content: UserFilesBundle = { agent: agent ?? [], tasks };
  const bundle = Buffer.from(JSON.stringify(content));
  return { bundle, sha256: sha256(bundle), agent: factsOf(agent), tasks: factsOf(tasks) };
}

function factsOf(files: readonly UserFile[] | null): UserFileFacts | null {
  return files === null ? null : { sha256: sha256(Buffer.from(JSON.stringify(files))), files: files.length };
}

type FilesInput = 'agent-files' | 'tasks-dir';

/** Files by the path they get, sorted. */
function readAll(input: FilesInput, sources: readonly string[], places: Places): UserFile[] {
  const files = new Map<string, UserFile>();
  let bytes = 0;
  const add = (name: string, found: FoundPath): void => {
    if (files.has(name)) throw refused(input, `names ${quote(name)} twice`, 'name each file once');
    const { content, mode } = readOne(input, name, found);
    bytes += content.length;
    if (files.size === MOST_FILES || bytes > MOST_BYTES) throw tooMuch(input);
    const executable = (mode & constants.S_IXUSR) !== 0;
    files.set(name, { path: name, executable, base64: content.toString('base64') });
  };
  for (const source of sources) {
    const found = findPath(source, places);
    if (isRefusal(found)) throw unreadable(input, source, found);
    if (found.kind === 'directory') walk(input, found.path, add);
    else if (input === 'agent-files') add(path.basename(source), found);
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

/** @param top without links */
function walk(input: FilesInput, top: string, add: (name: string, found: FoundPath) => void): void {
  const within = placesBelow(top, 'the directory');
  const visit = (relative: string, level: number): void => {
    if (level > MOST_LEVELS)
      throw refused(
        input,
        `is more than ${MOST_LEVELS} directories deep at ${quote(relative)}`,
        'name a directory with nothing else in it',
      );
    for (const name of namesIn(input, top, relative)) {
      if (name === '.git') continue;
      const child = relative === '' ? name : `${relative}/${name}`;
      if (/[\p{Cc}\\]/u.test(name))
        throw refused(
          input,
          `holds ${quote(child)}`,
          'give it a name without control characters and backslashes',
        );
      const found = findPath(child, within);
      if (isRefusal(found))
        throw refused(input, `holds ${quote(child)}, which ${found.refusal}`, 'remove it');
      if (found.kind === 'file') add(child, found);
      // Two links to directories in a circle would never end.
      else if (found.path === path.join(top, child)) visit(child, level + 1);
      else
        throw refused(
          input,
          `holds ${quote(child)}, a link to a directory`,
          'put the directory itself there',
        );
    }
  };
  visit('', 0);
}

function namesIn(input: FilesInput, top: string, relative: string): string[] {
  try {
    return readdirSync(path.join(top, relative)).sort();
  } catch (cause) {
    const place = relative === '' ? 'a directory' : quote(relative);
    throw new ActionError('bad-input', `Input \`${input}\` names ${place}, which cannot be read.`, {
      cause,
    });
  }
}

function readOne(input: FilesInput, name: string, found: FoundPath): CheckedFile {
  const read = readFound(found, MOST_BYTES);
  if (!isRefusal(read)) return read;
  if (read.isTooLarge === true) throw tooMuch(input);
  throw refused(input, `holds ${quote(name)}, which ${read.refusal}`, 'remove it');
}

function unreadable(input: FilesInput, source: string, { refusal }: Refusal): ActionError {
  return new ActionError('bad-input', `Input \`${input}\` names ${quote(source)}, which ${refusal}.`, {
    hint: 'Write a path of the checkout, and check the repository out before this step.',
    terminalHint: 'Write the path of an existing file or directory, not of a link.',
  });
}

function tooMuch(input: FilesInput): ActionError {
  const limit = `${MOST_FILES} files or ${MOST_BYTES / MIB} MiB`;
  return refused(input, `holds more than ${limit}`, 'name a directory with nothing else in it');
}

function refused(input: FilesInput, what: string, write: string): ActionError {
  return new ActionError('bad-input', `Input \`${input}\` ${what}: ${write}.`);
}
