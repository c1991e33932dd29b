import { expect, test } from 'vitest';
import { warnIfUngated } from '../../../src/plan/gate.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';

function warnings(inputs: Record<string, string>): number {
  const log = recordingLog();
  warnIfUngated(loadInputs({ INPUT_MODE: 'verdict', INPUT_RESULT: 'r', ...inputs }), log);
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
