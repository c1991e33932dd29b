import { describe, expect, it } from 'vitest';
import { isActionError } from '../../../src/base/errors.ts';
import { parseBaseline, recordOf } from '../../../src/result/verdict/baseline.ts';
import { comparability } from '../../../src/result/verdict/comparability.ts';
import { headline } from '../../../src/report/headline.ts';
import { compare, poolSamples, type Sample } from '../../../src/result/verdict/compare.ts';
import { seededRandom, standardNormal } from '../../../src/result/stats/random.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import {
  verdictRecordSchema,
  type Identity,
  type VerdictRecord,
} from '../../../src/result/formats/verdict-record.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { evidenceOf } from '../../fixtures/evidence.ts';
import { benchmark, bytesOf, encode, textOf } from '../../fixtures/result.ts';

const identity: Identity = {
  model: 'openai/gpt-5.5',
  judgeModel: '',
  harnessVersion: '0.4.0',
  openclawVersion: '2026.7.35',
  taskFingerprint: 'a'.repeat(64),
  concurrency: 4,
  images: { gateway: 'sha256:aa' },
};
const gate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 0 };

/** 27 tasks × 3 runs around 0.6. */
function sample(
  seed: number,
  dropOf: (task: number) => number = () => 0,
  noise = 0.1,
): Sample & { name: string } {
  const normal = standardNormal(seededRandom(seed));
  const tasks = Array.from({ length: 27 }, (_, i) => {
    const scores = Array.from({ length: 3 }, () =>
      Math.min(1, Math.max(0, 0.6 - dropOf(i) + noise * normal())),
    );
    return { taskId: `t${i + 10}`, scores, score: scores.reduce((sum, value) => sum + value / 3, 0) };
  });
  return { name: 'main', identity, tasks };
}

describe('comparability', () => {
  it('finds nothing between equals', () => {
    expect(comparability(identity, { ...identity })).toEqual({ differences: [], notes: [] });
  });

  it.each<[Partial<Identity>, string]>([
    [{ model: 'openai/other' }, 'the model was openai/gpt-5.5, now openai/other'],
    [{ judgeModel: 'x/judge' }, 'the judge was none, now x/judge'],
    [{ harnessVersion: '0.5.0' }, 'the ClawBench version was 0.4.0, now 0.5.0'],
    [{ openclawVersion: '2026.8.1' }, 'the OpenClaw release was 2026.7, now 2026.8'],
    [
      { taskFingerprint: 'b'.repeat(64) },
      'the set of tasks (fingerprint) was aaaaaaaaaaaa, now bbbbbbbbbbbb',
    ],
    [{ concurrency: 1 }, 'concurrency was 4, now 1'],
  ])('refuses %o', (change, difference) => {
    expect(comparability(identity, { ...identity, ...change }).differences).toEqual([difference]);
  });

  it.each<[Partial<Identity>, string]>([
    [{ openclawVersion: '2026.7.36' }, 'OpenClaw was 2026.7.35, now 2026.7.36.'],
    [{ openclawVersion: null }, 'the OpenClaw release is not known on both sides (2026.7).'],
    [{ concurrency: null }, 'concurrency is not known on both sides (4).'],
    [{ images: { gateway: 'sha256:bb' } }, 'The image of gateway is another one.'],
  ])('only notes %o', (change, note) => {
    expect(comparability(identity, { ...identity, ...change })).toEqual({ differences: [], notes: [note] });
  });
});

describe('comparability', () => {
  it('of two arms may be the model and the release of OpenClaw, which are under test', () => {
    const other = {
      ...identity,
      model: 'openai/gpt-6',
      openclawVersion: '2026.10.1',
      servedModels: ['gpt-6'],
    };
    const head = { ...identity, servedModels: ['gpt-5.5'] };
    expect(comparability(other, head).differences).toHaveLength(2);
    expect(comparability(other, head, { arm: true })).toEqual({
      differences: [],
      notes: [
        `Under test: the model is openai/gpt-6 there, ${identity.model} here.`,
        'Under test: the OpenClaw release is 2026.10 there, 2026.7 here.',
      ],
      servedModels: undefined,
    });
    const slower = { ...head, concurrency: 7 };
    expect(comparability(slower, head, { arm: true }).differences).toHaveLength(1);
  });
});

