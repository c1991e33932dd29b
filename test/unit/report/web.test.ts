import { describe, expect, test } from 'vitest';
import type { ReportFacts } from '../../../src/report/facts.ts';
import type { ReportSource } from '../../../src/report/source.ts';
import { renderHtml } from '../../../src/report/web/report.ts';
import { parseRunDetail, type RunDetail } from '../../../src/result/formats/run-detail.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { stories } from '../../fixtures/report-stories.ts';
import { noSecrets, verdictOf } from '../../fixtures/report.ts';
import { textOf } from '../../fixtures/result.ts';

const run: RunDetail = parseRunDetail(Buffer.from(textOf('run-cache-entry.json')), 'run0.json');
const { facts } = stories.measured();
const plainFacts: ReportFacts = facts;
/** What a page may have at most, and what of it nobody would see. */
const MAX_BYTES = 3_000_000;

function sourceOf(
  verdict: VerdictRecord,
  runs: readonly RunDetail[],
  change: Partial<ReportSource> = {},
): ReportSource {
  return {
    verdict: noSecrets.clean(verdict),
    facts,
    runs: () => runs.map((one) => noSecrets.clean(one)),
    baselineRuns: () => [],
    logs: () => [],
    wire: () => [],
    ...change,
  };
}

/** A result of this many tasks like the sample's first, the odd ones failed. */
function tasksOf(number: number, change: Partial<VerdictRecord['tasks'][number]> = {}): VerdictRecord {
  const verdict: VerdictRecord = verdictOf(0.2);
  const [task] = verdict.tasks;
  const tasks = Array.from({ length: number }, (_, index) => ({
    ...task!,
    taskId: `task-${index}`,
    scores: [0.5, 0.6],
    passes: index % 2 === 0 ? 2 : 0,
    runs: { planned: 2, valid: 2 },
    ...change,
  }));
  return { ...verdict, tasks };
}

/** The text of the element with this id, roughly: up to the next element with one. */
function partOf(page: string, id: string): string {
  const start = page.indexOf(`id="${id}"`);
  return start === -1 ? '' : page.slice(start, page.indexOf(' id="', start + 5));
}

