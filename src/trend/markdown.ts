import { codeBlock, fitParts, type Part, sentence, table, text } from '../report/markdown.ts';
import { type Clean, madeOfClean } from '../base/clean.ts';
import { money, score } from '../report/figures.ts';
import { details } from '../report/opening.ts';
import { changeWords, dayOf } from '../result/verdict/slide.ts';
import { stateIcons, windowWords } from './sentence.ts';
import type { Evaluation, HistoryRecord, Series } from './history-record.ts';

/** The history as a step summary: a sentence and a chart for each series, the evaluations folded. */
export function renderHistorySummary(history: Clean<HistoryRecord>, maxBytes: number): Clean<string> {
  const { series, notes } = history;
  const parts: Part[] = [
    { name: '', markdown: `## History · ${sentence(windowWords(history))}`, rank: 0 },
    { name: '', markdown: series.length === 0 ? 'No evaluations were found.' : '', rank: 0 },
    ...series.flatMap(seriesParts),
    { name: 'notes', markdown: notes.map((note) => `- ${text(note)}`).join('\n'), rank: 5 },
  ];
  return madeOfClean(`${fitParts(parts, maxBytes - 1, 'It is in history.json.')}\n`);
}

function seriesParts({ name, evaluations, findings }: Series): Part[] {
  const { sentence: words, state, tasks } = findings;
  return [
    { name: 'series', markdown: `### ${stateIcons[state]} ${sentence(words)} · ${sentence(name)}`, rank: 1 },
    { name: 'charts', markdown: chart(evaluations), rank: 2 },
    { name: 'tasks', markdown: tasks.length === 0 ? '' : taskTable(tasks), rank: 3 },
    { name: 'evaluations', markdown: details('Evaluations', evaluationTable(evaluations)), rank: 4 },
  ];
}

/** More points are a blot on a phone. */
const MOST_POINTS = 60;

/** A chart that GitHub draws. It has no room for gaps, so evaluations without a score are in the table alone. */
function chart(evaluations: readonly Evaluation[]): string {
  const points = evaluations.filter((one) => one.score !== null).slice(-MOST_POINTS);
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || first === undefined || last === undefined) return '';
  const scores = points.map((point) => point.score ?? 0);
  const low = Math.max(0, Math.floor(Math.min(...scores) * 20 - 1) / 20);
  const high = Math.min(1, Math.ceil(Math.max(...scores) * 20 + 1) / 20);
  return codeBlock('mermaid', [
    'xychart-beta',
    `  x-axis "${points.length} evaluations, ${dayOf(first.at)} to ${dayOf(last.at)}" 1 --> ${points.length}`,
    `  y-axis "Score" ${low} --> ${high}`,
    `  line [${scores.map((value) => value.toFixed(3)).join(', ')}]`,
  ]);
}

function taskTable(tasks: Series['findings']['tasks']): string {
  const rows = tasks.map(({ taskId, state, trend }) => {
    const { from, to, size } = changeWords(trend);
    return [text(taskId), `${from} → ${to}`, `${state === 'slide' ? '−' : '+'}${size}`];
  });
  return table(['Task', 'From → to', 'Change'], rows);
}

function evaluationTable(evaluations: readonly Evaluation[]): string {
  const rows = evaluations
    .toReversed()
    .map((one) => [
      one.at.slice(0, 10),
      one.commit === null ? '–' : text(one.commit.slice(0, 7)),
      one.verdict,
      one.score === null ? text(one.cause ?? '–') : score(one.score),
      money(one.costUsd),
      text(one.openclawVersion || '–'),
    ]);
  return table(['Date', 'Commit', 'Verdict', 'Score', 'Cost', 'OpenClaw'], rows);
}
