import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { reproduceCommand } from '../../../src/action/reproduce.ts';
import type { Clean } from '../../../src/base/clean.ts';
import { maxSummaryBytes } from '../../../src/github/summary.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { renderComment, renderSummary } from '../../../src/report/summary.ts';
import type { ReportFacts } from '../../../src/report/summary.ts';
import { compare } from '../../../src/result/verdict/compare.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { full, noSecrets, verdictOf } from '../../fixtures/report.ts';
import { plannedOf } from '../../fixtures/result.ts';

const plainFacts: ReportFacts = {
  label: 'openai/fake-1',
  sha: '0123456789abcdef',
  namespace: 'clawbench-5-1-0a1b2c3d',
  shards: 2,
  runUrl: 'https://github.com/octo/repo/actions/runs/5',
  artifactUrl: 'https://github.com/octo/repo/actions/runs/5/artifacts/42',
  reportUrl: null,
  mlflowUrl: null,
  forecast: null,
  reproduce: null,
};
const facts = noSecrets.clean(plainFacts);

function summary(verdict: Clean<VerdictRecord>, maxBytes = maxSummaryBytes): string {
  return renderSummary(verdict, facts, maxBytes);
}

/** Cells of the row of a table whose first cell says `name`. */
function row(markdown: string, name: string): string[] {
  const line = markdown.split('\n').find((candidate) => candidate.startsWith(`| ${name} |`));
  return (line ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the summary', () => {
  test('says what was asked of a drop at the stage that decided', () => {
    const verdict: VerdictRecord = verdictOf(0.2);
    const side = { ...verdict, name: 'main' };
    const red = (stage: 'single' | 'confirmation'): string | undefined => {
      const comparison = compare(side, verdict, { ...NO_GATE, maxRegression: 0.03, confirmRuns: 9 }, stage);
      return row(summary(noSecrets.clean({ ...verdict, comparison })), 'Regression if')[1];
    };
    expect(red('single')).toMatch(/^p < 0\.05 /);
    expect(red('confirmation')).toMatch(/^p < 0\.01 .*; confirmed by more runs$/);
  });

  test('begins with the verdict, the score and what it was held against', () => {
    expect(summary(verdictOf(0.2))).toMatch(/^## ✅ 0&#46;381, threshold 0\.2 · openai\/fake-1/);
    expect(summary(verdictOf(0.7))).toMatch(/^## ❌ Below the threshold: 0\.38 &#60; 0\.70/);
    const text = summary(verdictOf(0.7));
    expect(text).toContain('is below the threshold 0.7');
  });

  test('names each interval for what it is', () => {
    const text = summary(verdictOf(0.2));
    expect(row(text, '95 % interval over tasks')[1]).toMatch(
      /^0\.3\d\d – 0\.4\d\d, with other tasks of the same kind/,
    );
    // One run per task says nothing about other runs.
    expect(row(text, '95 % interval over runs')[1]).toMatch(/^–,/);
  });

  test('adds up cost and tokens of all runs', () => {
    const verdict = verdictOf(0.2);
    const tokens = full.task_results.reduce((sum, task) => sum + task.mean_total_tokens * task.runs, 0);
    expect(verdict.totals.totalTokens).toBeGreaterThan(0);
    expect(row(summary(verdict), 'Tokens of all runs')[1]).toContain(
      verdict.totals.totalTokens.toLocaleString('en-US', { maximumFractionDigits: 0 }),
    );
    expect(tokens).toBeGreaterThan(0);
  });

  test('says that the cost is unknown rather than 0', () => {
    const text = summary(verdictOf(0.2, null, { priceKnown: false }));
    expect(row(text, 'Cost of all runs')[1]).toBe('unknown: the model has no price');
    expect(text).not.toContain('$0.00');
  });

  test('has a row for each tier and each task', () => {
    const text = summary(verdictOf(0.2));
    expect(text.match(/^\| <code>tier\d<\/code> \|/gm)).toHaveLength(5);
    expect(text.match(/^\| <code>t\d-.*$/gm)).toHaveLength(27);
  });

  test('says what ran, and where the files are', () => {
    const text = summary(verdictOf(0.2));
    expect(text).toContain('[All files](https://github.com/octo/repo/actions/runs/5/artifacts/42)');
    expect(row(text, 'Image of <code>gateway</code>')[1]).toContain('sha256');
    expect(row(text, 'Runs at a time')[1]).toBe('4 on each of 2 gateways');
  });

  test('of an inconclusive run shows causes and no table of a score that is none', () => {
    const text = summary(
      verdictOf(0.2, {
        count: 27,
        class: 'provider-error',
        code: 401,
        cause: 'The provider refused the key.',
      }),
    );
    expect(text).toMatch(/^## ⚠️ Inconclusive: Only 0 of 27 runs/);
    expect(row(text, 'provider-error 401')).toEqual([
      'provider-error 401',
      '27',
      'The provider refused the key.',
    ]);
    expect(row(text, 'Score')[1]).toContain('–');
  });

  test('names tasks that were left out', () => {
    expect(summary(verdictOf(0.2, null, { droppedTasks: ['t2-browser-form-fix'] }))).toContain(
      'because the gateway image has no browser',
    );
  });

  test('shows a cause that is hostile as plain text', () => {
    const cause = '<img src=x> | [click](http://e.vil) @octocat\n::error::x';
    const text = summary(verdictOf(0.2, { count: 1, class: 'harness-error', code: null, cause }));
    const html = marked.parse(text, { gfm: true, async: false });
    expect(html).not.toMatch(/<img|e\.vil"/);
    expect(text).not.toContain('@octocat');
  });

  test('fits, whatever the number of tasks, and says what was cut', () => {
    const [task] = full.task_results;
    if (task === undefined) throw new Error('the sample has no task');
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...task,
      task_id: `t1-${'x'.repeat(80)}-${index}`,
    }));
    const text = summary(
      verdictOf(
        0.2,
        null,
        { planned: plannedOf({ ...full, task_results: many }), health: [], runFiles: null },
        { ...full, task_results: many },
      ),
      200_000,
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000);
    expect(text).toMatch(/_Cut: the rest is in verdict\.json in the artifact\._$/);
  });
});

describe('the comment', () => {
  test('is short, and has verdict, reasons, figures, tiers, the weakest tasks and links', () => {
    const text = renderComment(verdictOf(0.7), facts);
    expect(text.length).toBeLessThan(4000);
    expect(text).toMatch(/^### ❌ Below the threshold: 0\.38/);
    expect(text).toContain('27 of 27 runs valid');
    expect(text).toContain('<code>01234567</code>');
    expect(text).toContain('Lowest: <code>');
    expect(text).toContain('[All files]');
  });
});

describe('the outputs', () => {
  const where = {
    namespace: 'ns',
    instance: '0a1b2c3d',
    resultsPath: '/tmp/benchmark.json',
    junitPath: '/tmp/junit.xml',
    artifactUrl: null,
    reportUrl: null,
    forecast: null,
  };

  test('of a pass', () => {
    const verdict = verdictOf(0.2);
    expect(outputsOf(verdict, where)).toEqual({
      verdict: 'pass',
      passed: true,
      'failure-reason': '',
      score: Number((verdict.score ?? 0).toFixed(6)),
      'ci-lower': Number((verdict.intervals.overTasks?.lower ?? 0).toFixed(6)),
      'ci-upper': Number((verdict.intervals.overTasks?.upper ?? 0).toFixed(6)),
      'tasks-run': 27,
      'valid-runs': 27,
      'cost-usd': Number((verdict.totals.costUsd ?? 0).toFixed(6)),
      'total-tokens': verdict.totals.totalTokens,
      'forecast-cost-usd': '',
      'forecast-tokens': '',
      'forecast-minutes': '',
      'results-path': '/tmp/benchmark.json',
      'junit-path': '/tmp/junit.xml',
      'artifact-url': '',
      namespace: 'ns',
      instance: '0a1b2c3d',
    });
  });

  test('without a score are empty, so that no comparison takes them for 0', () => {
    const verdict = verdictOf(0.2, { count: 27, class: 'no-answer', code: null, cause: 'No answer.' });
    expect(outputsOf(verdict, where)).toMatchObject({
      verdict: 'inconclusive',
      passed: false,
      score: '',
      'ci-lower': '',
      'ci-upper': '',
      'tasks-run': 0,
      'valid-runs': 0,
    });
  });
});

test('the summary says how to make it again, whatever stands in an input', () => {
  const reproduce = "node dist/cli.js eval \\\n  --label '``` <b>x</b> @octocat'";
  const markdown = renderSummary(verdictOf(0.1), noSecrets.clean({ ...plainFacts, reproduce }), 1_000_000);
  expect(markdown).toContain(`### Reproduce\n\n\`\`\`\`sh\n${reproduce}\n\`\`\`\`\n`);
  expect(renderSummary(verdictOf(0.1), facts, 1_000_000)).not.toContain('Reproduce');
});

test.each(['````', '   ````', '`````', '````````', '~~~~'])(
  'the commands to make it again hold a line of %s in an input',
  (line) => {
    const config = `a: |\n  x\n${line}\n# HEADING by an input\n![t](http://e.vil/t.gif)\n<details><summary>PASS</summary>`;
    const reproduce = reproduceCommand('eval', { 'INPUT_OPENCLAW-CONFIG': config }, noSecrets);
    const markdown = renderSummary(verdictOf(0.1), noSecrets.clean({ ...plainFacts, reproduce }), 1_000_000);
    const html = marked.parse(markdown, { gfm: true, async: false });
    expect(html).toContain('# HEADING by an input');
    expect(html).not.toMatch(/<(?:img|details|h1)/);
  },
);
