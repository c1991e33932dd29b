import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const bundle = path.join(import.meta.dirname, '../../dist/sidecar.mjs');

/** As the ConfigMap delivers it: this file alone, in a directory that has no package.json above it. */
function delivered(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'sidecar-'));
  cpSync(bundle, path.join(directory, 'sidecar.mjs'));
  return directory;
}

test('the bundle of the eval pod fits into a ConfigMap, with much to spare', () => {
  expect(statSync(bundle).size).toBeLessThanOrEqual(320_000);
});

test('the bundle of the eval pod says how it is called', () => {
  const { status, stdout } = spawnSync(process.execPath, [path.join(delivered(), 'sidecar.mjs')], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stdout).toContain('supervisor|relay|results');
});

test('the bundle of the eval pod runs by itself', async () => {
  const directory = delivered();
  const child = spawn(process.execPath, [path.join(directory, 'sidecar.mjs'), 'supervisor'], {
    env: { PATH: process.env['PATH'], CLAWBENCH_ROOT: directory },
    stdio: 'ignore',
  });
  const done = path.join(directory, 'results/done.json');
  while (!existsSync(done)) {
    expect(child.exitCode).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(JSON.parse(readFileSync(done, 'utf8'))).toMatchObject({
    reason: 'failed',
    failure: 'bad-config',
    message: expect.stringContaining('CLAWBENCH_MODEL'),
  });
});

test.each(['supervisor', 'results', 'attached'])(
  'code of agents cannot open the debugger of the program %s',
  async (role) => {
    const directory = delivered();
    writeFileSync(path.join(directory, 'gateway-token'), 'token');
    const child = spawn(process.execPath, [path.join(directory, 'sidecar.mjs'), role], {
      env: { PATH: process.env['PATH'], CLAWBENCH_ROOT: directory },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    // What each of them makes first, once it runs.
    const begun = path.join(directory, role === 'results' ? 'kept' : 'results');
    while (!existsSync(begun)) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGUSR1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(errors).toBe('');
  },
);
