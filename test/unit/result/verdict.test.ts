import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunHealth } from '../../../src/result/verdict/run-health.ts';
import type { RunClass } from '../../../src/result/formats/verdict-record.ts';
import { assessRuns } from '../../../src/result/verdict/health.ts';
import { mergeShards } from '../../../src/result/stats/merge.ts';
import { runKey } from '../../../src/result/formats/run-cache.ts';
import {
  comparedScores,
  type VerdictRecord,
  verdictRecordSchema,
} from '../../../src/result/formats/verdict-record.ts';
import type { Evidence } from '../../../src/result/verdict/evidence.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { headline } from '../../../src/report/headline.ts';
import { evidenceOf } from '../../fixtures/evidence.ts';
import { benchmark, plannedOf, runFile, runFilesFor, sampleNames } from '../../fixtures/result.ts';

const full = benchmark('benchmark-27tasks-2026.7.35.json');
const gate: Gate = { ...NO_GATE, minCoverage: 0.9 };

function healthy(planned: Evidence['planned']): RunHealth[] {
  return planned.flatMap(({ taskId, runs }) =>
    Array.from({ length: runs }, (_, runIndex) => ({
      taskId,
      runIndex,
      class: 'valid' as const,
      code: null,
      cause: 'The model answered.',
      certainty: 'sure' as const,
      overBudget: false,
    })),
  );
}

function judged(change: Partial<Evidence> = {}, asked: Partial<Gate> = {}, result = full): VerdictRecord {
  const evidence = evidenceOf(result, { health: healthy(plannedOf(result)), ...change });
  return judge(evidence, { ...gate, ...asked });
}

function spoil(count: number, kind: RunClass, code: number | null = null): RunHealth[] {
  return healthy(plannedOf(full)).map((run, i) =>
    i < count ? { ...run, class: kind, code, cause: `Spoilt by ${kind}.` } : run,
  );
}

/** A result of one task with these runs, of which the last `confirming` only confirm. */
function ofRuns(scores: readonly number[], confirming: number, spoiltFrom = Infinity): Partial<Evidence> {
  const [task] = full.task_results;
  const result = { ...full, task_results: [{ ...task!, runs: scores.length, scores: [...scores] }] };
  const planned = [{ taskId: task!.task_id, runs: scores.length, confirming }];
  const runFiles = runFilesFor(result, (entry) => ({
    ...entry,
    delivery_outcome: entry.run_score > 0.5 ? 'pass' : 'fail',
  }));
  const health = healthy(planned).map((run, index) =>
    index < spoiltFrom ? run : { ...run, class: 'provider-error' as const, code: 429 },
  );
  return { result: null, planned, health, runFiles };
}

describe('runs that only confirm', () => {
  const [id = ''] = full.task_results.map((task) => task.task_id);
  const planned = [0.9, 0.9, 0.9];
  const withMore = ofRuns([...planned, 0.1, 0.2, 0.1], 3);

  it('change neither score nor tiers nor required tasks nor coverage', () => {
    const asked = { threshold: 0.9, requiredTasks: [id] };
    const alone = judged(ofRuns(planned, 0), asked);
    const record = judged(withMore, asked);
    expect(record).toMatchObject({ verdict: 'pass', score: alone.score, tiers: alone.tiers });
    expect(record.intervals).toEqual(alone.intervals);
    expect(record.coverage).toEqual({
      ...alone.coverage,
      confirming: { planned: 3, valid: 3, invalid: [] },
    });
    const { confirming, ...row } = record.tasks[0]!;
    expect([row]).toEqual(alone.tasks);
    expect(confirming).toMatchObject({ scores: [0.1, 0.2, 0.1], scoredRuns: [3, 4, 5], passes: 0 });
    expect(verdictRecordSchema.parse(record)).toEqual(record);
  });

  it('cost what all runs cost', () => {
    const [once, twice] = [judged(ofRuns(planned, 0)), judged(withMore)];
    expect(twice.totals.totalTokens).toBeCloseTo(2 * once.totals.totalTokens, 6);
    expect(twice.totals.runDurationMs).toBeCloseTo(2 * once.totals.runDurationMs, 6);
  });

  it('are all that a comparison adds to the planned ones', () => {
    expect(comparedScores(judged(withMore).tasks[0]!)).toEqual([0.9, 0.9, 0.9, 0.1, 0.2, 0.1]);
  });

  it('do not replace planned ones that are invalid', () => {
    const { health = [], ...others } = withMore;
    const dead = health.map((run, index) => (index === 0 ? { ...run, class: 'no-answer' as const } : run));
    expect(judged({ ...others, health: dead })).toMatchObject({
      verdict: 'inconclusive',
      coverage: { planned: 3, valid: 2 },
    });
  });

  it('refute no suspicion where too few of them are valid, but neither does that hide a failure', () => {
    const spoilt = ofRuns([...planned, 0.9, 0.9, 0.9], 3, 4);
    const record = judged(spoilt);
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      coverage: { planned: 3, valid: 3, ratio: 1, confirming: { planned: 3, valid: 1 } },
    });
    expect(record.reasons).toContain(
      'Only 1 of 3 runs to confirm a suspected regression can be judged; `min-coverage` is 90 %.',
    );
    expect(judged(spoilt, { threshold: 0.99999 }).verdict).toBe('fail');
  });
});

