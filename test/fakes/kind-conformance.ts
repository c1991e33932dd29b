import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isKindName, kindArguments, kindName, missingImage, versionIn } from '../../src/cluster/kind.ts';

/**
 * Checks what the action and the fake assume about kind: `node test/fakes/kind-conformance.ts <kind> [image [node image]]`.
 * With an image of this machine it creates a cluster; without one, it checks only what needs no Docker. It prints the
 * differences and exits with 1 if there are any.
 */
export function differences(
  kind: string,
  image: string | null,
  { more = {}, nodeImage = null }: { more?: Record<string, string>; nodeImage?: string | null } = {},
): string[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'kind-conformance-'));
  // Nothing asks it for anything: the nodes have all images that they need.
  const proxy = 'http://user:password@proxy.invalid:3128';
  const env = { ...process.env, HTTPS_PROXY: proxy, TMPDIR: directory, ...more };
  const found: string[] = [];
  const expectThat = (what: string, holds: boolean, output = ''): void => {
    if (!holds) found.push(`${what}${output === '' ? '' : `: ${output.trim()}`}`);
  };
  const run = (args: readonly string[]): { code: number | null; stdout: string; stderr: string } => {
    const { status, stdout, stderr } = spawnSync(kind, args, { encoding: 'utf8', env, timeout: 15 * 60_000 });
    process.stderr.write(`$ kind ${args.join(' ')}\n${stderr}`);
    return { code: status, stdout, stderr };
  };

  const { stdout: version } = run(kindArguments.version());
  expectThat('`kind version` begins with "kind v…"', versionIn(version) !== undefined, version);
  if (image === null) {
    rmSync(directory, { recursive: true });
    return found;
  }

  const name = kindName(null, 'c0f0');
  const files = { kubeconfig: path.join(directory, 'kubeconfig'), config: null };
  const settings = { version: null, nodeImage, config: null, waitMs: 180_000, loadImages: [image] };
  try {
    expectThat('its name is one of ours', isKindName(name));
    expectThat('listing ends with 0', run(kindArguments.list()).code === 0);
    const gone = run(kindArguments.remove(name, files.kubeconfig));
    expectThat('deleting a cluster that is not there ends with 0', gone.code === 0, gone.stderr);
    const unknown = run(kindArguments.exportLogs(name, path.join(directory, 'none')));
    expectThat('without a cluster there are no logs', unknown.code !== 0, unknown.stderr);
    const created = run(kindArguments.create(name, files, settings));
    expectThat('creating ends with 0', created.code === 0, created.stderr);
    expectThat(
      'creating tells its steps',
      /Creating cluster ".*" \.\.\./.test(created.stderr),
      created.stderr,
    );
    const kubeconfig = statSync(files.kubeconfig, { throwIfNoEntry: false });
    expectThat('the kubeconfig is there', kubeconfig !== undefined);
    expectThat('the kubeconfig is private', kubeconfig === undefined || (kubeconfig.mode & 0o077) === 0);
    expectThat('the cluster is listed', run(kindArguments.list()).stdout.split('\n').includes(name));
    const again = run(kindArguments.create(name, files, settings));
    expectThat('a name can be had once', again.code !== 0 && again.stderr.includes('ERROR: '), again.stderr);
    const loaded = run(kindArguments.load(name, [image]));
    expectThat('copying an image ends with 0', loaded.code === 0, loaded.stderr);
    const isLeft = readdirSync(directory).some((entry) => entry.startsWith('images-tar'));
    expectThat('copying an image leaves no temporary file', !isLeft);
    const missing = run(kindArguments.load(name, ['clawbench.test/missing:1']));
    expectThat(
      'a missing image is named',
      missing.code !== 0 && missingImage(missing.stderr) === 'clawbench.test/missing:1',
      missing.stderr,
    );
    const logs = path.join(directory, 'logs');
    const exported = run(kindArguments.exportLogs(name, logs));
    expectThat('exporting logs ends with 0', exported.code === 0, exported.stderr);
    const node = path.join(logs, `${name}-control-plane`);
    expectThat('a node has logs', existsSync(path.join(node, 'journal.log')));
    const inspected = path.join(node, 'inspect.json');
    const isTold =
      existsSync(inspected) && readFileSync(inspected, 'utf8').includes(`"HTTPS_PROXY=${proxy}"`);
    expectThat('a node is told the proxy, and its logs tell it', isTold);
    if (existsSync(logs))
      process.stderr.write(`${readdirSync(logs, { recursive: true }).slice(0, 200).join('\n')}\n`);
  } finally {
    const deleted = run(kindArguments.remove(name, files.kubeconfig));
    expectThat('deleting ends with 0', deleted.code === 0, deleted.stderr);
    expectThat('deleting tells the nodes', deleted.stderr.includes('Deleted nodes: '), deleted.stderr);
    expectThat('it is not listed any more', !run(kindArguments.list()).stdout.split('\n').includes(name));
    rmSync(directory, { recursive: true, force: true });
  }
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const [kind = 'kind', image = null, nodeImage = null] = process.argv.slice(2);
  const found = differences(kind, image, { nodeImage });
  for (const difference of found)
    process.stdout.write(`::error::kind differs: ${difference.split('\n')[0]}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
