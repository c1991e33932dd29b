import { spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

/**
 * A program with kind's documented command line. All its clusters are the same one, that of a kubeconfig.
 * kind-conformance.ts checks what it assumes about the real kind. FAKE_KIND_HOME is its directory.
 */
export interface FakeKindSettings {
  /** The kubeconfig of the cluster behind all of them. */
  kubeconfig: string;
  version: string;
  /** Images on the machine. */
  images: string[];
  /** How long creating takes. */
  createMs: number;
  /** When its node comes to be. Docker does not make it sooner or later because kind was killed meanwhile. */
  nodeAfterMs: number;
  /** What Docker says instead of pulling the image of the nodes; null if it pulls it. */
  pullError: string | null;
  /** The error with which creating fails, after its node exists. */
  createError: string | null;
  /** How long copying images takes. */
  loadMs: number;
  /** Docker has its images, which are of several platforms, in its containerd image store. */
  containerdStore: boolean;
  /** The journal of a node. */
  journal: string;
  /** Exporting logs ends well, and nothing is written. */
  exportsNothing: boolean;
}

/** A call of the program. */
export interface FakeKindCall {
  args: string[];
  /** Names of our variables in its environment. */
  leaked: string[];
  /** `end` is missing if it was killed. */
  end?: number;
}

const home = process.env['FAKE_KIND_HOME'] ?? '';
const settings: FakeKindSettings = JSON.parse(readFileSync(path.join(home, 'settings.json'), 'utf8'));
const clusters = path.join(home, 'clusters');

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** @param output of the program that failed */
function fail(text: string, output?: string): never {
  say(`ERROR: ${text}`);
  if (output !== undefined) say(`\nCommand Output: ${output}`);
  record(1);
  process.exit(1);
}

function record(end?: number): void {
  const leaked = Object.keys(process.env).filter((name) =>
    /^(?:INPUT_|STATE_|ACTIONS_RUNTIME_TOKEN)/.test(name),
  );
  const call: FakeKindCall = { args: process.argv.slice(2), leaked, ...(end === undefined ? {} : { end }) };
  appendFileSync(path.join(home, 'calls.jsonl'), `${JSON.stringify(call)}\n`);
}

const text = { type: 'string' } as const;
const flags = {
  name: { type: 'string', short: 'n', default: 'kind' },
  kubeconfig: text,
  config: text,
  image: text,
  wait: text,
  retain: { type: 'boolean' },
} as const;

/** The flags of each subcommand. */
const commands: Record<string, readonly (keyof typeof flags)[]> = {
  'create cluster': ['name', 'kubeconfig', 'config', 'image', 'wait', 'retain'],
  'delete cluster': ['name', 'kubeconfig'],
  'load docker-image': ['name'],
  'load image-archive': ['name'],
  'export logs': ['name'],
  'get clusters': [],
};

async function create(values: Record<string, unknown>, name: string): Promise<void> {
  if (existsSync(path.join(clusters, name)))
    fail(`failed to create cluster: node(s) already exist for a cluster with the name "${name}"`);
  if (typeof values['config'] === 'string' && !existsSync(values['config']))
    fail(`failed to create cluster: error reading file: open ${values['config']}: no such file or directory`);
  say(`Creating cluster "${name}" ...`);
  const image = (typeof values['image'] === 'string' ? values['image'] : 'kindest/node:v1.35.0').replace(
    /@.*$/,
    '',
  );
  say(` • Ensuring node image (${image}) 🖼  ...`);
  if (settings.pullError !== null) {
    const command = `docker pull ${image}`;
    fail(
      `failed to create cluster: failed to pull image "${image}": command "${command}" failed with error: exit status 1`,
      settings.pullError,
    );
  }
  say(` ✓ Ensuring node image (${image}) 🖼`);
  const made = makeNode(name);
  say(' • Preparing nodes 📦   ...');
  await made;
  say(' ✓ Preparing nodes 📦 ');
  await sleep(settings.createMs);
  if (settings.createError !== null) {
    say(' • Starting control-plane 🕹️  ...\n ✗ Starting control-plane 🕹️');
    fail(`failed to create cluster: ${settings.createError}`);
  }
  copyFileSync(settings.kubeconfig, String(values['kubeconfig']));
  say(`Set kubectl context to "kind-${name}"\nYou can now use your cluster with:\n`);
  say(`kubectl cluster-info --context kind-${name} --kubeconfig ${String(values['kubeconfig'])}`);
}

/** The cluster is there as soon as it has a node. */
async function makeNode(name: string): Promise<void> {
  mkdirSync(clusters, { recursive: true });
  const file = path.join(clusters, name);
  if (settings.nodeAfterMs === 0) return writeFileSync(file, '');
  const engine = `sleep ${settings.nodeAfterMs / 1000}; : >'${file}'`;
  spawn('sh', ['-c', engine], { detached: true, stdio: 'ignore' }).unref();
  while (!existsSync(file)) await sleep(10);
}

async function load(images: string[], name: string): Promise<void> {
  if (images.length === 0) fail('a list of image names is required');
  for (const image of images)
    if (!settings.images.includes(image)) fail(`image: "${image}" not present locally`);
  if (!existsSync(path.join(clusters, name))) fail(`no nodes found for cluster "${name}"`);
  for (const image of images)
    say(`Image: "${image}" with ID "sha256:00" not yet present on node "${name}-control-plane", loading...`);
  const directory = mkdtempSync(path.join(tmpdir(), 'images-tar'));
  writeFileSync(path.join(directory, 'images.tar'), images.join('\n'));
  await sleep(settings.loadMs);
  rmSync(directory, { recursive: true });
  if (settings.containerdStore)
    fail(
      `failed to load image: command "docker exec --privileged -i ${name}-control-plane ctr --namespace=k8s.io images import --all-platforms --digests --snapshotter=overlayfs -" failed with error: exit status 1`,
      'ctr: content digest sha256:9106d83981393d7489c50e7cfa87a9d30b78444420c22931094256e55f9d0e5f: not found',
    );
}

function loadArchive(archive: string, name: string): void {
  if (!existsSync(archive)) fail(`failed to open: ${archive}: no such file or directory`);
  if (!existsSync(path.join(clusters, name))) fail(`no nodes found for cluster "${name}"`);
}

function exportLogs(directory: string, name: string): void {
  if (!existsSync(path.join(clusters, name))) fail(`unknown cluster "${name}"`);
  say(`Exporting logs for cluster "${name}" to:`);
  process.stdout.write(`${directory}\n`);
  if (settings.exportsNothing) return;
  const node = path.join(directory, `${name}-control-plane`);
  const pod = path.join(node, 'pods', 'kube-system_kube-proxy-x_0', 'kube-proxy');
  mkdirSync(pod, { recursive: true });
  writeFileSync(path.join(directory, 'kind-version.txt'), `kind ${settings.version} go1.25.5 linux/amd64`);
  writeFileSync(path.join(node, 'journal.log'), settings.journal);
  writeFileSync(path.join(node, 'inspect.json'), inspected());
  // The kubelet compresses the logs of containers that it rotates.
  writeFileSync(path.join(pod, '0.log.20261129-120000.gz'), gzipSync(settings.journal));
  // An image of nodes that keeps its journal in files has it here, compressed in places.
  mkdirSync(path.join(node, 'journal', '0123'), { recursive: true });
  const header = Buffer.from([0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48, 0, 0, 0, 0]);
  writeFileSync(
    path.join(node, 'journal', '0123', 'system.journal'),
    Buffer.concat([header, Buffer.from(settings.journal)]),
  );
}

/** What `docker inspect` prints of a node, which gets the proxies of kind's environment. Docker escapes `&`. */
function inspected(): string {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  const env = names.flatMap((name) => {
    const value = process.env[name] ?? process.env[name.toLowerCase()];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return JSON.stringify([{ Config: { Env: env } }], null, 4).replaceAll('&', String.raw`\u0026`);
}

function remove(name: string): void {
  say(`Deleting cluster "${name}" ...`);
  if (!existsSync(path.join(clusters, name))) return;
  rmSync(path.join(clusters, name));
  say(`Deleted nodes: ["${name}-control-plane"]`);
}

const [verb = '', noun = '', ...rest] = process.argv.slice(2);
if (verb === 'version') {
  process.stdout.write(`kind ${settings.version} go1.25.5 linux/amd64\n`);
} else {
  const known = commands[`${verb} ${noun}`];
  if (known === undefined) fail(`unknown command "${verb}" for "kind"`);
  const options = Object.fromEntries(known.map((flag) => [flag, flags[flag]]));
  const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
  const name = String(values['name'] ?? 'kind');
  if (verb === 'create') await create(values, name);
  if (verb === 'delete') remove(name);
  if (verb === 'load' && noun === 'docker-image') await load(positionals, name);
  if (verb === 'load' && noun === 'image-archive') loadArchive(positionals[0] ?? '', name);
  if (verb === 'export') exportLogs(positionals[0] ?? home, name);
  if (verb === 'get') {
    const names = existsSync(clusters) ? readdirSync(clusters) : [];
    if (names.length === 0) say('No kind clusters found.');
    else process.stdout.write(`${names.join('\n')}\n`);
  }
}
record(0);
