import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasSection,
  isSectionedComment,
  maxCommentLength,
  parseSections,
  withSection,
} from '../../../src/github/comment-sections.ts';
import type { Section } from '../../../src/github/comment-sections.ts';

const section = fc.record({
  leg: fc.stringMatching(/^[0-9a-f]{10}$/),
  label: fc.string({ unit: 'binary', maxLength: 40 }).map((label) => label.toWellFormed()),
  verdict: fc.constantFrom('pass', 'fail', 'inconclusive'),
  markdown: fc.oneof(
    fc.string(),
    fc.constantFrom('<!-- clawbench-k8s-action end v1 leg=0123456789 -->', 'a\nb\n'),
  ),
});

function put(sections: readonly Section[]): string {
  return sections.reduce(withSection, '');
}

describe('sections of a comment', () => {
  test('are all there, once each, whatever they hold', () => {
    fc.assert(
      fc.property(fc.uniqueArray(section, { selector: ({ leg }) => leg, maxLength: 6 }), (sections) => {
        const body = put(sections);
        const found = parseSections(body);
        expect(found.map(({ leg }) => leg).sort()).toEqual(sections.map(({ leg }) => leg).sort());
        expect(new Map(found.map(({ leg, label, verdict }) => [leg, `${verdict} ${label}`]))).toEqual(
          new Map(sections.map(({ leg, label, verdict }) => [leg, `${verdict} ${label}`])),
        );
        expect(sections.every((one) => hasSection(body, one))).toBe(true);
      }),
    );
  });

  test('stand in the same order, whichever came first', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(section, { selector: ({ leg }) => leg, minLength: 1, maxLength: 6 }),
        (sections) => {
          expect(put(sections.toReversed())).toBe(put(sections));
        },
      ),
    );
  });

  test('replace the earlier one of their leg and leave the others alone', () => {
    const a: Section = { leg: 'a', label: 'a', verdict: 'fail', markdown: 'old' };
    const b: Section = { leg: 'b', label: 'b', verdict: 'pass', markdown: 'other' };
    const body = put([a, b, { ...a, verdict: 'pass', markdown: 'new' }]);
    expect(parseSections(body).map(({ markdown }) => markdown)).toEqual(['new', 'other']);
    expect(hasSection(body, a)).toBe(false);
  });

  test('are cut at the end of a line when the comment is full', () => {
    const other: Section = { leg: 'a', label: 'a', verdict: 'pass', markdown: 'x'.repeat(60_000) };
    const big: Section = { leg: 'b', label: 'b', verdict: 'pass', markdown: 'one line\n'.repeat(10_000) };
    const body = put([other, big]);
    expect(body.length).toBeLessThanOrEqual(maxCommentLength);
    expect(parseSections(body)[1]?.markdown).toMatch(/one line\n\n… cut: the comment is full/);
    expect(hasSection(body, big)).toBe(true);
  });

  test('survive an edit in the browser, which stores other line ends', () => {
    const sections = ['a', 'b'].map((leg): Section => ({
      leg,
      label: `${leg} 🚀 -- x`,
      verdict: 'pass',
      markdown: `of ${leg}\n\nmore`,
    }));
    const edited = put(sections).replaceAll('\n', '\r\n');
    expect(parseSections(edited)).toEqual(sections);
    expect(sections.every((one) => hasSection(edited, one))).toBe(true);
    const news: Section = { ...sections[1]!, markdown: 'news' };
    expect(parseSections(withSection(edited, news)).map(({ markdown }) => markdown)).toEqual([
      'of a\n\nmore',
      'news',
    ]);
  });

  test.each([
    ['one of a hostile result, which wants all the room', [70_000, 1800, 1800], 1500],
    ['35 of usual length', Array.from({ length: 35 }, () => 1800), 1500],
    ['as many as a matrix can have', Array.from({ length: 256 }, () => 1800), 40],
  ])('share the room: %s', (_, lengths, least) => {
    const sections = lengths.map((length, index): Section => ({
      leg: index.toString(16).padStart(10, '0'),
      label: `model ${index} ${'long '.repeat(15)}`,
      verdict: 'fail',
      markdown: `### ❌ fail: 0.510 (threshold 0.8) · leg ${index}\n${'| a | row |\n'.repeat(length / 12)}`,
    }));
    let body = '';
    for (const one of sections) {
      body = withSection(body, one);
      expect(body.length).toBeLessThanOrEqual(maxCommentLength);
      expect(hasSection(body, one)).toBe(true);
      // A leg that writes again changes nothing for the worse.
      expect(hasSection(withSection(body, one), one)).toBe(true);
    }
    const found = parseSections(body);
    expect(found.map(({ leg }) => leg).toSorted()).toEqual(sections.map(({ leg }) => leg));
    for (const { markdown } of found) {
      expect(markdown).toMatch(/^### ❌ fail: 0\.510 \(threshold 0\.8\)/);
      expect(markdown.length).toBeGreaterThanOrEqual(least);
    }
  });
});

test('a comment is ours by its first line', () => {
  expect(isSectionedComment(put([{ leg: 'a', label: '', verdict: 'pass', markdown: '' }]))).toBe(true);
  expect(isSectionedComment('> <!-- clawbench-k8s-action comment v1 -->')).toBe(false);
});