describe('another image of ClawBench', () => {
  const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
  const withHarness = (image: string): Identity => ({
    ...identity,
    images: { clawbench: image, gateway: 'sha256:aa', results: image },
  });
  const before = withHarness(`quay.io/sallyom/clawbench@${digest('a')}`);
  const after = withHarness(`quay.io/sallyom/clawbench@${digest('b')}`);

  it('is a difference, with both digests and what to do', () => {
    expect(comparability(before, after)).toEqual({
      differences: ["ClawBench's image was sha256:aaaaaaaaaaaa, now sha256:bbbbbbbbbbbb"],
      notes: [expect.stringMatching(/evaluate the base branch with this one, or pin `clawbench-image`/)],
    });
  });

  it('is not the same image from a mirror, nor one that is not known on both sides', () => {
    const mirrored = withHarness(`mirror.example.com/clawbench@${digest('a')}`);
    expect(comparability(before, mirrored)).toEqual({ differences: [], notes: [] });
    expect(comparability({ ...identity, images: {} }, after)).toEqual({ differences: [], notes: [] });
    expect(comparability(withHarness('clawbench:latest'), after)).toEqual({
      differences: [],
      notes: ['The image of clawbench is another one.'],
    });
  });
});

describe('the files of the tasks', () => {
  const withFiles = (taskContents: Record<string, string>, change: Partial<Identity> = {}): Identity => ({
    ...identity,
    taskContents,
    ...change,
  });
  const before = withFiles({ 't1-a': '0a', 't1-b': '0b', 't2-c': '0c', 't2-d': '0d', 't3-e': '0e' });

  it('are a difference if they are others, with the names of the tasks', () => {
    expect(comparability(before, { ...before })).toEqual({ differences: [], notes: [] });
    const one = withFiles({ ...before.taskContents, 't1-b': 'ff' });
    expect(comparability(before, one).differences).toEqual(['the files of task t1-b are others']);
    const all = withFiles(Object.fromEntries(Object.keys(before.taskContents!).map((id) => [id, 'ff'])));
    expect(comparability(before, all).differences).toEqual([
      'the files of tasks t1-a, t1-b, t2-c and 2 more are others',
    ]);
  });

  it('say which tasks only one side has, whatever fingerprint the result has', () => {
    const { 't1-a': gone, ...left } = before.taskContents!;
    const other = withFiles({ ...left, 't9-new': gone! }, { taskFingerprint: 'f'.repeat(64) });
    expect(comparability(before, other).differences).toEqual([
      'only the baseline has t1-a',
      'the baseline does not have t9-new',
    ]);
    expect(comparability(before, { ...before, taskFingerprint: '' })).toEqual({ differences: [], notes: [] });
  });

  it('decide about own tasks, of which other files may have changed', () => {
    const [one, other] = ['c', 'd'].map((digit) => ({ ...before, ownTasks: digit.repeat(64) }));
    expect(comparability(one!, other!)).toEqual({ differences: [], notes: [] });
  });

  it('that are the same do not make another image of ClawBench the same, which may grade otherwise', () => {
    const [one, other] = ['a', 'b'].map((digit) => ({
      ...before,
      images: { clawbench: `harness@sha256:${digit.repeat(64)}` },
    }));
    expect(comparability(one!, other!)).toEqual({
      differences: ["ClawBench's image was sha256:aaaaaaaaaaaa, now sha256:bbbbbbbbbbbb"],
      notes: [
        expect.stringMatching(/^The files of the tasks are the same, but another image .* grade otherwise/),
      ],
    });
  });

  it('of a record that does not know them are noted, unless the images are known', () => {
    const notes = ['The files of the tasks are not known on both sides.'];
    expect(comparability(identity, before)).toEqual({ differences: [], notes });
    expect(comparability(before, identity)).toEqual({ differences: [], notes });
    const images = { clawbench: `harness@sha256:${'a'.repeat(64)}` };
    expect(comparability({ ...identity, images }, { ...before, images })).toEqual({
      differences: [],
      notes: [],
    });
    const fingerprint = { ...before, taskFingerprint: 'f'.repeat(64) };
    expect(comparability(identity, fingerprint).differences).toEqual([
      expect.stringContaining('the set of tasks (fingerprint) was'),
    ]);
  });
});

