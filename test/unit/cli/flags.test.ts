import { describe, expect, test } from 'vitest';
import { parseFlags } from '../../../src/cli/flags.ts';
import { modes } from '../../../src/modes/table.ts';

const read = (...args: string[]): Record<string, string> =>
  parseFlags([modes['eval']!], args, { verb: 'eval' }).inputs;
const judged = (...args: string[]): Record<string, string> =>
  parseFlags([modes['verdict']!], args, { verb: 'verdict' }).inputs;
const pem = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----';
const key = 'sk-canary-0123456789';

describe('the flags of a verb', () => {
  test.each([
    [['--detach'], { detach: 'true' }],
    [['--detach', 'false', '--runs', '1'], { detach: 'false', runs: '1' }],
    [['--mlflow', '--runs', '1'], { mlflow: 'true', runs: '1' }],
    [['--mlflow', 'auto'], { mlflow: 'auto' }],
    [['--ca-certificates', pem, '--runs', '1'], { 'ca-certificates': pem, runs: '1' }],
    [['--clawbench-args=--no-randomize'], { 'clawbench-args': '--no-randomize' }],
    [['--baseline', 'a', '--baseline', 'b'], { baseline: 'a\nb' }],
    [['--load-images', 'a:1', '--load-images=b:2 c:3'], { 'load-images': 'a:1\nb:2 c:3' }],
    [['--tasks', 't1', '--tasks', 't2'], { tasks: 't1\nt2' }],
  ])('%j are these inputs', (args, inputs) => {
    expect(read(...args)).toEqual(inputs);
  });

  test.each([
    [['a.json', 'b.json'], { result: 'a.json\nb.json' }],
    [['--result', 'a.json'], { result: 'a.json' }],
    [['--result', 'a.json', 'b.json'], { result: 'a.json\nb.json' }],
    [['-'], { result: '-' }],
    [['--threshold', '0.5', '--', '--odd.json'], { threshold: '0.5', result: '--odd.json' }],
  ])('%j name what is judged', (args, inputs) => {
    expect(judged(...args)).toEqual(inputs);
  });

  test.each([
    [['--threshold', ''], '--threshold is empty: write a value, or leave it out.'],
    [['--threshold='], '--threshold is empty: write a value, or leave it out.'],
    [['--threshold', ' '], '--threshold is empty: write a value, or leave it out.'],
    [['--baseline', 'a', '--baseline', ''], '--baseline is empty: write a value, or leave it out.'],
    [['--detach='], '--detach is empty: write a value, or leave it out.'],
    [['--threshold'], '--threshold needs a value.'],
    [['--label', '-x'], '--label needs a value; one that begins with a dash is written --label=VALUE.'],
    [['--json=1'], '--json takes no value.'],
    [['--runs', '1', '--runs', '2'], '--runs is given more than once.'],
    [['--treshold', '1'], 'Unknown option --treshold: did you mean --threshold?'],
    [['--frobnicate', 'a'], 'Unknown option --frobnicate.'],
    [['--thresh', '1'], 'Unknown option --thresh: did you mean --threshold?'],
    [['-n', 'bench'], 'Unknown option -n.'],
    [['--comment', 'off'], '--comment has an effect in a workflow only: remove it.'],
    [['--mode', 'plan'], '--mode is not a flag: write the verb first'],
    [['--result', 'a.json'], '--result is not a flag of eval: remove it.'],
    [['x'], 'Unexpected argument "x": eval takes flags alone.'],
    [['--detach', pem], 'Unknown option -----BEGIN'],
  ])('%j are refused', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });

  test('are refused once, if a flag has taken the next one for its value', () => {
    expect(() => read('--model', '--threshold', '0.5')).toThrow(
      /^--model needs a value; one that begins with a dash is written --model=VALUE\.$/,
    );
  });

  test('are all told what is wrong with them, a line each', () => {
    expect(() => read('--treshold', '1', '--rums', '2', '--runs', '')).toThrow(
      [
        '- Unknown option --treshold: did you mean --threshold?',
        '- Unknown option --rums: did you mean --runs?',
        '- --runs is empty: write a value, or leave it out.',
      ].join('\n'),
    );
  });
});

describe('a key on the command line is answered with its variable, and not repeated', () => {
  test.each([
    [['--openai-api-key', key], 'set OPENAI_API_KEY in the environment'],
    [[`--openai-api-key=${key}`], 'set OPENAI_API_KEY in the environment'],
    [['--openai-apikey', key], 'set OPENAI_API_KEY in the environment'],
    [['--api-key', key], 'set OPENAI_API_KEY, ANTHROPIC_API_KEY'],
    [['--token', key], 'read from the environment alone'],
    [['--mlflow-password', key], 'set MLFLOW_TRACKING_PASSWORD in the environment'],
    [['--github-token', key], '--github-token has an effect in a workflow only: remove it.'],
  ])('%j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).not.toThrow(key);
  });
});
