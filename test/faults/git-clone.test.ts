/** A git that does not end: it waits for somebody to type a password, or a filter of the repository prints without end. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openClone } from '../../src/github/git-clone.ts';

const ID = 'a'.repeat(40);

/** A directory with a `git` that is this shell script. */
function withGit(script: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'git-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = path.join(directory, 'git');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return directory;
}

it.each([
  ['waits', 'sleep 600', 'did not end within 0.3 s'],
  // What it started goes on, and keeps its output open.
  ['waits for a program of its own', 'sleep 5 & wait', 'did not end within 0.3 s'],
  ['prints without end', 'while :; do printf "%01000d" 0; done', 'printed more than 0.0625 MiB'],
])('that %s is stopped, with one sentence', async (_, script, why) => {
  const directory = withGit(script);
  const limits = { timeoutMs: why.startsWith('printed') ? 60_000 : 300, outputBytes: 64 * 1024 };
  const clone = openClone(directory, { PATH: `${directory}:${process.env['PATH']}` }, limits);
  const startedMs = Date.now();
  await expect(clone.entries(ID, true)).rejects.toMatchObject({
    code: 'bad-baseline',
    message: `\`git ls-tree\` ${why} in ${directory}, and was stopped.`,
    hint: expect.stringContaining('by hand'),
  });
  expect(Date.now() - startedMs).toBeLessThan(60_000);
});

it('that asks something gets no answer, at once', async () => {
  const directory = withGit(`read -r answer && echo ${ID}; exit 1`);
  const clone = openClone(directory, { PATH: `${directory}:${process.env['PATH']}` });
  expect(await clone.head()).toBeNull();
});
