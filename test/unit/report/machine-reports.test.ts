import { describe, expect, test } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { renderRunsCsv } from '../../../src/report/csv.ts';
import { renderJunit } from '../../../src/report/junit.ts';
import type { ReportSource } from '../../../src/report/source.ts';
import { renderResultsJson } from '../../../src/report/results-json.ts';
import { resultsSchema } from '../../../src/result/formats/results.ts';
import type { RunDetail } from '../../../src/result/formats/run-detail.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import type { TaskRow, VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { noSecrets, verdictOf } from '../../fixtures/report.ts';

const facts = { label: 'nightly', sha: 'abc', runUrl: 'https://github.com/o/r/actions/runs/5' };

function source(verdict: VerdictRecord, runs: readonly RunDetail[] = []): ReportSource {
  return {
    verdict: noSecrets.clean(verdict),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reports under test use these facts alone
    facts: noSecrets.clean(facts) as unknown as ReportSource['facts'],
    runs: () => runs.map((run) => noSecrets.clean(run)),
    baselineRuns: () => [],
    logs: () => [],
    wire: () => [],
  };
}

/** The record of a real result with other rows for its first tasks. */
function withTasks(threshold: number | null, ...changes: Partial<TaskRow>[]): VerdictRecord {
  const verdict: VerdictRecord = verdictOf(threshold);
  return { ...verdict, tasks: changes.map((change, index) => ({ ...verdict.tasks[index]!, ...change })) };
}

const solved = { scores: [0.9, 0.9], passes: 2, runs: { planned: 2, valid: 2 } };
const flaky = { scores: [0.9, 0.2], passes: 1, runs: { planned: 2, valid: 2 } };
const failed = {
  scores: [0.2, 0.1],
  passes: 0,
  runs: { planned: 2, valid: 2 },
  firstFailure: 'total is 12, not 14',
};
const cause = 'The provider refused the key.';
const notRun = {
  scores: [],
  passes: 0,
  score: null,
  runs: { planned: 2, valid: 0 },
  invalid: [{ class: 'provider-error' as const, code: 401, runs: 2, cause }],
};

interface Case {
  $: { name: string; classname: string; time: string };
  failure?: { $: { message: string; type: string }; _?: string }[];
  error?: { $: { message: string } }[];
  skipped?: { $: { message: string; type: string } }[];
  'system-out'?: string[];
}

interface Suite {
  $: { name: string; tests: string; failures: string; errors: string; skipped: string; time: string };
  testcase: Case[];
}

/** Reads it as dorny/test-reporter's `java-junit` does. */
async function readJunit(
  verdict: VerdictRecord,
): Promise<{ suites: Suite[]; cases: Case[]; total: Suite['$'] }> {
  const { testsuites } = await parseStringPromise(renderJunit(source(verdict)));
  const suites: Suite[] = testsuites.testsuite;
  return { suites, cases: suites.flatMap((suite) => suite.testcase), total: testsuites.$ };
}

/** A drop of one task. */
function comparison(taskId: string): Comparison {
  return {
    baseline: 'main',
    comparable: true,
    differences: [],
    notes: [],
    runs: { baseline: 6, head: 6 },
    baselineScore: 0.9,
    headScore: 0.6,
    drop: 0.3,
    dropInterval: null,
    pValue: 0.001,
    pValueBetter: 1,
    alpha: 0.05,
    level: 0.05,
    maxRegression: 0.03,
    minimumDetectableEffect: null,
    regressed: true,
    suspects: [],
    confirmed: false,
    tasks: [{ taskId, baselineMean: 0.9, headMean: 0.55, change: -0.35, pWorse: 0.01, pBetter: 1 }],
  };
}

