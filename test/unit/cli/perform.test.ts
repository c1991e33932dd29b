import { describe, expect, test } from 'vitest';
import { perform, type Prepared } from '../../../src/cli/perform.ts';
import { ActionError, type ErrorCode } from '../../../src/base/errors.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { testHost } from '../../fixtures/host.ts';

/** A step that ends like this. */
function step(name: string, end: 'done' | ErrorCode): Prepared {
  return {
    verb: name,
    inputs: loadInputs({ INPUT_KUBECONFIG: 'x', OPENAI_API_KEY: 'sk-0123456789' }),
    env: {},
    mode: {
      run: () =>
        end === 'done'
          ? Promise.resolve({
              kind: 'done',
              lines: [`${name} is done.`],
              record: { done: name },
              outputs: {},
            })
          : Promise.reject(new ActionError(end, `${name} is wrong.`)),
    },
  };
}

const done = (name: string): object => ({ done: name });
const failed = (name: string, code: ErrorCode): object => ({
  error: { code, message: `${name} is wrong.`, hint: null },
});

test('what went wrong is told, and recorded, with the advice for a terminal', async () => {
  const failure = new ActionError('no-cluster', 'None.', { hint: 'In a step.', terminalHint: 'Here.' });
  const printed: string[] = [];
  const hints: unknown[] = [];
  const run = (): Promise<never> => Promise.reject(failure);
  const steps = [{ ...step('logs', 'done'), mode: { run } }];
  await perform(steps, testHost(), {
    json: true,
    print: (text) => void printed.push(text),
    tell: ({ hint }) => void hints.push(hint),
  });
  expect(hints).toEqual(['Here.']);
  expect(JSON.parse(printed.join(''))).toEqual({
    error: { code: 'no-cluster', message: 'None.', hint: 'Here.' },
  });
});

describe('what a command comes to', () => {
  test.each([
    ['one step that is done', [step('deploy', 'done')], 0, done('deploy')],
    ['one with a wrong input', [step('deploy', 'bad-input')], 2, null],
    ['one that cannot', [step('deploy', 'no-cluster')], 4, failed('deploy', 'no-cluster')],
    [
      'two that are done',
      [step('deploy', 'done'), step('attach', 'done')],
      0,
      { deploy: done('deploy'), attach: done('attach') },
    ],
    [
      'a wrong input after a step that is done, which is a change',
      [step('deploy', 'done'), step('attach', 'bad-input')],
      4,
      { deploy: done('deploy'), attach: failed('attach', 'bad-input') },
    ],
    [
      'a wrong input before there is a change',
      [step('deploy', 'bad-input'), step('attach', 'done')],
      2,
      null,
    ],
    [
      'a failure, which ends it',
      [step('deploy', 'no-cluster'), step('attach', 'done')],
      4,
      { deploy: failed('deploy', 'no-cluster') },
    ],
  ])('%s', async (_, steps, exitCode, document) => {
    const printed: string[] = [];
    const told: string[] = [];
    const speaker = {
      print: (text: string) => void printed.push(text),
      tell: ({ message }: ActionError) => void told.push(message),
    };
    expect(await perform(steps, testHost(), { ...speaker, json: true })).toBe(exitCode);
    expect(printed.map((text): unknown => JSON.parse(text))).toEqual(document === null ? [] : [document]);
    expect(told).toHaveLength(exitCode === 0 ? 0 : 1);
  });
});
