import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  findPath,
  isRefusal,
  type Places,
  placesBelow,
  placesOfStep,
  placesOfTerminal,
  readChecked,
  readFound,
} from '../../../src/base/checked-file.ts';

/** A runner: a checkout with links of all kinds, RUNNER_TEMP beside it, and files of others. */
function runner(): { root: string; step: Places; terminal: Places } {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'runner-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const directory of ['checkout/real', 'checkout/via', 'temp/earlier', 'outside/.ssh'])
    mkdirSync(path.join(root, directory), { recursive: true });
  for (const file of [
    'checkout/real/a.md',
    'temp/earlier/benchmark.json',
    'temp/kubeconfig',
    'outside/.ssh/id',
    'outside/kubeconfig',
  ])
    writeFileSync(path.join(root, file), file);
  const links = {
    inner: 'real/a.md',
    'inner-directory': 'real',
    agent: '../outside',
    'AGENTS.md': '../outside/kubeconfig',
    absolute: path.join(root, 'outside'),
    'CLAUDE.md': '/proc/self/environ',
    'to-temp': '../temp/kubeconfig',
    'via/x': '../../outside',
    twice: 'agent',
    'real/out': '../../outside/kubeconfig',
    circle: 'circle',
    nowhere: 'nothing',
    null: '/dev/null',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(root, 'checkout', name));
  execFileSync('mkfifo', [path.join(root, 'checkout/pipe'), path.join(root, 'temp/pipe')]);
  const directory = path.join(root, 'checkout');
  const step = {
    ...placesOfStep({ GITHUB_WORKSPACE: directory, RUNNER_TEMP: path.join(root, 'temp') }),
    directory,
  };
  const here = { path: directory, name: 'the current directory' };
  return { root, step, terminal: { directory, trees: [here], elsewhere: true } };
}

/** The content, or why there is none. */
function contentOf(file: string, places: Places): string {
  const read = readChecked(file, places, 100);
  return isRefusal(read) ? `which ${read.refusal}` : read.content.toString();
}

describe('a path that an input names, in a step', () => {
  test.each([
    ['real/a.md', 'checkout/real/a.md'],
    ['inner', 'checkout/real/a.md'],
    ['inner-directory/a.md', 'checkout/real/a.md'],
    ['./real/../real/a.md', 'checkout/real/a.md'],
    ['../temp/earlier/benchmark.json', 'temp/earlier/benchmark.json'],
    ['agent/kubeconfig', 'which leads out of the checkout'],
    ['AGENTS.md', 'which leads out of the checkout'],
    ['absolute/kubeconfig', 'which leads out of the checkout'],
    ['via/x/.ssh/id', 'which leads out of the checkout'],
    ['twice/kubeconfig', 'which leads out of the checkout'],
    ['real/out', 'which leads out of the checkout'],
    ['to-temp', 'which leads out of the checkout'],
    ['CLAUDE.md', 'which leads out of the checkout'],
    ['null', 'which leads out of the checkout'],
    ['../outside/kubeconfig', 'which is outside of the checkout'],
    ['/etc/passwd', 'which is outside of the checkout'],
    ['/proc/self/environ', 'which is outside of the checkout'],
    ['circle', 'which is a link in a circle'],
    ['nowhere', 'which does not exist'],
    ['real/none', 'which does not exist'],
    ['pipe', 'which is a named pipe'],
    ['../temp/pipe', 'which is a named pipe'],
    ['real', 'which is a directory'],
  ])('%s: %s', (file, expected) => {
    expect(contentOf(file, runner().step)).toBe(expected);
  });

  test('may be absolute if it is in the checkout or in RUNNER_TEMP', () => {
    const { root, step } = runner();
    const [inner, temp] = ['checkout/real/a.md', 'temp/earlier/benchmark.json'];
    expect(contentOf(path.join(root, inner), step)).toBe(inner);
    expect(contentOf(path.join(root, temp), step)).toBe(temp);
    expect(contentOf(path.join(root, 'outside/kubeconfig'), step)).toBe('which is outside of the checkout');
  });

  test('may go through a link above the checkout, as /tmp is one on macOS', () => {
    const { root, step } = runner();
    symlinkSync(root, `${root}-link`);
    onTestFinished(() => rmSync(`${root}-link`));
    const linked = { path: path.join(`${root}-link`, 'checkout'), name: 'the checkout' };
    expect(contentOf('real/a.md', { ...step, trees: [linked] })).toBe('checkout/real/a.md');
    expect(contentOf('real/a.md', { ...step, directory: linked.path, trees: [linked] })).toBe(
      'checkout/real/a.md',
    );
    expect(contentOf('agent/kubeconfig', { ...step, trees: [linked] })).toBe(
      'which leads out of the checkout',
    );
  });

  test('is in the innermost tree, if one is within another', () => {
    const { root } = runner();
    const places = placesOfStep({ GITHUB_WORKSPACE: path.join(root, 'checkout'), RUNNER_TEMP: root });
    expect(contentOf(path.join(root, 'checkout/agent/kubeconfig'), places)).toBe(
      'which leads out of the checkout',
    );
    expect(contentOf(path.join(root, 'outside/kubeconfig'), places)).toBe('outside/kubeconfig');
  });
});

