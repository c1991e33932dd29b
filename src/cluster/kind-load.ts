import path from 'node:path';
import { kindArguments, otherPlatformMissing } from './kind.ts';
import type { ProgramDeps } from './kind-program.ts';
import { kindFailure, runKind, type Task, tryKind } from './kind-run.ts';
import { runProgram } from './program.ts';

const LOAD_MS = 15 * 60_000;
const VERSION_MS = 60_000;

/** The cluster that gets images. */
export interface LoadTarget {
  /** The command that starts kind. */
  program: string;
  name: string;
  /** A directory for files that are not kept. */
  temporary: string;
}

/**
 * Copies images of this machine to all nodes. kind cannot do it for an image of several platforms in Docker's containerd
 * image store, of which only one was pulled (kubernetes-sigs/kind#3795); then only the platform of this machine is copied.
 * @throws ActionError kind-failed
 */
export async function loadImages(
  target: LoadTarget,
  images: readonly string[],
  deps: ProgramDeps,
): Promise<void> {
  const { program, name } = target;
  const what = `load images into the cluster ${name}`;
  const load: Task = { what, args: kindArguments.load(name, images), timeoutMs: LOAD_MS, level: 'info' };
  const ran = await tryKind(program, load, deps);
  if (ran !== 'missing' && ran.code === 0) return;
  const archive =
    ran !== 'missing' && otherPlatformMissing(ran.stderr)
      ? await ownPlatform(target, images, deps)
      : undefined;
  if (archive === undefined) throw kindFailure(ran, load);
  await runKind(program, { ...load, args: kindArguments.loadArchive(name, archive) }, deps);
  deps.log.info('Docker has only one platform of these images, which was copied.');
}

/** An archive of these images for Docker's own platform; undefined if Docker cannot write one. */
async function ownPlatform(
  { temporary }: LoadTarget,
  images: readonly string[],
  { env, signal, log }: ProgramDeps,
): Promise<string | undefined> {
  const docker = async (args: readonly string[], timeoutMs: number): Promise<string | undefined> => {
    const ran = await runProgram('docker', args, {
      env,
      signal,
      timeoutMs,
      onLine: (line) => log.debug(line),
    });
    return ran !== 'missing' && ran.code === 0 ? ran.stdout.trim() : undefined;
  };
  const platform = await docker(['version', '--format={{.Server.Os}}/{{.Server.Arch}}'], VERSION_MS);
  if (platform === undefined) return undefined;
  const archive = path.join(temporary, 'images.tar');
  const save = ['image', 'save', `--platform=${platform}`, `--output=${archive}`, ...images];
  return (await docker(save, LOAD_MS)) === undefined ? undefined : archive;
}
