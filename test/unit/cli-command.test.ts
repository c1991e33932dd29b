import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/cli/command.ts';

const verbs = ['eval', 'deploy', 'attach', 'detach', 'logs', 'teardown'];
const command = (args: string[], env: Record<string, string> = {}) => readCommand(args, env, verbs);

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
    expect(command([flag])).toEqual({ steps: [step], args: [], isNamed: false });
    expect(command(['--model', 'a/b', flag, flag, '--json'])).toEqual({
      steps: [step],
      args: ['--model', 'a/b', '--json'],
      isNamed: false,
    });
  });

  test('none of them is all: OpenClaw, MLflow, and an eval that goes on by itself', () => {
    expect(command([])).toEqual({
      steps: [deploy('openclaw,mlflow'), attach],
      args: [],
      isNamed: false,
    });
    expect(command(['--runs', '1']).args).toEqual(['--runs', '1']);
  });

  test.each([
    ['a server of somebody else, in the environment', [], { MLFLOW_TRACKING_URI: 'http://x' }],
    ['a server of somebody else, as a flag', ['--mlflow-tracking-uri', 'http://x'], {}],
    ['the same in one word', ['--mlflow-tracking-uri=http://x'], {}],
    ['nothing that is logged', ['--mlflow', 'false'], {}],
    ['the same in one word', ['--mlflow=false'], {}],
  ])('with %s no MLflow is deployed', (_, args, env) => {
    expect(command(args, env).steps).toEqual([deploy('openclaw'), attach]);
  });

  test('an empty variable is none, as in a shell script', () => {
    expect(command([], { MLFLOW_TRACKING_URI: '' }).steps[0]).toEqual(deploy('openclaw,mlflow'));
  });

  test('two at once are refused', () => {
    expect(() => command(['--logs', '--teardown'])).toThrow(
      '--logs and --teardown are two things to do: write one of them.',
    );
  });
});

describe('a verb', () => {
  test('wins: what follows are its flags, whatever they are', () => {
    expect(command(['eval', '--logs'], { MLFLOW_TRACKING_URI: 'http://x' })).toEqual({
      steps: [{ verb: 'eval', preset: {} }],
      args: ['--logs'],
      isNamed: true,
    });
  });

  test('that does not exist is refused', () => {
    expect(() => command(['judge'])).toThrow('There is no verb "judge".');
  });
});
