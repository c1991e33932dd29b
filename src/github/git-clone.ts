import { execFile, type ExecFileException } from 'node:child_process';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
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
/** What one command of git may take: a directory with more entries is none of an agent's, and one that waits is asked nothing more. */
const LIMITS = { timeoutMs: 60_000, outputBytes: 64 * 1024 * 1024 };

/** Where git runs. */
interface Place {
  directory: string;
  env: Readonly<Record<string, string | undefined>>;
  limits: typeof LIMITS;
}

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
 * that replace objects do not count, and nothing is fetched. A command that waits or prints without end is killed, and then all of
 * these throw an ActionError `bad-baseline`.
 * @param directory the top of the checkout
 */
export function openClone(directory: string, env: Place['env'], limits: typeof LIMITS = LIMITS): GitClone {
  const known = new Map<string, readonly TreeEntry[]>();
  const git = async (...args: readonly string[]): Promise<Buffer | null> =>
    await run({ directory, env, limits }, args);
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

/** @returns null if git fails, or is not installed @throws ActionError bad-baseline if it does not end */
async function run({ directory, env, limits }: Place, args: readonly string[]): Promise<Buffer | null> {
  const settings = harmless.flatMap((setting) => ['-c', setting]);
  const options = {
    cwd: directory,
    encoding: 'buffer',
    timeout: limits.timeoutMs,
    maxBuffer: limits.outputBytes,
    killSignal: 'SIGKILL',
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
  } as const;
  return await new Promise((resolve, reject) => {
    const all = ['--no-pager', '--no-replace-objects', ...settings, ...args];
    const child = execFile('git', all, options, (error, stdout) => {
      const endless = error === null ? null : whyEndless(error, limits);
      if (endless === null) return resolve(error === null ? stdout : null);
      reject(
        new ActionError('bad-baseline', `\`git ${args[0]}\` ${endless} in ${directory}, and was stopped.`, {
          hint: 'Run that command there by hand to see what it waits for, or write another baseline.',
        }),
      );
    });
    // Nothing is typed in, so that whatever asks gets no answer at once.
    child.stdin?.on('error', () => undefined).end();
  });
}

/** Null if git ended by itself. */
function whyEndless({ code, killed }: ExecFileException, limits: typeof LIMITS): string | null {
  if (String(code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return `printed more than ${limits.outputBytes / 1024 / 1024} MiB`;
  return killed === true ? `did not end within ${limits.timeoutMs / 1000} s` : null;
}
