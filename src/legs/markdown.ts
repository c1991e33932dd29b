import { type Clean, madeOfClean } from '../base/clean.ts';
import { oneLine } from '../base/plain-text.ts';
import type { Leaderboard, LegRow, PairRow } from '../result/formats/leaderboard.ts';
import { duration, interval, money, score, verdictIcons } from '../report/figures.ts';
import { maxSectionBytes } from '../report/comment.ts';
import { code, fitParts, type Part, table, text } from '../report/markdown.ts';
import { type Addresses, details, links, list } from '../report/opening.ts';

/** The leaderboard in one sentence: who failed, and who is best, as far as that can be shown. */
export function leaderboardHeadline(board: Leaderboard): string {
  const { legs, missing } = board;
  const all = legs.length + missing;
  const failed = legs.filter(({ verdict }) => verdict === 'fail').length;
  const unclear = legs.filter(({ verdict }) => verdict === 'inconclusive').length + missing;
  return [
    ...(failed === 0 ? [] : [`${failed} of ${all} failed`]),
    ...(unclear === 0 ? [] : [`${unclear} of ${all} inconclusive`]),
    standing(board),
  ].join(' · ');
}

function standing(board: Leaderboard): string {
  const ranked = board.legs.filter(({ rank }) => rank !== null);
  const [leader, ...others] = ranked;
  if (leader === undefined) return 'no evaluation came to a verdict';
  const name = oneLine(leader.label, 60);
  if (others.length === 0) return `${name}: ${short(leader.score)}`;
  const beaten = new Set(
    board.pairs.flatMap(({ better, worse, shown }) =>
      better === leader.label && shown !== 'nothing' ? [worse] : [],
    ),
  );
  const even = others.filter(({ label }) => !beaten.has(label)).map(({ label }) => oneLine(label, 60));
  if (even.length === 0) return `${name} is best: ${short(leader.score)}`;
  const named = even.length > 2 ? `${even.length} others` : even.join(' and ');
  return `${name} leads with ${short(leader.score)}, but no difference to ${named} can be shown`;
}

const short = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** What two legs compared show, one sentence. */
export function pairSentence(pair: PairRow): string {
  const { better, worse, difference, shown } = pair;
  const by = `+${difference.toFixed(3)}${pair.interval === null ? '' : `, 95 % interval ${interval(pair.interval)}`}`;
  if (shown === 'tasks') return `${better} is better than ${worse} (${by}).`;
  if (shown === 'runs')
    return `${better} did these tasks better than ${worse} (${by}); other tasks might turn it round.`;
  return `No difference can be shown between ${better} and ${worse} (${by}).`;
}

/** What the stars and the intervals of the table mean. */
export function tableNotes(board: Leaderboard): string[] {
  const kind = intervalKind(board);
  return [
    `Below each score is its 95 % interval: ${
      kind === 'overRuns'
        ? 'where it would settle if the same tasks were run many times in the same hour'
        : 'how it would vary with other tasks of the same kind'
    }.`,
    ...(board.legs.some(({ onFront }) => onFront)
      ? ['★: no other is better without costing more a run.']
      : []),
  ];
}

/** One kind for all legs: that over runs, unless a leg has only one run of each task. */
export function intervalKind({ legs }: Leaderboard): 'overRuns' | 'overTasks' {
  const isKnown = legs.every(({ rank, intervals }) => rank === null || intervals.overRuns !== null);
  return isKnown ? 'overRuns' : 'overTasks';
}

const HOW_COMPARED =
  'Each two were compared task by task. At most one time in twenty is any of these differences only chance, however many are compared (permutation tests, corrected by Holm; p-values in leaderboard.json).';

/** More sentences than anybody reads; leaderboard.json has all. */
const MOST_SENTENCES = 100;
/** Reasons, what is not alike, and what the table means. */
const MOST_NOTES = 20;
/** GitHub's pages become slow. */
const MOST_ROWS = 60;
/** With more columns a table does not fit a window. */
const MOST_COLUMNS = 12;

/**
 * The step summary of `mode: report`.
 * @param addresses of its files, once they were uploaded
 */
