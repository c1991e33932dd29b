import { isAbove } from '../result/stats/numbers.ts';
import { MOST_RUNS, type Power } from '../result/stats/power.ts';
import { money, plural } from './figures.ts';
import { sentence, table, text } from './markdown.ts';

/** What more runs would show, in plain text: the same in plans and reports. */

export const POWER_TITLE = 'What more runs would show';

export const POWER_HEAD = [
  'Runs of each task, on both sides',
  'Smallest detectable drop (in 4 of 5 cases)',
  'Cost of an evaluation',
] as const;

/** A row for each number of runs. */
export function powerRows({ byRuns }: Power): string[][] {
  return byRuns.map(({ runs, drop, costUsd }) => [
    String(runs),
    drop === null ? 'cannot be said' : drop.toFixed(2),
    money(costUsd),
  ]);
}

/** What it would take to detect drops that people ask about, a sentence each. */
export function powerSentences({ toDetect }: Power, maxRegression: number): string[] {
  return toDetect.map(({ drop, runs, confirmRuns, costUsd }) => {
    if (!isAbove(drop, maxRegression))
      return `No number of runs shows a drop of ${drop.toFixed(2)}: \`max-regression\` is ${maxRegression}.`;
    if (runs === null)
      return `A drop of ${drop.toFixed(2)} would take more than ${MOST_RUNS} runs of each task.`;
    const confirming = confirmRuns === 0 ? '' : ` and ${confirmRuns} \`confirm-runs\``;
    const cost = costUsd === null ? '' : `, about ${money(costUsd)} for an evaluation`;
    return `A drop of ${drop.toFixed(2)} takes ${plural(runs, 'run')} of each task${confirming}, here and for the baseline${cost}.`;
  });
}

/** All of it in one line: `1: 0.17 ($0.60), 2: 0.12 ($1.20), …`. */
export function powerLine({ byRuns }: Power): string {
  const figures = byRuns.flatMap(({ runs, drop, costUsd }) =>
    drop === null ? [] : [`${runs}: ${drop.toFixed(2)}${costUsd === null ? '' : ` (${money(costUsd)})`}`],
  );
  return `Smallest detectable drop by runs of each task on both sides: ${figures.join(', ')}.`;
}

/** All of it in Markdown. */
export function powerTable(power: Power, maxRegression: number): string {
  const rows = powerRows(power).map((row) => row.map(text));
  return `${table(POWER_HEAD, rows)}\n\n${powerSentences(power, maxRegression).map(sentence).join(' ')}`;
}
