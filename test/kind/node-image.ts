import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { defaultKindVersion } from '../../src/cluster/kind.ts';
import { buildKube, versionStamps } from '../cluster/build.ts';
import { writeBusyboxArchive } from '../cluster/busybox-image.ts';
import { compiled, goBuild, moduleFiles } from '../cluster/go-program.ts';
import { run } from '../cluster/processes.ts';
import { goVersion } from '../cluster/requirements.ts';
import { defaultVersion, kubeModule } from '../cluster/version.ts';
import { ensureGoProgram } from '../e2e/act.ts';
import { writeArchive } from '../images/archive.ts';

/**
 * An image of kind's nodes for machines that reach no registry: Debian with its own containerd, the test cluster's
 * binary of Kubernetes, kubeadm, and all images that a node starts. Not `kind build node-image`, which pulls.
 */
const CRICTL_VERSION = 'v1.34.0';
/** Those of kind's images/base/Dockerfile but for storage in a network, and containerd with its parts. */
const packages =
  'systemd conntrack iptables nftables iproute2 ethtool util-linux mount kmod procps jq curl ca-certificates containerd containernetworking-plugins';
const sources = path.join(import.meta.dirname, 'node');
const cache = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
  'clawbench-k8s-action',
);

type Log = (line: string) => void;

/** An image in a file, for `docker load`. */
export interface NodeImage {
  /** `localhost/clawbench-test/kind-node:VERSION-HASH`, the hash over all that goes in. */
  reference: string;
  archive: string;
}

/** The image of this content, whether it was built or not. */
export async function nodeImage(): Promise<NodeImage> {
  const hash = createHash('sha256').update(`${process.arch} ${(await goVersion())?.text}`);
  for (const directory of [sources, kubeModule]) {
    for (const name of readdirSync(directory).sort())
      hash.update(`\0${name}\0`).update(readFileSync(path.join(directory, name)));
  }
  const key = hash
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
  return {
    reference: `localhost/clawbench-test/kind-node:v${defaultVersion()}-${key}`,
    archive: path.join(cache, `kind-node-${key}.tar`),
  };
}

export function isBuilt(image: NodeImage): boolean {
  return existsSync(image.archive);
}

