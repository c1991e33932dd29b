import { describe, expect, it } from 'vitest';
import { headline } from '../../../src/report/headline.ts';
import { taskReports } from '../../../src/report/tasks.ts';
import { type VerdictRecord, verdictRecordSchema } from '../../../src/result/formats/verdict-record.ts';
import { alarmNotes } from '../../../src/result/verdict/alarm-words.ts';
import { armBaseline, judgeBase } from '../../../src/result/verdict/base-arm.ts';
import { branchHistory, type PastRecord } from '../../../src/result/verdict/branch-history.ts';
import type { Stage } from '../../../src/result/verdict/compare.ts';
import { type Gate, NO_GATE } from '../../../src/result/verdict/gate.ts';
import { type Baseline, judgeAgainst, poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { scoredEval } from '../../fixtures/scored-eval.ts';

const COLLAPSED = 't1-bugfix-discount';
const gate: Gate = {
  ...NO_GATE,
  minCoverage: 0.9,
  maxRegression: 0.03,
  confirmRuns: 9,
  taskRegression: 'fail',
};

type ScoreOf = (taskId: string, run: number, evaluation: number) => number;

/** Every task passes with about 0.95. */
const good: ScoreOf = (_, run, evaluation) => 0.95 + 0.01 * ((run + evaluation) % 3);
const collapsed: ScoreOf = (taskId, run, evaluation) =>
  taskId === COLLAPSED ? 0.3 + 0.02 * (run % 3) : good(taskId, run, evaluation);

const runsOf = (count: number, from = 0): number[] => Array.from({ length: count }, (_, run) => from + run);

const known = new Map<string, PastRecord>();

/** An evaluation of main; each is judged once, since that takes its time. */
function pastEval(scoreOf: ScoreOf, evaluation: number): PastRecord {
  const key = `${scoreOf.toString()} ${evaluation}`;
  const at = new Date(Date.UTC(2026, 9, 1 + evaluation)).toISOString();
  const found = known.get(key) ?? {
    record: {
      ...judge(
        scoredEval((taskId) => ({ planned: runsOf(3).map((run) => scoreOf(taskId, run, evaluation)) })),
        NO_GATE,
      ),
      resultTimestamp: at,
    },
    at,
  };
  known.set(key, found);
  return found;
}

/** The last of these evaluations of main, with those before it as its history. */
function mainOf(evaluations: number, scoreOf: ScoreOf = good): Baseline {
  const past = Array.from({ length: evaluations }, (_, index) => pastEval(scoreOf, index)).reverse();
  const [newest, ...older] = past;
  const history = branchHistory('main', [newest!, ...older], { leastChange: 0.03, onModelChange: 'note' });
  return { ...poolBaselines([{ name: 'main', record: newest!.record }])!, history };
}

/** Three runs of each task, and of some of them more that confirm. */
function judged(
  baseline: Baseline,
  scoreOf: ScoreOf,
  { fresh = {}, terms = gate, stage }: { fresh?: Record<string, number>; terms?: Gate; stage?: Stage } = {},
): VerdictRecord {
  const evidence = scoredEval((taskId) => ({
    planned: runsOf(3).map((run) => scoreOf(taskId, run, 99)),
    confirming: runsOf(fresh[taskId] ?? 0, 3).map((run) => scoreOf(taskId, run, 99)),
  }));
  const last = Object.keys(fresh).length === 0 ? 'single' : 'confirmation';
  return judgeAgainst(evidence, terms, baseline, stage ?? last);
}

describe('a task that collapses while the mean hardly moves', () => {
  const main = mainOf(8);

  it('is suspected at the first look, and its runs are asked for', () => {
    const { comparison } = judged(main, collapsed, { stage: 'screening' });
    expect(comparison!.drop).toBeLessThan(0.03);
    expect(comparison!.suspects).toEqual([COLLAPSED]);
    expect(comparison!.taskAlarms).toMatchObject({
      evaluations: 8,
      historicRuns: { least: 24, most: 24 },
      suspects: [
        {
          taskId: COLLAPSED,
          state: 'unconfirmed',
          before: { valid: 24, passes: 24 },
          planned: { valid: 3, passes: 0 },
        },
      ],
      unstable: [],
    });
  });

  it('turns the verdict red once fresh runs confirm it', () => {
    const verdict = judged(main, collapsed, { fresh: { [COLLAPSED]: 9 } });
    expect(verdict).toMatchObject({
      verdict: 'fail',
      failureReason: 'task-regression',
      comparison: { regressed: false },
    });
    expect(verdict.reasons).toEqual([
      `Task ${COLLAPSED} got worse: passed 0 of 9 fresh runs (mean score 0.32), against 24 of 24 (0.96) in 8 evaluations of main; chance explains it with less than 0.01 %.`,
    ]);
    expect(headline(verdict)).toBe(`Task ${COLLAPSED} got worse: passed 24 of 24 → 0 of 9 runs`);
    expect(verdictRecordSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(
      JSON.parse(JSON.stringify(verdict)),
    );
    const [first, ...others] = taskReports(verdict);
    expect(first).toMatchObject({ taskId: COLLAPSED, kind: 'regressed' });
    expect(first!.why).toMatch(/^confirmed by fresh runs: passed 0 of 9, on main 24 of 24/);
    expect(others.filter(({ kind }) => kind === 'regressed')).toEqual([]);
  });

  it('is judged by the fresh runs alone, which acquit it', () => {
    const unlucky: ScoreOf = (taskId, run, evaluation) =>
      run < 3 ? collapsed(taskId, run, evaluation) : good(taskId, run, evaluation);
    const verdict = judged(main, unlucky, { fresh: { [COLLAPSED]: 9 } });
    expect(verdict).toMatchObject({
      verdict: 'pass',
      comparison: { taskAlarms: { suspects: [{ state: 'refuted' }] } },
    });
    expect(verdict.notes).toContainEqual(
      expect.stringMatching(/9 fresh runs did not confirm it \(passed 9 of 9\)\.$/),
    );
    expect(headline(verdict)).toMatch(/, no regression$/);
  });

  it('is only told where no fresh runs could be made', () => {
    const verdict = judged(main, collapsed);
    expect(verdict).toMatchObject({ verdict: 'pass', failureReason: null });
    expect(headline(verdict)).toMatch(
      new RegExp(`, no regression, but task ${COLLAPSED} may have got worse$`),
    );
    expect(verdict.notes).toContainEqual(
      expect.stringMatching(/No fresh runs could confirm it, so it does not fail/),
    );
  });

  it('is only told with `task-regression: warn`, and not watched when it is off', () => {
    const options = { fresh: { [COLLAPSED]: 9 } };
    const warned = judged(main, collapsed, { ...options, terms: { ...gate, taskRegression: 'warn' } });
    expect(warned).toMatchObject({
      verdict: 'pass',
      comparison: { taskAlarms: { suspects: [{ state: 'confirmed' }] } },
    });
    expect(headline(warned)).toMatch(new RegExp(`, no regression, but task ${COLLAPSED} got worse$`));
    expect(warned.notes).toContainEqual(
      expect.stringMatching(/`task-regression` is warn, so it does not fail\.$/),
    );
    const off = judged(main, collapsed, { ...options, terms: { ...gate, taskRegression: 'off' } });
    expect(off.comparison!.taskAlarms).toBeUndefined();
    expect(
      judged(main, collapsed, { stage: 'screening', terms: { ...gate, taskRegression: 'off' } }).comparison!
        .suspects,
    ).toEqual([]);
  });
});

describe('a suspicion that both sides confirm', () => {
  const both = { ...gate, confirmBy: 'both' as const };
  const main = mainOf(8);
  const withFresh = (passes: number): Baseline => ({
    ...main,
    fresh: [
      {
        taskId: COLLAPSED,
        planned: 5,
        scores: [0.95, 0.96, 0.97, 0.94, 0.93].map((score, run) => (run < passes ? score : 0.3)),
        passes,
      },
    ],
  });
  const options = { fresh: { [COLLAPSED]: 5 }, terms: both };

  it('is decided by the fresh runs of both, in the same hour', () => {
    const verdict = judged(withFresh(5), collapsed, options);
    expect(verdict).toMatchObject({ verdict: 'fail', failureReason: 'task-regression' });
    expect(verdict.reasons).toEqual([
      `Task ${COLLAPSED} got worse: passed 0 of 5 fresh runs (mean score 0.32), against 24 of 24 (0.96) in 8 evaluations of main, and 5 of 5 (0.95) of the baseline in the same hour; chance explains it with 0.79 %.`,
    ]);
    expect(verdictRecordSchema.parse(JSON.parse(JSON.stringify(verdict)))).toBeDefined();
  });

  it('acquits head where the baseline collapsed in the same hour too', () => {
    const verdict = judged(withFresh(1), collapsed, options);
    expect(verdict).toMatchObject({
      verdict: 'pass',
      comparison: { taskAlarms: { suspects: [{ state: 'refuted' }] } },
    });
  });

  it('stays unconfirmed where the baseline has no valid fresh run of it', () => {
    const { comparison } = judged({ ...main, fresh: [] }, collapsed, options);
    expect(comparison!.taskAlarms!.suspects).toMatchObject([{ taskId: COLLAPSED, state: 'unconfirmed' }]);
  });
});

describe('beside a base arm', () => {
  const both = { ...gate, confirmBy: 'both' as const };
  const armOf = (main: Baseline): Baseline => {
    const arm = scoredEval((taskId) => ({ planned: runsOf(3).map((run) => good(taskId, run, 98)) }));
    return { ...armBaseline('base abc1234', judgeBase(arm, both)), history: main.history! };
  };

  it('each task is held against the runs of both, the base arm and the base branch', () => {
    const { comparison } = judged(armOf(mainOf(4)), collapsed, { terms: both, stage: 'screening' });
    expect(comparison).toMatchObject({
      arm: true,
      history: { branch: 'main', evaluations: 4 },
      suspects: [COLLAPSED],
      taskAlarms: { evaluations: 5, historicRuns: { least: 15, most: 15 } },
    });
    expect(comparison).not.toHaveProperty('pValueDrift');
  });

  it('says what it is held against, and what would do where that is too little', () => {
    const { notes } = judged(armOf(mainOf(7)), good, { terms: both });
    expect(notes).toContainEqual(
      'Each task is also watched by itself, against its 24 runs in the base arm and 7 evaluations of main: one that always passed there is suspect if none of its runs pass here.',
    );
    const { history: _, ...alone } = armOf(mainOf(4));
    const few = judged({ ...alone, noHistory: '`history` is 0' }, good, { terms: both });
    expect(few.notes).toContainEqual(
      'The collapse of a single task can hardly be told from chance: each is watched by itself against its 3 runs in the base arm, and even one that always passed there and fails in all runs here could be chance among 27 tasks. About 4 evaluations of the base branch beside the base arm would show it (`history`). No evaluation of the base branch is held against it as well: `history` is 0.',
    );
  });
});

it('does not blame head for a task that the base branch lost before', () => {
  const lostBefore: ScoreOf = (taskId, run, evaluation) =>
    evaluation >= 7 ? collapsed(taskId, run, evaluation) : good(taskId, run, evaluation);
  const { comparison } = judged(mainOf(8, lostBefore), collapsed, { stage: 'screening' });
  expect(comparison!.taskAlarms!.suspects).toEqual([]);
  expect(comparison!.taskAlarms!.unstable).toMatchObject([
    { taskId: COLLAPSED, before: { passes: 21, valid: 24 } },
  ]);
});

it('lists a task that is unstable on the base branch, and raises no alarm of it', () => {
  const swings: ScoreOf = (taskId, run, evaluation) =>
    evaluation % 2 === 1 && evaluation < 9
      ? collapsed(taskId, run, evaluation)
      : good(taskId, run, evaluation);
  const verdict = judged(mainOf(9, swings), collapsed);
  expect(verdict.comparison!.taskAlarms).toMatchObject({ suspects: [], unstable: [{ taskId: COLLAPSED }] });
  expect(verdict.notes).toContainEqual(
    expect.stringMatching(
      /^Unstable on main, where its passes differ .*: t1-bugfix-discount \(passed 15 of 27, here 0 of 3\)\.$/,
    ),
  );
  const report = taskReports(verdict).find(({ taskId }) => taskId === COLLAPSED)!;
  expect(report.why).toMatch(/^unstable on main: passed 15 of 27; /);
});

describe('what the runs can show', () => {
  const reachOf = (evaluations: number): string =>
    judged(mainOf(evaluations), good).notes.find((note) => note.includes('by itself'))!;

  it('is said of enough of them', () => {
    expect(reachOf(8)).toBe(
      'Each task is also watched by itself, against its 24 runs in 8 evaluations of main: one that always passed there is suspect if none of its runs pass here.',
    );
  });

  it('is said of too few, with how many are enough', () => {
    expect(reachOf(2)).toBe(
      'The collapse of a single task can hardly be told from chance: each is watched by itself against its 6 runs in 2 evaluations of main, and even one that always passed there and fails in all runs here could be chance among 27 tasks. About 5 such evaluations would show it: `baseline: artifact` with `history` takes them from the base branch.',
    );
  });

  it('is said of a single run as of several', () => {
    const { comparison } = judged(mainOf(2), good);
    const taskAlarms = { ...comparison!.taskAlarms!, historicRuns: { least: 1, most: 1 } };
    expect(alarmNotes({ ...comparison!, taskAlarms }).join(' ')).toContain('against its 1 run in');
  });

  it('is as true as it says', () => {
    const suspectsAfter = (evaluations: number): string[] =>
      judged(mainOf(evaluations), collapsed, { stage: 'screening' }).comparison!.suspects;
    expect(suspectsAfter(5)).toEqual([COLLAPSED]);
  });
});
