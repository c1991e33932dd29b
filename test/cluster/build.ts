import { join } from 'node:path';
import { messageOf } from '../../src/base/errors.ts';
import type { Cluster } from './cluster.ts';
import { compiled, goBuild, moduleFiles } from './go-program.ts';
import { run } from './processes.ts';
import { defaultVersion, kubeModule, versionFor, withVersion } from './version.ts';

type Log = (line: string) => void;

/** Path of the binary that this cluster runs. */
export function kubeOf(cluster: Cluster, log: Log): Promise<string> {
  return buildKube(log, versionFor(cluster));
}

/** Path of the binary that is every component of Kubernetes; it is about 140 MB. */
export async function buildKube(log: Log, version = defaultVersion()): Promise<string> {
  const program = {
    name: 'kube',
    files: moduleOf(version),
    notice: `Compiling Kubernetes ${version} (4 to 8 minutes on two cores, once) …`,
    async compile(directory: string) {
      if (version !== defaultVersion()) await fetchVersion(version, directory);
      return await compile(version, directory);
    },
  };
  return await compiled(program, log);
}

/** The files of the Go module for a version, by name in order. */
function moduleOf(version: string): Map<string, string> {
  const files = moduleFiles(kubeModule);
  return files.set('go.mod', withVersion(files.get('go.mod') ?? '', version));
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
  await goBuild(directory, '-ldflags', `-s -w ${versionStamps(version)}`, '-o', 'kube', '.');
  return join(directory, 'kube');
}

/** The linker's flags by which programs say their version. Without them it is v0.0.0, and every version check fails. */
export function versionStamps(version: string): string {
  const [major, minor] = version.split('.');
  const targets = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];
  const stamps = targets.flatMap((target) => [
    `-X ${target}.gitVersion=v${version}`,
    `-X ${target}.gitMajor=${major}`,
    `-X ${target}.gitMinor=${minor}`,
  ]);
  return stamps.join(' ');
}
