import { expect, test } from 'vitest';
import { inputRows, inputVariable } from '../../../src/inputs/types.ts';
import { unknownKeys } from '../../../src/inputs/unknown-keys.ts';

test.each([
  ['INPUT_TRESHOLD', 'treshold', 'threshold'],
  ['INPUT_OPENAI_API_KEY', 'openai-api-key', 'openai-api-key'],
  ['INPUT_BASLINE', 'basline', 'baseline'],
  ['INPUT_RUN', 'run', 'runs'],
  ['INPUT_MAX-REGRESION', 'max-regresion', 'max-regression'],
])('%s is told, with the input it probably means', (variable, key, near) => {
  expect(unknownKeys({ [variable]: 'x' })).toEqual([{ key, near }]);
});

test.each(['INPUT_ARGUMENTS', 'INPUT_NAME', 'INPUT_PATH', 'INPUT_FAIL', 'INPUT_TOKEN', 'TRESHOLD', 'INPUT_'])(
  '%s, which other actions and the machine may have set, is left alone',
  (variable) => {
    expect(unknownKeys({ [variable]: 'x' })).toEqual([]);
  },
);

test('no input of ours is taken for another one', () => {
  const env = Object.fromEntries(inputRows.map(([name]) => [inputVariable(name), '']));
  expect(unknownKeys(env)).toEqual([]);
});
