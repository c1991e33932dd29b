import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { reproduceCommand } from '../../../src/action/reproduce.ts';
import type { Clean } from '../../../src/base/clean.ts';
import { maxSummaryBytes } from '../../../src/github/summary.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import type { ReportFacts } from '../../../src/report/facts.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { ActionError } from '../../../src/base/errors.ts';
import { inconclusiveRecord } from '../../../src/result/verdict/inconclusive-record.ts';
import { compare } from '../../../src/result/verdict/compare.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { noSecrets, verdictOf } from '../../fixtures/report.ts';
import { stories } from '../../fixtures/report-stories.ts';

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

/** What is seen before a fold is opened. */
function open(markdown: string): string {
  return markdown.replace(/<details>[^]*?<\/details>/g, '');
}

function renamed(verdict: VerdictRecord, from: string, to: string): Clean<VerdictRecord> {
  const named = <T extends { taskId: string }>(task: T): T =>
    task.taskId === from ? { ...task, taskId: to } : task;
  const comparison = verdict.comparison && {
    ...verdict.comparison,
    tasks: verdict.comparison.tasks.map(named),
  };
  return noSecrets.clean({ ...verdict, tasks: verdict.tasks.map(named), comparison });
}

/** A passing result of many tasks, a third of each kind. */
function manyTasks(number: number, name: string): Clean<VerdictRecord> {
  const verdict: VerdictRecord = verdictOf(0.2);
  const [task] = verdict.tasks;
  const tasks = Array.from({ length: number }, (_, index) => ({
    ...task!,
    taskId: `${name}-${index}`,
    scores: [0.5, 0.5],
    passes: number === 500 ? 0 : index % 3,
    runs: { planned: 2, valid: 2 },
    firstFailure: '|'.repeat(300),
    failureModes: { ['<'.repeat(60)]: 1 },
  }));
  return noSecrets.clean({ ...verdict, tasks });
}

