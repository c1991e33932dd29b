import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/base/errors.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { isOfBaseline, judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { verdictRecordSchema } from '../../../src/result/formats/verdict-record.ts';
import { shownChange } from '../../../src/report/headline.ts';
import { statisticsRows } from '../../../src/report/statistics.ts';
import { rebuildResult } from '../../../src/result/stats/rebuild.ts';
import { evidenceOf } from '../../fixtures/evidence.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const gate: Gate = { ...NO_GATE, minCoverage: 0.9, maxRegression: 0.03 };

/** Three runs of each of the 27 tasks of a real result, each scored `change` beside its task's score. */
function evalOf(
  change: (run: number) => number = () => 0,
  runs: readonly number[] = [0, 1, 2],
): BenchmarkResult {
  const model = benchmark('benchmark-27tasks-2026.7.35.json');
  const entries = [...runFilesFor(model).values()].flatMap((entry) =>
    runs.map((run) => ({
      ...entry,
      run_index: run,
      run_score: Math.min(1, Math.max(0, entry.run_score + change(run))),
    })),
  );
  return rebuildResult(model, entries);
}

const wobble = (run: number): number => [-0.05, 0, 0.05][run]!;

const partOf = (name: string, result: BenchmarkResult) => ({
  name,
  record: recordOf(result, runFilesFor(result)),
});
const main = poolBaselines([partOf('main', evalOf(wobble))]);

describe('judgeAgainst', () => {
  it('asks for a smaller p-value where a score ended the runs of a side, or of both', () => {
    const lower = evalOf((run) => wobble(run) - 0.0143);
    const judged = (isSequential: boolean, wasSequential: boolean) => {
      const record = recordOf(evalOf(wobble), runFilesFor(evalOf(wobble)));
      const baseline = poolBaselines([
        { name: 'main', record: wasSequential ? { ...record, sequential: 'above' } : record },
      ]);
      return judgeAgainst(
        { ...evidenceOf(lower), isSequential },
        { ...gate, maxRegression: 0.01 },
        baseline,
        'single',
      );
    };
    const levels = [judged(false, false), judged(true, false), judged(false, true), judged(true, true)].map(
      ({ comparison }) => comparison!.level,
    );
    expect(levels).toEqual([0.05, expect.closeTo(0.03), expect.closeTo(0.03), expect.closeTo(0.02)]);
    const { pValue } = judged(false, false).comparison!;
    expect(pValue).toBeGreaterThan(0.02);
    expect(pValue).toBeLessThan(0.03);
    expect(judged(true, false).verdict).toBe('fail');
    expect(judged(true, true).verdict).toBe('pass');
  });

  it('judges by the threshold alone without a baseline', () => {
    const record = judgeAgainst(evidenceOf(evalOf()), { ...gate, threshold: 0.1 }, null, 'single');
    expect(record).toMatchObject({ verdict: 'pass', comparison: null });
  });

  it('passes the same thing and says what it could have seen', () => {
    const record = judgeAgainst(evidenceOf(evalOf(wobble)), gate, main, 'single');
    expect(record).toMatchObject({ verdict: 'pass', reasons: ['No regression against main.'] });
    expect(record.notes.join()).toMatch(
      /With 27 tasks, 81 runs against 81, this gate detects drops of 0\.\d\d or more/,
    );
  });

  it('shows both sides by what does not hang on the number of runs, where that differs', () => {
    const nine = [0, 1, 2, 0, 1, 2, 0, 1, 2];
    const more = evalOf((run) => wobble(nine[run]!), [...nine.keys()]);
    const same = judgeAgainst(evidenceOf(evalOf(wobble)), gate, main, 'single');
    expect(same.comparison).not.toHaveProperty('unlikeRuns');
    const record = judgeAgainst(evidenceOf(more), gate, main, 'single');
    expect(verdictRecordSchema.parse(record)).toEqual(record);
    const { comparison } = record;
    expect(comparison).toMatchObject({ unlikeRuns: true, drop: expect.closeTo(0, 9) });
    expect(comparison!.headScore).toBeCloseTo(comparison!.baselineScore!, 9);
    expect(shownChange(comparison!)?.measure).toBe('mean run score');
    const rows = statisticsRows(record, { forecast: null }).map(([name]) => name);
    expect(rows).toContain('Mean run score, which is tested');
    expect(rows).not.toContain('Score of these tasks');
  });

  it('tells the age of the baseline, what came before it, and how it slides', () => {
    const [record] = main!.records;
    const slide = 'The score of main slides: …';
    const history = {
      branch: 'main',
      records: [record!, record!],
      from: '2026-10-12T00:00:00Z',
      to: '2026-11-12T00:00:00Z',
      slide,
      left: null,
      drift: null,
    };
    const judged = judgeAgainst(evidenceOf(evalOf(wobble)), gate, { ...main!, history }, 'single');
    expect(judged.comparison).toMatchObject({
      baselineEvaluations: 1,
      baselineTimestamp: record!.resultTimestamp,
      history: { branch: 'main', evaluations: 2, from: history.from, to: history.to, slide },
    });
    expect(judged.notes).toContain(slide);
    expect(verdictRecordSchema.parse(judged)).toEqual(judged);
    expect(statisticsRows(judged, { forecast: null })).toEqual(
      expect.arrayContaining([
        ['Baseline', 'main, less than an hour older'],
        ['History', '2 evaluations of main, 12 Oct – 12 Nov'],
        ['Drift between evaluations', 'not known, and taken to be none'],
      ]),
    );
  });

  it('fails what got worse, above the threshold or not', () => {
    const worse = evalOf((run) => wobble(run) - 0.12);
    for (const threshold of [null, 0]) {
      const record = judgeAgainst(evidenceOf(worse), { ...gate, threshold }, main, 'single');
      expect(record).toMatchObject({ verdict: 'fail', failureReason: 'regression' });
      expect(record.reasons[0]).toMatch(
        /^Worse than main: the mean run score dropped by more than `max-regression` 0\.03/,
      );
    }
  });

  it('is inconclusive against another model, and leaves the verdict to a threshold if there is one', () => {
    const other = poolBaselines([partOf('main', { ...evalOf(wobble), model: 'openai/other' })]);
    const alone = judgeAgainst(evidenceOf(evalOf()), gate, other, 'single');
    expect(alone).toMatchObject({ verdict: 'inconclusive', failureReason: 'not-comparable' });
    expect(alone.reasons).toEqual([
      'Not comparable with main: the model was openai/other, now openai/fake-1.',
    ]);
    const withThreshold = judgeAgainst(evidenceOf(evalOf()), { ...gate, threshold: 0.1 }, other, 'single');
    expect(withThreshold.verdict).toBe('pass');
    expect(withThreshold.notes).toContain(alone.reasons[0]);
  });
});

describe('isOfBaseline', () => {
  it('knows the baseline of a comparison by its runs, not by its name', () => {
    const { comparison } = judgeAgainst(evidenceOf(evalOf()), gate, main, 'confirmation');
    expect(isOfBaseline(comparison!, poolBaselines([partOf('later name', evalOf(wobble))])!)).toBe(true);
    const other = partOf('main', { ...evalOf((run) => wobble(run) - 0.01) });
    expect(isOfBaseline(comparison!, poolBaselines([other])!)).toBe(false);
    const again = partOf('more', { ...evalOf(wobble), timestamp: '2026-12-01T00:00:00Z' });
    expect(isOfBaseline(comparison!, poolBaselines([partOf('main', evalOf(wobble)), again])!)).toBe(false);
    expect(isOfBaseline({ ...comparison!, tasks: [] }, main!)).toBe(false);
  });
});

describe('poolBaselines', () => {
  const parts = ['a', 'b', 'c'].map((name, i) =>
    partOf(name, { ...evalOf(wobble), timestamp: `2026-01-0${i + 1}T00:00:00Z` }),
  );

  it('gives the runs of all, the newest first in its name, whatever their order', () => {
    const expected = poolBaselines(parts)!;
    expect(expected.name).toBe('c and b and a');
    expect(expected.sample.tasks[0]?.scores).toHaveLength(9);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (order) => {
        expect(poolBaselines(order)).toEqual(expected);
      }),
    );
  });

  it('makes smaller drops visible', () => {
    const one = judgeAgainst(evidenceOf(evalOf(wobble)), gate, poolBaselines([parts[0]!]), 'single');
    const three = judgeAgainst(evidenceOf(evalOf(wobble)), gate, poolBaselines(parts), 'single');
    expect(three.comparison!.minimumDetectableEffect).toBeLessThan(one.comparison!.minimumDetectableEffect!);
  });

  it('counts an evaluation once, of which one record has all runs and another the valid ones', () => {
    const [first] = parts;
    const { record } = first!;
    const valid = record.tasks.map((task, i) => (i === 0 ? { ...task, scores: task.scores.slice(1) } : task));
    const twice = poolBaselines([...parts, { name: 'a2', record: { ...record, tasks: valid } }])!;
    expect(twice.name).toMatch(/^c and b and a2?$/);
    expect(twice.repeated).toEqual([expect.stringMatching(/^a2? is the same evaluation as a2?, so/)]);
    const other = record.tasks.map((task) => ({ ...task, scores: task.scores.map((score) => score / 2) }));
    const four = poolBaselines([...parts, { name: 'a2', record: { ...record, tasks: other } }])!;
    expect(four.records).toHaveLength(4);
    expect(four.repeated).toEqual([]);
  });

  it('refuses results of unlike things', () => {
    const pool = () => poolBaselines([parts[0]!, partOf('x', { ...evalOf(), model: 'openai/other' })]);
    expect(pool).toThrow(ActionError);
    expect(pool).toThrow('cannot be one baseline: the model was');
  });

  it('is null for none', () => {
    expect(poolBaselines([])).toBeNull();
  });
});
