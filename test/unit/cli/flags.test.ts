import { describe, expect, test } from 'vitest';
import { parseFlags } from '../../../src/cli/flags.ts';
import { modes } from '../../../src/modes/table.ts';

const read = (...args: string[]): Record<string, string> => parseFlags([modes['eval']!], args).inputs;
const pem = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----';

describe('the flags of a verb', () => {
  test.each([
    [['--detach'], { detach: 'true' }],
    [['--detach', 'false', '--runs', '1'], { detach: 'false', runs: '1' }],
    [['--ca-certificates', pem, '--runs', '1'], { 'ca-certificates': pem, runs: '1' }],
    [['--clawbench-args=--no-randomize'], { 'clawbench-args': '--no-randomize' }],
    [['--baseline', 'a', '--baseline', 'b'], { baseline: 'a\nb' }],
    [['--load-images', 'a:1', '--load-images=b:2 c:3'], { 'load-images': 'a:1\nb:2 c:3' }],
    [['--tasks', 't1', '--tasks', 't2'], { tasks: 't1\nt2' }],
  ])('%j are these inputs', (args, inputs) => {
    expect(read(...args)).toEqual(inputs);
  });

  test.each([
    [['--threshold', ''], "Option '--threshold' is empty: write a value, or leave it out."],
    [['--threshold='], "Option '--threshold' is empty: write a value, or leave it out."],
    [['--threshold', ' '], "Option '--threshold' is empty: write a value, or leave it out."],
    [['--baseline', 'a', '--baseline', ''], "Option '--baseline' is empty: write a value, or leave it out."],
    [['--detach='], "Option '--detach' is empty: write a value, or leave it out."],
    [['--runs', '1', '--runs', '2'], "Option '--runs' is given more than once."],
    [['--detach', pem], "Unknown option '-----BEGIN"],
  ])('%j are refused', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
