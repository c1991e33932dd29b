/**
 * `npm run lint:workflows`: actionlint and zizmor over .github/ and action.yml, actionlint over the workflows in README.md
 * and docs/. Needs Python 3 and Go, which bring the two; they are kept in the cache of the user.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const zizmor = '1.32.0';
const actionlint = '1.7.12';
const root = dirname(import.meta.dirname);
const cache = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'clawbench-k8s-action',
  `zizmor-${zizmor}`,
);

async function run(command: string, ...args: string[]): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} failed`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const binary = join(cache, 'bin', 'zizmor');
if (!(await exists(binary))) {
  await mkdir(dirname(cache), { recursive: true });
  await run('python3', '-m', 'venv', cache);
  await run(join(cache, 'bin', 'pip'), 'install', '--quiet', `zizmor==${zizmor}`);
}
// Offline: the rest of its checks asks GitHub, which a local run should not need a token for.
await run(binary, '--quiet', '--offline', '--persona', 'pedantic', '.');
const actionlintCommand = `github.com/rhysd/actionlint/cmd/actionlint@v${actionlint}`;
await run('go', 'run', actionlintCommand, '-color');
const examples = await mkdtemp(join(tmpdir(), 'workflows-'));
try {
  await run('go', 'run', actionlintCommand, '-color', ...(await writeExamples(examples)));
} finally {
  await rm(examples, { recursive: true });
}

/** Writes every whole workflow of the documentation to a file of its own, named by its place. */
async function writeExamples(directory: string): Promise<string[]> {
  const files: string[] = [];
  const pages = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  for (const page of ['README.md', ...pages.map((name) => `docs/${name}`)]) {
    const text = await readFile(join(root, page), 'utf8');
    for (const { 1: code = '', index } of text.matchAll(/^```yaml\n(.*?)^```$/gms)) {
      if (!/^on:/m.test(code)) continue;
      const file = join(
        directory,
        `${page.replace('/', '-')}-line-${text.slice(0, index).split('\n').length + 1}.yml`,
      );
      await writeFile(file, code);
      files.push(file);
    }
  }
  return files;
}
