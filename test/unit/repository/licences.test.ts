import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type BundledPackage,
  licencesText,
  packageDirectories,
  readPackage,
} from '../../../scripts/licences.ts';

const mit = 'MIT License\n\nCopyright (c) 2026 us\n\nPermission is hereby granted\n';

function bundled(
  name: string,
  licence?: string,
  text: string | undefined = `${licence}, at length`,
): BundledPackage {
  return { name, version: '1.0.0', licence, text };
}

describe('what dist/ may have code of', () => {
  test.each(['MIT', 'ISC', '(Apache-2.0 AND BSD-3-Clause)'])('%s is passed on with its text', (licence) => {
    expect(licencesText([bundled('one', licence)], mit)).toBe(
      `one 1.0.0\n${licence}\n\n${licence}, at length\n`,
    );
  });

  test.each([
    [bundled('one', 'GPL-3.0-only'), '- one 1.0.0 is under GPL-3.0-only.'],
    [bundled('one', '(MIT AND GPL-3.0-only)'), '- one 1.0.0 is under (MIT AND GPL-3.0-only).'],
    [bundled('one'), '- one 1.0.0 names no licence.'],
    [{ ...bundled('one', 'MIT'), text: undefined }, '- one 1.0.0 has no file with its licence.'],
  ])('is no code of %j', (refused, problem) => {
    expect(() => licencesText([bundled('other', 'MIT'), refused], mit)).toThrow(`packages:\n${problem}\n`);
  });

  test('has the text of MIT where a package only names it, with whoever holds the copyright', () => {
    const text = licencesText([{ ...bundled('isarray', 'MIT'), text: undefined }], mit);
    expect(text).toContain(
      '\nCopyright (c) 2013 Julian Gruber <julian@juliangruber.com>\n\nPermission is hereby',
    );
    expect(text).not.toContain('2026 us');
  });
});

test('the packages of a bundle are those of its files, also of files that were joined, but not of those left out', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'licences-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const inPackage = (name: string): string => path.join(directory, 'node_modules', name, 'lib/index.js');
  const stats = {
    modules: [
      {
        chunks: [1],
        nameForCondition: null,
        modules: [{ nameForCondition: inPackage('@scope/joined'), chunks: [] }],
      },
      { chunks: [1], nameForCondition: inPackage('outer/node_modules/inner') },
      { chunks: [], nameForCondition: inPackage('left-out') },
      { chunks: [1], nameForCondition: path.join(directory, 'src/own.js') },
    ],
  };
  writeFileSync(path.join(directory, 'stats.json'), JSON.stringify(stats));
  const directories = await packageDirectories(path.join(directory, 'stats.json'));
  expect(directories.map((name) => path.relative(directory, name))).toEqual([
    'node_modules/@scope/joined',
    'node_modules/outer/node_modules/inner',
  ]);

  const [first = ''] = directories;
  mkdirSync(first, { recursive: true });
  writeFileSync(
    path.join(first, 'package.json'),
    JSON.stringify({ name: '@scope/joined', version: '2.0.0', license: 'Apache-2.0' }),
  );
  writeFileSync(path.join(first, 'LICENSE.md'), 'The licence.\r\n');
  writeFileSync(path.join(first, 'NOTICE'), 'The notice.\n');
  writeFileSync(path.join(first, 'README.md'), 'License: see LICENSE.md\n');
  expect(await readPackage(first)).toEqual({
    name: '@scope/joined',
    version: '2.0.0',
    licence: 'Apache-2.0',
    text: 'The licence.\n\nThe notice.',
  });
});