describe('junit.xml', () => {
  test('has a test case for each task in the suite of its tier, and one for the verdict', async () => {
    const verdict = verdictOf(0.2);
    const { suites, cases } = await readJunit(verdict);
    expect(cases.map(({ $ }) => $.name)).toEqual(['verdict', ...verdict.tasks.map(({ taskId }) => taskId)]);
    const tiers = [...new Set(verdict.tasks.map(({ tier }) => `nightly · ${tier}`))];
    expect(suites.map(({ $ }) => $.name)).toEqual(['nightly · verdict', ...tiers]);
    for (const { $, testcase } of suites) {
      expect(Number($.tests)).toBe(testcase.length);
      // One group without a title of its own, and another one in the file of another leg.
      expect(new Set(testcase.map((each) => each.$.classname))).toEqual(new Set([$.name]));
      expect(Number($.time)).toBeCloseTo(
        testcase.reduce((sum, each) => sum + Number(each.$.time), 0),
        2,
      );
    }
  });

  test('has no failure and no error if the verdict is pass, whatever the tasks came to', async () => {
    const { cases, total } = await readJunit(withTasks(0.2, solved, flaky, failed));
    expect(total).toMatchObject({ tests: '4', failures: '0', errors: '0', skipped: '1' });
    expect(cases[1]).toEqual({ $: expect.anything() });
    expect(cases[2]!['system-out']![0]).toContain('Flaky: passed in 1 of 2 runs');
    expect(cases[3]!.skipped![0]!.$.message).toBe(
      'passed in 0 of 2 runs, which the verdict allows: total is 12, not 14',
    );
  });

  test('fails the verdict and the tasks that no run passed if the score is too low', async () => {
    const { cases, total } = await readJunit(withTasks(0.9, solved, flaky, failed));
    expect(total).toMatchObject({ failures: '2', errors: '0', skipped: '0' });
    expect(cases[0]!.failure![0]!.$).toMatchObject({
      message: expect.stringMatching(/^Below the threshold/),
      type: 'below-threshold',
    });
    expect(cases[3]!.failure![0]!._).toContain('Scores: 0.20 0.10');
  });

  test('fails the tasks that dropped if the score did', async () => {
    const verdict = withTasks(0.2, solved, flaky, failed);
    const taskId = verdict.tasks[1]!.taskId;
    const { cases } = await readJunit({
      ...verdict,
      verdict: 'fail',
      failureReason: 'regression',
      comparison: comparison(taskId),
    });
    expect(cases.map((each) => each.failure?.[0]?.$.message ?? null)).toEqual([
      'openai/fake-1 got worse: 0.90 → 0.60 (−0.30)',
      null,
      '0.90 → 0.55',
      null,
    ]);
  });

  test('fails the task that got worse by itself alone, and results.json has its alarm', async () => {
    const verdict = withTasks(0.2, solved, flaky, failed);
    const [unstable, worse] = verdict.tasks.map(({ taskId }) => taskId);
    const before = { valid: 24, passes: 24, meanRunScore: 0.95 };
    const planned = { valid: 2, passes: 1, meanRunScore: 0.55 };
    const fresh = { valid: 9, passes: 1, meanRunScore: 0.3, pValue: 0.001, level: 0.01 };
    const judged: VerdictRecord = {
      ...verdict,
      verdict: 'fail',
      failureReason: 'task-regression',
      comparison: {
        ...comparison(worse!),
        regressed: false,
        taskAlarms: {
          decides: 'fail',
          evaluations: 8,
          historicRuns: { least: 24, most: 24 },
          level: 0.1,
          mostPasses: 0,
          suspects: [{ taskId: worse!, state: 'confirmed', pValue: 0.02, before, planned, fresh }],
          unstable: [{ taskId: unstable!, before: { ...before, passes: 12 }, planned }],
        },
      },
    };
    const { cases } = await readJunit(judged);
    expect(cases.map((each) => each.failure?.[0]?.$ ?? null)).toEqual([
      { message: `Task ${worse} got worse: passed 24 of 24 → 1 of 9 runs`, type: 'task-regression' },
      null,
      {
        message: 'confirmed by fresh runs: passed 1 of 9, in the baseline 24 of 24',
        type: 'task-regression',
      },
      null,
    ]);
    const { tasks } = resultsSchema.parse(JSON.parse(renderResultsJson(source(judged))));
    expect(tasks.map(({ alarm, unstable: isUnstable }) => [alarm, isUnstable])).toEqual([
      [null, true],
      ['confirmed', false],
      [null, false],
    ]);
  });

  test('fails a required task that did not pass every time', async () => {
    const verdict = withTasks(0.9, solved, flaky);
    const { cases } = await readJunit({ ...verdict, requiredTasks: [verdict.tasks[1]!.taskId] });
    expect(cases[2]!.failure![0]!.$.message).toBe('required, but passed in 1 of 2 runs');
  });

  test('has errors for tasks without a run that counts if the verdict is inconclusive', async () => {
    const { cases, total } = await readJunit({ ...withTasks(0.2, solved, notRun), verdict: 'inconclusive' });
    expect(total).toMatchObject({ failures: '0', errors: '2' });
    expect(cases[2]!.error![0]!.$.message).toBe(`No run counts: ${cause}`);
  });

  test('stays XML, whatever a model wrote', async () => {
    const evil = 'a\u0000\u0001\uFFFE\uD800 <b a="1">&amp; ]]> \u001B[31mred "\' --> <!DOCTYPE x>';
    const { cases } = await readJunit(withTasks(0.9, { ...failed, taskId: evil, firstFailure: evil }));
    expect(cases[1]!.$.name).toContain('<b a="1">&amp; ]]> red "\' --> <!DOCTYPE x>');
    expect(cases[1]!.failure![0]!._).toContain(']]>');
  });
});

