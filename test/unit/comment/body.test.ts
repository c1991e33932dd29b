import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasSection,
  isSharedComment,
  entryIn,
  mergedBody,
  sectionsOf,
  withoutSection,
  withSection,
} from '../../../src/comment/body.ts';
import { maxCommentLength, type Section } from '../../../src/comment/fit.ts';
import { entryOf, sectionOf } from '../../fixtures/sections.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed());
const section: fc.Arbitrary<Section> = fc
  .record({
    leg: fc.stringMatching(/^[0-9a-f]{10}$/),
    label: anyText,
    state: fc.constantFrom('pass', 'fail', 'inconclusive', 'running', 'not-evaluated'),
    headline: anyText,
    markdown: fc.oneof(
      fc.string(),
      fc.constantFrom('<!-- clawbench:end -->', '<!-- clawbench:leg 2 {} -->', 'a\nb\n', '</details>'),
    ),
  })
  .map(({ markdown, ...entry }) => ({ entry: entryOf(entry.leg, entry), markdown }));
const sections = fc.uniqueArray(section, { selector: ({ entry }) => entry.leg, minLength: 1, maxLength: 6 });

function put(all: readonly Section[], body = ''): string {
  return all.reduce(withSection, body);
}

describe('the sections of a comment', () => {
  test('are all there, once each, whatever they hold', () => {
    fc.assert(
      fc.property(sections, (all) => {
        const body = put(all);
        const found = sectionsOf(body).map(({ entry }) => entry);
        expect(new Map(found.map((entry) => [entry.leg, entry]))).toEqual(
          new Map(all.map(({ entry }) => [entry.leg, entry])),
        );
        expect(found).toHaveLength(all.length);
        expect(all.every(({ entry }) => hasSection(body, entry))).toBe(true);
      }),
    );
  });

  test('stand in the same order, whichever came first', () => {
    fc.assert(
      fc.property(sections, (all) => {
        expect(put(all.toReversed())).toBe(put(all));
      }),
    );
  });

  test('replace the earlier one of their leg and leave the others alone', () => {
    const [a, b] = [sectionOf('a', { state: 'fail' }, 'old'), sectionOf('b', {}, 'other')];
    const body = put([a, b, sectionOf('a', { at: 2 }, 'new')]);
    expect(sectionsOf(body).map(({ markdown }) => markdown)).toEqual(['new', 'other']);
    expect(hasSection(body, a.entry)).toBe(false);
  });

  test('can be taken away', () => {
    expect(withoutSection(put([sectionOf('a'), sectionOf('b')]), 'a')).toBe(put([sectionOf('b')]));
  });
});

describe('several evaluations', () => {
  const body = put([
    sectionOf('a', { label: 'fine', score: 0.7, costUsd: 1 }),
    sectionOf('b', {
      label: 'worse',
      state: 'fail',
      score: 0.508,
      change: '−0.089',
      headline: 'It got worse',
    }),
    sectionOf('c', { label: 'busy', state: 'running' }),
  ]);

  test('have a table first, with what needs attention on top', () => {
    const rows = body.split('\n').filter((line) => /^\| [^E-]/.test(line));
    expect(rows).toEqual([
      '| ❌ worse<br><sub>It got worse</sub> | 0.508 | &#8722;0.089 |  |',
      '| ⏳ busy | – |  |  |',
      '| ✅ fine | 0.700 |  | $1.00 |',
    ]);
    expect(body.indexOf('| Evaluation |')).toBeLessThan(body.indexOf('report of'));
  });

  test('are folded; a single one is not', () => {
    expect(body.match(/<details>/g)).toHaveLength(3);
    expect(body).toContain('<details><summary>❌ worse: It got worse</summary>\n\nreport of b\n\n</details>');
    expect(put([sectionOf('a')])).not.toMatch(/<details>|Evaluation/);
  });
});

describe('what people write', () => {
  test('above, between and below the sections stays, edit by edit', () => {
    const edited = `Look at b first!\n\n${put([sectionOf('a'), sectionOf('b')])}\n\nI re-ran it. @octo`
      .replace('</details><!-- clawbench:end -->', '</details><!-- clawbench:end -->\n\nin between')
      .replaceAll('\n', '\r\n');
    let body = edited;
    for (const at of [2, 3]) {
      body = withSection(body, sectionOf('a', { at }, 'news'));
      expect(body.startsWith('<!-- clawbench:comment 2 -->\n\nLook at b first!\n\n')).toBe(true);
      expect(body.endsWith('\n\nin between\n\nI re-ran it. @octo')).toBe(true);
      expect(sectionsOf(body).map(({ markdown }) => markdown)).toEqual(['news', 'report of b']);
    }
  });

  test('does not leave a stale section behind if an end marker is lost', () => {
    const body = put([sectionOf('a', { state: 'pass' }, 'all green')]).replace('<!-- clawbench:end -->', '');
    expect(withSection(body, sectionOf('a', { at: 2 }, 'red'))).not.toContain('all green');
  });

  test('is kept as a whole in a full comment', () => {
    const note = 'a note\n'.repeat(200).trim();
    const body = put([sectionOf('a', {}, 'one line\n'.repeat(10_000))], `${put([])}${note}`);
    expect(body.length).toBeLessThanOrEqual(maxCommentLength);
    expect(body).toContain(note);
  });
});

