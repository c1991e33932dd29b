import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { baselineRunsFor, reportSource } from '../../../src/eval/report-source.ts';
import type { Comparison } from '../../../src/result/formats/comparison.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';
import { noSecrets, verdictOf } from '../../fixtures/report.ts';
import { stories } from '../../fixtures/report-stories.ts';
import { textOf } from '../../fixtures/result.ts';

const verdict = verdictOf(0.2);
const plain: VerdictRecord = verdict;
const facts = noSecrets.clean({
  label: 'nightly',
  sha: '',
  namespace: null,
  shards: null,
  runUrl: null,
  artifactUrl: null,
  reportUrl: null,
  mlflowUrl: null,
  forecast: null,
  reproduce: null,
});

function directoryOf(files: Record<string, string>): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'source-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
  return directory;
}

test('what is wrong with run files is said once, in a sentence, however many there are and however often they are read', () => {
  const runs = directoryOf({
    't/run0.json': textOf('run-cache-entry.json'),
    't/run1.json': '{',
    't/run2.json': '[]',
    't/run3.json': '"',
  });
  const problems: string[] = [];
  const source = reportSource(
    { verdict, facts, runs: [runs], baselineRuns: [runs], written: null },
    noSecrets,
    problems,
  );
  for (let times = 0; times < 2; times += 1)
    expect([...source.runs()].map((run) => run.runIndex)).toEqual([0]);
  expect([...source.baselineRuns()]).toHaveLength(1);
  expect([...source.logs()]).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /^t\/run1\.json is truncated.* It is not in the reports\. So it is with 2 more\.$/,
  );
});

const comparison: Comparison = {
  baseline: 'main',
  comparable: true,
  differences: [],
  notes: [],
  runs: { baseline: 0, head: 0 },
  baselineScore: null,
  headScore: null,
  drop: null,
  dropInterval: null,
  pValue: null,
  pValueBetter: null,
  alpha: 0.05,
  level: 0.05,
  maxRegression: 0,
  minimumDetectableEffect: null,
  regressed: false,
  suspects: [],
  confirmed: false,
  tasks: [],
};
const compared = noSecrets.clean({ ...plain, comparison });

test.each([
  ['there is no comparison', verdict, 'full', []],
  ['the artifact is to hold no transcripts', compared, 'scores', []],
  ['results are compared', compared, 'full', ['/runs']],
] as const)(
  'the runs of the baseline are fetched only if they can be shown: %s',
  async (_, given, content, expected) => {
    const log = recordingLog();
    expect(await baselineRunsFor({ verdict: given, content }, () => Promise.resolve(['/runs']), log)).toEqual(
      expected,
    );
    expect(log.warnings).toEqual([]);
  },
);

test('that they cannot be fetched is a warning', async () => {
  const log = recordingLog();
  const refuse = () => Promise.reject(new Error('GitHub said no.'));
  expect(await baselineRunsFor({ verdict: compared, content: 'full' }, refuse, log)).toEqual([]);
  expect(log.warnings).toEqual([
    { title: 'Report', text: 'The report does not show the runs of the baseline. GitHub said no.' },
  ]);
});

test('what the run files tell of a task that got worse goes to all reports', () => {
  const story: { verdict: VerdictRecord } = stories.regression();
  const runOf = (change: object): string =>
    JSON.stringify({
      ...JSON.parse(textOf('run-cache-entry.json')),
      task_id: 't1-bugfix-discount',
      ...change,
    });
  const then = directoryOf({ 't1-bugfix-discount/run0.json': runOf({}) });
  const now = directoryOf({
    't1-bugfix-discount/run0.json': runOf({ run_score: 0, transcript: { messages: [] } }),
  });
  const problems: string[] = [];
  const files = { verdict: noSecrets.clean(story.verdict), facts, written: null };
  const source = reportSource({ ...files, runs: [now], baselineRuns: [then] }, noSecrets, problems);
  expect(source.facts.divergences).toEqual([
    expect.objectContaining({ taskId: 't1-bugfix-discount', call: 1, after: null }),
  ]);
  expect(problems).toEqual([]);
  expect(
    reportSource({ ...files, runs: [now], baselineRuns: [] }, noSecrets, problems).facts.divergences,
  ).toEqual([]);
});