describe('own tasks', () => {
  const [one, other] = ['c', 'd'].map((digit) => ({ ...identity, ownTasks: digit.repeat(64) }));

  it('are a difference if their files are others, though their ids are the same', () => {
    const differences = ['the files of `tasks-dir` were cccccccccccc, now dddddddddddd'];
    expect(comparability(one!, other!)).toEqual({ differences, notes: [] });
    expect(comparability(one!, { ...one! })).toEqual({ differences: [], notes: [] });
  });

  it('of a record that does not know them are noted', () => {
    const notes = ['The files of `tasks-dir` are not known on both sides (cccccccccccc).'];
    expect(comparability(identity, one!)).toEqual({ differences: [], notes });
    expect(comparability(one!, identity)).toEqual({ differences: [], notes });
    expect(comparability(identity, { ...identity, ownTasks: 'none' }).notes).toEqual([]);
  });
});

describe('compare', () => {
  it('is green between two evals of the same thing, and says what it could have seen', () => {
    const found = compare(sample(1), sample(2), gate, 'single');
    expect(found).toMatchObject({
      comparable: true,
      regressed: false,
      confirmed: false,
      level: 0.05,
      suspects: [],
    });
    expect(found.minimumDetectableEffect).toBeGreaterThan(0.03);
    expect(found.minimumDetectableEffect).toBeLessThan(0.08);
    expect(found.dropInterval!.lower).toBeLessThan(found.drop!);
    expect(found.tasks).toHaveLength(27);
  });

  it('is sure of no drop because runs were alike, and of hardly any after many', () => {
    const alike = (score: number, tasks: number, runs: number) => ({
      name: 'main',
      identity,
      tasks: Array.from({ length: tasks }, (_, i) => ({
        taskId: `t${i}`,
        score,
        scores: Array.from({ length: runs }, () => score),
      })),
    });
    const width = (tasks: number, runs: number): number => {
      const found = compare(alike(0.8, tasks, runs), alike(0.5, tasks, runs), gate, 'single');
      return found.dropInterval!.upper - found.dropInterval!.lower;
    };
    expect(width(1, 3)).toBeGreaterThan(0.4);
    expect(width(27, 10)).toBeGreaterThan(0);
    expect(width(27, 10)).toBeLessThan(0.03);
    // One run of one task on each side shows nothing.
    expect(compare(alike(0.8, 1, 1), alike(0.5, 1, 1), gate, 'single').dropInterval).toBeNull();
  });

  it('is red on a drop everywhere, and calls the reverse an improvement', () => {
    const worse = compare(
      sample(1),
      sample(2, () => 0.12),
      gate,
      'single',
    );
    expect(worse.regressed).toBe(true);
    expect(worse.drop).toBeCloseTo(0.12, 1);
    expect(worse.pValueBetter).toBeGreaterThan(0.9);
    const better = compare({ ...sample(2, () => 0.12) }, sample(1), gate, 'single');
    expect(better.regressed).toBe(false);
    expect(better.pValueBetter).toBeLessThan(0.001);
  });

  it('is not red on a real drop that is too small to matter', () => {
    const found = compare(
      sample(1, () => 0, 0.01),
      sample(2, () => 0.02, 0.01),
      gate,
      'single',
    );
    expect(found.pValue).toBeLessThan(0.001);
    expect(found.regressed).toBe(false);
  });

  it('is not red on a drop of exactly max-regression, whatever its last digits, and red on a little more', () => {
    const even = (score: number): Sample & { name: string } => ({
      ...sample(1),
      tasks: sample(1).tasks.map((task) => ({ ...task, score, scores: [score, score, score] })),
    });
    const limit = compare(even(0.7), even(0.67), gate, 'single');
    expect(limit.drop).toBeGreaterThan(gate.maxRegression);
    expect(limit).toMatchObject({ regressed: false });
    const suspected = compare(even(0.7), even(0.67), { ...gate, confirmRuns: 9 }, 'screening');
    expect(suspected.suspects).toEqual([]);
    expect(compare(even(0.7), even(0.6699), gate, 'single').regressed).toBe(true);
  });

  it('refuses unlike things without a number', () => {
    const other = { ...sample(2, () => 0.3), identity: { ...identity, model: 'x/y' } };
    expect(compare(sample(1), other, gate, 'single')).toMatchObject({
      comparable: false,
      regressed: false,
      drop: null,
      pValue: null,
      minimumDetectableEffect: null,
      tasks: [],
    });
  });

  it('refuses a baseline that shares no task', () => {
    const renamed = sample(2).tasks.map((task) => ({ ...task, taskId: `x-${task.taskId}` }));
    expect(compare(sample(1), { identity, tasks: renamed }, gate, 'single').differences).toEqual([
      'no task has a valid run on both sides',
    ]);
  });

  it('leaves out tasks without a valid run on one side, and names them', () => {
    const head = sample(2);
    const holed = {
      ...head,
      tasks: head.tasks.map((task, i) => (i === 3 ? { ...task, scores: [], score: null } : task)),
    };
    const found = compare(sample(1), holed, gate, 'single');
    expect(found.tasks).toHaveLength(26);
    expect(found.notes).toEqual(['Not compared, for want of a valid run on one side: t13.']);
  });

  it('compares where both sides have min-coverage of the tasks, and says how many are missing if not', () => {
    const half = { ...sample(2), tasks: sample(2).tasks.slice(0, 1) };
    const rule = { ...gate, minCoverage: 0.9 };
    expect(compare(sample(1), half, rule, 'single')).toMatchObject({
      comparable: false,
      differences: ['only 1 of 27 tasks has valid runs on both sides, and `min-coverage` is 0.9'],
    });
    expect(compare(half as typeof half & { name: string }, sample(1), rule, 'single').comparable).toBe(false);
    const most = { ...sample(2), tasks: sample(2).tasks.slice(0, 25) };
    expect(compare(sample(1), most, rule, 'single').comparable).toBe(true);
    expect(compare(sample(1), half, gate, 'single').comparable).toBe(true);
  });

  describe('of so few runs that nothing could be red', () => {
    const level = (score: number, tasks = 1, runs = 3): Sample & { name: string } => ({
      name: 'main',
      identity,
      tasks: Array.from({ length: tasks }, (_, i) => ({
        taskId: `t${i}`,
        score,
        scores: Array.from({ length: runs }, () => score),
      })),
    });

    it.each([0, 1])('prints no drop that it detects, whatever head scores (%i)', (score) => {
      const found = compare(level(1), level(score), gate, 'single');
      expect(found.cannotDetect).toContain('no drop can be told from chance');
      expect(found).toMatchObject({ minimumDetectableEffect: null, regressed: false, suspects: [] });
    });

    it('asks for no runs that could confirm nothing', () => {
      const found = compare(level(1, 4, 1), level(0, 4, 1), { ...gate, confirmRuns: 1 }, 'screening');
      expect(found.pValue).toBeLessThan(0.1);
      expect(found).toMatchObject({ suspects: [] });
      expect(found.cannotDetect).toBeDefined();
    });

    it('is not so where more runs can confirm a suspicion, but is where they cannot be made any more', () => {
      const careful = { ...gate, confirmRuns: 9 };
      expect(compare(level(1), level(0), careful, 'screening')).toMatchObject({ suspects: ['t0'] });
      expect(compare(level(1), level(1), careful, 'single').cannotDetect).toBeUndefined();
      expect(compare(level(1), level(0), careful, 'single').cannotDetect).toContain('with 5.6 %');
      expect(compare(level(1), level(0, 1, 12), careful, 'confirmation')).toMatchObject({ regressed: true });
    });
  });

  it('prints no drop that is larger than the baseline can have', () => {
    const uneven = (flip: number): Sample & { name: string } => ({
      ...sample(1),
      tasks: Array.from({ length: 6 }, (_, i) => {
        const score = i % 2 === flip ? 1 : 0;
        return { taskId: `t${i}`, score, scores: [score, 1 - score] };
      }),
    });
    const found = compare(uneven(0), uneven(1), gate, 'single');
    expect(found.cannotDetect).toBeUndefined();
    expect(found.minimumDetectableEffect).toBeNull();
  });

  describe('with confirmation', () => {
    const careful = { ...gate, confirmRuns: 9 };

    it('suspects nothing between equals, so nothing is spent', () => {
      expect(compare(sample(1), sample(2), careful, 'screening')).toMatchObject({
        regressed: false,
        suspects: [],
      });
    });

    it('suspects all tasks on a small drop everywhere, but does not call it red yet', () => {
      const before = sample(1, () => 0, 0.2);
      const found = compare(
        before,
        sample(3, () => 0.08, 0.2),
        careful,
        'screening',
      );
      expect(found.regressed).toBe(false);
      expect(found.suspects).toHaveLength(27);
    });

    it('suspects the few tasks that stand out', () => {
      const found = compare(
        sample(1),
        sample(2, (i) => (i < 3 ? 0.45 : 0)),
        careful,
        'screening',
      );
      expect(found.suspects).toEqual(expect.arrayContaining(['t10', 't11', 't12']));
      expect(found.suspects.length).toBeLessThan(9);
    });

    it.each([3, 4, 5, 6, 7, 8])(
      'suspects all where some stand out and the others dropped too (seed %i)',
      (seed) => {
        const found = compare(
          sample(1, () => 0, 0.1),
          sample(seed, () => 0.1, 0.1),
          careful,
          'screening',
        );
        expect(found.suspects).toHaveLength(27);
      },
    );

    it('decides on the joint data at a fifth of α', () => {
      const found = compare(
        sample(1),
        sample(2, () => 0.12),
        careful,
        'confirmation',
      );
      expect(found).toMatchObject({ regressed: true, confirmed: true, level: 0.01 });
    });
  });

  it('pools several baselines into one with more runs', () => {
    const pooled = poolSamples([sample(1), sample(3), sample(5)]);
    expect(pooled.tasks[0]!.scores).toHaveLength(9);
    const alone = compare(sample(1), sample(2), gate, 'single');
    const together = compare({ ...pooled, name: 'main' }, sample(2), gate, 'single');
    expect(together.minimumDetectableEffect!).toBeLessThan(alone.minimumDetectableEffect!);
  });
});

