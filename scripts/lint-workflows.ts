/**
 * `npm run lint:workflows`: actionlint and zizmor over .github/ and action.yml. Needs Python 3 and Go, which bring the
 * two; they are kept in the cache of the user.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
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
await run('go', 'run', `github.com/rhysd/actionlint/cmd/actionlint@v${actionlint}`, '-color');