describe('the HTML report', () => {
  test('says the verdict, the change, the cause and the cost before all else', async () => {
    const page = await renderHtml(stories.regression().source);
    const top = page.slice(page.indexOf('<main>'), page.indexOf('id="runs"'));
    expect(top).toMatch(/<h1>.*got worse: 0\.\d+ → 0\.\d+ \(−0\.\d+\)<\/h1>/);
    expect(top).toContain('6 of 27 tasks got worse, confirmed by more runs');
    expect(top).toMatch(
      /<dt>Change<\/dt><dd class="bad">−0\.\d{3}<small>from 0\.\d{3}, 95 % −0\.\d{3} … −0\.\d{3}</,
    );
    expect(top).toMatch(/<dt>Cost<\/dt><dd class="">\$\d+\.\d\d/);
    expect(top).toContain('verification skipped 5 of 5');
    expect(top).toContain('href="#run-t1-bugfix-discount-');
  });

  test('has each run of each task, with its failures, tool calls and what came back', async () => {
    const page = await renderHtml(stories.regression().source);
    const one = partOf(page, 'run-t1-bugfix-discount-0');
    expect(one).toContain('tests/test_main.py: expected 12 rows');
    expect(one).toContain('There is a discount bug in the workspace');
    expect(one).toContain('<b>read</b> {&#34;path&#34;:&#34;pricing.py&#34;}');
    expect(one).toContain('# BUG: this subtracts the raw percent value');
    expect(page.match(/ id="run-/g)).toHaveLength(27 * 5);
  });

  test('shows a task that got worse side by side with the baseline, and where the two part', async () => {
    const page = await renderHtml(stories.regression().source);
    const task = partOf(page, 'task-t1-bugfix-discount');
    expect(task).toContain('First difference: tool call 4');
    expect(task).toContain('python3 -m pytest -q');
    expect(task).toContain('The run had ended.');
    expect(page.match(/class="sides"/g)!.length).toBeGreaterThan(2);
  });

  test('has how runs failed on both sides, time, figures and logs', async () => {
    const page = await renderHtml(stories.regression().source);
    expect(page).toMatch(/verification skipped<\/td><td>.*?\d+ %.*?\d+ %<\/td><td class="number">\+\d+ %/s);
    expect(page).toMatch(/Half of the runs took up to [\d.]+ s, 95 % up to/);
    expect(page).toContain('Mean run score, which is tested');
    expect(partOf(page, 'logs')).toContain('logs/shard-0/eval.log');
  });

  test('links every place to one that is there, and no place is there twice', async () => {
    const page = await renderHtml(stories.regression().source);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test.each(['pass', 'better', 'below', 'measured', 'inconclusive'] as const)(
    'is made for a result that is %s',
    async (name) => {
      const page = await renderHtml(stories[name]().source);
      expect(page).not.toMatch(/undefined|NaN|\[object|>null</);
      expect(page).toContain('<h1>');
    },
  );

  test('of a result without run files has the scores of the record', async () => {
    const { verdict } = stories.below();
    const page = await renderHtml(sourceOf(verdict, []));
    expect(page).toContain('Scores of its runs: 0.');
    expect(page).not.toContain('class="run"');
    expect(page).toContain('class="plot wide"');
  });

  test('of nothing says so', async () => {
    const page = await renderHtml(sourceOf({ ...tasksOf(0), tiers: [] }, []));
    expect(page).toContain('No run counts.');
    expect(page).not.toContain('class="plot ');
  });
});

describe('what others wrote', () => {
  const hostile = '</script><img src=x onerror=alert(1)>--><!-- \u202Egnp.exe\u202C\u0000\u001B[31m "\'`&';

  test('is text, wherever it stands', async () => {
    const id = `t1-${hostile}`;
    const verdict = tasksOf(1, {
      taskId: id,
      tier: hostile,
      family: hostile,
      passes: 0,
      firstFailure: hostile,
    });
    const call = { name: hostile, input: hostile, output: hostile, ok: false };
    const hostileRun: RunDetail = {
      ...run,
      taskId: id,
      outcome: hostile,
      failureMode: hostile,
      failures: [hostile],
      error: hostile,
      steps: [{ role: 'assistant', text: hostile, calls: [call] }],
    };
    const spoilt: VerdictRecord = {
      ...verdict,
      verdict: 'fail',
      failureReason: 'below-threshold',
      reasons: [hostile, hostile],
      notes: [hostile],
      identity: { ...verdict.identity, model: hostile, images: { [hostile]: hostile } },
    };
    const page = await renderHtml(
      sourceOf(spoilt, [hostileRun], {
        facts: noSecrets.clean({
          ...plainFacts,
          label: hostile,
          sha: hostile,
          namespace: hostile,
          reproduce: hostile,
          runUrl: `javascript:${hostile}`,
        }),
        logs: () => [noSecrets.clean({ name: hostile, lines: [hostile], isCut: false })],
      }),
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|-->|<!--|javascript:|\son\w+="|style="/i);
    for (const invisible of ['\u202E', '\u202C', '\u0000', '\u001B']) expect(page).not.toContain(invisible);
    expect(page.match(/&#60;\/script&#62;/g)!.length).toBeGreaterThan(15);
  });
});

describe('the size', () => {
  /** A run as large as the largest file that is read. */
  const large: RunDetail = {
    ...run,
    steps: Array.from({ length: 400 }, () => ({
      role: 'assistant' as const,
      text: '"<&>'.repeat(2000),
      calls: Array.from({ length: 3 }, () => ({
        name: 'exec',
        input: '"'.repeat(8000),
        output: 'ä'.repeat(8000),
        ok: true,
      })),
    })),
  };

  test('of 500 tasks with 10 runs each is at most 3 MB, and failed runs have their conversations first', async () => {
    const verdict = tasksOf(500, {
      scores: Array.from({ length: 10 }, () => 0.5),
      runs: { planned: 10, valid: 10 },
    });
    const runs = verdict.tasks.flatMap(({ taskId, passes }) =>
      Array.from({ length: 10 }, (_, runIndex): RunDetail => ({
        ...run,
        taskId,
        runIndex,
        score: 0.5,
        outcome: passes === 0 ? 'fail' : 'pass',
      })),
    );
    const page = await renderHtml(sourceOf(verdict, runs));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MAX_BYTES);
    expect(Buffer.byteLength(page)).toBeGreaterThan(MAX_BYTES * 0.8);
    expect(page.match(/class="task"/g)).toHaveLength(500);
    expect(partOf(page, 'run-task-1-0')).toContain('class="steps"');
    expect(page).toContain('more runs in the artifact');
  });

  test('of runs of 16 MB is at most 3 MB, and what is cut says so', async () => {
    const verdict = tasksOf(1, { passes: 0 });
    const runs = [0, 1].map((runIndex): RunDetail => ({
      ...large,
      taskId: 'task-0',
      runIndex,
      score: 0.5,
      outcome: 'fail',
    }));
    const page = await renderHtml(sourceOf(verdict, runs));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MAX_BYTES);
    expect(partOf(page, 'run-task-0-1')).toContain('The conversation is in the artifact');
  });

  test('of one long text is that of its beginning', async () => {
    const verdict = tasksOf(1, { passes: 0 });
    const runs = [
      { ...large, steps: large.steps.slice(0, 1), taskId: 'task-0', score: 0.5, outcome: 'fail' },
    ];
    const page = await renderHtml(sourceOf(verdict, runs));
    expect(page).toContain('… cut: 4000 more characters are in the run file');
  });

  test('of 20 000 tasks with the longest names is at most 3 MB', async () => {
    const verdict = tasksOf(1);
    const tasks = Array.from({ length: 20_000 }, (_, index) => ({
      ...verdict.tasks[0]!,
      taskId: `${index}-${'ü'.repeat(400)}`,
      passes: 0,
    }));
    const page = await renderHtml(sourceOf({ ...verdict, tasks }, []));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MAX_BYTES);
    expect(page).toContain('19,000 more tasks in verdict.json.');
  });
});
