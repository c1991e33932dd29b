import {
  areaY,
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  plot,
  type PlotOptions,
  ruleX,
  ruleY,
  text,
} from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { oneLine } from '../../base/plain-text.ts';
import { type LabelledPoint, labelsFor } from './labels.ts';
import { html, type Html, trusted } from './markup.ts';

/** A drawing for a phone or for a larger window; the page shows one of the two. */
export type Size = 'narrow' | 'wide';

const widths = { narrow: 340, wide: 1040 } as const;

/** A run by its score, 0 to 1. */
export interface PlottedRun {
  score: number;
  passed: boolean;
  /** Shown when a mouse is over it. */
  title: string;
}

export interface StripPlot {
  rows: readonly { label: string; baseline: readonly PlottedRun[]; head: readonly PlottedRun[] }[];
}

export interface LinePlot {
  /** Of the vertical axis. */
  label: string;
  /** Values are from 0 to 1, and so is the axis unless it has a domain; else it starts at 0. */
  isShare: boolean;
  domain?: readonly [number, number];
  /** Points in the order of time; `lower` and `upper` bound the interval of the value. */
  series: readonly { name: string; points: readonly PlottedMoment[] }[];
  /** Moments to mark, such as releases. */
  marks: readonly { at: Date; label: string }[];
  /** Moments without a value, shown as crosses at the bottom. */
  gaps?: readonly { at: Date; title: string }[];
  /** The two ends of a fitted line. */
  fit?: readonly { at: Date; value: number }[];
}

export interface PlottedMoment {
  at: Date;
  /** NaN interrupts the line. */
  value: number;
  lower?: number;
  upper?: number;
  /** Shown when a mouse is over it. */
  title?: string;
  /** Drawn as a ring, to find it again. */
  isMarked?: boolean;
}

export interface PointsPlot {
  xLabel: string;
  yLabel: string;
  points: readonly PlottedPoint[];
}

interface PlottedPoint extends LabelledPoint {
  lower?: number;
  upper?: number;
}

const { document } = parseHTML('<!doctype html><html><body></body></html>');
/** Of the series of a chart, which differ in their dashes too. */
const seriesColors = [
  'var(--head)',
  'var(--baseline)',
  'var(--good)',
  'var(--bad)',
  'var(--info)',
  'var(--unsure)',
];
const seriesDashes = ['none', '6 3', '2 3', '8 3 2 3', '1 2', '10 4'];

/** The mark of a series in the key, 12 by 12. */
export function seriesMark(index: number): Html {
  const { color, dash } = lookOf(index);
  return html`<path d="M0 6H12" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}" />`;
}

function lookOf(index: number): { color: string; dash: string } {
  return {
    color: seriesColors[index % seriesColors.length]!,
    dash: seriesDashes[index % seriesDashes.length]!,
  };
}

const grid = { stroke: 'var(--grid)', strokeOpacity: 1 } as const;
const ink = 'var(--ink)';

/** Each row has a line for the runs of the baseline, and below that one for those of this result. */
export function stripPlot({ rows }: StripPlot, size: Size): Html {
  const isNarrow = size === 'narrow';
  const height = isNarrow ? 40 : 28;
  const lines = isNarrow ? { baseline: 0.55, head: 0.8 } : { baseline: 0.3, head: 0.7 };
  // Rows are known by their position: labels may be equal once they are cut.
  const strips = rows.flatMap((row, index) =>
    (['baseline', 'head'] as const).map((side) => ({ side, y: index + lines[side], runs: row[side] })),
  );
  const dots = (side: 'baseline' | 'head', passed: boolean) =>
    strips
      .filter((strip) => strip.side === side)
      .flatMap(({ y, runs }) =>
        runs.filter((run) => run.passed === passed).map(({ score, title }) => ({ x: score, y, title })),
      );
  const means = strips
    .filter(({ runs }) => runs.length > 0)
    .map(({ y, runs }) => ({ x: runs.reduce((sum, { score }) => sum + score, 0) / runs.length, y }));
  const reach = 6 / height;
  const at = { x: 'x', y: 'y' } as const;
  // Phones have no mouse.
  const run = isNarrow ? at : ({ ...at, title: 'title' } as const);
  const labels = rows.map(({ label }, row) => ({ x: 0, y: row, label: oneLine(label, isNarrow ? 46 : 34) }));
  return draw(size, {
    height: rows.length * height + 30,
    marginLeft: isNarrow ? 8 : 230,
    marginRight: 12,
    marginTop: 24,
    marginBottom: 6,
    x: { domain: [0, 1], label: null },
    y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
    marks: [
      gridX(grid),
      axisX({ anchor: 'top', ticks: 5, tickSize: 0 }),
      ruleY(rows.keys(), { ...grid }),
      text(labels, {
        ...at,
        text: 'label',
        fill: ink,
        ...(isNarrow
          ? { textAnchor: 'start', dy: height * 0.26 }
          : { textAnchor: 'end', dx: -12, dy: height / 2 }),
      }),
      dot(dots('baseline', true), { ...run, r: 3.5, stroke: 'var(--baseline)', strokeWidth: 1.5 }),
      dot(dots('baseline', false), {
        ...run,
        r: 3.5,
        symbol: 'times',
        stroke: 'var(--baseline)',
        strokeWidth: 1.8,
      }),
      dot(dots('head', true), { ...run, r: 4, fill: 'var(--head)', fillOpacity: 0.75 }),
      dot(dots('head', false), { ...run, r: 4, symbol: 'times', stroke: 'var(--head)', strokeWidth: 2 }),
      ruleX(means, {
        x: 'x',
        y1: ({ y }: { y: number }) => y - reach,
        y2: ({ y }: { y: number }) => y + reach,
        stroke: ink,
        strokeWidth: 2.5,
      }),
    ],
  });
}

