import { describe, expect, it } from 'vitest';
import { verdictRecordSchema, type VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { meanOf } from '../../../src/result/stats/numbers.ts';
import { armBaseline, judgeBase, madeAgain } from '../../../src/result/verdict/base-arm.ts';
import type { Evidence } from '../../../src/result/verdict/evidence.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import type { Stage } from '../../../src/result/verdict/compare.ts';
import { type Baseline, judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import {
  shiftedEval,
  freshNoise,
  freshWorse,
  noise,
  scoredTaskIds,
  worse,
} from '../../fixtures/scored-eval.ts';

const gate: Gate = { ...NO_GATE, minCoverage: 0.9, maxRegression: 0.03, confirmRuns: 9, confirmBy: 'both' };
const NAME = 'base abc1234';

const armOf = (runs: Parameters<typeof shiftedEval>[0]): Baseline =>
  armBaseline(NAME, judgeBase(shiftedEval(runs), gate));

function judged(
  head: Parameters<typeof shiftedEval>[0],
  baseline: Baseline,
  stage: 'single' | 'screening' | 'confirmation' = 'single',
): VerdictRecord {
  const record = judgeAgainst(shiftedEval(head), gate, baseline, stage);
  expect(verdictRecordSchema.parse(record)).toEqual(record);
  return record;
}

/** The evidence with every run failed whose place among all of them passes. */
function spoilt(evidence: Evidence, isSpoilt: (taskId: string, run: number) => boolean): Evidence {
  const health = evidence.health.map((run) =>
    isSpoilt(run.taskId, run.runIndex)
      ? { ...run, class: 'provider-error' as const, code: 503, cause: 'The provider failed' }
      : run,
  );
  return { ...evidence, health };
}

describe('a base arm', () => {
  it('is compared with as what ran in the same hour, whatever a history says', () => {
    const history = {
      branch: 'main',
      records: [],
      from: '2026-10-12T00:00:00Z',
      to: '2026-11-12T00:00:00Z',
      slide: null,
      left: '',
      drift: { evaluations: 9, variance: 0.01, total: 0.01, freedom: 9, noise: 0.001, noiseFreedom: 900 },
    };
    const record = judged({ planned: worse }, { ...armOf({ planned: noise }), history });
    expect(record).toMatchObject({ verdict: 'fail', comparison: { arm: true, baseline: NAME } });
    expect(record.comparison).not.toHaveProperty('pValueDrift');
    expect(record.notes.join(' ')).not.toMatch(/drift|hour or day/);
    const stored = poolBaselines([
      { name: 'main', record: judgeBase(shiftedEval({ planned: noise }), gate) },
    ])!;
    expect(judged({ planned: worse }, { ...stored, history })).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    [
      'lost',
      { lostShards: [{ shard: 0, code: 'evicted', reason: 'The node was drained' }] },
      'evicted',
      'Shard 0',
    ],
    ['tampered with', { contradictions: ['Other tasks ran'] }, 'tampered', 'Other tasks ran. Code'],
  ] as const)('that was %s makes the evaluation inconclusive, and is named', (_, wrong, code, words) => {
    const base = judgeBase({ ...shiftedEval({ planned: noise }), ...wrong }, gate);
    for (const threshold of [null, 0.1]) {
      const head = shiftedEval({ planned: worse });
      const record = judgeAgainst(head, { ...gate, threshold }, armBaseline(NAME, base), 'single');
      expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: code, comparison: null });
      expect(record.reasons[0]).toContain(`The base arm (${NAME}) cannot be judged`);
      expect(record.reasons[0]).toContain(words);
      expect(record.reasons[0]).toMatch(/[.]$/);
    }
  });

  it('is held to min-coverage like head', () => {
    const third = spoilt(shiftedEval({ planned: noise }), (_, run) => run === 2);
    const record = judgeAgainst(
      shiftedEval({ planned: noise }),
      gate,
      armBaseline(NAME, judgeBase(third, gate)),
      'single',
    );
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
    expect(record.reasons[0]).toMatch(/27 runs: The provider failed\. Check the key.*Only 54 of 81 runs/);
  });
});

