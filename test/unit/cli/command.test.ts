import { describe, expect, test } from 'vitest';
import { inputsOfStep, readCommand } from '../../../src/cli/command.ts';

const verbs = ['eval', 'deploy', 'attach', 'detach', 'logs', 'teardown'];
const command = (args: string[]) => readCommand(args, verbs);

const deploy = (components: string) => ({ verb: 'deploy', preset: { components } });
const attach = { verb: 'attach', preset: { openclaw: 'existing', detach: 'true' } };

describe("the flags of deploy.sh, in a verb's place", () => {
  test.each([
    ['--openclaw-only', deploy('openclaw')],
    ['--mlflow-only', deploy('mlflow')],
    ['--add-sidecar', attach],
    ['--remove-sidecar', { verb: 'detach', preset: {} }],
    ['--logs', { verb: 'logs', preset: {} }],
    ['--teardown', { verb: 'teardown', preset: {} }],
  ])('%s is one step', (flag, step) => {
    expect(command([flag])).toEqual({ steps: [step], args: [], flag });
    expect(command(['--model', 'a/b', flag, flag, '--json'])).toEqual({
      steps: [step],
      args: ['--model', 'a/b', '--json'],
      flag,
    });
  });

  test('none of them is all: OpenClaw, MLflow, and an eval that goes on by itself', () => {
    expect(command([])).toEqual({
      steps: [{ verb: 'deploy', preset: {} }, attach],
      args: [],
    });
    expect(command(['--runs', '1']).args).toEqual(['--runs', '1']);
  });

  test('two at once are refused', () => {
    expect(() => command(['--logs', '--teardown'])).toThrow(
      '--logs and --teardown are two commands: write one of them.',
    );
  });
});

describe('what the way a step is asked for decides', () => {
  test.each([
    [deploy('openclaw'), '--openclaw-only', {}, { components: 'openclaw' }],
    [
      deploy('openclaw'),
      '--openclaw-only',
      { components: 'openclaw', runs: '1' },
      { components: 'openclaw', runs: '1' },
    ],
    [attach, '--add-sidecar', { detach: 'True' }, { openclaw: 'existing', detach: 'true' }],
    [{ verb: 'deploy', preset: {} }, undefined, { components: 'mlflow' }, { components: 'mlflow' }],
  ])('is added by %o of %s to %o', (step, flag, given, inputs) => {
    expect(inputsOfStep(step, given, flag)).toEqual(inputs);
  });

  test.each([
    [
      deploy('openclaw'),
      '--openclaw-only',
      { components: 'mlflow' },
      '`--components` contradicts `--openclaw-only`: remove one of them.',
    ],
    [
      attach,
      '--add-sidecar',
      { detach: 'false' },
      '`--detach` contradicts `--add-sidecar`: remove one of them.',
    ],
    [
      attach,
      undefined,
      { openclaw: 'new' },
      '`--openclaw` contradicts a command without a verb, which needs existing: write a verb, or remove it.',
    ],
  ])('is not written over: %o of %s refuses %o', (step, flag, given, message) => {
    expect(() => inputsOfStep(step, given, flag)).toThrow(message);
  });
});

describe('a verb', () => {
  test('wins: what follows are its flags, whatever they are', () => {
    expect(command(['eval', '--logs'])).toEqual({
      steps: [{ verb: 'eval', preset: {} }],
      args: ['--logs'],
    });
  });

  test('that does not exist is refused', () => {
    expect(() => command(['judge'])).toThrow('There is no verb "judge".');
  });
});