describe('judge', () => {
  it.each(sampleNames)('recomputes the score of %s to 1e-9 when all runs are valid', (name) => {
    const result = benchmark(name);
    for (const runFiles of [runFilesFor(result), null]) {
      const record = judged({ runFiles }, {}, result);
      expect(Math.abs(record.score! - result.overall_score)).toBeLessThan(1e-9);
      expect(record.harness).toMatchObject({ score: result.overall_score, agrees: true });
      expect(verdictRecordSchema.parse(record)).toEqual(record);
    }
  });

  it('passes at the threshold and fails just below it', () => {
    const score = judged().score!;
    expect(judged({}, { threshold: score })).toMatchObject({ verdict: 'pass', failureReason: null });
    const below = judged({}, { threshold: score + 1e-6 });
    expect(below).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
    expect(below.reasons).toEqual(['Score 0.381006 is below the threshold 0.381007.']);
  });

  it('passes at a threshold that only rounding puts out of reach', () => {
    const two = benchmark('benchmark-2tasks-pass.json');
    const [task] = two.task_results;
    const rows = [0.39, 0.41, 0.46].map((score, i) => {
      const row = { ...task!, task_id: `t${i}`, runs: 1, scores: [score], mean_run_score: score };
      return { ...row, pass_rate: 0, pass_hat_k: false };
    });
    const result = { ...two, task_results: rows };
    const record = judged(
      { runFiles: null },
      { threshold: 0.398, tierThresholds: { [task!.tier]: 0.398 } },
      result,
    );
    expect(record.score).toBeLessThan(0.398);
    expect(record.verdict).toBe('pass');
    expect(record.reasons).toEqual([
      'Score 0.398 is at or above the threshold 0.398.',
      `Score 0.398 of ${task!.tier} is at or above its threshold 0.398.`,
    ]);
    expect(headline(record)).toBe('Reached the threshold: 0.40 ≥ 0.40');
  });

  it('names the tasks that few runs judge although all together are enough', () => {
    const tasks = full.task_results
      .slice(0, 10)
      .map((task) => ({ ...task, runs: 10, scores: Array(10).fill(0.5) }));
    const result = { ...full, task_results: tasks };
    const planned = plannedOf(result);
    const [first] = planned;
    const health = healthy(planned).map((run) =>
      run.taskId === first!.taskId && run.runIndex > 0 ? { ...run, class: 'dead-turn' as const } : run,
    );
    const record = judged({ result, planned, health, runFiles: null }, {}, result);
    expect(record.verdict).toBe('pass');
    expect(record.notes).toContain(`Few of the runs of 1 task can be judged: ${first!.taskId} (1 of 10).`);
  });

  it('tells of runs that used up their time where no run files say whose doing it was', () => {
    const tasks = full.task_results.map((task, i) =>
      i === 0 ? { ...task, failure_mode_counts: { timeout: 1 } } : task,
    );
    const result = { ...full, task_results: tasks };
    const health = healthy(plannedOf(full)).map((run) => ({ ...run, certainty: 'likely' as const }));
    const told =
      '1 run used up the time of a run. Whether the model or its provider was slow, only run files tell.';
    expect(judged({ result, health, runFiles: null }).notes).toContain(told);
    expect(judged({ result }).notes).not.toContain(told);
  });

  it('counts what an advisory judge did not judge, and does not count runs that lack a score of the judge', () => {
    const unjudgedTasks = new Set(full.task_results.slice(0, 2).map((task) => task.task_id));
    const runFiles = new Map(
      [...runFilesFor(full)].map(([key, entry]) => [
        key,
        unjudgedTasks.has(entry.task_id)
          ? { ...entry, judge_result: { ...entry.judge_result, enabled: true, error: '429' } }
          : entry,
      ]),
    );
    const told = 'The judge gave no judgement of 2 runs; it is advisory, and the score is without it.';
    const planned = plannedOf(full);
    const of = (judge_affects_score: boolean): VerdictRecord => {
      const result = { ...full, environment: { ...full.environment, judge_affects_score } };
      const health = assessRuns({ planned, result, runFiles, tampered: new Set(), shards: [] });
      return judged({ result, runFiles, health });
    };
    expect(of(false).verdict).toBe('pass');
    expect(of(false).notes).toContain(told);
    const scoring = of(true);
    expect(scoring.coverage.invalid).toMatchObject([{ class: 'judge-error', runs: 2 }]);
    expect(scoring).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
    expect(scoring.reasons[0]).toMatch(/^2 runs: The judge.* gave none: 429.*`judge-model`/);
    expect(scoring.notes).not.toContain(told);
  });

  it('passes without threshold and baseline if the runs are sound', () => {
    expect(judged().reasons).toEqual([
      'Nothing was gated: there is neither a threshold nor a baseline to hold the score against. 27 of 27 runs are valid.',
    ]);
  });

  it('gives the intervals their own names', () => {
    const record = judged({ result: mergeShards([full]) });
    const merged = mergeShards([full]);
    expect(record.intervals.overTasks).toEqual({
      lower: merged.overall_ci_lower,
      upper: merged.overall_ci_upper,
    });
    expect(record.intervals.overRuns).toBeNull();
  });

  it('leaves invalid runs out of the score', () => {
    const two = benchmark('benchmark-2tasks-pass.json');
    const health = healthy(plannedOf(two)).map((run, i) =>
      i === 3 ? { ...run, class: 'provider-error' as const } : run,
    );
    const poisoned = runFilesFor(two);
    poisoned.set(runKey('t1-bugfix-discount', 1), { ...runFile('run-cache-entry.json'), run_score: 0 });
    const record = judged({ health, runFiles: poisoned }, { minCoverage: 0.5 }, two);
    expect(record.score).toBeCloseTo(0.940015, 9);
    expect(record.tasks.find((task) => task.taskId === 't1-bugfix-discount')).toMatchObject({
      scores: [1],
      runs: { planned: 2, valid: 1 },
    });
    expect(record.notes[0]).toBe('Not in the score: 1 of 4 runs, in which the model could not answer.');
  });

  it('is inconclusive below min-coverage, even with a fine score, and says what to do', () => {
    const record = judged({ health: spoil(5, 'provider-error', 401) }, { threshold: 0 });
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'bad-model-access' });
    expect(record.reasons.slice(0, 2)).toEqual([
      '5 runs: Spoilt by provider-error. Check the key, the model name and the limits at the provider, then re-run.',
      'Only 22 of 27 runs (81.4 %) can be judged; `min-coverage` is 90 %.',
    ]);
    expect(record.coverage.invalid).toEqual([
      { class: 'provider-error', code: 401, runs: 5, cause: 'Spoilt by provider-error.' },
    ]);
  });

  it('is inconclusive if a single task has no valid run', () => {
    const record = judged({ health: spoil(1, 'gateway-lost') }, { threshold: 0.99 });
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'low-coverage' });
    expect(record.reasons).toContain('No valid run of 1 task: t3-msg-inbox-triage.');
  });

  it.each<[RunClass, number | null, string]>([
    ['provider-error', 403, 'bad-model-access'],
    ['provider-error', 429, 'low-coverage'],
    ['oom', null, 'out-of-memory'],
    ['evicted', null, 'evicted'],
    ['node-lost', null, 'node-lost'],
    ['dead-turn', null, 'low-coverage'],
    ['tampered', null, 'tampered'],
    ['not-run', null, 'low-coverage'],
  ])('names %s %s as %s', (kind, code, reason) => {
    expect(judged({ health: spoil(27, kind, code) })).toMatchObject({
      verdict: 'inconclusive',
      failureReason: reason,
      score: null,
    });
  });

  it('asks for no more room where a node was lost', () => {
    const [reason] = judged({ health: spoil(27, 'node-lost') }).reasons;
    expect(reason).toContain('Re-run; if it happens again, keep the pods off spot nodes');
  });

  it('is inconclusive if a shard was lost', () => {
    const record = judged(
      { lostShards: [{ shard: 1, code: 'node-lost', reason: 'its node went away.' }] },
      { threshold: 0 },
    );
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'node-lost' });
    expect(record.reasons[0]).toBe('Shard 1 has no result: its node went away.');
  });

  it('is inconclusive if a cap stopped it too early, and decides if enough was known', () => {
    const stopped = { code: 'budget', message: 'Stopped at $5.00 ("max-cost-usd").' } as const;
    expect(judged({ stopped, health: spoil(9, 'not-run') })).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'budget',
      reasons: expect.arrayContaining(['Stopped at $5.00 ("max-cost-usd").']),
    });
    expect(judged({ stopped }, { threshold: 0 })).toMatchObject({ verdict: 'pass' });
  });

  it('is inconclusive without any result', () => {
    const record = judged({ result: null, runFiles: new Map(), health: spoil(27, 'not-run') });
    expect(record).toMatchObject({ verdict: 'inconclusive', score: null, harness: null });
    expect(record.tiers).toMatchObject([{ tier: 'unknown', score: null, interval: null }]);
    expect(verdictRecordSchema.parse(record)).toEqual(record);
  });

  it('is inconclusive if nothing was planned', () => {
    expect(judged({ planned: [], health: [] })).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'bad-result',
    });
  });

  it('fails a tier below its own threshold', () => {
    const record = judged({}, { tierThresholds: { tier4: 0.5, tier1: 0.5 } });
    expect(record).toMatchObject({ verdict: 'fail', failureReason: 'below-threshold' });
    expect(record.reasons).toEqual(['Score 0.256 of tier4 is below its threshold 0.500.']);
    expect(judged({}, { tierThresholds: { tier9: 0.5 } }).verdict).toBe('inconclusive');
  });

  it('names the tiers and the required tasks that it passes by', () => {
    const rulesOfTiers = {
      tierThresholds: { tier4: 0.2, tier1: 0.5 },
      requiredTasks: ['t1-bugfix-discount'],
    };
    const { verdict, reasons } = judged({}, rulesOfTiers);
    expect(verdict).toBe('pass');
    expect(reasons).toEqual([
      expect.stringMatching(/^Score 0\.\d{3} of tier1 is at or above its threshold 0\.500\.$/),
      'Score 0.256 of tier4 is at or above its threshold 0.200.',
      'Every valid run of the required tasks passed.',
    ]);
  });

  it('fails a required task that did not pass every time', () => {
    expect(judged({}, { requiredTasks: ['t1-bugfix-discount'] }).verdict).toBe('pass');
    expect(judged({}, { requiredTasks: ['t4-life-trip-plan'] }).reasons).toEqual([
      'Required task t4-life-trip-plan passed in 0 of 1 valid run.',
    ]);
    expect(judged({}, { requiredTasks: ['t0-typo'] })).toMatchObject({
      verdict: 'inconclusive',
      failureReason: 'unknown-task',
    });
  });

  it('sums cost and tokens over all runs, not means over tasks', () => {
    const { totals } = judged({ runFiles: null });
    expect(totals.totalTokens).toBeCloseTo(
      full.task_results.reduce((sum, task) => sum + task.mean_total_tokens * task.runs, 0),
      6,
    );
    expect(totals.totalTokens).toBeCloseTo(27 * full.overall_total_tokens, 6);
    const withJudge = runFilesFor(full, (entry) => ({
      ...entry,
      token_usage: { ...entry.token_usage, total_cost_usd: 0.05 },
      judge_result: { ...entry.judge_result, token_usage: { ...entry.token_usage, total_cost_usd: 0.01 } },
    }));
    expect(judged({ runFiles: withJudge }).totals.costUsd).toBeCloseTo(27 * 0.06, 9);
  });

  it('has no cost if the price is unknown', () => {
    const record = judged({ priceKnown: false });
    expect(record.totals.costUsd).toBeNull();
    expect(record.notes).toContain("The gateway does not know this model's price, so there is no cost.");
  });

  it('believes the run files before the summary, and says that they differ', () => {
    const polished = { ...full, overall_score: 0.99 };
    const record = judged({ result: polished });
    expect(record.score).toBeCloseTo(full.overall_score, 9);
    expect(record.harness?.agrees).toBe(false);
    expect(record.notes[0]).toMatch(
      /The harness's summary says 0\.990, but the run files give 0\.381, which was used/,
    );
  });

  it('says that it is less certain without run files', () => {
    const planned = plannedOf(full);
    const health = assessRuns({ planned, result: full, runFiles: null, tampered: new Set(), shards: [] });
    const record = judged({ runFiles: null, health });
    expect(record.coverage.certainty).toBe('likely');
    expect(record.notes[0]).toMatch(/There were no run files/);
  });

  it('gives the same record whatever the order of tasks', () => {
    const reference = judged();
    fc.assert(
      fc.property(fc.shuffledSubarray(full.task_results, { minLength: 27 }), (tasks) => {
        expect(judged({}, {}, { ...full, task_results: tasks })).toEqual(reference);
      }),
      { numRuns: 5 },
    );
  });

  it('never scores lower if a valid run gets better', () => {
    const two = benchmark('benchmark-2tasks-pass.json');
    const run = fc.integer({ min: 0, max: 10_000 }).map((x) => x / 10_000);
    fc.assert(
      fc.property(run, run, (a, b) => {
        const scoreWith = (score: number): number => {
          const runFiles = runFilesFor(two);
          const key = runKey('t1-bugfix-discount', 0);
          runFiles.set(key, { ...runFiles.get(key)!, run_score: score });
          return judged({ runFiles }, {}, two).tasks[0]!.meanRunScore!;
        };
        expect(scoreWith(Math.max(a, b))).toBeGreaterThanOrEqual(scoreWith(Math.min(a, b)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('end to end over real samples', () => {
  it('finds a run with a bad key inconclusive, not a score of 0.300', () => {
    const result = benchmark('benchmark-provider-401.json');
    const planned = plannedOf(result);
    const runFiles = new Map([
      [runKey('t1-bugfix-discount', 0), runFile('run-cache-entry-provider-401.json')],
    ]);
    const gateway = { responses: [{ atMs: 0, status: 401 }], failedTurns: [], restarts: 0 };
    const shards = [{ tasks: ['t1-bugfix-discount'], gateway, harness: new Map(), incidents: [] }];
    const health = assessRuns({ planned, result, runFiles, tampered: new Set(), shards });
    const record = judged({ planned, health, runFiles }, {}, result);
    expect(record).toMatchObject({ verdict: 'inconclusive', failureReason: 'bad-model-access', score: null });
    expect(record.reasons.join(' ')).toContain('The model provider answered 401 (the key was refused).');
  });
});