describe('a suspicion that both sides confirm', () => {
  it('is decided by the fresh runs alone, and every figure is of the runs it names', () => {
    const arm = armOf({ planned: noise, confirming: freshNoise });
    const record = judged({ planned: worse, confirming: freshWorse }, arm, 'confirmation');
    expect(record).toMatchObject({ verdict: 'fail', failureReason: 'regression' });
    const comparison = record.comparison!;
    expect(comparison).toMatchObject({
      confirmed: true,
      confirmedBy: 'both',
      level: 0.1,
      runs: { baseline: 81, head: 81 },
      suspects: [],
      confirmation: {
        planned: { baseline: 135, head: 135 },
        runs: { baseline: 135, head: 135 },
        level: 0.05,
        unanswered: [],
      },
    });
    expect(comparison.drop).toBeCloseTo(0.12, 9);
    const { confirmation } = comparison;
    expect(confirmation!.drop).toBeCloseTo(0.12, 9);
    expect(confirmation!.dropInterval!.lower).toBeGreaterThan(0.09);
    for (const task of comparison.tasks) {
      expect(task.baselineScores).toHaveLength(3);
      expect(task.baselineMean).toBeCloseTo(meanOf(task.baselineScores!), 9);
    }
    for (const task of confirmation!.tasks) {
      expect([task.baselineScores.length, task.headScores.length]).toEqual([5, 5]);
      expect(task.change).toBeCloseTo(meanOf(task.headScores) - meanOf(task.baselineScores), 9);
    }
  });

  it('is refuted by them, however bad the first runs were', () => {
    const arm = armOf({ planned: noise, confirming: freshNoise });
    const record = judged(
      { planned: noise.map((each) => each - 0.3), confirming: freshNoise },
      arm,
      'confirmation',
    );
    expect(record).toMatchObject({
      verdict: 'pass',
      reasons: [`No regression against ${NAME}, run beside it.`],
    });
    expect(record.comparison).toMatchObject({ regressed: false, confirmation: { drop: 0 } });
    expect(record.comparison!.confirmation!.pValue).toBeGreaterThan(0.3);
  });

  it('stays a small drop of the whole if few tasks were suspect', () => {
    const few = { suspects: [0, 1] };
    const arm = armOf({ planned: noise, confirming: freshNoise, ...few });
    const found = judged({ planned: worse, confirming: freshWorse, ...few }, arm, 'confirmation').comparison!;
    expect(found.confirmation).toMatchObject({ planned: { baseline: 10, head: 10 } });
    expect(found.confirmation!.drop).toBeCloseTo((0.12 * 2) / 27, 9);
    expect(found.regressed).toBe(false);
  });

  it('is not refuted where no fresh run of a suspect task can be judged on a side', () => {
    const [first] = scoredTaskIds;
    const arm = armOf({ planned: noise, confirming: freshNoise });
    const head = spoilt(
      shiftedEval({ planned: worse, confirming: freshNoise }),
      (taskId, run) => taskId === first && run >= 3,
    );
    const record = judgeAgainst(head, gate, arm, 'confirmation');
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
    expect(record.reasons).toEqual([
      `A regression against ${NAME} is suspected in ${first}, and no run to confirm it can be judged on both sides.`,
    ]);
  });

  it('is inconclusive if too few of those of the base arm can be judged', () => {
    const base = spoilt(shiftedEval({ planned: noise, confirming: freshNoise }), (_, run) => run >= 6);
    const arm = armBaseline(NAME, judgeBase(base, gate));
    const record = judged({ planned: worse, confirming: freshWorse }, arm, 'confirmation');
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
    expect(record.reasons[0]).toContain('Only 81 of 135 runs to confirm a suspected regression');
  });

  it('says which drops this design detects, which are fewer with fewer fresh runs', () => {
    const least = (confirmRuns: number): number => {
      const record = judgeAgainst(
        shiftedEval({ planned: noise }),
        { ...gate, confirmRuns },
        armOf({ planned: noise }),
        'single',
      );
      return record.comparison!.minimumDetectableEffect!;
    };
    expect(least(1)).toBeGreaterThan(least(9));
  });
});

describe('so few `confirm-runs` that half of them can confirm nothing', () => {
  const low = [-0.4, -0.41, -0.39];
  const few = { ...gate, confirmRuns: 2 };
  const tasks = [0, 1, 2, 3];
  const arm = armOf({ planned: noise, tasks });
  const of = (head: Parameters<typeof shiftedEval>[0], stage: Stage, by: Gate = few): VerdictRecord =>
    judgeAgainst(shiftedEval({ tasks, ...head }), by, arm, stage);

  it('are made by head alone, which decides with all runs, and the report says why', () => {
    const { suspects, cannotDetect } = of({ planned: low }, 'screening').comparison!;
    expect(suspects).toHaveLength(4);
    expect(cannotDetect).toBeUndefined();
    const record = of({ planned: low, confirming: [-0.4, -0.42] }, 'confirmation');
    const why =
      'With `confirm-runs` 2, 1 fresh run of 4 suspect tasks on each side can tell no drop from chance; from 3 on they can.';
    expect(record).toMatchObject({
      verdict: 'fail',
      failureReason: 'regression',
      comparison: {
        confirmedBy: 'head',
        headAloneBecause: why,
        level: 0.01,
        runs: { baseline: 12, head: 20 },
      },
    });
    expect(record.comparison).not.toHaveProperty('confirmation');
    expect(record.notes.join('\n')).toContain(`The base arm made none: ${why}`);
    expect(of({ planned: low, confirming: [0.4, 0.41] }, 'confirmation').verdict).toBe('pass');
  });

  it('say the drop that head alone detects', () => {
    const by = (confirmBy: 'both' | 'head'): unknown =>
      of({ planned: [0, 0.1, -0.1, 0.1, -0.1, 0] }, 'single', { ...few, confirmBy }).comparison!
        .minimumDetectableEffect;
    expect(by('both')).toEqual(expect.any(Number));
    expect(by('both')).toBe(by('head'));
  });

  it('and head with all of them neither: then nothing is red, whatever the first look says', () => {
    const places = [0, 1];
    const beside = armOf({ planned: [0, 0.01], tasks: places });
    const first = (confirmRuns: number): VerdictRecord =>
      judgeAgainst(
        shiftedEval({ planned: [-0.4, -0.41], tasks: places }),
        { ...gate, confirmRuns },
        beside,
        'single',
      );
    // The first look would be enough by itself.
    expect(first(0)).toMatchObject({ verdict: 'fail', comparison: { regressed: true } });
    expect(first(1)).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'cannot-detect',
      comparison: {
        regressed: false,
        suspects: [],
        cannotDetect: expect.stringMatching(
          /^With 2 tasks, 6 runs \(2 of them to confirm a suspicion\) against 4, /,
        ),
      },
    });
  });
});

