import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, tryRun, type CommandResult } from './processes.ts';

/** Something this machine lacks and we can't install. The message is one sentence that names it. */
export class MissingRequirement extends Error {
  override readonly name = 'MissingRequirement';
}

/** Programs in PATH and files, with the Debian package of each. */
type PackageOf = Readonly<Record<string, string>>;

/**
 * The programs in PATH and the files that we, test/images and test/e2e use, with the Debian package of each. Only what
 * is missing is installed: Docker's containerd is good enough, and Debian's would replace it. Packages that every Debian
 * has (bash, tar, findutils, util-linux, …) are not listed.
 */
const packagesOfCluster: PackageOf = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  '/usr/lib/cni/host-local': 'containernetworking-plugins',
  mmdebstrap: 'mmdebstrap',
  '/usr/share/keyrings/debian-archive-keyring.gpg': 'debian-archive-keyring',
  '/usr/bin/pip3': 'python3-pip',
  '/bin/busybox': 'busybox-static',
  '/etc/ssl/certs/ca-certificates.crt': 'ca-certificates', // go and pip trust what it lists
  iptables: 'iptables',
  ip: 'iproute2',
  mount: 'mount',
  sysctl: 'procps',
  openssl: 'openssl',
  git: 'git',
};

const GO_MINOR = 24;

const INSTALL_ATTEMPTS = 3;

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
  const missing = missingPackages(packagesOfCluster);
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

/**
 * Installs the Debian packages that are missing. It asks nothing, waits for others that install, and tries again
 * when a mirror fails.
 * @throws MissingRequirement with what apt-get says
 */
export async function installPackages(
  log: (line: string) => void,
  {
    pauseMs = 5_000,
    packageOf = packagesOfCluster,
    who = 'The test cluster',
  }: { pauseMs?: number; packageOf?: PackageOf; who?: string } = {},
): Promise<void> {
  const missing = missingPackages(packageOf);
  if (missing.length === 0) return;
  log(`Installing ${missing.join(', ')} …`);
  let failure = await tryInstall(missing);
  for (let attempt = 2; failure !== undefined && attempt <= INSTALL_ATTEMPTS; attempt += 1) {
    await sleep(pauseMs);
    failure = await tryInstall(missing);
  }
  if (failure !== undefined) {
    throw new MissingRequirement(
      `${who} needs ${missing.join(', ')}, which apt-get cannot install: ${failure}`,
    );
  }
  const absent = missingPackages(packageOf);
  if (absent.length > 0) {
    throw new MissingRequirement(
      `apt-get installed ${absent.join(', ')}, but what it is needed for is not in PATH (${process.env['PATH']}).`,
    );
  }
}

/** @returns why it failed, in apt-get's words; undefined if all is installed */
async function tryInstall(packages: readonly string[]): Promise<string | undefined> {
  // Another repository that is down fails the update, but the packages may be available all the same.
  const updated = await aptGet(['-o', 'APT::Update::Error-Mode=any', 'update']);
  const installed = await aptGet(['install', '--yes', '--no-install-recommends', ...packages]);
  if (installed.code === 0) return undefined;
  const errors = [updated, installed].flatMap(({ stderr }) => /^E: (.*)$/m.exec(stderr)?.[1] ?? []);
  return errors.join('; ') || `it ended with ${installed.code ?? 'a signal'}`;
}

function aptGet(args: readonly string[]): Promise<CommandResult> {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  // Keeps changed configuration files: dpkg would otherwise ask, and wait for an answer.
  options.push('-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  return tryRun('apt-get', [...options, ...args], { env, timeoutMs: 15 * 60_000 });
}

export async function goVersion(): Promise<{ text: string; minor: number } | undefined> {
  if (findExecutable('go') === undefined) return undefined;
  const text = (await run('go', ['version'])).trim();
  const minor = /\bgo1\.(\d+)/.exec(text)?.[1];
  return minor === undefined ? undefined : { text, minor: Number(minor) };
}

function missingPackages(packageOf: PackageOf): string[] {
  const isThere = (name: string): boolean =>
    name.startsWith('/') ? existsSync(name) : findExecutable(name) !== undefined;
  const missing = Object.entries(packageOf).filter(([name]) => !isThere(name));
  return [...new Set(missing.map(([, name]) => name))];
}

/** Path of a program in PATH. */
export function findExecutable(name: string): string | undefined {
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
