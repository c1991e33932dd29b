import { describe, expect, it } from 'vitest';
import { keyFacts } from '../../../src/report/opening.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { taskReports } from '../../../src/report/tasks.ts';
import { type VerdictRecord, verdictRecordSchema } from '../../../src/result/formats/verdict-record.ts';
import { armBaseline, judgeBase } from '../../../src/result/verdict/base-arm.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import { judge, runsSoFar } from '../../../src/result/verdict/verdict.ts';
import { noSecrets } from '../../fixtures/report.ts';
import { stories } from '../../fixtures/report-stories.ts';
import { scoredEval, scoredTaskIds } from '../../fixtures/scored-eval.ts';

const [BROKEN = '', OTHER = ''] = scoredTaskIds;
const gate: Gate = {
  ...NO_GATE,
  minCoverage: 0.9,
  maxRegression: 0.03,
  confirmRuns: 9,
  taskRegression: 'fail',
};
const quarantined: Gate = { ...gate, quarantined: [BROKEN] };

const good = [0.95, 0.96, 0.97];
const evidence = scoredEval((taskId) => ({ planned: taskId === BROKEN ? [0.1, 0.11, 0.12] : good }));
const healthy = scoredEval(() => ({ planned: good }));
const main = poolBaselines([{ name: 'main', record: judge(healthy, gate) }])!;

/** The same with no valid run of a task. */
function without(taskId: string): typeof evidence {
  const health = evidence.health.map((run) =>
    run.taskId === taskId
      ? { ...run, class: 'provider-error' as const, code: 503, cause: 'The provider failed.' }
      : run,
  );
  return { ...evidence, health };
}

function rowOf(record: VerdictRecord, taskId: string): VerdictRecord['tasks'][number] {
  return record.tasks.find((row) => row.taskId === taskId)!;
}

describe('a task in quarantine', () => {
  it('is in no score, tier or coverage, and is shown with its runs', () => {
    const all = judge(evidence, { ...gate, threshold: 0.95 });
    const record = judge(evidence, { ...quarantined, threshold: 0.95 });
    expect(all).toMatchObject({
      verdict: 'fail',
      failureReason: 'below-threshold',
      coverage: { planned: 81 },
    });
    expect(record).toMatchObject({ verdict: 'pass', coverage: { planned: 78, valid: 78 } });
    expect(record.score).toBeGreaterThan(all.score!);
    const { tier, ...row } = rowOf(record, BROKEN);
    expect(row).toMatchObject({ quarantined: true, scores: [0.1, 0.11, 0.12], passes: 0 });
    const tasksOf = (of: VerdictRecord): number => of.tiers.find((each) => each.tier === tier)!.tasks;
    expect(tasksOf(record)).toBe(tasksOf(all) - 1);
    expect(record.totals).toEqual(all.totals);
    // The harness counts every task, and agrees all the same.
    expect(record.harness).toEqual(all.harness);
    expect(record.quarantine).toEqual({ tasks: [BROKEN], absent: [] });
    expect(record.notes).toContain(`1 task in quarantine only informs, and nothing rests on it: ${BROKEN}.`);
    expect(verdictRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toBeDefined();
  });

  it('that has no valid run is no hindrance, as any other would be', () => {
    expect(judge(without(BROKEN), quarantined)).toMatchObject({ verdict: 'pass', coverage: { valid: 78 } });
    expect(judge(without(OTHER), quarantined)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('is not asked for more runs to decide', () => {
    const countedIn = (of: Gate): string[] => runsSoFar(evidence, of).map(({ taskId }) => taskId);
    expect(countedIn(gate)).toHaveLength(27);
    expect(countedIn(quarantined)).toEqual(countedIn(gate).filter((taskId) => taskId !== BROKEN));
  });

  it('is not compared and raises no alarm', () => {
    const compared = judgeAgainst(evidence, gate, main, 'single');
    expect(compared.comparison!.tasks).toHaveLength(27);
    const record = judgeAgainst(evidence, quarantined, main, 'single');
    expect(record).toMatchObject({
      verdict: 'pass',
      comparison: { comparable: true, drop: 0, runs: { baseline: 78, head: 78 } },
    });
    expect(record.comparison!.tasks.map(({ taskId }) => taskId)).not.toContain(BROKEN);
  });

  it('comes last in reports, whatever it did', () => {
    const record = judgeAgainst(evidence, quarantined, main, 'single');
    expect(taskReports(record).at(-1)).toMatchObject({ taskId: BROKEN, kind: 'quarantined' });
    const { facts } = stories.pass();
    expect(renderSummary(noSecrets.clean(record), facts, 60_000)).toContain(
      '### 1 task in quarantine, which only inform',
    );
  });
});

describe('a task that the baseline judged', () => {
  it('is named where a change quarantines it', () => {
    const record = judgeAgainst(evidence, quarantined, main, 'single');
    expect(record.comparison!.newlyQuarantined).toEqual([
      { taskId: BROKEN, baseline: { valid: 3, passes: 3 }, head: { valid: 3, passes: 0 } },
    ]);
    expect(record.notes[0]).toBe(
      `Quarantined since main, where it counted: ${BROKEN} (passed 0 of 3, there 3 of 3).`,
    );
    expect(keyFacts(record, taskReports(record))).toContain(`1 in quarantine, new: ${BROKEN}`);
  });

  it('is named against a base arm too, which is judged by the quarantine of its own commit', () => {
    const since = (of: Gate): string[] => {
      const arm = armBaseline('base abc1234', judgeBase(healthy, of));
      const { comparison } = judgeAgainst(evidence, of, arm, 'single');
      return (comparison!.newlyQuarantined ?? []).map(({ taskId }) => taskId);
    };
    expect(since({ ...quarantined, quarantinedInBase: [] })).toEqual([BROKEN]);
    expect(since({ ...quarantined, quarantinedInBase: [BROKEN] })).toEqual([]);
    expect(since(quarantined)).toEqual([]);
  });

  it('is not named again once the base branch has it in quarantine, and is compared once it is out', () => {
    const base = poolBaselines([{ name: 'main', record: judge(healthy, quarantined) }])!;
    const inside = judgeAgainst(evidence, quarantined, base, 'single');
    expect(inside.comparison!.newlyQuarantined).toBeUndefined();
    expect(keyFacts(inside, taskReports(inside))).toContain('1 in quarantine');
    expect(judgeAgainst(evidence, gate, base, 'single').comparison!.tasks).toHaveLength(27);
  });
});

it('tells ids that are no part of the evaluation, and a quarantine of everything', () => {
  const record = judge(evidence, { ...gate, quarantined: ['t9-gone'] });
  expect(record.quarantine).toEqual({ tasks: [], absent: ['t9-gone'] });
  expect(record.notes).toContain('In `quarantine`, but not part of this evaluation: t9-gone.');
  expect(judge(evidence, { ...gate, quarantined: scoredTaskIds })).toMatchObject({
    verdict: 'inconclusive',
    failureReason: 'bad-result',
    reasons: [
      'There was nothing to judge: all tasks are in quarantine. Take one of them out of the file that `quarantine` names.',
    ],
  });
});