describe('a stored baseline that was made again', () => {
  const stored = poolBaselines([{ name: 'main', record: judgeBase(shiftedEval({ planned: noise }), gate) }])!;
  const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const againOf = (planned: number[]): Baseline =>
    madeAgain(stored, judgeBase(shiftedEval({ planned, tasks: places }), gate));

  it('is looked at first, and decides by its fresh runs', () => {
    const head = { planned: worse, confirming: freshWorse, suspects: places };
    const today = judged(head, againOf(freshWorse), 'confirmation');
    // The provider has a bad day: what ran yesterday is worse today, too.
    expect(today).toMatchObject({
      verdict: 'pass',
      comparison: { confirmedBy: 'both', confirmation: { drop: 0, planned: { baseline: 60, head: 60 } } },
    });
    expect(today.comparison!.drop).toBeCloseTo(0.12, 9);
    const record = judged(head, againOf(freshNoise), 'confirmation');
    expect(record).toMatchObject({ verdict: 'fail', comparison: { confirmedBy: 'both' } });
  });

  it('that was lost leaves the suspicion open', () => {
    const lost = { lostShards: [{ shard: 0, code: 'evicted' as const, reason: 'The node was drained' }] };
    const base = { ...shiftedEval({ planned: freshNoise, tasks: places }), ...lost };
    const record = judged(
      { planned: worse, confirming: freshNoise },
      madeAgain(stored, judgeBase(base, gate)),
      'confirmation',
    );
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'evicted' });
    expect(record.reasons[0]).toContain('main, made again');
  });

  it('of something else leaves the suspicion open', () => {
    const image = (digit: string): string => `r.example/openclaw@sha256:${digit.repeat(64)}`;
    const base = (gateway: string, agentFiles: string): VerdictRecord => {
      const evidence = shiftedEval({ planned: freshNoise, tasks: places });
      return judgeBase({ ...evidence, identity: { images: { gateway }, agentFiles } }, gate);
    };
    const [sample] = stored.records;
    const identity = { ...sample!.identity, images: { gateway: image('a') }, agentFiles: 'none' };
    const before = { ...stored, records: [{ ...sample!, identity }] };
    const head = { planned: worse, confirming: freshWorse };
    const of = (...[gateway, files]: Parameters<typeof base>): VerdictRecord =>
      judged(head, madeAgain(before, base(gateway, files)), 'confirmation');
    expect(of(image('b'), 'f'.repeat(64))).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'not-comparable',
      reasons: [
        'The base arm (main, made again) cannot be judged, so there is nothing to compare with: it ran something else than ' +
          'main (the agent files were none, now ffffffffffff; the image of OpenClaw was sha256:aaaaaaaaaaaa, now sha256:bbbbbbbbbbbb).',
      ],
    });
    // A mirror has the same image under another name.
    expect(of(image('a').replace('r.example', 'm.example'), 'none')).toMatchObject({ verdict: 'fail' });
  });

  it('or cannot be, is confirmed by head alone, with the reason', () => {
    const impossible = 'Its artifact has no manifest.json.';
    const record = judged(
      { planned: worse, confirming: [...freshWorse, ...worse] },
      { ...stored, again: { impossible } },
      'confirmation',
    );
    expect(record).toMatchObject({
      verdict: 'fail',
      comparison: { confirmedBy: 'head', headAloneBecause: impossible, level: 0.01, runs: { head: 27 * 11 } },
    });
    expect(record.comparison).not.toHaveProperty('confirmation');
  });
});
