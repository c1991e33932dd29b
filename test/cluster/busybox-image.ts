import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive } from '../images/archive.ts';
import { run, tryRun } from './processes.ts';

/**
 * A tiny image from Debian's static busybox. It is every pod's sandbox, so by default it sleeps and reaps
 * children, and ends on SIGTERM; and it has what tests want (sh, nc, nslookup, sleep, …). Its wget crashes: a
 * static glibc can't load the libraries that resolve names.
 */
const BUSYBOX = '/bin/busybox';
const config = {
  User: '65534',
  Env: [],
  Cmd: ['sh', '-c', 'trap "exit 0" TERM; sleep 2147483647 & wait'],
};

/** `localhost/clawbench-test/busybox:HASH`, the hash over all that goes in. */
export function busyboxReference(): string {
  const hash = createHash('sha256').update(JSON.stringify(config)).update(readFileSync(BUSYBOX));
  return `localhost/clawbench-test/busybox:${hash.digest('hex').slice(0, 12)}`;
}

/** Writes the image as a docker-archive. `directory` is for scratch files and is removed. */
export async function writeBusyboxArchive(archive: string, directory: string): Promise<void> {
  if ((await tryRun('ldd', [BUSYBOX])).code === 0) {
    throw new Error(`${BUSYBOX} is not static; write: apt-get install busybox-static`);
  }
  const root = join(directory, 'root');
  for (const path of ['bin', 'etc', 'proc', 'sys', 'dev']) mkdirSync(join(root, path), { recursive: true });
  mkdirSync(join(root, 'tmp'));
  chmodSync(join(root, 'tmp'), 0o1777);
  copyFileSync(BUSYBOX, join(root, 'bin/busybox'));
  const applets = (await run(BUSYBOX, ['--list']))
    .split('\n')
    .filter((name) => name !== '' && name !== 'busybox');
  for (const name of applets) symlinkSync('busybox', join(root, 'bin', name));
  const layer = join(directory, 'layer.tar');
  const reproducible = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  await run('tar', [...reproducible, '-cf', layer, '-C', root, '.']);
  await writeArchive(archive, { reference: busyboxReference(), config, layers: [layer] }, () => {});
  rmSync(directory, { recursive: true, force: true });
}
