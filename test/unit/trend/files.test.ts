import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Places, placesBelow } from '../../../src/base/checked-file.ts';
import { fromPath } from '../../../src/trend/from-files.ts';
import { writeFiles } from '../../../src/trend/write-files.ts';
import { evaluationAt, historyOf } from '../../fixtures/history.ts';
import { verdictOf } from '../../fixtures/report.ts';

let root: string;
let places: Places;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'history-'));
  mkdirSync(path.join(root, 'checkout'));
  places = placesBelow(path.join(root, 'checkout'), 'the checkout');
});

const having = (words: string): unknown => expect.stringContaining(words);

const at = (...names: string[]): string => path.join(root, 'checkout', ...names);

function put(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

describe('what is read', () => {
  test('is every unpacked artifact below a directory; what is in the way is told', () => {
    put(at('a', 'one', 'verdict.json'), verdictOf(null));
    put(at('a', 'one', 'manifest.json'), { instance: 'deadbeef', shards: [], files: [] });
    put(at('a', 'run-7', 'two', 'verdict.json'), verdictOf(0.9));
    put(at('a', 'three', 'verdict.json'), '{"verdict"');
    put(at('a', 'four', 'verdict.json'), { verdict: 'pass' });
    put(at('a', 'five', 'summary.md'), '# none');
    const { found, notes } = fromPath('a', places);
    expect(found.map(({ evaluation }) => evaluation.verdict)).toEqual(['pass', 'fail']);
    expect(found[0]?.evaluation.id).toBe('deadbeef');
    expect(notes).toEqual([
      'The verdict.json of a/four is not of this action; it was left out.',
      'a/three was left out: verdict.json is truncated: the JSON ends in the middle.',
    ]);
  });

  test('is one artifact, by its directory or its verdict', () => {
    put(at('one', 'verdict.json'), verdictOf(null));
    for (const name of ['one', 'one/verdict.json']) expect(fromPath(name, places).found).toHaveLength(1);
  });

  test('is an earlier history.json', () => {
    const evaluations = [
      evaluationAt(0),
      evaluationAt(7, { score: null, verdict: 'inconclusive', cause: 'x' }),
    ];
    put(at('history.json'), historyOf({ nightly: evaluations }));
    const { found } = fromPath('history.json', places);
    expect(found.map(({ evaluation }) => evaluation)).toEqual(evaluations);
    expect(found[0]?.series).toEqual({ id: '0000000000', name: 'nightly' });
  });

  test.each([
    ['nothing', 'none', 'The history none does not exist.'],
    ['an empty directory', 'empty', 'There is no verdict.json in empty, nor in a directory below it.'],
    ['another file', 'other.json', 'other.json is not a history.json of this action.'],
    ['a link out of the checkout', 'link', 'The history link leads out of the checkout.'],
  ])('%s is refused', (_, name, message) => {
    mkdirSync(at('empty'));
    put(at('other.json'), { series: [] });
    symlinkSync(root, at('link'));
    expect(() => fromPath(name, places)).toThrow(expect.objectContaining({ code: 'bad-history', message }));
  });

  test('a link in an artifact is not followed', () => {
    put(path.join(root, 'secret'), verdictOf(null));
    mkdirSync(at('a', 'one'), { recursive: true });
    symlinkSync(path.join(root, 'secret'), at('a', 'one', 'verdict.json'));
    put(at('a', 'two', 'verdict.json'), verdictOf(null));
    expect(fromPath('a', places).found).toHaveLength(1);
  });
});

describe('what is written', () => {
  test('is in a new directory, and replaces what was there', () => {
    const directory = writeFiles('site/trend', places, { 'a.txt': '1', 'b.txt': '2' });
    expect(directory).toBe(at('site', 'trend'));
    writeFiles('site/trend', places, { 'a.txt': '3' });
    expect(readdirSync(directory).sort()).toEqual(['a.txt', 'b.txt']);
    expect(readFileSync(at('site', 'trend', 'a.txt'), 'utf8')).toBe('3');
  });

  test('replaces a link instead of following it', () => {
    put(path.join(root, 'outside'), 'old');
    mkdirSync(at('site'));
    symlinkSync(path.join(root, 'outside'), at('site', 'a.txt'));
    writeFiles('site', places, { 'a.txt': 'new' });
    expect(readFileSync(path.join(root, 'outside'), 'utf8')).toBe('old');
    expect(readFileSync(at('site', 'a.txt'), 'utf8')).toBe('new');
  });

  test.each([
    ['../elsewhere', 'is outside of the checkout'],
    ['/etc/clawbench', 'is outside of the checkout'],
    ['link/site', 'leads out of the checkout'],
    ['file', 'cannot be written: '],
    ['taken', 'cannot be written: a.txt is a directory'],
  ])('not to %s', (name, why) => {
    symlinkSync(root, at('link'));
    put(at('file'), '');
    mkdirSync(at('taken', 'a.txt'), { recursive: true });
    expect(() => writeFiles(name, places, { 'a.txt': '1' })).toThrow(
      expect.objectContaining({ code: 'bad-input', message: having(why) }),
    );
  });
});