describe('a path that an input names, on the command line', () => {
  test.each([
    ['../outside/kubeconfig', 'outside/kubeconfig'],
    ['../checkout/real/a.md', 'checkout/real/a.md'],
    ['AGENTS.md', 'which leads out of the current directory'],
    ['agent/kubeconfig', 'which leads out of the current directory'],
    ['/proc/self/environ', 'which leads to the files of the operating system'],
    ['/dev/zero', 'which leads to the files of the operating system'],
    ['../temp/pipe', 'which is a named pipe'],
  ])('%s: %s', (file, expected) => {
    expect(contentOf(file, runner().terminal)).toBe(expected);
  });

  test('may be a link elsewhere, whose files are then the limit', () => {
    const { root, terminal } = runner();
    symlinkSync('outside', path.join(root, 'link'));
    symlinkSync('../temp/kubeconfig', path.join(root, 'outside/leak'));
    const found = findPath('../link', terminal);
    if (isRefusal(found)) throw new Error(found.refusal);
    expect(contentOf('kubeconfig', placesBelow(found.path))).toBe('outside/kubeconfig');
    expect(contentOf('leak', placesBelow(found.path))).toBe('which leads out of its directory');
  });

  test('starts from the current directory', () => {
    expect(placesOfTerminal()).toMatchObject({ directory: process.cwd(), elsewhere: true });
  });
});

describe('reading', () => {
  test('stops at the size, before the content', () => {
    const { root, step } = runner();
    const file = path.join(root, 'checkout/large');
    writeFileSync(file, '');
    // Sparse, and larger than a buffer can be.
    truncateSync(file, 2 ** 40);
    expect(contentOf('large', step)).toBe('which has 1099511627776 bytes, and at most 100 are read');
  });

  test.each([
    ['a link', (file: string, root: string) => symlinkSync(path.join(root, 'outside/kubeconfig'), file)],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
    ['a directory', (file: string) => mkdirSync(file)],
    ['nothing', () => undefined],
  ])('refuses a file that became %s since it was found', (_, replace) => {
    const { root, step } = runner();
    const found = findPath('real/a.md', step);
    if (isRefusal(found)) throw new Error(found.refusal);
    rmSync(found.path);
    replace(found.path, root);
    expect(isRefusal(readFound(found, 100))).toBe(true);
  });

  test('refuses a file whose directory became a link since it was found', () => {
    const { root, step } = runner();
    const found = findPath('real/a.md', step);
    if (isRefusal(found)) throw new Error(found.refusal);
    renameSync(path.join(root, 'checkout/real'), path.join(root, 'checkout/was'));
    linkSync(path.join(root, 'outside/kubeconfig'), path.join(root, 'outside/a.md'));
    symlinkSync('../outside', path.join(root, 'checkout/real'));
    expect(readFound(found, 100)).toEqual({ refusal: 'was replaced while it was read' });
  });
});
