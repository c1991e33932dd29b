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
import { messageOf } from '../../src/base/errors.ts';
import type { Cluster } from './cluster.ts';
import { run } from './processes.ts';
import { goVersion } from './requirements.ts';
import { defaultVersion, kubeModule, versionFor, withVersion } from './version.ts';

type Log = (line: string) => void;

/** Binaries kept for other checkouts and versions, the last used; each is about 140 MB. */
const KEPT_BINARIES = 3;

/** Path of the binary that this cluster runs. */
export function kubeOf(cluster: Cluster, log: Log): Promise<string> {
  return buildKube(log, versionFor(cluster));
}

/**
 * Path of the binary that is every component of Kubernetes. It is compiled (several minutes) once for each
 * content of the Go module, version of Kubernetes and version of Go.
 */
export async function buildKube(log: Log, version = defaultVersion()): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'clawbench-k8s-action');
  const files = moduleOf(version);
  const binary = join(cache, `kube-${await cacheKey(files)}`);
  if (existsSync(binary)) {
    const now = new Date();
    utimesSync(binary, now, now);
    return binary;
  }
  log(`Compiling Kubernetes ${version} (4 to 8 minutes on two cores, once) …`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'build-'));
  try {
    for (const [name, content] of files) writeFileSync(join(work, name), content);
    if (version !== defaultVersion()) await fetchVersion(version, work);
    renameSync(await compile(version, work), binary);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  removeOldBinaries(cache);
  return binary;
}

/** The files of the Go module for a version, by name in order. */
function moduleOf(version: string): Map<string, string> {
  const files = readdirSync(kubeModule).toSorted();
  const read = (name: string): string => readFileSync(join(kubeModule, name), 'utf8');
  return new Map(
    files.map((name) => [name, name === 'go.mod' ? withVersion(read(name), version) : read(name)]),
  );
}

/** Brings the go.mod and go.sum of a version that is not the default in order, which fetches its modules. */
async function fetchVersion(version: string, directory: string): Promise<void> {
  const go = (...args: string[]): Promise<string> =>
    run('go', args, { cwd: directory, env: process.env, timeoutMs: 10 * 60_000 });
  try {
    await go('mod', 'download', `k8s.io/kubernetes@v${version}`); // tidy's message would not say what is missing
    await go('mod', 'tidy');
  } catch (error) {
    const said = messageOf(error);
    throw new Error(`There is no Kubernetes ${version}, or its Go modules cannot be downloaded: ${said}`, {
      cause: error,
    });
  }
}

/** @returns path of the binary, in the same directory */
async function compile(version: string, directory: string): Promise<string> {
  const [major, minor] = version.split('.');
  // Without these, clients see version v0.0.0 and every version check fails.
  const stamps = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((target) => [
    `-X ${target}.gitVersion=v${version}`,
    `-X ${target}.gitMajor=${major}`,
    `-X ${target}.gitMinor=${minor}`,
  ]);
  const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${stamps.join(' ')}`];
  await run('go', [...args, '-o', 'kube', '.'], {
    cwd: directory,
    env: { ...process.env, CGO_ENABLED: '0' },
    timeoutMs: 30 * 60_000,
  });
  return join(directory, 'kube');
}

async function cacheKey(files: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(`${process.arch} ${(await goVersion())?.text}`);
  for (const [name, content] of files) hash.update(`\0${name}\0`).update(content);
  return hash.digest('hex').slice(0, 16);
}

function removeOldBinaries(cache: string): void {
  const binaries = readdirSync(cache)
    .filter((name) => /^kube-[0-9a-f]{16}$/.test(name))
    .map((name) => ({ path: join(cache, name), used: statSync(join(cache, name)).mtimeMs }))
    .toSorted((a, b) => b.used - a.used);
  for (const { path } of binaries.slice(KEPT_BINARIES)) rmSync(path);
}