/** Builds it (5 to 10 minutes where nothing is compiled yet), unless it is there. */
export async function ensureNodeImage(image: NodeImage, log: Log): Promise<void> {
  if (isBuilt(image)) return;
  const kube = await buildKube(log);
  const crictl = await ensureGoProgram('crictl', 'sigs.k8s.io/cri-tools/cmd/crictl', CRICTL_VERSION, log);
  log("Building the image of kind's nodes (2 to 3 minutes, once) …");
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(path.join(cache, 'build-'));
  try {
    const debian = path.join(work, 'debian.tar');
    const [node] = await Promise.all([compileNode(log), makeDebian(debian, log)]);
    const root = path.join(work, 'root');
    mkdirSync(root);
    await run('tar', ['--numeric-owner', '-xf', debian, '-C', root]);
    rmSync(debian);
    await copyFiles(root, { kube, node, crictl });
    await inside(root, 'node');
    await addImages(root, work);
    await inside(root, 'images', ...(await imagesOf(node, work)));
    const layer = path.join(work, 'layer.tar');
    await run('tar', ['--numeric-owner', '-cf', layer, '-C', root, '.']);
    const config = {
      Env: ['container=docker'],
      Entrypoint: ['/usr/local/bin/entrypoint', '/sbin/init'],
    };
    const archive = path.join(work, 'image.tar');
    await writeArchive(archive, { reference: image.reference, config, layers: [layer] }, () => undefined);
    for (const name of readdirSync(cache)) if (name.startsWith('kind-node-')) rmSync(path.join(cache, name));
    renameSync(archive, image.archive);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Compiles test/kind/node with the modules of the test cluster, so that most of it was compiled before. */
async function compileNode(log: Log): Promise<string> {
  const modules = moduleFiles(kubeModule);
  const files = new Map(['go.mod', 'go.sum'].map((name) => [name, modules.get(name) ?? '']));
  files.set('main.go', readFileSync(path.join(sources, 'main.go'), 'utf8'));
  const stamps = `${versionStamps(defaultVersion())} -X k8s.io/component-base/version.gitTreeState=clean`;
  return await compiled(
    {
      name: 'kubeadm',
      files,
      notice: 'Compiling kubeadm and CoreDNS (1 to 2 minutes, once) …',
      async compile(directory) {
        await goBuild(directory, '-mod=mod', '-ldflags', `-s -w ${stamps}`, '-o', 'kubeadm', '.');
        return path.join(directory, 'kubeadm');
      },
    },
    log,
  );
}

async function makeDebian(tar: string, log: Log): Promise<void> {
  const started = Date.now();
  const excluded = ['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
  const include = `--include=${packages.replaceAll(' ', ',')}`;
  await run(
    'mmdebstrap',
    ['--quiet', '--mode=root', '--variant=minbase', include, ...excluded, 'bookworm', tar],
    {
      env: process.env, // the way to the packages may be a proxy
      timeoutMs: 15 * 60_000,
    },
  );
  log(`Debian for the nodes: ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

async function copyFiles(root: string, programs: Record<string, string>): Promise<void> {
  const module = `sigs.k8s.io/kind@${defaultKindVersion}`;
  const { Dir: kind }: { Dir: string } = JSON.parse(
    await run('go', ['mod', 'download', '-json', module], { env: process.env }),
  );
  const base = path.join(kind, 'images', 'base', 'files');
  for (const name of ['etc', 'kind', 'usr/local/bin']) {
    cpSync(path.join(base, name), path.join(root, name), { recursive: true });
  }
  // In Go's cache all files are read-only, and none is executable.
  await run('chmod', [
    '-R',
    'u+rwX,go+rX',
    ...['etc/containerd', 'etc/systemd', 'kind'].map((name) => path.join(root, name)),
  ]);
  for (const directory of ['kind/bin', 'usr/local/bin']) {
    for (const name of readdirSync(path.join(root, directory)))
      chmodSync(path.join(root, directory, name), 0o755);
  }
  for (const [name, program] of Object.entries(programs)) {
    copyFileSync(program, path.join(root, 'usr/local/bin', name));
    chmodSync(path.join(root, 'usr/local/bin', name), 0o755);
  }
  mkdirSync(path.join(root, 'kind/manifests'));
  copyFileSync(path.join(sources, 'network.yaml'), path.join(root, 'kind/manifests/default-cni.yaml'));
  writeFileSync(path.join(root, 'kind/version'), `v${defaultVersion()}`);
  for (const name of ['pod-network.sh', 'setup.sh']) {
    copyFileSync(path.join(sources, name), path.join(root, name));
    chmodSync(path.join(root, name), 0o755);
  }
}

/** Makes archives of the image of Kubernetes, whose layer is /image.tar, and of that of a pod's sandbox. */
async function addImages(root: string, work: string): Promise<void> {
  const layer = path.join(root, 'image.tar');
  await writeArchive(
    path.join(root, 'kube.tar'),
    {
      reference: 'localhost/clawbench-test/kube:1',
      config: { Entrypoint: ['/usr/local/bin/coredns'] },
      layers: [layer],
    },
    () => undefined,
  );
  rmSync(layer);
  const scratch = path.join(work, 'busybox');
  mkdirSync(scratch);
  await writeBusyboxArchive(path.join(root, 'pause.tar'), scratch);
}

/** The images that kubeadm starts. The program is the one that it is called as. */
async function imagesOf(node: string, work: string): Promise<string[]> {
  const kubeadm = path.join(work, 'kubeadm');
  symlinkSync(node, kubeadm);
  const list = ['config', 'images', 'list', '--kubernetes-version', `v${defaultVersion()}`];
  return (await run(kubeadm, list)).trim().split('\n');
}

/** Runs setup.sh in the root. Whatever it mounts and starts ends with it. */
async function inside(root: string, ...args: string[]): Promise<void> {
  const script =
    'root=$1; shift; mount -t proc proc "$root/proc"; for name in sys dev; do mount --rbind "/$name" "$root/$name"; done; exec chroot "$root" /setup.sh "$@"';
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
  await run('unshare', [...namespaces, 'sh', '-c', script, 'sh', root, ...args], {
    timeoutMs: 10 * 60_000,
  });
}
