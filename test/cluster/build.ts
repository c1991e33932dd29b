import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { goVersion } from './requirements.ts';
import { run } from './processes.ts';

const source = join(import.meta.dirname, 'kube');

/** Binaries kept for other checkouts; each is about 140 MB. */
const KEPT_BINARIES = 3;

/**
 * Path of the binary that is every component of Kubernetes. It is compiled (several minutes) once for each
 * content of the Go module and version of Go.
 */
export async function buildKube(log: (line: string) => void): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'clawbench-k8s-action');
  const binary = join(cache, `kube-${await cacheKey()}`);
  if (existsSync(binary)) return binary;

  log('Compiling Kubernetes (4 to 8 minutes on two cores, once) …');
  mkdirSync(cache, { recursive: true });
  const unfinished = `${binary}.${process.pid}`;
  const version = /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(source, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined)
    throw new Error(`${source}/go.mod does not name a version of k8s.io/kubernetes.`);
  const [major, minor] = version.split('.');
  // Without these, clients see version v0.0.0 and every version check fails.
  const stamps = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((target) => [
    `-X ${target}.gitVersion=v${version}`,
    `-X ${target}.gitMajor=${major}`,
    `-X ${target}.gitMinor=${minor}`,
  ]);
  const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${stamps.join(' ')}`];
  await run('go', [...args, '-o', unfinished, '.'], {
    cwd: source,
    env: { ...process.env, CGO_ENABLED: '0' },
    timeoutMs: 30 * 60_000,
  });
  renameSync(unfinished, binary);
  removeOldBinaries(cache);
  return binary;
}

async function cacheKey(): Promise<string> {
  const hash = createHash('sha256').update(`${process.arch} ${(await goVersion())?.text}`);
  for (const file of readdirSync(source).toSorted()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(source, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function removeOldBinaries(cache: string): void {
  const binaries = readdirSync(cache)
    .filter((name) => /^kube-[0-9a-f]{16}$/.test(name))
    .map((name) => ({ path: join(cache, name), modified: statSync(join(cache, name)).mtimeMs }))
    .toSorted((a, b) => b.modified - a.modified);
  for (const { path } of binaries.slice(KEPT_BINARIES)) rmSync(path);
}
