import { describe, expect, test } from 'vitest';
import { inputsOfStep, readRequest, type Request } from '../../../src/cli/command.ts';

const script = { isTerminal: false, env: {} };
const exported = { isTerminal: false, env: { CLAWBENCH_NAMESPACE: 'bench' } };
const person = { isTerminal: true, env: { CLAWBENCH_NAMESPACE: 'bench', OPENAI_API_KEY: 'sk-x' } };

const read = (args: string[], caller: Parameters<typeof readRequest>[1] = script): Request =>
  readRequest(args, caller);

const deploy = (components: string) => ({ verb: 'deploy', preset: { components } });
const attach = { verb: 'attach', preset: { openclaw: 'existing', detach: 'true' } };
const fullMode = [{ verb: 'deploy', preset: {} }, attach];

describe("the flags of deploy.sh, in a verb's place or after deploy-sh", () => {
  test.each([
    ['--openclaw-only', deploy('openclaw')],
    ['--mlflow-only', deploy('mlflow')],
    ['--add-sidecar', attach],
    ['--remove-sidecar', { verb: 'detach', preset: {} }],
    ['--logs', { verb: 'logs', preset: {} }],
    ['--teardown', { verb: 'teardown', preset: {} }],
  ])('%s is one step, at a terminal as well', (by, step) => {
    const command = { kind: 'command', steps: [step], by };
    expect(read([by])).toEqual({ ...command, args: [] });
    expect(read([by], person)).toEqual({ ...command, args: [] });
    expect(read(['deploy-sh', by], person)).toEqual({ ...command, args: [] });
    expect(read(['--model', 'a/b', by, by, '--json'])).toEqual({
      ...command,
      args: ['--model', 'a/b', '--json'],
    });
  });

  test('none of them after deploy-sh is all: OpenClaw, MLflow, and an evaluation that goes on by itself', () => {
    const command = { kind: 'command', steps: fullMode, by: 'deploy-sh' };
    expect(read(['deploy-sh'], person)).toEqual({ ...command, args: [] });
    expect(read(['deploy-sh', '--runs', '1'])).toEqual({ ...command, args: ['--runs', '1'] });
  });

  test('two at once are refused', () => {
    expect(() => read(['--logs', '--teardown'])).toThrow(
      '--logs and --teardown are two commands: write one of them.',
    );
  });
});

describe('the name of the program alone', () => {
  test('shows help to a person, whatever is set in the environment', () => {
    const help = { kind: 'help', topic: '', isComplete: false };
    expect(read([], person)).toEqual(help);
    expect(read(['--verbose'], person)).toEqual(help);
  });

  test('is deploy.sh in a script that has its variable', () => {
    expect(read([], exported)).toEqual({ kind: 'command', steps: fullMode, args: [] });
    expect(read(['--json'], exported)).toEqual({ kind: 'command', steps: fullMode, args: ['--json'] });
  });

  test('is refused in any other script', () => {
    expect(() => read([])).toThrow('Write a verb, for example clawbench-k8s eval.');
    expect(() => read([], { isTerminal: false, env: { CLAWBENCH_NAMESPACE: ' ' } })).toThrow('Write a verb');
  });
});

describe('flags without a verb', () => {
  test.each([
    [['--runs', '1'], 'Write a verb before the flags, for example clawbench-k8s eval.'],
    [['--json', 'eval', '--runs', '2'], 'The verb comes first: clawbench-k8s eval, then the flags.'],
    [['--add-sidecars'], 'Unknown option --add-sidecars: did you mean --add-sidecar?'],
    [['--openai-api-key', 'sk-1'], 'set OPENAI_API_KEY in the environment'],
    [['--openai-api-key=sk-1', 'eval'], 'The verb comes first: clawbench-k8s eval, then the flags.'],
  ])('%j are refused, and no value is repeated', (args, message) => {
    for (const caller of [exported, person]) {
      expect(() => read(args, caller)).toThrow(message);
      expect(() => read(args, caller)).not.toThrow('sk-1');
    }
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
  ])('is added by %o of %s to %o', (step, by, given, inputs) => {
    expect(inputsOfStep(step, given, by)).toEqual(inputs);
  });

  test.each([
    [
      deploy('openclaw'),
      '--openclaw-only',
      { components: 'mlflow' },
      '--components contradicts --openclaw-only: remove one of them.',
    ],
    [attach, '--add-sidecar', { detach: 'false' }, '--detach contradicts --add-sidecar: remove one of them.'],
    [attach, 'deploy-sh', { openclaw: 'new' }, '--openclaw contradicts deploy-sh, which needs existing'],
  ])('is not written over: %o of %s refuses %o', (step, by, given, message) => {
    expect(() => inputsOfStep(step, given, by)).toThrow(message);
  });
});

describe('a verb', () => {
  test('wins: what follows are its flags, whatever they are', () => {
    const steps = [{ verb: 'eval', preset: {} }];
    expect(read(['eval', '--logs'], person)).toEqual({ kind: 'command', steps, args: ['--logs'] });
  });

  test.each([
    ['judge', 'There is no verb "judge".'],
    ['evall', 'There is no verb "evall": did you mean eval?'],
    ['log', 'There is no verb "log": did you mean logs?'],
    ['completions', 'There is no verb "completions": did you mean completion?'],
  ])('that does not exist is refused: %s', (verb, message) => {
    expect(() => read([verb])).toThrow(message);
    expect(() => read(['help', verb])).toThrow(message);
  });
});

describe('help and version', () => {
  test.each([
    [['-h'], ''],
    [['--help'], ''],
    [['help'], ''],
    [['eval', '-h'], 'eval'],
    [['eval', '--treshold', '--help'], 'eval'],
    [['help', 'eval'], 'eval'],
    [['help', 'deploy-sh'], 'deploy-sh'],
    [['completion', '--help'], 'completion'],
  ])('%j shows the help of "%s"', (args, topic) => {
    expect(read(args)).toEqual({ kind: 'help', topic, isComplete: false });
  });

  test.each([[['eval', '--help-all']], [['help', 'eval', '--help-all']], [['help', '--help-all', 'eval']]])(
    '%j shows all of it',
    (args) => {
      expect(read(args)).toEqual({ kind: 'help', topic: 'eval', isComplete: true });
    },
  );

  test.each([['--help'], ['-h'], ['--version'], ['-v'], ['--help-all']])(
    'are not meant by %s in place of a value, which would end a gate with exit code 0',
    (value) => {
      for (const flag of ['--label', '--output', '--threshold'])
        expect(read(['eval', flag, value]).kind).toBe('command');
      expect(read(['verdict', '--', value]).kind).toBe('command');
      expect(read(['eval', '--detach', value]).kind).not.toBe('command');
    },
  );

  test.each([[['-v']], [['--version']], [['version']]])('%j is the version', (args) => {
    expect(read(args)).toEqual({ kind: 'version' });
  });
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('has a script for %s', (shell) => {
    expect(read(['completion', shell])).toEqual({ kind: 'script', shell });
  });

  test.each([[[]], [['tcsh']]])('of another shell is refused: %j', (args) => {
    expect(() => read(['completion', ...args])).toThrow('clawbench-k8s completion bash|zsh|fish');
  });
});
