import { describe, expect, test } from 'vitest';
import { type Clean, openSecrets } from '../../../src/base/clean.ts';
import { errorCodes } from '../../../src/base/errors.ts';
import { renderComment } from '../../../src/report/comment.ts';
import type { ReportFacts } from '../../../src/report/facts.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { full, verdictOf } from '../../fixtures/report.ts';

const key = 'sk-canary/0123456789+abcdef';
const { clean } = openSecrets([key, '87654321', 'inconclusive', ...Object.keys(errorCodes)]);

describe('a record without secrets', () => {
  test.each([0.1, 0.9, null])('stays the same to the byte (threshold %s)', (threshold) => {
    const spoilt = {
      count: 27,
      class: 'provider-error',
      code: 401,
      cause: 'Refused: see https://a:80/@b.',
    } as const;
    for (const record of [verdictOf(threshold), verdictOf(threshold, spoilt), full])
      expect(JSON.stringify(clean(record))).toBe(JSON.stringify(record));
  });

  test('keeps its numbers, and the words with a meaning, whatever the keys are', () => {
    const record = { score: 0.123456789, at: 87654321, verdict: 'inconclusive', reason: 'bad-model-access' };
    expect(clean(record)).toEqual(record);
  });
});

describe('a secret is replaced', () => {
  test('in every string and every key, and no field is lost', () => {
    const value = { [`a ${key}`]: [key], [`a ${encodeURIComponent(key)}`]: { b: `x${key}y` }, n: 1, o: null };
    expect(clean(value)).toEqual({ 'a ***': ['***'], 'a ****': { b: 'x***y' }, n: 1, o: null });
  });

  test.each([
    ['The harness failed: no sk-canary/012…', 'The harness failed: no ***…'],
    ['key=sk-canary/0123456789 … (9000 bytes, cut)', 'key=*** … (9000 bytes, cut)'],
    [`cut at the end: ${Buffer.from(key).toString('base64').slice(0, 12)}`, 'cut at the end: ***'],
    ['sk-canary/ alone is a name', 'sk-canary/ alone is a name'],
    ['too short to tell: sk-cana…', 'too short to tell: sk-cana…'],
  ])('where a text was cut in it: %s', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  test('with invisible characters inside it, and nothing else changes', () => {
    expect(clean(`a\tb ${key.slice(0, 9)}\u200b${key.slice(9)}`)).toBe('a b ***');
    expect(clean('a\tb \u200b')).toBe('a\tb \u200b');
  });

  test('as soon as it is known', () => {
    const secrets = openSecrets();
    expect(secrets.clean(key)).toBe(key);
    expect(secrets.add([key, key])).toEqual([key]);
    expect(secrets.add([key])).toEqual([]);
    expect(secrets.clean(key)).toBe('***');
  });

  test('in a megabyte without a blank, quickly', () => {
    const text = 'x'.repeat(1_000_000);
    const before = performance.now();
    expect(clean(text)).toBe(text);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

test('passing a record that was not cleaned, or was changed since, does not compile', () => {
  const facts = clean<ReportFacts>({
    label: 'a',
    sha: '',
    namespace: null,
    shards: null,
    runUrl: null,
    artifactUrl: null,
    reportUrl: null,
    mlflowUrl: null,
    forecast: null,
    reproduce: null,
  });
  const verdict: Clean<VerdictRecord> = verdictOf(0.1);
  const dirty: VerdictRecord = verdict;
  // @ts-expect-error -- it may hold a secret
  expect(renderComment(dirty, facts)).toContain('pass');
  // oxlint-disable-next-line typescript/no-misused-spread -- that is the point
  const copy = { ...verdict, notes: [key] };
  // @ts-expect-error -- a copy has no mark
  expect(renderComment(copy, facts)).toContain('pass');
});
