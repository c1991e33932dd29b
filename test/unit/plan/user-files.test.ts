import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { placesOfStep, placesOfTerminal } from '../../../src/base/checked-file.ts';
import { isActionError } from '../../../src/base/errors.ts';
import { readUserFiles } from '../../../src/plan/user-files.ts';
import type { UserFilesBundle } from '../../../src/protocol/pod.ts';

/** Of the command line: any. */
const places = placesOfTerminal();

/** A checkout with these files. */
function checkout(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

async function bundleOf(agentFiles: string[], tasksDir: string | null = null): Promise<UserFilesBundle> {
  const given = await readUserFiles({ agentFiles, tasksDir }, places);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own bundle
  return JSON.parse(given?.bundle.toString() ?? '') as UserFilesBundle;
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isActionError(error, 'bad-input')) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('files for the workspace of the agent', () => {
  test('are the contents of directories, and single files under their name', async () => {
    const root = checkout({
      'agent/skills/sum/SKILL.md': 'sum',
      'agent/.git/config': 'x',
      'AGENTS.md': 'be brief',
    });
    writeFileSync(path.join(root, 'agent/skills/run.sh'), '#!/bin/sh');
    chmodSync(path.join(root, 'agent/skills/run.sh'), 0o755);
    const { agent, tasks } = await bundleOf([path.join(root, 'agent'), path.join(root, 'AGENTS.md')]);
    expect(agent.map(({ path: name, executable }) => [name, executable])).toEqual([
      ['AGENTS.md', false],
      ['skills/run.sh', true],
      ['skills/sum/SKILL.md', false],
    ]);
    expect(Buffer.from(agent[0]?.base64 ?? '', 'base64').toString()).toBe('be brief');
    expect(tasks).toBeNull();
  });

  test('have a hash that only changes with them', async () => {
    const hashOf = async (text: string): Promise<string | undefined> =>
      (await readUserFiles({ agentFiles: [checkout({ 'AGENTS.md': text })], tasksDir: null }, places))?.agent
        ?.sha256;
    expect(await hashOf('a')).toBe(await hashOf('a'));
    expect(await hashOf('a')).not.toBe(await hashOf('b'));
  });

  test('may include links, but only within their directory', async () => {
    const root = checkout({ 'agent/AGENTS.md': 'x', secret: 's' });
    symlinkSync('AGENTS.md', path.join(root, 'agent/CLAUDE.md'));
    const { agent } = await bundleOf([path.join(root, 'agent')]);
    expect(agent.map((file) => file.path)).toEqual(['AGENTS.md', 'CLAUDE.md']);
    symlinkSync('../secret', path.join(root, 'agent/out'));
    expect(await problemOf(bundleOf([path.join(root, 'agent')]))).toBe(
      'Input `agent-files` holds "out", which leads out of the directory: remove it.',
    );
  });

  test.each([
    ['nothing', '', 'which does not exist'],
    ['an empty directory', 'empty/', 'which holds no file'],
    ['a link to a directory', 'circle', 'a link to a directory'],
    ['too much', 'large', 'holds more than 2000 files or 16 MiB'],
    ['a link to nothing', 'dangling', 'holds "link", which does not exist'],
  ])('are refused as %s, in one sentence', async (_, kind, words) => {
    const root = checkout({});
    const place = path.join(root, kind === '' ? 'none' : kind);
    if (kind !== '') mkdirSync(place);
    if (kind === 'circle') mkdirSync(path.join(place, 'a'));
    if (kind === 'circle') symlinkSync('a', path.join(place, 'b'));
    if (kind === 'dangling') symlinkSync('nowhere', path.join(place, 'link'));
    if (kind === 'large') {
      writeFileSync(path.join(place, 'big'), '');
      truncateSync(path.join(place, 'big'), 17 * 1024 * 1024);
    }
    const problem = await problemOf(bundleOf([place]));
    expect(problem).toContain(words);
    expect(problem).not.toContain('\n');
  });

  test('are refused if two have the same name', async () => {
    const root = checkout({ 'a/AGENTS.md': '1', 'b/AGENTS.md': '2' });
    expect(await problemOf(bundleOf([path.join(root, 'a'), path.join(root, 'b')]))).toBe(
      'Input `agent-files` names "AGENTS.md" twice: name each file once.',
    );
  });
});

describe('files of a pull request', () => {
  test.each([
    ['agent-files', 'agent', 'leads out of the checkout'],
    ['agent-files', 'AGENTS.md', 'leads out of the checkout'],
    ['agent-files', 'CLAUDE.md', 'leads out of the checkout'],
    ['agent-files', 'via/x/.ssh', 'leads out of the checkout'],
    ['agent-files', '../outside', 'is outside of the checkout'],
    ['agent-files', '/etc', 'is outside of the checkout'],
    ['agent-files', 'real', 'leads out of the directory'],
    ['agent-files', 'pipes', 'is a named pipe'],
    ['tasks-dir', 'agent', 'leads out of the checkout'],
    ['tasks-dir', '../outside', 'is outside of the checkout'],
    ['tasks-dir', 'real', 'leads out of the directory'],
  ])('give nothing else of the runner to the agent: %s %s', async (input, file, words) => {
    const root = checkout({
      'outside/.ssh/id': 'CANARY',
      'outside/kubeconfig': 'CANARY',
      'checkout/real/AGENTS.md': 'hi',
      'checkout/via/a': '',
      'checkout/pipes/a': '',
    });
    const directory = path.join(root, 'checkout');
    const links = {
      agent: '../outside',
      'AGENTS.md': '../outside/kubeconfig',
      'CLAUDE.md': '/proc/self/environ',
      'via/x': '../../outside',
      'real/link': '../../outside/kubeconfig',
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(directory, name));
    execFileSync('mkfifo', [path.join(directory, 'pipes/b')]);
    const step = { ...placesOfStep({ GITHUB_WORKSPACE: directory }), directory };
    const inputs =
      input === 'tasks-dir' ? { agentFiles: null, tasksDir: file } : { agentFiles: [file], tasksDir: null };
    const problem = await problemOf(readUserFiles(inputs, step));
    expect(problem).toContain(words);
    expect(problem).toContain(`Input \`${input}\``);
    expect(problem).not.toContain('CANARY');
  });
});

test('a missing file is reported with what to write, in a workflow and on a terminal', async () => {
  await expect(readUserFiles({ agentFiles: ['nowhere'], tasksDir: null })).rejects.toMatchObject({
    message: 'Input `agent-files` names "nowhere", which does not exist.',
    hint: 'Write a path of the checkout, and check the repository out before this step.',
    terminalHint: 'Write the path of an existing file or directory, not of a link.',
  });
});

test('tasks come from a directory', async () => {
  const root = checkout({ 'tasks/t1-own/task.json': '{}' });
  const given = await readUserFiles({ agentFiles: null, tasksDir: path.join(root, 'tasks') }, places);
  expect(given).toMatchObject({ agent: null, tasks: { files: 1 } });
  const file = path.join(root, 'tasks/t1-own/task.json');
  expect(await problemOf(readUserFiles({ agentFiles: null, tasksDir: file }, places))).toContain(
    'which is not a directory',
  );
  expect(await readUserFiles({ agentFiles: null, tasksDir: null })).toBeUndefined();
});