test('comments that were made at the same moment become one, with the newest section of each leg', () => {
  const merged = mergedBody([
    `${put([sectionOf('a', { at: 1 }, 'old'), sectionOf('b')])}\n\nfirst`,
    `${put([sectionOf('a', { at: 2 }, 'new'), sectionOf('c')])}\n\nsecond`,
  ]);
  expect(sectionsOf(merged).map(({ markdown }) => markdown)).toEqual(['new', 'report of b', 'report of c']);
  expect(merged).toMatch(/first\n\nsecond$/);
});

describe('a full comment', () => {
  test('cuts at the end of a line and closes what is open', () => {
    const code = '```sh\nexport A=1\n';
    const long = `### It failed\n\n<details><summary>more</summary>\n\n${code}${'echo one\n'.repeat(10_000)}`;
    const body = put([sectionOf('a'), sectionOf('b', {}, long)]);
    expect(body.length).toBeLessThanOrEqual(maxCommentLength);
    const cut = sectionsOf(body)[1]?.markdown;
    expect(cut).toMatch(/echo one\n```\n\n<\/details>\n\n… cut: the comment is full\. [^\n]*$/);
    expect(hasSection(body, entryOf('b'))).toBe(true);
    // Written again, it stays as it is.
    expect(withSection(body, sectionOf('a'))).toBe(body);
  });

  test.each([
    ['one of a hostile result, which wants all the room', [70_000, 1800, 1800], 1500],
    ['of characters of four bytes', [70_000, 70_000], 30_000],
    ['35 of usual length', Array.from({ length: 35 }, () => 1800), 800],
    ['as many as a matrix can have', Array.from({ length: 256 }, () => 1800), 0],
  ])('is shared: %s', (name, lengths, least) => {
    const line = name.includes('four bytes') ? `${'😀'.repeat(50)}\n` : '| a | row |\n';
    const all = lengths.map((length, index) =>
      sectionOf(
        index.toString(16).padStart(10, '0'),
        {
          label: `model ${index} ${'long '.repeat(15)}`.slice(0, 100),
          headline: 'Below the threshold: 0.51 < 0.80',
          state: 'fail',
          score: 0.51,
          change: '−0.100',
          costUsd: 12.5,
          sha: '2222222',
          run: '12345678901.1',
          job: '0a1b2c3d',
          at: 1_790_000_000_000,
        },
        `### ❌ Below\n${line.repeat(length / line.length)}`,
      ),
    );
    let body = mergedBody(all.map((one) => withSection('', one)));
    // A leg that writes again changes nothing for the worse.
    for (const one of [...all.slice(0, 3), ...all.slice(-3)]) {
      body = withSection(body, one);
      expect(body.length).toBeLessThanOrEqual(maxCommentLength);
      expect(hasSection(body, one.entry)).toBe(true);
    }
    const found = sectionsOf(body);
    expect(found.map(({ entry }) => entry.leg).toSorted()).toEqual(all.map(({ entry }) => entry.leg));
    for (const { entry, markdown } of found) {
      expect(entry).toMatchObject({ state: 'fail', score: 0.51 });
      expect(markdown.length).toBeGreaterThanOrEqual(least);
    }
    expect(body.match(/^\| ❌/gm)).toHaveLength(all.length);
    expect(body.isWellFormed()).toBe(true);
  });
});

test('a comment is ours by a line of its own', () => {
  expect(isSharedComment(put([sectionOf('a')]))).toBe(true);
  expect(isSharedComment(`By a person\r\n\r\n${put([sectionOf('a')]).replaceAll('\n', '\r\n')}`)).toBe(true);
  expect(isSharedComment('> <!-- clawbench:comment 2 -->')).toBe(false);
});

test('a marker that a person broke is text', () => {
  const broken = put([sectionOf('a')]).replace('"state":"pass"', '"state":"great"');
  expect(entryIn(broken, 'a')).toBeUndefined();
  expect(sectionsOf(withSection(broken, sectionOf('a')))).toHaveLength(1);
});
