import { type Clean, madeOfClean } from '../base/clean.ts';
import type { Leaderboard, LegRow, PairRow } from '../result/formats/leaderboard.ts';
import { duration, interval, money, score, verdictIcons } from '../report/figures.ts';
import { pointsChart } from '../report/html/chart.ts';
import { html, type Html, link, type Part } from '../report/html/markup.ts';
import { page } from '../report/html/page.ts';
import { intervalKind, leaderboardHeadline, pairSentence, tableNotes } from './markdown.ts';

/** A page stays small enough for a phone; leaderboard.json has everything. */
const MOST_COLUMNS = 30;
const MOST_TASKS = 600;
const MOST_PAIRS = 500;

/** `leaderboard.html`: table, cost against score, comparisons, and every task, in one file without a network. */
export async function renderLeaderboardHtml(board: Clean<Leaderboard>): Promise<Clean<string>> {
  const title = leaderboardHeadline(board);
  const body = html`<main>
<h1>${verdictIcons[board.verdict]} ${title}</h1>
${list([...board.reasons, ...board.notes])}
${legTable(board)}
${list(tableNotes(board))}
${await costChart(board)}
${pairList(board.pairs)}
${heatTable(board)}
</main>`;
  return madeOfClean(page({ title, icon: verdictIcons[board.verdict], body, style: heatStyle }));
}

/** A colour for each tenth of the score; the score itself is in the cell. */
const heatStyle = Array.from({ length: 11 }, (_, tenth) => {
  const tint = tenth < 5 ? 'var(--bad-tint)' : tenth < 8 ? 'var(--unsure-tint)' : 'var(--good-tint)';
  const share = tenth < 5 ? 100 - 18 * tenth : tenth < 8 ? 40 + 25 * (tenth - 5) : 50 + 25 * (tenth - 8);
  return `.heat${tenth} { background: color-mix(in srgb, ${tint} ${share}%, var(--page)); }`;
}).join('\n');

function list(sentences: readonly string[]): Part {
  return (
    sentences.length > 0 && html`<ul class="small">${sentences.map((each) => html`<li>${each}</li>`)}</ul>`
  );
}

function legTable(board: Leaderboard): Part {
  if (board.legs.length === 0) return null;
  const kind = intervalKind(board);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Leaderboard"><table>
<thead><tr><th scope="col">Evaluation</th><th scope="col" class="number">Score</th><th scope="col" class="number">$ per solved</th><th scope="col" class="number">$ per run</th><th scope="col" class="number">Solved</th><th scope="col" class="number">Time of a run</th></tr></thead>
<tbody>${board.legs.map((leg) => legRow(leg, kind))}</tbody></table></div>`;
}

function legRow(leg: LegRow, kind: 'overRuns' | 'overTasks'): Html {
  const { runs, source } = leg;
  const name = source.runUrl === null ? leg.label : link(leg.label, source.runUrl);
  const why = leg.unranked ?? (leg.verdict === 'pass' ? null : leg.reason);
  const bounds = leg.intervals[kind];
  return html`<tr><th scope="row">${verdictIcons[leg.verdict]} ${leg.rank !== null && `${leg.rank}. `}${name}${
    leg.onFront && html` <span title="No other is better without costing more.">★</span>`
  }${why !== null && html`<br><span class="muted small">${why}</span>`}</th>
<td class="number">${score(leg.score)}${bounds !== null && html`<br><span class="muted">${interval(bounds)}</span>`}</td>
<td class="number">${money(leg.costPerSolvedUsd)}</td><td class="number">${money(leg.costPerRunUsd)}</td>
<td class="number">${runs.valid === 0 ? '–' : `${runs.passed} of ${runs.valid}`}</td>
<td class="number">${leg.durationMs === null ? '–' : duration(leg.durationMs)}</td></tr>`;
}

async function costChart(board: Leaderboard): Promise<Part> {
  const kind = intervalKind(board);
  const points = board.legs.flatMap((leg) => {
    const { score: y, costPerRunUsd: x, label, onFront: isMain } = leg;
    const bounds = leg.intervals[kind];
    return y === null || x === null ? [] : [{ label, x, y, isMain, ...bounds }];
  });
  if (points.length < 2) return null;
  const front = points.filter(({ isMain }) => isMain).map(({ label }) => label);
  const caption = {
    title: 'Score against cost of a run',
    description: `No other is better without costing more: ${front.join(', ')}.`,
  };
  const chart = await pointsChart(caption, { xLabel: 'US dollars', yLabel: 'Score', points });
  return html`<h2>Cost</h2>${chart}<p class="muted small">Filled and named: no other is better without costing more.</p>`;
}

function pairList(pairs: readonly PairRow[]): Part {
  if (pairs.length === 0) return null;
  const having = (...shown: PairRow['shown'][]): Part => {
    const found = pairs.filter((pair) => shown.includes(pair.shown)).slice(0, MOST_PAIRS);
    return found.length > 0 && html`<ul>${found.map((pair) => html`<li>${pairSentence(pair)}</li>`)}</ul>`;
  };
  return html`<h2>Which is better</h2>${having('tasks')}${having('runs')}${having('nothing')}
<p class="muted small">Each two were compared task by task. At most one time in twenty is any of these differences only chance, however many are compared.</p>`;
}

function heatTable({ legs, tasks }: Leaderboard): Part {
  const ranked = legs.filter(({ rank }) => rank !== null).slice(0, MOST_COLUMNS);
  if (ranked.length === 0) return null;
  const shown = tasks.slice(0, MOST_TASKS);
  const rest = tasks.length - shown.length;
  return html`<h2>Every task</h2><div class="scroll" tabindex="0" role="region" aria-label="Every task"><table>
<thead><tr><th scope="col">Task</th>${ranked.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead>
<tbody>${shown.map(
    ({ taskId }, index) =>
      html`<tr><th scope="row"><code>${taskId}</code></th>${ranked.map((leg) => heatCell(leg.tasks[index]))}</tr>`,
  )}</tbody></table></div>${rest > 0 && html`<p class="muted small">${rest} more tasks are in leaderboard.json.</p>`}`;
}

function heatCell(task: LegRow['tasks'][number] | undefined): Html {
  if (task === undefined || task.score === null) return html`<td class="number">–</td>`;
  const tenth = Math.floor(task.score * 10);
  return html`<td class="number heat${tenth}" title="${task.passes} of ${task.runs} runs passed">${task.score.toFixed(2)}</td>`;
}
