import { html, type Html } from '../report/html/markup.ts';

/** A value from 0 to 1 at a time from 0 to 1; null leaves a gap. */
export interface SparkPoint {
  x: number;
  y: number | null;
}

const WIDTH = 100;
const HEIGHT = 30;

/** A small line without axes, for one of many series. It is hidden from screen readers: its figures stand beside it. */
export function spark(points: readonly SparkPoint[], kind: 'score' | 'other'): Html {
  const stretches: string[] = [];
  let isOpen = false;
  for (const { x, y } of points) {
    if (y !== null) stretches.push(`${isOpen ? 'L' : 'M'}${at(x, y)}`);
    isOpen = y !== null;
  }
  const last = points.findLast(({ y }) => y !== null);
  const end = last === undefined ? '' : `M${at(last.x, last.y ?? 0)}h0`;
  return html`<svg class="spark ${kind}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path class="line" d="${stretches.join('')}"/><path class="end" d="${end}"/></svg>`;
}

/** The ends of a line are round, and would be cut at the edge. */
const MARGIN = 2;

function at(x: number, y: number): string {
  const [across, down] = [x * (WIDTH - 2 * MARGIN) + MARGIN, (1 - y) * (HEIGHT - 2 * MARGIN) + MARGIN];
  return `${across.toFixed(1)} ${down.toFixed(1)}`;
}