const run: RunDetail = {
  taskId: 't1',
  tier: 'tier1',
  runIndex: 0,
  score: 0.5,
  outcome: 'fail',
  failureMode: 'verification_skipped',
  axes: { completion: 0.5, trajectory: 1, behavior: 1, judge: null },
  failures: ['said "no", twice'],
  error: null,
  durationMs: 1500,
  totalTokens: 30,
  inputTokens: 20,
  outputTokens: 10,
  costUsd: 0.25,
  steps: [],
};

/** Rows by name of the column. */
function rows(csv: string): Record<string, string>[] {
  const [head = [], ...body] = csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell).slice(0, -1),
    );
  return body.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

describe('runs.csv', () => {
  const verdict = withTasks(0.2, { taskId: 't1', tier: 'tier1', scores: [0.5], scoredRuns: [0] });

  test('has a row for each run, says which of them count, and leaves empty what is not known', () => {
    const invalid = { ...run, runIndex: 1, score: 0.3 };
    const found = rows(renderRunsCsv(source(verdict, [run, invalid])));
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      task: 't1',
      run: '0',
      valid: 'true',
      score: '0.5',
      first_failure: '"said ""no"", twice"',
      judge: '',
      duration_s: '1.5',
      cost_usd: '0.25',
    });
    expect(found[1]).toMatchObject({ run: '1', valid: 'false', score: '0.3' });
  });

  test('has no formulas', () => {
    for (const evil of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1'])
      expect(rows(renderRunsCsv(source(verdict, [{ ...run, error: evil }])))[0]!['error']).toMatch(/^"?'/);
  });

  test('has the scores of the valid runs where there are no run files', () => {
    const found = rows(renderRunsCsv(source(verdict)));
    expect(found).toEqual([expect.objectContaining({ task: 't1', run: '0', valid: 'true', score: '0.5' })]);
  });
});

describe('results.json', () => {
  test('is what its schema says, with the figures of the verdict', () => {
    const verdict = verdictOf(0.2);
    const results = resultsSchema.parse(JSON.parse(renderResultsJson(source(verdict))));
    expect(results).toMatchObject({
      label: 'nightly',
      model: 'openai/fake-1',
      verdict: 'pass',
      score: verdict.score,
      baselineScore: null,
      runs: { planned: verdict.coverage.planned, valid: verdict.coverage.valid },
    });
    expect(results.tasks.map(({ id }) => id)).toEqual(verdict.tasks.map(({ taskId }) => taskId));
  });

  test('has no cost if the price is unknown', () => {
    const verdict: VerdictRecord = verdictOf(0.2);
    const unpriced = { ...verdict, totals: { ...verdict.totals, costUsd: null } };
    const results = resultsSchema.parse(JSON.parse(renderResultsJson(source(unpriced))));
    expect([results.costUsd, ...results.tasks.map(({ costUsd }) => costUsd)]).toEqual(
      Array.from({ length: results.tasks.length + 1 }, () => null),
    );
  });
});
