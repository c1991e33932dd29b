import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { headline } from '../../../src/report/headline.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { verdictOf } from '../../fixtures/report.ts';

const passed: VerdictRecord = verdictOf(0.2);
const below: VerdictRecord = verdictOf(0.7);

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
  ['a threshold that it is too close to', { ...passed, sequential: 'too-close' } as const, 'Reached the threshold, but too close to call: 0.38 ≥ 0.20'],
  ['a threshold that it is too close below', { ...below, sequential: 'too-close' } as const, 'Below the threshold, but too close to call: 0.38 < 0.70'],
  ['a baseline, too close to the threshold', { ...against(0.59, 0.596, false), sequential: 'too-close' } as const, 'No regression. Reached the threshold, but too close to call: 0.60 ≥ 0.20'],
  ['nothing', verdictOf(null), 'Measured: 0.381 (nothing was gated: no threshold, no baseline)'],
  ['a baseline', against(0.59, 0.596, false), '0.596, no regression'],
  ['a better baseline', against(0.597, 0.508, true), 'openai/fake-1 got worse: 0.60 → 0.51 (−0.09)'],
  ['a baseline that is better by little', against(0.5081, 0.5079, true), 'openai/fake-1 got worse: 0.5081 → 0.5079 (−0.0002)'],
])('the headline of a score held against %s', (_, verdict, sentence) => {
  expect(headline(verdict)).toBe(sentence);
}); // prettier-ignore

test('the headline never contradicts the verdict, whatever the two measures say', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const task = fc.record({ baselineMean: share, headMean: share });
  fc.assert(
    fc.property(fc.array(task, { minLength: 1, maxLength: 6 }), share, share, (means, before, after) => {
      const tasks = means.map((each, index) => ({
        ...each,
        taskId: `t${index}`,
        change: each.headMean - each.baselineMean,
        pWorse: 0.01,
        pBetter: 0.01,
      }));
      const drop = tasks.reduce((sum, { change }) => sum - change, 0) / tasks.length;
      const verdict = { ...against(before, after, drop > 0.02), threshold: null };
      const pValueBetter = drop < 0 ? 0.001 : 1;
      const line = headline({
        ...verdict,
        comparison: { ...verdict.comparison!, tasks, drop, pValueBetter },
      });
      const [, was = '0', is = '0'] = /([\d.]+) → ([\d.]+)/.exec(line) ?? [];
      expect(line.includes('got worse')).toBe(drop > 0.02);
      expect(!line.includes('got worse') || Number(is) < Number(was)).toBe(true);
      expect(!line.includes('got better') || Number(is) > Number(was)).toBe(true);
      expect(line).not.toMatch(/NaN|[-−]0\.0+\)/);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['provider-error', 429, "the provider's rate limit was reached"],
  ['provider-error', 503, 'the provider failed (503)'],
  ['provider-error', 418, 'the provider refused requests (418)'],
  ['provider-error', null, 'the provider failed'],
  ['evicted', null, 'pods were evicted'],
  ['node-lost', null, 'a node was lost'],
  ['oom', null, 'a container ran out of memory'],
] as const)('the headline of an inconclusive result names %s %s', (kind, code, cause) => {
  const verdict = verdictOf(0.2, { count: 20, class: kind, code, cause: 'Something went wrong.' });
  expect(headline(verdict)).toBe(`Inconclusive: ${cause}`);
});

test('the headline names the tier and the required task that failed', () => {
  const [tier] = passed.tiers;
  const low = { ...tier!, tier: 'tier2', score: 0.3849, threshold: 0.5 };
  const failed = { ...passed, verdict: 'fail', failureReason: 'below-threshold' } as const;
  expect(headline({ ...failed, tiers: [low] })).toBe('tier2 is below its threshold: 0.38 < 0.50');
  const reasons = ['Required task t1-x passed in 2 of 3 valid runs.'];
  expect(headline({ ...failed, reasons })).toBe('Required task t1-x passed in 2 of 3 valid runs');
  const unlike: VerdictRecord = {
    ...against(0.5, 0.5, false),
    verdict: 'inconclusive',
    failureReason: 'not-comparable',
  };
  const comparison = { ...unlike.comparison!, comparable: false, differences: ['the model was a, now b'] };
  expect(headline({ ...unlike, comparison })).toBe(
    'Inconclusive: not comparable with main: the model was a, now b',
  );
});

test.each([
  ['401 Incorrect API key provided', 'the provider refused the key'],
  ['404 no such model', 'the provider has no such model'],
  ['fetch failed', 'The model openai/gpt-5.5 does not answer: fetch failed'],
])('the headline of an evaluation whose model answered %s before any run', (answer, cause) => {
  const reason = `Shard 0 has no result: The model openai/gpt-5.5 does not answer: ${answer}. Check the provider key.`;
  const verdict: VerdictRecord = {
    ...passed,
    verdict: 'inconclusive',
    failureReason: 'bad-model-access',
    score: null,
    reasons: [reason],
  };
  expect(headline(verdict)).toBe(`Inconclusive: ${cause}`);
});
