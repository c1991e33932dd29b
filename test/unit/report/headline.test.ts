import { expect, test } from 'vitest';
import { headline } from '../../../src/report/headline.ts';
import type { Comparison, VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { verdictOf } from '../../fixtures/report.ts';

const passed: VerdictRecord = verdictOf(0.2);

function against(baselineScore: number, headScore: number, regressed: boolean): VerdictRecord {
  const comparison: Comparison = {
    baseline: 'main', comparable: true, differences: [], notes: [], runs: { baseline: 3, head: 3 },
    baselineScore, headScore, drop: baselineScore - headScore, dropInterval: null, pValue: 0.001, pValueBetter: 1,
    alpha: 0.05, level: 0.01, maxRegression: 0.02, minimumDetectableEffect: 0.1, regressed, suspects: [], confirmed: true, tasks: [],
  }; // prettier-ignore
  return regressed
    ? { ...passed, verdict: 'fail', failureReason: 'regression', score: headScore, comparison }
    : { ...passed, score: headScore, comparison };
}

test.each([
  ['a threshold that was reached', passed, 'Reached the threshold: 0.38 ≥ 0.20'],
  ['a threshold that was not', verdictOf(0.7), 'Below the threshold: 0.38 < 0.70'],
  ['a threshold that was missed by little', verdictOf(0.381007), 'Below the threshold: 0.381006 < 0.381007'],
  ['nothing', verdictOf(null), 'Measured: 0.381 (nothing was gated: no threshold, no baseline)'],
  ['a baseline', against(0.59, 0.596, false), '0.596, no regression'],
  ['a better baseline', against(0.597, 0.508, true), 'openai/fake-1 got worse: 0.60 → 0.51 (−0.09)'],
  ['a baseline that is better by little', against(0.5081, 0.5079, true), 'openai/fake-1 got worse: 0.5081 → 0.5079 (−0.0002)'],
])('the headline of a score held against %s', (_, verdict, sentence) => {
  expect(headline(verdict)).toBe(sentence);
}); // prettier-ignore
