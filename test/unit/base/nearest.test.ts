import { expect, test } from 'vitest';
import { meant, nearest } from '../../../src/base/nearest.ts';

const words = ['threshold', 'tier-thresholds', 'runs', 'max-runs', 'max-tokens', 'logs'];

test.each([
  ['treshold', 'threshold'],
  ['thershold', 'threshold'],
  ['thresh', 'threshold'],
  ['log', 'logs'],
  ['max_tokens', 'max-tokens'],
])('%s means %s', (word, expected) => {
  expect(meant(word, words)).toBe(expected);
});

test.each(['max', 'x', '', 'judge'])('"%s" means none of them', (word) => {
  expect(meant(word, words)).toBeUndefined();
});

test('without candidates there is none', () => {
  expect(meant('threshold', [])).toBeUndefined();
});

test('the beginning of a word is not near to it, nor is another short word', () => {
  expect(nearest('thresh', words)).toBeUndefined();
  expect(nearest('node', ['mode', 'model'])).toBe('mode');
  expect(nearest('nodes', ['mode', 'model'])).toBeUndefined();
});
