import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, tryRun } from './processes.ts';

/** Something this machine lacks and we can't install. The message is one sentence that names it. */
export class MissingRequirement extends Error {
  override readonly name = 'MissingRequirement';
}

/**
 * What we and test/images use (programs in PATH, or files), and the Debian package that brings it. Only what is
 * not there is installed: Docker's containerd will do, and Debian's would replace it.
 */
const packageOf: Record<string, string> = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  '/usr/lib/cni/host-local': 'containernetworking-plugins',
  mmdebstrap: 'mmdebstrap',
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
  '/usr/bin/pip3': 'python3-pip',
  busybox: 'busybox-static',
  iptables: 'iptables',
  ip: 'iproute2',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
  openssl: 'openssl',
};

const GO_MINOR = 24;

/** What every verb needs; the sentence about what is missing. */
function missingPrivilege(): string | undefined {
  if (process.platform !== 'linux') {
    return `The test cluster needs Linux; this is ${process.platform}.`;
  }
  if (process.geteuid?.() !== 0) {
    return 'The test cluster needs root, for network namespaces and cgroups; run it with sudo.';
  }
  return undefined;
}

/**
 * What `up` needs: the sentence about the first thing that is missing and can't be installed; undefined when all
 * is there.
 */
export async function missingRequirement(): Promise<string | undefined> {
  const missingFirst = missingPrivilege();
  if (missingFirst !== undefined) return missingFirst;
  const go = await goVersion();
  if (go === undefined || go.minor < GO_MINOR) {
    return `The test cluster needs Go 1.${GO_MINOR} or newer in PATH to build Kubernetes; ${go === undefined ? 'there is none' : `this is ${go.text}`}.`;
  }
  const missing = missingPackages();
  if (missing.length > 0 && findExecutable('apt-get') === undefined) {
    return `The test cluster needs ${missing.join(', ')}, and there is no apt-get to install them with.`;
  }
  const probe = await tryRun('unshare', ['--mount', '--net', '--pid', '--fork', 'true']);
  if (probe.code !== 0) {
    return 'The test cluster needs network, mount and PID namespaces; root may not make them here (a container without --privileged?).';
  }
  return undefined;
}

/** @throws MissingRequirement if this is not root on Linux */
export function requirePrivilege(): void {
  const sentence = missingPrivilege();
  if (sentence !== undefined) throw new MissingRequirement(sentence);
}

/** @throws MissingRequirement */
export async function requireAll(): Promise<void> {
  const sentence = await missingRequirement();
  if (sentence !== undefined) throw new MissingRequirement(sentence);
}

/** Installs the Debian packages that are missing. */
export async function installPackages(log: (line: string) => void): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  log(`Installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-q', 'update'], { env });
  await run('apt-get', ['-q', 'install', '--yes', '--no-install-recommends', ...missing], { env });
}

export async function goVersion(): Promise<{ text: string; minor: number } | undefined> {
  if (findExecutable('go') === undefined) return undefined;
  const text = (await run('go', ['version'])).trim();
  const minor = /\bgo1\.(\d+)/.exec(text)?.[1];
  return minor === undefined ? undefined : { text, minor: Number(minor) };
}

function missingPackages(): string[] {
  const isThere = (name: string): boolean =>
    name.startsWith('/') ? existsSync(name) : findExecutable(name) !== undefined;
  const missing = Object.entries(packageOf).filter(([name]) => !isThere(name));
  return [...new Set(missing.map(([, name]) => name))];
}

function findExecutable(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
