import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { badgeOf, badgePicture } from '../../../src/trend/badge.ts';
import type { Evaluation } from '../../../src/trend/history-record.ts';
import { historySchema } from '../../../src/trend/history-record.ts';
import { renderHistorySummary } from '../../../src/trend/markdown.ts';
import { renderPage } from '../../../src/trend/page.ts';
import { evaluationAt, historyOf } from '../../fixtures/history.ts';

const hostile = '</script><img src=x onerror=alert(1)> [x](https://evil.test) @octo \u202e"\'';

function sliding(name = 't1'): Evaluation[] {
  return Array.from({ length: 9 }, (_, week) =>
    evaluationAt(week * 7, {
      score: 0.6 - 0.0125 * week + 0.002 * (week % 3),
      openclawVersion: week < 4 ? '2026.9.4' : '2026.10.1',
      tasks: { [name]: { score: 0.9 - 0.05 * week, seconds: 30, costUsd: 0.1 } },
    }),
  );
}

const gap = evaluationAt(30, {
  score: null,
  verdict: 'inconclusive',
  cause: 'The provider refused the key.',
});

describe('the page', () => {
  test('shows the sentence, the figures, every change, gap and evaluation', async () => {
    const evaluations = [...sliding(), gap].sort((a, b) => (a.at < b.at ? -1 : 1));
    const page = await renderPage(
      historyOf({ 'openai/gpt-5.5': evaluations }, { notes: ['1 artifact was damaged.'] }),
    );
    for (const words of [
      '<h1>📉 0.10 lost over 8 weeks (0.60 → 0.50, 9 evaluations), each step within 0.03</h1>',
      'openai/gpt-5.5 · main · 26 weeks until 7 Dec 2026',
      '<b>A</b> 9 Nov: OpenClaw 2026.9.4 → 2026.10.1',
      '<small>1 inconclusive</small>',
      '<td class="cause" colspan="2">The provider refused the key.</td>',
      '2026-11-11: The provider refused the key.</title>',
      '<h3>Tasks: 1 of 1 slides</h3>',
      '0.90 → 0.50 ↘',
      'href="https://github.com/octo/repo/actions/runs/1000"',
      '1 artifact was damaged.',
    ])
      expect(page).toContain(words);
  });

  test('with several series begins with a line for each, those that slide first', async () => {
    const stable = Array.from({ length: 6 }, (_, week) => evaluationAt(week * 7));
    const page = await renderPage(historyOf({ calm: stable, falling: sliding() }));
    expect(page).toContain('<h1>1 of 2 scores slide</h1>');
    expect(page.indexOf('#s-0000000001')).toBeLessThan(page.indexOf('#s-0000000000'));
    expect(page).toContain('id="s-0000000001"');
  });

  test('without any evaluation says so', async () => {
    expect(await renderPage(historyOf({}))).toContain('<h1>No evaluations were found</h1>');
  });

  test('shows hostile texts as texts, and has nothing that its policy would refuse', async () => {
    const evaluations = sliding(hostile).map((one) => ({
      ...one,
      cause: hostile,
      openclawVersion: hostile,
      model: hostile,
    }));
    const page = await renderPage(
      historyOf(
        { [hostile]: [...evaluations, { ...gap, cause: hostile }] },
        { notes: [hostile], branch: hostile },
      ),
    );
    expect(page).not.toMatch(/<img|<script| style=|\u202e/);
    expect(page).toContain('content="default-src &#39;none&#39;; style-src &#39;sha256-');
    expect(page.match(/(?:src|href)="(?!https:\/\/github\.com\/|#|data:|history\.json)[^"]*"/g)).toBeNull();
  });

  test('of series with 500 tasks each stays small', async () => {
    const many = Array.from({ length: 30 }, (_, day) =>
      evaluationAt(day, {
        tasks: Object.fromEntries(
          Array.from({ length: 500 }, (__, i) => [
            `task-${i}`,
            { score: (i % 100) / 100, seconds: i, costUsd: 0.1 },
          ]),
        ),
      }),
    );
    const series = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`model-${i}`, many]));
    expect(Buffer.byteLength(await renderPage(historyOf(series)))).toBeLessThan(1_000_000);
  });
});

describe('the summary', () => {
  test('has a sentence and a chart for each series, and the evaluations folded', () => {
    const markdown = renderHistorySummary(historyOf({ nightly: [...sliding(), gap] }), 1_000_000);
    expect(markdown).toMatch(/^## History · main .* 26 weeks until 7 Dec 2026$/m);
    expect(markdown).toMatch(/### 📉 .* lost over 8 weeks .* · nightly/);
    expect(markdown).toContain(
      'xychart-beta\n  x-axis "9 evaluations, 12 Oct to 7 Dec" 1 --> 9\n  y-axis "Score" 0.45 --> 0.65\n  line [0.600, ',
    );
    expect(markdown).toContain('| t1 | 0.90 → 0.50 | −0.40 |');
    expect(markdown).toContain('| inconclusive | The provider refused the key. |');
  });

  test('has no chart of one point', () => {
    expect(renderHistorySummary(historyOf({ nightly: [evaluationAt(0)] }), 1_000_000)).not.toContain(
      'mermaid',
    );
  });

  test('shows hostile texts as texts, and is never longer than allowed', () => {
    const evaluations = [...sliding(hostile), { ...gap, cause: hostile, openclawVersion: hostile }];
    const history = historyOf({ [hostile]: evaluations }, { notes: [hostile] });
    const shown = marked.parse(renderHistorySummary(history, 1_000_000), { async: false });
    expect(shown).not.toMatch(/<img|<script|<a /);
    expect(Buffer.byteLength(renderHistorySummary(history, 2000))).toBeLessThanOrEqual(2000);
  });
});

describe('the badge', () => {
  const badge = (...evaluations: Evaluation[]) => badgeOf(historyOf({ nightly: evaluations }).series[0]!);

  test.each([
    ['0.600', '#1a7f37', [evaluationAt(0)]],
    ['0.400', '#cf222e', [evaluationAt(0), evaluationAt(1, { score: 0.4, verdict: 'fail' })]],
    ['inconclusive', '#9a6700', [evaluationAt(0), gap]],
    ['0.504 ↘', '#1a7f37', sliding()],
  ] as const)('says %s', (message, color, evaluations) => {
    expect(badge(...evaluations)).toEqual({ schemaVersion: 1, label: 'ClawBench', message, color });
  });

  test('is a picture without anything to load', () => {
    const picture = badgePicture(badge(...sliding()));
    expect(picture).toContain('<title>ClawBench: 0.504 ↘</title>');
    expect(picture.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|script/);
  });
});

test('history.json is what its schema says', () => {
  const history = historyOf({ nightly: [...sliding(), gap], short: [evaluationAt(0)], empty: [gap] });
  expect(historySchema.parse(history)).toEqual(history);
  const published: unknown = JSON.parse(
    readFileSync(new URL('../../../docs/schemas/history.schema.json', import.meta.url), 'utf8'),
  );
  expect(published).toMatchObject({ title: 'history.json' });
});
