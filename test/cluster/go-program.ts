import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { run } from './processes.ts';
import { goVersion } from './requirements.ts';

/** A program that is compiled from a Go module of ours. */
export interface GoProgram {
  /** Of the binary: lower-case letters. */
  name: string;
  /** The files of the module by name, in order. */
  files: ReadonlyMap<string, string>;
  /** Says how long it takes. */
  notice: string;
  /** Compiles the module in this directory; returns the path of the binary, in the same directory. */
  compile: (directory: string) => Promise<string>;
}

/** Binaries of a program kept for other checkouts and versions, the last used. */
const KEPT_BINARIES = 3;

/**
 * Path of the binary; it is compiled once for each content of the Go module and version of Go, and by one process at a time,
 * since each compiler takes all processors.
 */
export async function compiled(program: GoProgram, log: (line: string) => void): Promise<string> {
  const { name, files } = program;
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'clawbench-k8s-action');
  const binary = join(cache, `${name}-${await cacheKey(files)}`);
  if (!existsSync(binary)) {
    await withLock('programs', log, async () => {
      if (!existsSync(binary)) await build(program, { cache, binary }, log);
    });
  }
  const now = new Date();
  utimesSync(binary, now, now);
  return binary;
}

async function build(
  { name, files, notice, compile }: GoProgram,
  { cache, binary }: { cache: string; binary: string },
  log: (line: string) => void,
): Promise<void> {
  log(notice);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'build-'));
  try {
    for (const [file, content] of files) writeFileSync(join(work, file), content);
    renameSync(await compile(work), binary);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  removeOldBinaries(cache, name);
}

/** The files of a Go module by name, in order. */
export function moduleFiles(directory: string): Map<string, string> {
  const names = readdirSync(directory).toSorted();
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

/** Builds a static program. @param args after the flags that all of ours have */
export async function goBuild(directory: string, ...args: string[]): Promise<void> {
  await run('go', ['build', '-trimpath', '-buildvcs=false', ...args], {
    cwd: directory,
    env: { ...process.env, CGO_ENABLED: '0' },
    timeoutMs: 30 * 60_000,
  });
}

async function cacheKey(files: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(`${process.arch} ${(await goVersion())?.text}`);
  for (const [name, content] of files) hash.update(`\0${name}\0`).update(content);
  return hash.digest('hex').slice(0, 16);
}

function removeOldBinaries(cache: string, program: string): void {
  const binaries = readdirSync(cache)
    .filter((name) => new RegExp(`^${program}-[0-9a-f]{16}$`).test(name))
    .map((name) => ({ path: join(cache, name), used: statSync(join(cache, name)).mtimeMs }))
    .toSorted((a, b) => b.used - a.used);
  for (const { path } of binaries.slice(KEPT_BINARIES)) rmSync(path);
}
