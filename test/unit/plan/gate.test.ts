import { expect, test } from 'vitest';
import { gateOf, warnIfUngated } from '../../../src/plan/gate.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';

function warnings(inputs: Record<string, string>, hasBase = false): number {
  const log = recordingLog();
  const loaded = loadInputs({ INPUT_MODE: 'verdict', INPUT_RESULT: 'r', ...inputs });
  warnIfUngated({ gate: gateOf(loaded), baseline: loaded.baseline }, log, hasBase);
  return log.warnings.filter(({ text }) => text.includes('any score passes')).length;
}

test.each([
  [1, {}],
  [0, { INPUT_THRESHOLD: '0' }],
  [0, { 'INPUT_TIER-THRESHOLDS': 'tier1=0.5' }],
  [0, { 'INPUT_REQUIRED-TASKS': 't1-a' }],
  [0, { INPUT_BASELINE: 'artifact' }],
])('%i warnings that nothing is gated with %j', (count, inputs) => {
  expect(warnings(inputs)).toBe(count);
});

test('is no warning where an arm ran beside the result, since it is compared with that', () => {
  expect(warnings({}, true)).toBe(0);
});
