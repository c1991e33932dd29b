import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../src/base/errors.ts';
import { outputTable } from '../../../src/github/outputs.ts';
import { inputTable } from '../../../src/inputs/table.ts';
import { checkout } from '../../fixtures/checkout.ts';

function contentOf(file: string): string {
  return readFileSync(path.join(checkout, file), 'utf8');
}

const readme = contentOf('README.md');

/** The text below a heading of the README. */
function section(title: string): string {
  return readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

function firstCells(markdown: string): string[] {
  return [...markdown.matchAll(/^\| (?:<a id="[\w-]+"><\/a>)?`([\w-]+)` \|/gm)].map(([, name = '']) => name);
}

describe('the README', () => {
  test('is read in a few minutes', () => {
    expect(readme.split(/\s+/).filter((word) => word !== '').length).toBeLessThanOrEqual(1500);
  });

  test('says in its first line which ClawBench it is about', () => {
    const first = readme.split('\n').find((line) => line !== '' && !line.startsWith('#'));
    expect(first).toContain('openclaw/shellbench, formerly openclaw/clawbench');
    expect(first).toContain("not TIGER-AI-Lab's web benchmark");
  });

  test('has what a newcomer needs, in the order of need', () => {
    expect([...readme.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'Quick start',
      'What an evaluation is, takes and costs',
      'Your cluster',
      'The verdict',
      'Against a baseline',
      'Inputs',
      'Permissions and forks',
      'When something goes wrong',
      'More',
    ]);
  });

  test('starts with a workflow on kind that needs one key', () => {
    const [, code = ''] = /```yaml\n(.*?)```/s.exec(section('Quick start')) ?? [];
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(13);
    expect(code.match(/secrets\.\w+/g)).toHaveLength(1);
    expect(load(code)).toMatchObject({
      jobs: { clawbench: { steps: [{ with: { cluster: 'kind', threshold: expect.any(Number) } }] } },
    });
  });

  test('names eight inputs, all of which exist', () => {
    const names = firstCells(section('Inputs'));
    expect(names).toHaveLength(8);
    expect(names.filter((name) => !Object.hasOwn(inputTable, name))).toEqual([]);
  });
});

describe('the pages to look things up', () => {
  test('have every input and every output', () => {
    expect(firstCells(contentOf('docs/inputs.md')).toSorted()).toEqual(Object.keys(inputTable).toSorted());
    expect(firstCells(contentOf('docs/outputs.md'))).toEqual(Object.keys(outputTable));
  });

  test('have a remedy for every code', () => {
    expect(firstCells(contentOf('docs/troubleshooting.md'))).toEqual(Object.keys(errorCodes));
    for (const { meaning, remedy } of Object.values(errorCodes)) {
      expect(meaning).toMatch(/^[A-Zk].*\.$/);
      expect(remedy).toMatch(/^["A-Z].*\.$/);
      expect(remedy).not.toBe(meaning);
    }
  });
});

describe('a page', () => {
  const pages = docPages();
  const linked = (from: string): string[] =>
    [...contentOf(from).matchAll(/\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)/g)].map(([, to = '']) =>
      path.posix.join(path.posix.dirname(from), to),
    );

  test('is reached from the README or from the list of all pages', () => {
    const reached = new Set([...linked('README.md'), ...linked('docs/README.md')]);
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  test.each(pages)('%s begins with what it is for', (page) => {
    const [title = '', , first = ''] = contentOf(page).split('\n');
    expect(title).toMatch(/^# ./);
    expect(first).toMatch(/^(?!```|<!--)[^|#-].{30,}/);
  });

  test('says nothing that another page or the README says, too', () => {
    const places = new Map<string, string[]>();
    for (const page of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...pages]) {
      for (const sentence of sentencesOf(contentOf(page))) {
        places.set(sentence, [...(places.get(sentence) ?? []), page]);
      }
    }
    expect([...places].filter(([, found]) => found.length > 1)).toEqual([]);
  });
});

/** Sentences of running text that are long enough to be no accident; tables and code are left out. */
function sentencesOf(markdown: string): string[] {
  return markdown
    .replaceAll(/^( *)```.*?^\1```$/gms, '')
    .split('\n')
    .filter((line) => !line.startsWith('|') && !line.startsWith('    '))
    .join(' ')
    .split(/(?<=[.:]) +(?=[A-Z`*])/)
    .map((sentence) => sentence.replaceAll(/[*_]/g, '').trim())
    .filter((sentence) => sentence.length > 60);
}

test('every anchor that a page links to is a heading of the other page, or an anchor in it', () => {
  const anchors = (file: string): Set<string> =>
    new Set([
      ...[...contentOf(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => slug(title)),
      ...[...contentOf(file).matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id),
    ]);
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...docPages()];
  const links = pages.flatMap((page) =>
    [...contentOf(page).matchAll(/\]\(([^)\s#:]*)#([^)\s]+)\)/g)].map(([, to = '', anchor = '']) => ({
      page,
      to: to === '' ? page : path.posix.join(path.posix.dirname(page), to),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ to, anchor }) => !anchors(to).has(anchor))).toEqual([]);
});

function docPages(): string[] {
  return readdirSync(path.join(checkout, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
}

/** As GitHub makes it of a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
