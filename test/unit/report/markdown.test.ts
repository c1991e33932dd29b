import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { plainLines } from '../../../src/base/plain-text.ts';
import { code, fitBytes, link, table, text } from '../../../src/report/markdown.ts';

/** The text a browser shows for the HTML that Markdown becomes, and the tags in it. */
function rendered(markdown: string): { shown: string; tags: string[] } {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  // In one pass: what an entity stands for is not read again.
  const shown = html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, point: string | undefined, name = '') =>
      point === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(point)),
    )
    .replaceAll('\u200b', '');
  return { shown, tags: [...html.matchAll(/<(\w+)/g)].map(([, tag = '']) => tag) };
}

const nasty = [
  '|', '\n', '`', '```', '<b>', '</code>', '<!--', '-->', '[x](http://e.vil)', '![x](y)', '**', '_', '~~', '#', '# ',
  '- ', '1. ', '> ', '\\', '&amp;', '&#64;', '@octocat', '#1', 'https://e.vil', 'www.e.vil', 'a@b.example', '$x$', '| - |',
  '\u202e', '\u001b[31m',
]; // prettier-ignore

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 10 })
  .map((parts) => parts.join(''));

function expected(raw: string): string {
  return plainLines(raw).join(' ').replace(/\s+/g, ' ').trim();
}

function squeeze(shown: string): string {
  return shown.replace(/\s+/g, ' ').trim();
}

describe('text of strangers in Markdown', () => {
  test('is shown as it is, in a table cell, and is no markup', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const { shown, tags } = rendered(table(['A', 'B'], [[`x ${text(a)} x`, code(`x${b}x`)]]));
        expect(tags).toEqual(['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'td', 'code']);
        expect(squeeze(shown)).toBe(squeeze(`A B x ${expected(a)} x ${expected(`x${b}x`)}`));
      }),
      { numRuns: 1000 },
    );
  });

  test('is shown as it is, in a list', () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        const { tags } = rendered(`- ${text(raw)}\n- next`);
        expect(tags.filter((tag) => !['ul', 'li', 'ol', 'p'].includes(tag))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('calls nobody and links no issue', () => {
    expect(text('@octocat #12')).toBe('&#64;&#8203;octocat &#35;&#8203;12');
  });

  test('stays readable in its source where it is harmless', () => {
    expect(text('Score 0.61 is below the threshold 0.7 (see "min-coverage").')).toBe(
      'Score 0.61 is below the threshold 0.7 (see "min-coverage").',
    );
  });

  test('is cut when it is long', () => {
    expect(text('x'.repeat(100_000)).length).toBeLessThan(600);
  });
});

test('a link keeps its label harmless and its address whole', () => {
  expect(rendered(link('a](b', 'https://x.example/a b(1)')).shown.trim()).toBe('a](b');
  expect(link('All files', 'https://x.example/a b(1)')).toBe('[All files](https://x.example/a%20b(1))');
});

describe('fitBytes', () => {
  test('leaves what fits', () => {
    expect(fitBytes('a\nb', 3, 'note')).toBe('a\nb');
  });

  test('cuts at the end of a line, and the whole fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
        fc.integer({ min: 20, max: 200 }),
        (lines, max) => {
          const whole = lines.join('\n');
          const cut = fitBytes(whole, max, 'note');
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(
            Math.max(max, Math.min(max, Buffer.byteLength(whole))),
          );
          expect(cut === whole || cut.endsWith('\n\nnote')).toBe(true);
        },
      ),
    );
  });
});