/** Lines with points; the interval of each is an area behind it. */
export function linePlot(data: LinePlot, size: Size): Html {
  const { label, isShare, domain = [0, 1], series, marks, gaps = [], fit = [] } = data;
  const isNarrow = size === 'narrow';
  return draw(size, {
    height: isNarrow ? 220 : 280,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 30,
    x: { type: 'utc', label: null },
    y: isShare ? { domain, label: null } : { zero: true, nice: true, label: null },
    marks: [
      gridY({ ...grid, ticks: 5 }),
      axisX({ ticks: isNarrow ? 4 : 8, tickSize: 0 }),
      axisY({ ticks: 5, tickSize: 0, label, labelAnchor: 'top', labelArrow: 'none' }),
      ruleX(marks, { x: 'at', stroke: 'var(--muted)', strokeDasharray: '3 3' }),
      text(marks, {
        x: 'at',
        frameAnchor: 'top',
        text: ({ label: name }: { label: string }) => oneLine(name, 18),
        dy: -11,
        fill: 'var(--muted)',
      }),
      series.flatMap(({ points }, index) => {
        const { color, dash } = lookOf(index);
        const bounded = points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
        const at = { x: 'at', y: 'value' } as const;
        return [
          areaY(bounded, { x: 'at', y1: 'lower', y2: 'upper', fill: color, fillOpacity: 0.14 }),
          line(points, { ...at, stroke: color, strokeWidth: 2, strokeDasharray: dash }),
          // Phones have no mouse.
          dot(points, { ...at, r: 2.5, fill: color, ...(isNarrow ? {} : { title: 'title' }) }),
          dot(
            points.filter(({ isMarked }) => isMarked === true),
            { ...at, r: 7, stroke: 'var(--bad)', strokeWidth: 2 },
          ),
        ];
      }),
      line(fit, { x: 'at', y: 'value', stroke: ink, strokeWidth: 1.5, strokeDasharray: '7 5' }),
      dot(gaps, {
        x: 'at',
        frameAnchor: 'bottom',
        symbol: 'times',
        r: 4,
        stroke: 'var(--unsure)',
        strokeWidth: 2,
        ...(isNarrow ? {} : { title: 'title' }),
      }),
    ],
  });
}

/** Points with vertical error bars. */
export function pointsPlot({ xLabel, yLabel, points }: PointsPlot, size: Size): Html {
  const isNarrow = size === 'narrow';
  const plotHeight = isNarrow ? 260 : 340;
  const most = Math.max(0, ...points.map(({ x }) => x));
  const at = { x: 'x', y: 'y' } as const;
  const bounded = points.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
  const main = points.filter(({ isMain }) => isMain);
  const names = labelsFor(points, {
    most,
    ...(isNarrow ? { width: 284, longest: 20 } : { width: 984, longest: 40 }),
    height: plotHeight - 68,
  });
  return draw(size, {
    height: plotHeight,
    marginLeft: 40,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 40,
    x: { domain: [0, most === 0 ? 1 : most * 1.06], label: null },
    y: { domain: [0, 1], label: null },
    marks: [
      gridX(grid),
      gridY(grid),
      axisX({
        ticks: isNarrow ? 4 : 8,
        tickSize: 0,
        label: xLabel,
        labelAnchor: 'right',
        labelArrow: 'none',
      }),
      axisY({ ticks: 5, tickSize: 0, label: yLabel, labelAnchor: 'top', labelArrow: 'none' }),
      ruleX(bounded, { x: 'x', y1: 'lower', y2: 'upper', stroke: 'var(--muted)', strokeWidth: 1.5 }),
      dot(
        points.filter(({ isMain }) => !isMain),
        { ...at, r: 4, stroke: 'var(--head)', strokeWidth: 1.5 },
      ),
      dot(main, { ...at, r: 5, fill: 'var(--head)' }),
      names.map(({ point, label, dx, dy }) =>
        text([point], {
          ...at,
          text: () => label,
          dx,
          dy,
          textAnchor: dx < 0 ? 'end' : 'start',
          fill: ink,
          stroke: 'var(--page)',
          strokeWidth: 3,
        }),
      ),
    ],
  });
}

/** The style that the library adds would need a hash of its own in the policy of the page; ours is in the page's. */
function draw(size: Size, options: PlotOptions): Html {
  const drawing = plot({
    ...options,
    document,
    width: widths[size],
    className: 'plot',
  });
  drawing.querySelector('style')?.remove();
  drawing.setAttribute('class', `plot ${size}`);
  for (const name of ['font-family', 'font-size', 'height']) drawing.removeAttribute(name);
  drawing.setAttribute('aria-hidden', 'true');
  return trusted(drawing.outerHTML.replaceAll('\n', ' '));
}
