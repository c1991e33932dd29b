import { codeBlock } from './markdown.ts';
import { oneLine } from '../base/plain-text.ts';
import type { TaskReport } from './tasks.ts';

const MOST_TASKS = 12;

/**
 * The tasks whose score moved most, as a chart that GitHub draws from text (https://mermaid.js.org/syntax/xyChart.html): bars
 * for now, a line for the baseline. Elsewhere the source can be read. Empty without a baseline or a change.
 */
export function changeChart(tasks: readonly TaskReport[]): string {
  const moved = tasks
    .flatMap(({ taskId, before, after }) =>
      before === null || after === null ? [] : [{ taskId, before, after }],
    )
    .filter(({ before, after }) => Math.abs(after - before) >= LEAST_CHANGE)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, MOST_TASKS)
    .sort((a, b) => a.after - a.before - (b.after - b.before));
  if (moved.length === 0) return '';
  const values = (of: (task: (typeof moved)[number]) => number): string =>
    moved.map((task) => of(task).toFixed(3)).join(', ');
  return codeBlock('mermaid', [
    '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#54aeff, #cf222e"}}}}%%',
    'xychart-beta horizontal',
    '  title "Scores: bars now, line before"',
    `  x-axis [${moved.map(({ taskId }) => `"${chartName(taskId)}"`).join(', ')}]`,
    '  y-axis "Score" 0 --> 1',
    `  bar [${values(({ after }) => after)}]`,
    `  line [${values(({ before }) => before)}]`,
  ]);
}

/** A smaller change is hardly seen in a chart. */
const LEAST_CHANGE = 0.05;

/** Only what cannot end the quoted name. */
function chartName(taskId: string): string {
  return oneLine(taskId.replaceAll(/[^\w .-]/g, '_'), 40).replace('…', '...');
}
