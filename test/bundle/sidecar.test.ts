import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
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
  expect(statSync(bundle).size).toBeLessThanOrEqual(240_000);
});

test('the bundle of the eval pod says how it is called', () => {
  const { status, stdout } = spawnSync(process.execPath, [path.join(delivered(), 'sidecar.mjs')], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stdout).toContain('supervisor|results');
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
