import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

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
  /** The error with which creating fails, after its node exists. */
  createError: string | null;
  /** The journal of a node. */
  journal: string;
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

function fail(text: string): never {
  say(`ERROR: ${text}`);
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
  say(` • Ensuring node image (${image}) 🖼  ...\n ✓ Ensuring node image (${image}) 🖼`);
  mkdirSync(clusters, { recursive: true });
  writeFileSync(path.join(clusters, name), '');
  say(' • Preparing nodes 📦   ...\n ✓ Preparing nodes 📦 ');
  await new Promise((resolve) => setTimeout(resolve, settings.createMs));
  if (settings.createError !== null) {
    say(' • Starting control-plane 🕹️  ...\n ✗ Starting control-plane 🕹️');
    fail(`failed to create cluster: ${settings.createError}`);
  }
  copyFileSync(settings.kubeconfig, String(values['kubeconfig']));
  say(`Set kubectl context to "kind-${name}"\nYou can now use your cluster with:\n`);
  say(`kubectl cluster-info --context kind-${name} --kubeconfig ${String(values['kubeconfig'])}`);
}

function load(images: string[], name: string): void {
  if (images.length === 0) fail('a list of image names is required');
  for (const image of images)
    if (!settings.images.includes(image)) fail(`image: "${image}" not present locally`);
  if (!existsSync(path.join(clusters, name))) fail(`no nodes found for cluster "${name}"`);
  for (const image of images)
    say(`Image: "${image}" with ID "sha256:00" not yet present on node "${name}-control-plane", loading...`);
}

function exportLogs(directory: string, name: string): void {
  if (!existsSync(path.join(clusters, name))) fail(`unknown cluster "${name}"`);
  const node = path.join(directory, `${name}-control-plane`);
  mkdirSync(node, { recursive: true });
  writeFileSync(path.join(directory, 'kind-version.txt'), `kind ${settings.version} go1.25.5 linux/amd64`);
  writeFileSync(path.join(node, 'journal.log'), settings.journal);
  say(`Exporting logs for cluster "${name}" to:`);
  process.stdout.write(`${directory}\n`);
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
  if (verb === 'load') load(positionals, name);
  if (verb === 'export') exportLogs(positionals[0] ?? home, name);
  if (verb === 'get') {
    const names = existsSync(clusters) ? readdirSync(clusters) : [];
    if (names.length === 0) say('No kind clusters found.');
    else process.stdout.write(`${names.join('\n')}\n`);
  }
}
record(0);
