import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { html } from '../../../../src/report/html/markup.ts';
import { page } from '../../../../src/report/html/page.ts';

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const policyOf = (document: string): string =>
  /Content-Security-Policy" content="([^"]*)"/.exec(document)![1]!.replaceAll('&#39;', "'");

test('the policy allows the style and the script of the page, by their hashes, and nothing else', () => {
  const document = page({
    title: 'T',
    icon: '✅',
    body: html`<main></main>`,
    style: 'p{}',
    script: 'void 0',
  });
  const style = /<style>([^]*?)<\/style>/.exec(document)![1]!;
  expect(style.endsWith('p{}')).toBe(true);
  expect(policyOf(document)).toBe(
    `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf('void 0')}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test('a page without a script may run none', () => {
  const document = page({ title: '</title><b>', icon: '✅', body: html`` });
  expect(policyOf(document)).not.toContain('script-src');
  expect(document).not.toContain('<script');
  expect(document).toContain('<title>&#60;/title&#62;&#60;b&#62;</title>');
});
