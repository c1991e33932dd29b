import path from 'node:path';
import { exec } from '@actions/exec';
import { inParallel } from '../base/in-parallel.ts';
import { type GitObjects, isObjectId, MissingObject, nestedEntries, type TreeEntry } from './git-objects.ts';

/** A clone whose objects are read. */
export interface GitClone extends GitObjects {
  /** The commit that is checked out; null if git does not say. */
  head(): Promise<string | null>;
  /** Whether its history ends before the first commit, so that what it knows of it may be wrong. */
  isShallow(): Promise<boolean>;
}

/** Programs at a time. */
const AT_A_TIME = 4;
/** A directory with more entries than this is none of an agent's. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Settings that keep a repository from running programs or fetching anything: its own config may name some, since steps
 * before this one ran code from it.
 */
const harmless = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.sshCommand=false',
  'core.gitProxy=false',
  'core.askPass=false',
  'core.alternateRefsCommand=false',
  'credential.helper=',
  'protocol.allow=never',
  'log.showSignature=false',
];

/**
 * Reads a clone by git, with commands that look at objects alone: no hook, filter or other program of it is run, references
 * that replace objects do not count, and nothing is fetched.
 * @param directory the top of the checkout
 */
export function openClone(directory: string, env: Readonly<Record<string, string | undefined>>): GitClone {
  const known = new Map<string, readonly TreeEntry[]>();
  const git = async (...args: readonly string[]): Promise<Buffer | null> => await run(directory, env, args);
  const idFrom = (output: Buffer | null): string | null => {
    const id = output?.toString().trim() ?? '';
    return isObjectId(id) ? id : null;
  };
  return {
    head: async () => idFrom(await git('rev-parse', '--verify', 'HEAD^{commit}')),
    async isShallow() {
      return (await git('rev-parse', '--is-shallow-repository'))?.toString().trim() !== 'false';
    },
    async parents(commit) {
      // The object itself, since a shallow clone hides the parents that it does not have.
      const text = await git('cat-file', 'commit', commit);
      return text === null ? null : parentsIn(text.toString());
    },
    mergeBase: async (one, other) => idFrom(await git('merge-base', one, other)),
    branch: async (name) =>
      idFrom(await git('rev-parse', '--verify', `refs/remotes/origin/${name}^{commit}`)),
    async entries(tree, deep = false) {
      const found = known.get(tree);
      if (found !== undefined) return found;
      const output = await git('ls-tree', '-z', '-l', '--full-tree', ...(deep ? ['-r', '-t'] : []), tree);
      if (output === null) throw new MissingObject(`git has no tree ${tree}`);
      for (const [id, entries] of nestedEntries(tree, listed(output)))
        if (deep || id === tree) known.set(id, entries);
      return known.get(tree) ?? [];
    },
    async contents(files) {
      // Not in one call: @actions/exec ends this process if a git that fails closes its standard input.
      return await inParallel(files, AT_A_TIME, async ({ id }) => {
        const content = await git('cat-file', 'blob', id);
        if (content === null) throw new MissingObject(`git has no file ${id}`);
        return content;
      });
    },
  };
}

function parentsIn(commit: string): string[] {
  const [header = ''] = commit.split('\n\n');
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = '']) => id);
}

/** `100644 blob <id>     <size>\t<path>`, each ended by NUL. */
function listed(output: Buffer): (TreeEntry & { path: string })[] {
  return output
    .toString()
    .split('\0')
    .flatMap((line) => {
      const match = /^(\d{6}) \w+ ([0-9a-f]+) +(\S+)\t([^]*)$/.exec(line);
      if (match === null) return [];
      const [, mode = '', id = '', size = '', name = ''] = match;
      // A partial clone does not know the size of a file that it does not have.
      if (size === 'BAD') throw new MissingObject(`git has no object ${id}`);
      return [
        { mode, id, size: size === '-' ? 0 : Number(size), path: name, name: path.posix.basename(name) },
      ];
    });
}

/** @returns null if git fails, or is not installed */
async function run(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const settings = harmless.flatMap((setting) => ['-c', setting]);
  try {
    const code = await exec('git', ['--no-pager', '--no-replace-objects', ...settings, ...args], {
      cwd: directory,
      env: {
        PATH: env['PATH'] ?? '',
        LC_ALL: 'C',
        // Named, so that git asks neither whose directory it is nor what is around it.
        GIT_DIR: path.join(directory, '.git'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_ATTR_NOSYSTEM: '1',
        GIT_GRAFT_FILE: '/dev/null',
        GIT_NO_LAZY_FETCH: '1',
        GIT_ALLOW_PROTOCOL: 'none',
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
      },
      silent: true,
      ignoreReturnCode: true,
      listeners: {
        stdout(chunk) {
          bytes += chunk.length;
          if (bytes <= MAX_OUTPUT_BYTES) chunks.push(chunk);
        },
      },
    });
    return code === 0 && bytes <= MAX_OUTPUT_BYTES ? Buffer.concat(chunks) : null;
  } catch {
    // It rejects where no git is in PATH, or where it does not start.
    return null;
  }
}
