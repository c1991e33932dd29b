import { expect, test } from 'vitest';
import { loadInputs } from '../../fixtures/inputs.ts';

const base = { INPUT_KUBECONFIG: 'x', OPENAI_API_KEY: 'sk-0123456789abcdef' };

test.each([
  ['4', 4],
  ['1', 1],
  ['', null],
  // As a program leaves it that imitates the runner.
  ['${{ strategy.job-total }}', null],
])('the number of legs %j is %j', (raw, legs) => {
  expect(loadInputs({ ...base, 'INPUT_MATRIX-LEGS': raw }).matrixLegs).toBe(legs);
});

test('a number of legs that GitHub has not is refused', () => {
  expect(() => loadInputs({ ...base, 'INPUT_MATRIX-LEGS': '257' })).toThrow('a whole number from 1 to 256');
});
