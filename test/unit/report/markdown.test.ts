import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { plainLines } from '../../../src/base/plain-text.ts';
import { code, codeBlock, fitParts, link, sentence, table, text } from '../../../src/report/markdown.ts';

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
  '\u202e', '\u001b[31m', 'GH-1', 'gh-12 ', 'octo/repo#3', 'octo/repo@', 'deadbee', '0123456789abcdef0123456789abcdef01234567',
  ' ', ':+1:', ':tada:', ':', 'www.1st.example', 'WWW.e.vil', 'ftp://e.vil', 'mailto:a@b.example', 'CVE-2026-1', '/', '.', '...',
]; // prettier-ignore

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 10 })
  .map((parts) => parts.join(''));

/**
 * What GitHub would make of the text nodes outside of code: its rules for references, and every tag that Markdown itself
 * makes of addresses, pictures and lists of numbers.
 */
function referencesIn(markdown: string): string[] {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const tags = [...html.matchAll(/<(?:a|img|ol)\b[^>]*>/g)].map(([tag]) => tag);
  const shown = html
    .replace(/<(code|pre)\b[^]*?<\/\1>/g, '\n')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));
  const rules = [
    /@[a-z0-9]/gi,
    /#\d/g,
    /\bGH-\d+/gi,
    /\b(?:GHSA|CVE)-[a-z0-9]+/gi,
    /\b[0-9a-f]{7,40}\b/gi,
    /:[\w+-]+:/g,
    /\bwww\.\w/gi,
  ];
  return [...tags, ...rules.flatMap((rule) => shown.match(rule) ?? [])];
}

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

  test('is nothing that GitHub turns into a link or a picture', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const markdown = `## ${text(a)} · x\n\n- ${text(b)}\n\n${table(['A', 'B'], [[text(a), code(b)]])}`;
        expect(referencesIn(markdown)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '@octocat', '@octo/team', 'a@b.example', '#12', 'GH-12', 'gh-1', 'octo/repo#12', 'octo#12', 'deadbee', 'octo@deadbee', 'octo/repo@deadbee',
    '0123456789abcdef0123456789abcdef01234567', 'deadbee...beefdad', 'https://github.com/octo/repo/issues/1', 'www.e.vil', 'www.1st.example',
    'ftp://e.vil/x', 'mailto:a@b.example', ':+1:', ':tada:', '12:rocket:34', 'GHSA-jfh8-c2jp-5v3q', 'CVE-2026-12345', '<https://e.vil>',
    '[x](https://e.vil)', '1. a', '![x](https://e.vil/x.png)',
  ])('%s is shown, and is no reference', (raw) => {
    expect(referencesIn(raw)).not.toEqual([]);
    expect(referencesIn(`- ${text(raw)}`)).toEqual([]);
    expect(squeeze(rendered(text(raw)).shown)).toBe(raw);
  }); // prettier-ignore

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

describe('a block of code', () => {
  test('holds whatever its lines hold', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '```',
        '````',
        '   `````',
        '~~~~',
        '# heading',
        '<details>',
        '![t](http://e.vil/t.gif)',
        '',
      ),
      fc.integer({ min: 1, max: 40 }).map((length) => '`'.repeat(length)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const html = marked.parse(`${codeBlock('sh', lines)}\n\nafter`, { gfm: true, async: false });
        expect(html).toMatch(/^<pre><code class="language-sh">[^<]*<\/code><\/pre>\n<p>after<\/p>\n$/);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a link keeps its label harmless and its address whole', () => {
  expect(rendered(link('a](b', 'https://x.example/a b(1)')).shown.trim()).toBe('a](b');
  expect(link('All files', 'https://x.example/a b(1)')).toBe('[All files](https://x.example/a%20b(1))');
});

test('a sentence shows names of inputs as code and nothing else of what it quotes', () => {
  expect(sentence('Lower `min-coverage` to 0.5.')).toBe('Lower <code>min-coverage</code> to 0.5.');
  const html = rendered(sentence('The provider said `<img src=x>` and `a`@octocat [x](http://e.vil)'));
  expect(html.shown).toContain('<img src=x>');
});

describe('the parts of a report', () => {
  const part = fc.record({
    name: fc.constantFrom('tasks', 'chart', 'notes'),
    markdown: fc.string({ unit: 'binary', maxLength: 60 }),
    rank: fc.integer({ min: 1, max: 4 }),
  });

  test('fit, and those that stay are whole and in their order', () => {
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 150, max: 400 }), (parts, max) => {
        const whole = fitParts([{ name: 'title', markdown: 'TITLE', rank: 0 }, ...parts], max, 'See there.');
        expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(max);
        const left = whole.includes('_Left out');
        const most = Math.max(0, ...parts.map(({ rank }) => rank));
        const some = parts.filter(({ markdown, rank }) => markdown !== '' && (!left || rank < most));
        const all = ['TITLE', ...some.map(({ markdown }) => markdown)].join('\n\n');
        expect(left || whole === all).toBe(true);
        expect(whole.startsWith('TITLE')).toBe(true);
      }),
    );
  });

  test('are left out by rank, and what is missing is named', () => {
    const parts = [
      { name: 'a', markdown: 'A'.repeat(50), rank: 1 },
      { name: 'b', markdown: 'B'.repeat(50), rank: 3 },
      { name: 'c', markdown: 'C'.repeat(50), rank: 2 },
    ];
    expect(fitParts(parts, 150, 'See there.')).toBe(
      `${'A'.repeat(50)}\n\n_Left out, because this report is full: b, c. See there._`,
    );
  });
});