describe('judge with a comparison', () => {
  const result = benchmark('benchmark-27tasks-2026.7.35.json');
  const evidence = evidenceOf(result);
  const judged = (comparison: Comparison, threshold: number | null = null): VerdictRecord =>
    judge(evidence, { ...NO_GATE, threshold, minCoverage: 0.9 }, comparison);

  it('fails on a regression and names the worst tasks', () => {
    const record = judged(
      compare(
        sample(1),
        sample(2, () => 0.12),
        gate,
        'single',
      ),
    );
    expect(record).toMatchObject({ verdict: 'fail', failureReason: 'regression' });
    expect(record.reasons[0]).toMatch(
      /^Worse than main: .* more than `max-regression` 0\.03, and chance does not explain it if evaluations do not drift, which is not known; most in t\d\d, t\d\d, t\d\d\.$/,
    );
  });

  it('passes without one and says what the gate can see', () => {
    const record = judged(compare(sample(1), sample(2), gate, 'single'));
    expect(record.reasons).toEqual(['No regression against main.']);
    expect(record.verdict).toBe('pass');
    expect(record.notes).toContainEqual(
      expect.stringMatching(/^With 27 tasks, 81 runs against 81, this gate detects drops of 0\.0\d or more/),
    );
  });

  it('says so if the result is better', () => {
    const record = judged(compare({ ...sample(2, () => 0.12) }, sample(1), gate, 'single'));
    expect(record.reasons[0]).toMatch(/^Better than main, by more than chance explains/);
  });

  it('does not say so if half of the tasks rose as far as the other half fell', () => {
    const halves = (rises: boolean): Sample & { name: string } => ({
      ...sample(1),
      tasks: Array.from({ length: 10 }, (_, i) => {
        const score = i < 5 === rises ? 1 : 0.3;
        return { taskId: `t${i + 10}`, score, scores: [score, score, score] };
      }),
    });
    const comparison = compare(halves(true), halves(false), gate, 'single');
    expect(comparison).toMatchObject({ drop: 0 });
    expect(comparison.pValueBetter).toBeLessThan(0.05);
    expect(judged(comparison).reasons).toEqual(['No regression against main.']);
  });

  it('is inconclusive if the baseline is unlike and there is no threshold, else the threshold decides', () => {
    const unlike = compare(
      sample(1),
      { ...sample(2), identity: { ...identity, concurrency: 1 } },
      gate,
      'single',
    );
    expect(judged(unlike)).toMatchObject({ verdict: 'inconclusive', failureReason: 'not-comparable' });
    const byThreshold = judged(unlike, 0.2);
    expect(byThreshold.verdict).toBe('pass');
    expect(byThreshold.notes).toContain('Not comparable with main: concurrency was 4, now 1.');
    expect(judged(unlike, 0.9)).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
  });

  it('is inconclusive if nothing could be red and there is no threshold, else the threshold decides', () => {
    const one = (score: number): Sample & { name: string } => ({
      ...sample(1),
      tasks: [{ taskId: 't10', score, scores: [score, score, score] }],
    });
    const blind = compare(one(1), one(0), gate, 'single');
    const record = judged(blind);
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'cannot-detect' });
    expect(record.reasons).toEqual([
      expect.stringMatching(
        /^Whether it is worse than main cannot be seen\. With 1 task, 3 runs against 3, /,
      ),
    ]);
    expect(record.notes.join()).not.toContain('cannot be seen');
    expect(headline(record)).toBe('Inconclusive: no drop against main could be told from chance');
    expect(verdictRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);

    const byThreshold = judged(blind, 0.2);
    expect(byThreshold).toMatchObject({ verdict: 'pass', failureReason: null });
    expect(byThreshold.reasons).toEqual(['Score 0.381 is at or above the threshold 0.200.']);
    expect(byThreshold.notes).toContainEqual(expect.stringMatching(/^Whether it is worse than main cannot/));
    expect(headline(byThreshold)).toBe(
      'Reached the threshold: 0.38 ≥ 0.20, too few runs to see a regression',
    );
    expect(judged(blind, 0.9)).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
  });

  it('compares nothing under another image of ClawBench, with a drop or without', () => {
    const under = (image: string, seed: number, drop: number) => ({
      ...sample(seed, () => drop),
      identity: { ...identity, images: { clawbench: image } },
    });
    for (const drop of [0, 0.12]) {
      const unlike = compare(under('sha256:aa', 1, 0), under('sha256:bb', 2, drop), gate, 'single');
      const record = judged(unlike);
      expect(record).toMatchObject({
        verdict: 'inconclusive',
        failureReason: 'not-comparable',
        reasons: ["Not comparable with main: ClawBench's image was sha256:aa, now sha256:bb."],
      });
      expect(headline(record)).toBe(
        "Inconclusive: not comparable with main: ClawBench's image was sha256:aa, now sha256:bb",
      );
      expect(judged(unlike, 0.2).verdict).toBe('pass');
      expect(judged(unlike, 0.9)).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
    }
  });

  it('is read again as older versions wrote it, which compared across images', () => {
    const dropped = compare(
      sample(1),
      sample(2, () => 0.12),
      gate,
      'single',
    );
    const record = judged({ ...dropped, otherHarness: true });
    expect(headline({ ...record, verdict: 'inconclusive', failureReason: 'not-comparable' })).toBe(
      "Inconclusive: worse than main, but ClawBench's image is another one",
    );
  });

  it('is inconclusive if a suspicion could not be followed up', () => {
    const suspected = compare(
      sample(1),
      sample(2, () => 0.12),
      { ...gate, confirmRuns: 9 },
      'screening',
    );
    expect(judged(suspected)).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
  });
});

