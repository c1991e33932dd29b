import { describe, expect, test } from 'vitest';
import { harnessArguments, splitWords } from '../../../src/inputs/words.ts';

test.each([
  ['', []],
  ['  --a  b\n--c=d ', ['--a', 'b', '--c=d']],
  [`--a "b c" 'd "e'`, ['--a', 'b c', 'd "e']],
  [`a\\ b "c\\"d" 'e\\f'`, ['a b', 'c"d', 'e\\f']],
  [`"" x''y`, ['', 'xy']],
  ['$HOME `id` *', ['$HOME', '`id`', '*']],
  ['"open', null],
  ["it's", null],
  ['end\\', null],
])('%j is %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

describe('arguments for the harness', () => {
  test.each(['--no-randomize', '--adapter openclaw --dynamics', "--note 'a -m b'"])('%j are taken', (raw) => {
    expect(harnessArguments().parse(raw)).toEqual({ value: splitWords(raw) });
  });

  test.each([
    ['-m x', '-m: write `model` instead'],
    ['-mx', '-mx: write `model` instead'],
    ['--model=x', '--model: write `model` instead'],
    ['-n5 -t t1', '-n5: write `runs` instead; -t: write `tasks` instead'],
    ['-c 2', 'write `concurrency` instead'],
    ['-o /x', 'the action collects the result itself'],
    ['--gateway-token=abc', 'each gateway has its own token'],
    ['--upload', 'only the action takes results out of the pod'],
    ['--judge-affects-score', 'the score counts only what can be verified'],
    ['-- x', "the action's arguments would follow it"],
    ['--a "b', 'every quote closed'],
  ])('%j are refused', (raw, why) => {
    expect(harnessArguments().parse(raw)).toMatchObject({ write: expect.stringContaining(why) });
  });
});
