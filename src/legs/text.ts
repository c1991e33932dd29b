import { oneLine } from '../base/plain-text.ts';
import type { Leaderboard, LegRow } from '../result/formats/leaderboard.ts';
import { duration, interval, money, score, verdictIcons } from '../report/figures.ts';
import { intervalKind, leaderboardHeadline, pairSentence, tableNotes } from './markdown.ts';

/** A leaderboard for a terminal, a line each. */
export function leaderboardLines(board: Leaderboard): string[] {
  const kind = intervalKind(board);
  const head = ['', 'Evaluation', 'Score', '95 % interval', 'Solved', 'Cost per solved', 'Time of a run'];
  const rows = [head, ...board.legs.map((leg) => cells(leg, kind))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const found = board.pairs.filter(({ shown }) => shown !== 'nothing').map(pairSentence);
  const notes = [...board.reasons, ...board.notes, ...tableNotes(board)];
  return [
    `${verdictIcons[board.verdict]} ${leaderboardHeadline(board)}`,
    '',
    ...lines,
    ...(found.length === 0 ? [] : ['', ...found]),
    '',
    ...notes,
  ];
}

function cells(leg: LegRow, kind: 'overRuns' | 'overTasks'): string[] {
  const { runs, rank, label, onFront } = leg;
  return [
    `${verdictIcons[leg.verdict]}${rank === null ? '' : ` ${rank}.`}`,
    `${oneLine(label, 50)}${onFront ? ' ★' : ''}`,
    score(leg.score),
    interval(leg.intervals[kind]),
    runs.valid === 0 ? '–' : `${runs.passed} of ${runs.valid}`,
    money(leg.costPerSolvedUsd),
    leg.durationMs === null ? '–' : duration(leg.durationMs),
  ];
}
