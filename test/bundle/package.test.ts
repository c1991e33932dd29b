import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, dist } from './command.ts';

const checkout = dirname(dist);
const directory = mkdtempSync(join(tmpdir(), 'package-'));
const sample = join(checkout, 'test/fixtures/results/benchmark-2tasks-pass.json');

/** A program with no network to go to, and no registry to ask. */
function run(program: string, args: readonly string[], cwd = directory): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: {
      HOME: directory,
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      npm_config_offline: 'true',
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_update_notifier: 'false',
    },
  });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** Objects expire some hours after now. */
function timeless(manifests: string): string {
  return manifests.replaceAll(/expires-at: .*/g, '');
}

test('the package of npm is the command line, and needs nothing else', () => {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', directory], checkout));
  expect(packed.files.map(({ path }: { path: string }) => path)).not.toContain('src/index.ts');
  run('npm', ['install', '--no-audit', '--no-fund', join(directory, packed.filename)]);
  expect(readdirSync(join(directory, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'clawbench-k8s',
  ]);
  expect(existsSync(join(directory, 'node_modules/clawbench-k8s/node_modules'))).toBe(false);

  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  expect(run('npx', ['clawbench-k8s', '--version'])).toBe(`clawbench-k8s ${version}\n`);
  const installed = join(directory, 'node_modules/.bin/clawbench-k8s');
  // Everything that is applied to a cluster, and what runs in its pods.
  expect(timeless(run(installed, ['plan']))).toBe(timeless(cli(['plan']).out));
  expect(run(installed, ['verdict', sample, '--threshold', '0.1', '--json'])).toBe(
    cli(['verdict', sample, '--threshold', '0.1', '--json']).out,
  );
});
