import { expect, test } from 'vitest';
import { lineChart, pointsChart, stripChart } from '../../../../src/report/html/chart.ts';
import { asText, type Html } from '../../../../src/report/html/markup.ts';

const caption = { title: 'Runs & "more"', description: 'Two of <3> rows.' };
const hostile = '</text></svg><script>alert(1)</script>';
const count = (markup: Html, pattern: RegExp): number => asText(markup).match(pattern)?.length ?? 0;

/** What is wrong with a chart: it has two sizes, and no style of its own, which the policy of the page would refuse. */
function problemsOf(markup: Html): string[] {
  const text = asText(markup);
  const missing = [
    'class="plot narrow"',
    'class="plot wide"',
    '<b>Runs &#38; &#34;more&#34;</b>',
    'Two of &#60;3&#62; rows.',
  ].filter((part) => !text.includes(part));
  return [...missing, ...(text.match(/<style|style=|<script|NaN|Infinity|undefined/g) ?? [])];
}

test('a strip has a mark for each run, and one for each mean', async () => {
  const run = (score: number, passed: boolean) => ({ score, passed, title: hostile });
  const chart = await stripChart(caption, {
    rows: [
      { label: hostile, baseline: [run(0.5, true), run(0.6, false)], head: [run(0, true)] },
      { label: 'nothing', baseline: [], head: [] },
    ],
  });
  expect(problemsOf(chart)).toEqual([]);
  // Two that passed, in two sizes, and two in the key.
  expect(count(chart, /<circle/g)).toBe(6);
  expect(count(chart, /<title>/g)).toBe(3);
  expect(asText(chart)).toContain('run of the baseline');
});

test('a strip without a baseline does not speak of one', async () => {
  const rows = [{ label: 't', baseline: [], head: [{ score: 1, passed: true, title: 'x' }] }];
  expect(asText(await stripChart(caption, { rows }))).not.toContain('baseline</');
});

test('lines over time have their intervals and marks', async () => {
  const at = new Date('2026-11-01T00:00:00Z');
  const points = [
    { at, value: 0.5, lower: 0.4, upper: 0.6 },
    { at: new Date('2026-11-08T00:00:00Z'), value: 0.7, isMarked: true },
  ];
  const series = [
    { name: hostile, points },
    { name: 'other', points },
  ];
  const chart = await lineChart(caption, {
    label: 'Score',
    isShare: true,
    series,
    marks: [{ at, label: hostile }],
  });
  expect(problemsOf(chart)).toEqual([]);
  expect(asText(chart)).toContain('other</span>');
});

test('points have error bars and the labels of those that matter', async () => {
  const point = { x: 1, y: 0.5, lower: 0.4, upper: 0.6 };
  const points = [
    { ...point, label: hostile, isMain: true },
    { ...point, label: 'unnamed', isMain: false },
  ];
  const chart = await pointsChart(caption, { xLabel: 'Cost', yLabel: 'Score', points });
  expect(problemsOf(chart)).toEqual([]);
  expect(asText(chart)).not.toContain('unnamed');
});

test('nothing to draw, or next to nothing, is a chart too', async () => {
  expect(problemsOf(await stripChart(caption, { rows: [] }))).toEqual([]);
  const empty = await lineChart(caption, { label: 'Score', isShare: false, series: [], marks: [] });
  expect(asText(empty)).toContain('There is nothing to show yet.');
  const points = [{ at: new Date('2026-11-01T00:00:00Z'), value: 0 }];
  const series = [{ name: 'one', points }];
  const one = await lineChart(caption, { label: 'Cost', isShare: false, series, marks: [] });
  expect(problemsOf(one)).toEqual([]);
  expect(problemsOf(await pointsChart(caption, { xLabel: 'Cost', yLabel: 'Score', points: [] }))).toEqual([]);
});
