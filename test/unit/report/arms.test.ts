import { describe, expect, it } from 'vitest';
import { outputsOf } from '../../../src/report/outputs.ts';
import { headline } from '../../../src/report/headline.ts';
import { keyFacts } from '../../../src/report/opening.ts';
import { renderResultsJson } from '../../../src/report/results-json.ts';
import { statisticsRows } from '../../../src/report/statistics.ts';
import { taskReports } from '../../../src/report/tasks.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { armBaseline, judgeBase, madeAgain } from '../../../src/result/verdict/base-arm.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import {
  shiftedEval,
  freshNoise,
  freshWorse,
  noise,
  scoredTaskIds,
  worse,
} from '../../fixtures/scored-eval.ts';
import { stories } from '../../fixtures/report-stories.ts';

const gate: Gate = { ...NO_GATE, minCoverage: 0.9, maxRegression: 0.03, confirmRuns: 9, confirmBy: 'both' };
const few = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const rowsOf = (verdict: VerdictRecord): Map<string, string> =>
  new Map(statisticsRows(verdict, { forecast: null }));

describe('a result that got worse than its base arm', () => {
  const { verdict, source } = stories.worseThanArm();

  it('says so in its title, and in its facts what both arms cost and who confirmed it', () => {
    expect(headline(verdict)).toMatch(
      /^openai\/gpt-5\.5 got worse than base abc1234, run beside it: 0\.\d\d → 0\.\d\d \(−0\.10\)$/,
    );
    expect(keyFacts(verdict, taskReports(verdict)).join(' · ')).toMatch(
      /^\d+ of 27 tasks got worse, confirmed by fresh runs of both sides · \$21\.\d\d \(−3 % a run\) and \$21\.\d\d for the base arm$/,
    );
  });

  it('has both looks among its figures, each with its runs', () => {
    const rows = rowsOf(verdict);
    expect(rows.get('Baseline')).toBe('base abc1234, run beside it in the same hour');
    expect(rows.has('Drift between evaluations')).toBe(false);
    expect(rows.get('Tasks compared')).toBe('27, 81 runs against 81, at the first look');
    expect(rows.get('Fresh runs of both sides')).toBe('27 tasks, 135 runs against 135, in the same hour');
    expect(rows.get('Change by these, which decides')).toMatch(
      /^−0\.\d+ \(95 % interval −0\.\d+ … −0\.\d+\)$/,
    );
    expect(rows.get('Base arm, beside all of this')).toMatch(
      /^base abc1234: 216 of 216 runs valid, \$21\.\d\d, /,
    );
  });

  it('has the evaluations of the base branch, which are for single tasks', () => {
    const history = {
      branch: 'main',
      evaluations: 4,
      from: '2026-10-12T00:00:00Z',
      to: '2026-11-12T00:00:00Z',
      drift: null,
    };
    const plain: VerdictRecord = verdict;
    const rows = rowsOf({ ...plain, comparison: { ...plain.comparison!, history } });
    expect(rows.get('History, for single tasks')).toBe('4 evaluations of main, 12 Oct – 12 Nov');
    expect(rows.has('Drift between evaluations')).toBe(false);
  });

  it('shows all runs of both sides of a task', () => {
    for (const task of taskReports(verdict)) {
      expect([task.scoresBefore.length, task.scores.length]).toEqual([8, 8]);
    }
  });

  it('has the cost of both arms in its outputs, and the chance that decided', () => {
    const nothing = {
      namespace: null,
      instance: null,
      resultsPath: null,
      junitPath: null,
      verdictPath: null,
    };
    const urls = { artifactUrl: null, reportUrl: null, mlflowUrl: null, forecast: null };
    const outputs = outputsOf(verdict, { ...nothing, ...urls });
    expect(outputs['cost-usd']).toBeCloseTo(verdict.totals.costUsd! + verdict.baseArm!.costUsd!, 5);
    expect(outputs['total-tokens']).toBe(2 * verdict.totals.totalTokens);
    expect(outputs['p-value']).toBeCloseTo(verdict.comparison!.confirmation!.pValue, 6);
    expect(JSON.parse(renderResultsJson(source))).toMatchObject({
      pValue: verdict.comparison!.confirmation!.pValue,
      costUsd: verdict.totals.costUsd,
      baseArmCostUsd: verdict.baseArm!.costUsd,
    });
  });
});

describe('a suspicion that fresh runs of both sides did not confirm', () => {
  const suspects = { suspects: few };
  const arm = armBaseline(
    'base abc1234',
    judgeBase(shiftedEval({ planned: noise, confirming: freshNoise, ...suspects }), gate),
  );
  const head = shiftedEval({
    planned: noise.map((each) => each - 0.3),
    confirming: freshNoise,
    ...suspects,
  });
  const verdict = judgeAgainst(head, gate, arm, 'confirmation');

  it('is told, with the runs that refuted it', () => {
    expect(verdict.verdict).toBe('pass');
    expect(verdict.notes.join('\n')).toMatch(
      /A drop against base abc1234, run beside it was suspected at first \(chance explained it with .* %\), and not confirmed by 45 fresh runs on each side, of 9 tasks and in the same hour: mean run score 0\.\d\d → 0\.\d\d, which chance explains with \d+ %\./,
    );
  });

  it('names no task as worse that its fresh runs cleared', () => {
    const named = taskReports(verdict).flatMap(({ kind, taskId }) => (kind === 'regressed' ? [taskId] : []));
    const cleared = new Set(few.map((place) => scoredTaskIds[place]));
    expect(named.filter((taskId) => cleared.has(taskId))).toEqual([]);
  });

  it('says of which tasks the change is that decided', () => {
    expect(rowsOf(verdict).get('Change by these, which decides')).toContain(
      'of all 27 tasks, of which the others count as unchanged',
    );
  });
});

describe('a stored baseline', () => {
  const stored = poolBaselines([{ name: 'main', record: judgeBase(shiftedEval({ planned: noise }), gate) }])!;
  const head = shiftedEval({ planned: worse, confirming: freshWorse });

  it('that could not be made again says what that leaves open, and why', () => {
    const impossible = { ...stored, again: { impossible: 'its artifact has no manifest.json' } };
    const notes = judgeAgainst(head, gate, impossible, 'confirmation').notes.join('\n');
    expect(notes).toContain('so they do not protect against drift');
    expect(notes).toContain('The baseline was not made again beside it: its artifact has no manifest.json.');
  });

  it('that was made again says that the decision is free of drift, and the first look is not', () => {
    const again = madeAgain(stored, judgeBase(shiftedEval({ planned: freshNoise }), gate));
    const verdict = judgeAgainst(head, gate, again, 'confirmation');
    expect(verdict.reasons[0]).toMatch(
      /^Worse than main: .* Confirmed by 135 fresh runs on each side, of 27 tasks and in the same hour: mean run score 0\.\d\d → 0\.\d\d\.$/,
    );
    const notes = verdict.notes.join('\n');
    expect(notes).toContain('The fresh runs of both sides, which decided, share their hour.');
    expect(notes).not.toContain('do not protect against drift');
    expect(verdict.baseArm).toMatchObject({ name: 'main, made again', runs: { planned: 135, valid: 135 } });
  });
});

it('a base arm that was lost is the cause in the title', () => {
  const { verdict } = stories.lostArm();
  expect(headline(verdict)).toBe('Inconclusive: the base arm (base abc1234) cannot be judged');
  expect(verdict.reasons[0]).toContain('Shard 1 has no result: The node was drained.');
});