describe('the summary', () => {
  test('says in a fold what more runs would show, where something true can be said', () => {
    const { verdict } = stories.regression();
    const fold = /<details><summary>What more runs would show<\/summary>[^]*?<\/details>/;
    const shown = fold.exec(summary(verdict))?.[0] ?? '';
    expect(row(shown, '1')).toEqual([
      '1',
      expect.stringMatching(/^0\D*46;\d\d$/),
      expect.stringContaining('&#36;'),
    ]);
    expect(row(shown, '10')).toHaveLength(3);
    expect(shown).toContain('No number of runs shows a drop of 0.03: <code>max-regression</code> is 0.03.');
    expect(summary(stories.pass().verdict)).toMatch(fold);
    expect(summary(stories.inconclusive().verdict)).not.toMatch(fold);
  });

  test('says what was asked of a drop at the stage that decided', () => {
    const verdict: VerdictRecord = verdictOf(0.2);
    const side = { ...verdict, name: 'main' };
    const red = (stage: 'single' | 'confirmation'): string | undefined => {
      const comparison = compare(side, verdict, { ...NO_GATE, maxRegression: 0.03, confirmRuns: 9 }, stage);
      return row(summary(noSecrets.clean({ ...verdict, comparison })), 'Fails if')[1];
    };
    expect(red('single')).toMatch(/^p &#60; 0\.05 /);
    expect(red('confirmation')).toMatch(/^p &#60; 0\.01 .*; confirmed by more runs$/);
  });

  test('begins with the verdict', () => {
    expect(summary(verdictOf(0.2))).toMatch(
      /^## ✅ Reached the threshold: 0\.38 &#8805; 0\.20 · openai\/fake-1\n/,
    );
    const text = summary(verdictOf(0.7));
    expect(text).toMatch(/^## ❌ Below the threshold: 0\.38 &#60; 0\.70/);
    expect(open(text)).not.toMatch(/interval|p [=<]|tier/);
  });

  test.each(Object.entries(stories))('of a %s has no word of statistics before the folds', (_, story) => {
    const { verdict, facts: known } = story();
    const text = renderSummary(verdict, known, maxSummaryBytes);
    expect(open(text)).not.toMatch(/interval|p [=<&]|tier\d|NaN|undefined/);
  });

  test('names each interval for what it is', () => {
    const text = summary(verdictOf(0.2));
    expect(row(text, '95 % interval over tasks')[1]).toMatch(
      /^0&#46;3\d\d &#8211; 0\.4\d\d, if other tasks of the kind were drawn/,
    );
    // One run per task says nothing about other runs.
    expect(row(text, '95 % interval over runs')[1]).toMatch(/^&#8211;,/);
  });

  test('adds up cost and tokens of all runs', () => {
    const verdict = verdictOf(0.2);
    expect(verdict.totals.totalTokens).toBeGreaterThan(0);
    expect(row(summary(verdict), 'Tokens of all runs')[1]).toContain(
      verdict.totals.totalTokens.toLocaleString('en-US', { maximumFractionDigits: 0 }),
    );
  });

  test('says what the relay counted, and leaves out what is zero', () => {
    const verdict: VerdictRecord = verdictOf(0.2);
    const wire = {
      requests: 1412,
      failed: 9,
      unattributed: 0,
      estimated: 0,
      inputTokens: 1000,
      outputTokens: 50,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      costUsd: 1,
      waitedMs: 130_000,
    };
    const text = summary(noSecrets.clean({ ...verdict, wire }));
    expect(row(text, 'Requests to models')).toEqual(['Requests to models', '1,412 (9 failed)']);
    expect(row(text, 'Waited for the provider')[1]).toBe('2 min 10 s, all requests together');
    expect(text).not.toContain('Tokens estimated');
    expect(row(summary(verdictOf(0.2)), 'Requests to models')).toEqual([]);
  });

  test('names the model that answered where it has another name', () => {
    const named = (servedModels: string[]): string => {
      const verdict: VerdictRecord = verdictOf(0.2);
      const identity = { ...verdict.identity, model: 'openai/gpt-5.5', servedModels };
      return summary(noSecrets.clean({ ...verdict, identity }));
    };
    expect(row(named(['gpt-5.5-2026-10-01']), 'Answered as')[1]).toBe('<code>gpt-5.5-2026-10-01</code>');
    expect(row(named(['gpt-5.5']), 'Answered as')).toEqual([]);
  });

  test('says that the cost is unknown rather than 0', () => {
    const text = summary(verdictOf(0.2, null, { priceKnown: false }));
    expect(row(text, 'Cost of all runs')[1]).toBe('unknown: the model has no price');
    expect(text).toContain(' · cost unknown · ');
    expect(text).not.toContain('0.00');
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

  test('of an inconclusive run shows the cause, what to do about it, and no task as if it had failed', () => {
    const text = summary(
      verdictOf(0.2, {
        count: 27,
        class: 'provider-error',
        code: 401,
        cause: 'The provider refused the key.',
      }),
    );
    expect(text).toMatch(/^## ⚠️ Inconclusive: the provider refused the key · openai\/fake-1\n/);
    expect(open(text)).toMatch(/- 27 runs&?.*Check the key, the model name/);
    expect(row(text, 'provider-error 401')).toEqual([
      'provider-error 401',
      '27',
      'The provider refused the key.',
    ]);
    expect(row(text, 'Score')[1]).toContain('&#8211;');
    expect(text).not.toContain('failed every run');
  });

  test('names tasks that were left out', () => {
    expect(summary(verdictOf(0.2, null, { droppedTasks: ['t2-browser-form-fix'] }))).toContain(
      'because the gateway image has no browser',
    );
  });

  test('shows tasks that got worse first, with how and why, and links each to its run', () => {
    const { verdict, facts: facts_ } = stories.regression();
    const text = renderSummary(verdict, facts_, maxSummaryBytes);
    const order = ['got worse', 'failed every run', 'passed every run'].map((words) =>
      text.indexOf(` ${words}\n`),
    );
    expect(order.slice(0, 2)).toEqual(order.slice(0, 2).toSorted((a, b) => a - b));
    const worst = text.split('\n').find((line) => line.startsWith('| [<code>t3-data-sql-query-perturbed'));
    expect(worst).toMatch(
      /#run-t3-data-sql-query-perturbed-\d\) \| 0\.\d+&nbsp;→&nbsp;0\.\d+<br>[▁-█]{5} → [▁-█]{5} \|/,
    );
    expect(worst).toContain('verification skipped 5 of 5<br>&#8220;results&#46;json: expected 12 rows');
    expect(text).toContain('How runs fail, against the baseline: verification skipped');
  });

  test('has a chart of what moved, whose names end no quotation', () => {
    const { verdict, facts: facts_ } = stories.regression();
    const text = renderSummary(
      renamed(verdict, 't1-bugfix-discount', 'x"]\n%%{init}%%'),
      facts_,
      maxSummaryBytes,
    );
    const [chart = ''] = /```mermaid\n[^]*?\n```/.exec(text) ?? [];
    expect(chart).toContain('"x______init___"');
    expect(chart.match(/"/g)!.length % 2).toBe(0);
  });

  test('says where runs of now first went another way', () => {
    const { verdict, facts: facts_ }: { verdict: Clean<VerdictRecord>; facts: ReportFacts } =
      stories.regression();
    const divergences = [
      {
        taskId: 't1-bugfix-discount',
        call: 3,
        before: 'exec pytest',
        after: null,
        runBefore: 0,
        runAfter: 1,
      },
    ];
    const text = renderSummary(verdict, noSecrets.clean({ ...facts_, divergences }), maxSummaryBytes);
    expect(text).toContain('Tool call 3 is missing, in the baseline: exec pytest');
  });

  test('shows a cause that is hostile as plain text', () => {
    const cause = '<img src=x> | [click](http://e.vil) @octocat\n::error::x';
    const text = summary(verdictOf(0.2, { count: 1, class: 'harness-error', code: null, cause }));
    const html = marked.parse(text, { gfm: true, async: false });
    expect(html).not.toMatch(/<img|e\.vil"/);
    expect(text).not.toContain('@octocat');
  });

  test('fits, whatever the number of tasks and their names, and says what was left out', () => {
    const many = manyTasks(3000, `t1-${'|'.repeat(80)}`);
    for (const maxBytes of [8192, 60_000, 200_000]) {
      const text = summary(many, maxBytes);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      expect(text).toMatch(
        /_Left out, because this report is full: .*tasks that passed.* verdict\.json in the artifact has everything\._\n$/,
      );
      expect(text).toMatch(/^## /);
    }
    expect(summary(manyTasks(500, 't1-x'))).toContain('… and 400 more');
  });

  test('of an evaluation without a task says so', () => {
    const text = summary(
      noSecrets.clean(inconclusiveRecord(new ActionError('no-cluster', 'There is no cluster.'), NO_GATE)),
    );
    expect(text).toMatch(/^## ⚠️ Inconclusive: There is no cluster · /);
    expect(text).not.toContain('NaN');
  });
});

describe('the outputs', () => {
  const where = {
    namespace: 'ns',
    instance: '0a1b2c3d',
    resultsPath: '/tmp/benchmark.json',
    junitPath: '/tmp/junit.xml',
    verdictPath: '/tmp/verdict.json',
    artifactUrl: null,
    reportUrl: null,
    mlflowUrl: null,
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
      'verdict-path': '/tmp/verdict.json',
      'score-change': '',
      'baseline-score': '',
      'p-value': '',
      'regressed-tasks': '',
      'artifact-url': '',
      'report-url': '',
      'mlflow-url': '',
      namespace: 'ns',
      instance: '0a1b2c3d',
    });
  });

  test('of a regression say by how much, and which tasks', () => {
    const { verdict } = stories.regression();
    const { baselineScore, headScore, pValue } = verdict.comparison!;
    const outputs = outputsOf(verdict, where);
    expect(outputs).toMatchObject({
      'baseline-score': Number(baselineScore!.toFixed(6)),
      'score-change': Number((headScore! - baselineScore!).toFixed(6)),
      'p-value': Number(pValue!.toFixed(6)),
    });
    expect(String(outputs['regressed-tasks']).split(' ')).toEqual(
      expect.arrayContaining(['t3-data-sql-query-perturbed', 't1-bugfix-discount']),
    );
    expect(outputsOf(stories.pass().verdict, where)).toMatchObject({ 'regressed-tasks': '' });
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
  expect(markdown).toContain(`<summary>Reproduce</summary>\n\n\`\`\`\`sh\n${reproduce}\n\`\`\`\`\n`);
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
    expect(html).not.toMatch(/<(?:img|h1)|<summary>PASS/);
  },
);
