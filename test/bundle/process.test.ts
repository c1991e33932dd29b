import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { dist } from './command.ts';

describe('the process', () => {
  // As a library might that forgets to close something.
  const held = ['--import', 'data:text/javascript,setInterval(()=>{},1000)'];

  test.each([
    ['a command', [join(dist, 'cli.js'), '--version'], 0],
    ['a wrong command', [join(dist, 'cli.js'), 'nonsense'], 2],
    ['a step', [join(dist, 'index.js')], 1],
  ])('of %s ends when its work is done, whatever is still open', (_, args, code) => {
    const directory = mkdtempSync(join(tmpdir(), 'ends-'));
    const env = { HOME: directory, GITHUB_OUTPUT: join(directory, 'o'), GITHUB_STATE: join(directory, 's') };
    for (const file of [env.GITHUB_OUTPUT, env.GITHUB_STATE]) writeFileSync(file, '');
    const ended = spawnSync(process.execPath, [...held, ...args], { env, encoding: 'utf8', timeout: 60_000 });
    expect(ended.error).toBeUndefined();
    expect(ended.status).toBe(code);
    expect(ended.stdout + ended.stderr).not.toBe('');
  });

  test('says that its output could not be written, and is not taken for a verdict', () => {
    const sample = join(dist, '../test/fixtures/results/benchmark-2tasks-pass.json');
    for (const args of [['--help'], ['verdict', sample], ['plan', '--json']]) {
      const { status, stderr } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], {
        env: { HOME: tmpdir() },
        encoding: 'utf8',
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      expect(status).toBe(4);
      expect(stderr).toContain('error: output: Standard output could not be written: ENOSPC');
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('ends after all of its output was taken, however slowly', async () => {
    const child = spawn(process.execPath, [join(dist, 'cli.js'), 'plan', '--json'], {
      env: { HOME: tmpdir() },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    const ended = once(child, 'close');
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      output += String(chunk);
      if (output.length < 50_000) await sleep(300);
    }
    expect(await ended).toEqual([0, null]);
    // More than a pipe can hold.
    expect(output.length).toBeGreaterThan(100_000);
    expect(() => JSON.parse(output) as unknown).not.toThrow();
  });
});