describe('parseBaseline', () => {
  const message = (bytes: Uint8Array): string => {
    try {
      parseBaseline(bytes, 'base.json');
    } catch (error) {
      if (isActionError(error, 'bad-baseline')) return error.message;
      throw error;
    }
    throw new Error('accepted');
  };

  it('reads a verdict record as it was written', () => {
    const record = recordOf(benchmark('benchmark-2tasks-pass.json'), null);
    expect(parseBaseline(encode(record), 'base.json')).toEqual(record);
  });

  it('reads a bare benchmark.json', () => {
    const record = parseBaseline(bytesOf('benchmark-27tasks-2026.7.35.json'), 'base.json');
    expect(record.coverage).toMatchObject({ valid: 27, certainty: 'likely' });
    expect(record.identity).toMatchObject({
      model: 'openai/fake-1',
      openclawVersion: null,
      concurrency: null,
    });
  });

  it('refuses a bare result most of whose runs are not valid, as it would be refused at its end', () => {
    const result = benchmark('benchmark-2tasks-pass.json');
    const [task] = result.task_results;
    const failure_mode_counts = { environment_unavailable: 2 };
    const hardlyRun = { ...task!, task_id: 't1-dead', runs: 3, scores: [0.9, 0, 0], failure_mode_counts };
    const environment = { ...result.environment, task_count: 3 };
    const bytes = encode({ ...result, environment, task_results: [...result.task_results, hardlyRun] });
    expect(message(bytes)).toMatch(/^base\.json came to no verdict and is no baseline: 2 runs: The harness/);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['what is not JSON', new TextEncoder().encode('<html>'), /base\.json is not JSON/],
    ['a foreign JSON', encode({ name: 'x' }), /base\.json is not a ClawBench result/],
    [
      'a record of another version',
      encode({ schemaVersion: 2 }),
      /base\.json is not a verdict record of this version: schemaVersion/,
    ],
    [
      'a result with NaN',
      new TextEncoder().encode(textOf('benchmark-2tasks-pass.json').replace('0.940015', 'NaN')),
      /NaN/,
    ],
    [
      'a result in which the model never answered',
      bytesOf('benchmark-provider-401.json'),
      /has no valid run to compare with/,
    ],
  ])('refuses %s', (_, bytes, expected) => {
    expect(message(bytes)).toMatch(expected);
  });
});
