import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkout } from '../../fixtures/checkout.ts';

const PATH = /(?<![\w/.$-])(?:src|sidecar|scripts|test|docs|manifests)\/[\w./<>*{},-]*/g;
/** Part of a path that stands for many. */
const PLACEHOLDER = /[<>*{}]|\bNAME\b/;
/** ClawBench's own directory, which has the name of one of ours. */
const FOREIGN = 'scripts/k8s';

const LINK = /\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g;
/** A change as `git diff` shows it: its files need not exist. */
const DIFF = /^```diff\n.*?^```$/gms;

const folders = ['docs', 'src', 'sidecar', 'scripts', 'test', 'manifests', '.github'];
const files = [
  ...readdirSync(checkout),
  ...folders.flatMap((folder) =>
    readdirSync(path.join(checkout, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file),
    ),
  ),
].filter((file) => !file.startsWith('test/fixtures/results/'));

const pages = files.filter((file) => file.endsWith('.md'));
const programs = files.filter((file) => /\.(?:ts|py|sh|yaml|yml)$/.test(file));

function contentOf(file: string): string {
  return readFileSync(path.join(checkout, file), 'utf8');
}

/** Lines that are comments as a whole. */
function commentsOf(file: string): string {
  const begin = file.endsWith('.ts') ? /^\s*(?:\/\/|\/?\*)/ : /^\s*#/;
  return contentOf(file)
    .split('\n')
    .filter((line) => begin.test(line))
    .join('\n');
}

function missingIn(text: string): string[] {
  return [...text.matchAll(PATH)]
    .map(([name]) => name.replace(/[.,-]+$/, ''))
    .filter((name) => !PLACEHOLDER.test(name) && !name.startsWith(FOREIGN))
    .filter((name) => !existsSync(path.join(checkout, name)));
}

test('every path in a page exists', () => {
  const missing = pages.flatMap((page) =>
    missingIn(contentOf(page).replace(DIFF, '')).map((name) => [page, name]),
  );
  expect(missing).toEqual([]);
});

test('every path in a comment exists', () => {
  expect(programs.length).toBeGreaterThan(300);
  const missing = programs.flatMap((file) => missingIn(commentsOf(file)).map((name) => [file, name]));
  expect(missing).toEqual([]);
});

test('every link between pages leads to a file', () => {
  const links = pages.flatMap((page) =>
    [...contentOf(page).matchAll(LINK)].map(([, to = '']) => ({ page, to })),
  );
  const local = links.filter(({ to }) => !/^\w+:/.test(to));
  expect(local.length).toBeGreaterThan(50);
  const broken = local.filter(({ page, to }) => !existsSync(path.join(checkout, path.dirname(page), to)));
  expect(broken).toEqual([]);
});

describe('a path is found', () => {
  test.each([
    ['`src/nowhere.ts` is gone.', 'src/nowhere.ts'],
    ['See docs/nowhere.md.', 'docs/nowhere.md'],
    ['(test/nowhere/a.test.ts)', 'test/nowhere/a.test.ts'],
  ])('%s', (text, name) => {
    expect(missingIn(text)).toEqual([name]);
  });

  test.each(['src/<room>/', 'test/e2e/*.test.ts', 'https://github.com/a/b/docs/x.md', 'manifests/rbac/'])(
    'but not %s',
    (text) => {
      expect(missingIn(text)).toEqual([]);
    },
  );
});