export function renderLeaderboard(
  board: Clean<Leaderboard>,
  maxBytes: number,
  addresses: Clean<Addresses> | null = null,
): Clean<string> {
  const tasks = { name: 'tasks', rank: 4, markdown: details('Every task', taskTable(board)) };
  const parts = [...mainParts(board, '##', addresses), tasks];
  return madeOfClean(
    `${fitParts(parts, maxBytes - 1, 'leaderboard.json in the artifact has everything.')}\n`,
  );
}

/** A section of the pull-request comment. */
export function renderLeaderboardSection(
  board: Clean<Leaderboard>,
  addresses: Clean<Addresses>,
): Clean<string> {
  const parts = mainParts(board, '###', addresses);
  return madeOfClean(fitParts(parts, maxSectionBytes, 'The step summary has everything.'));
}

function mainParts(board: Leaderboard, heading: '##' | '###', addresses: Addresses | null): Part[] {
  const rows = board.legs.slice(0, MOST_ROWS).map((leg) => legCells(leg, intervalKind(board)));
  const rest = board.legs.length - rows.length;
  const more = rest === 0 ? [] : [`${rest} more evaluations are in leaderboard.json.`];
  const title = `${verdictIcons[board.verdict]} ${text(leaderboardHeadline(board))}`;
  const notes = [...more, ...board.reasons, ...board.notes, ...tableNotes(board)];
  return [
    { name: 'title', rank: 0, markdown: `${heading} ${title}` },
    { name: 'evaluations', rank: 1, markdown: table(columns, rows) },
    { name: 'links', rank: 0, markdown: addresses === null ? '' : links(addresses) },
    { name: 'notes', rank: 2, markdown: list(notes, MOST_NOTES) },
    { name: 'comparisons', rank: 3, markdown: details('Which is better', comparisons(board)) },
  ];
}

const columns = ['Evaluation', 'Score', 'Solved', 'Cost per solved task', 'Time of a run'];

function legCells(leg: LegRow, kind: 'overRuns' | 'overTasks'): string[] {
  const { label, verdict, rank, runs, onFront } = leg;
  const name = `${verdictIcons[verdict]} ${rank === null ? '' : `${rank}. `}${text(label)}${onFront ? ' ★' : ''}`;
  const why =
    verdict === 'pass' && leg.unranked === null
      ? ''
      : `<br><sub>${text(oneLine(leg.unranked ?? leg.reason, 160))}</sub>`;
  const bounds = leg.intervals[kind];
  return [
    `${name}${why}`,
    `${score(leg.score)}${bounds === null ? '' : `<br><sub>${interval(bounds)}</sub>`}`,
    runs.valid === 0 ? '–' : `${runs.passed} of ${runs.valid}`,
    `${money(leg.costPerSolvedUsd)}${leg.costPerRunUsd === null ? '' : `<br><sub>${money(leg.costPerRunUsd)} a run</sub>`}`,
    leg.durationMs === null ? '–' : duration(leg.durationMs),
  ];
}

function comparisons({ pairs }: Leaderboard): string {
  if (pairs.length === 0) return '';
  const order = { tasks: 0, runs: 1, nothing: 2 } as const;
  const sorted = pairs.toSorted((a, b) => order[a.shown] - order[b.shown] || b.difference - a.difference);
  const lines = sorted.slice(0, MOST_SENTENCES).map((pair) => `- ${text(pairSentence(pair))}`);
  const rest = sorted.length - lines.length;
  const more = rest === 0 ? [] : [`- … and ${rest} more in leaderboard.json`];
  return [...lines, ...more, '', HOW_COMPARED].join('\n');
}

function taskTable({ legs, tasks }: Leaderboard): string {
  const ranked = legs.filter(({ rank }) => rank !== null).slice(0, MOST_COLUMNS);
  if (ranked.length === 0) return '';
  const rows = tasks.map(({ taskId }, index) => [
    code(taskId),
    ...ranked.map((leg) => taskCell(leg.tasks[index]?.score ?? null)),
  ]);
  return table(['Task', ...ranked.map(({ label }) => text(label))], rows);
}

function taskCell(value: number | null): string {
  if (value === null) return '–';
  return `${value >= 0.8 ? '🟩' : value >= 0.5 ? '🟨' : '🟥'} ${value.toFixed(2)}`;
}
