import { styleText } from 'node:util';
import { type Clean, madeOfClean } from '../base/clean.ts';
import { oneLine } from '../base/plain-text.ts';
import type { Verdict, VerdictRecord } from '../result/formats/verdict-record.ts';
import type { ReportFacts } from './facts.ts';
import { plural, signedInterval, strip } from './figures.ts';
import { headline } from './headline.ts';
import { isWebAddress, keyFacts, openReasons, shiftSentence } from './opening.ts';
import { powerLine } from './power.ts';
import { divergenceWords, scoreWords } from './task-table.ts';
import { type TaskReport, taskReports } from './tasks.ts';

/** What a terminal can show. */
interface Screen {
  /** Characters in a line. */
  width: number;
  colour: boolean;
}

const MOST_TASKS = 10;
const MOST_REASONS = 10;
const LONGEST_ID = 48;
/** Of the window, so that a narrow one has room for the scores. */
const ID_SHARE = 0.45;
/** In narrower windows lines are left to the terminal to break. */
const LEAST_WIDTH = 40;

/** The same report as plain text, a line each; the first is the headline. */
export function renderTerminal(
  verdict: Clean<VerdictRecord>,
  facts: Clean<ReportFacts>,
  { width, colour }: Screen,
): Clean<string>[] {
  const paint = (style: Parameters<typeof styleText>[0], line: string): string =>
    colour ? styleText(style, line, { validateStream: false }) : line;
  const room = Math.max(LEAST_WIDTH, width);
  const tasks = taskReports(verdict);
  const some = shownTasks(verdict, tasks);
  const blocks: string[][] = [
    [
      paint(['bold', COLOURS[verdict.verdict]], oneLine(headline(verdict))),
      ...wrapped(keyFacts(verdict, tasks).join(' · '), room),
    ],
    openReasons(verdict)
      .slice(0, MOST_REASONS)
      .flatMap((reason) => wrapped(reason, room, '- ')),
    taskLines(some, facts, room).map(({ line, isDetail }) => (isDetail ? paint('dim', line) : line)),
    wrapped(shiftSentence(verdict), room),
    [...statisticsLines(verdict), ...powerLines(verdict)].flatMap((line) => wrapped(line, room)),
    verdict.notes.flatMap((note) => wrapped(`Note: ${note}`, room)).map((line) => paint('dim', line)),
    [
      ['Report', facts.reportUrl],
      ['MLflow', facts.mlflowUrl],
    ].flatMap(([name, url]) => (isWebAddress(url ?? null) ? [`${name}: ${url}`] : [])),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]))
    .map(madeOfClean);
}

const COLOURS = { pass: 'green', fail: 'red', inconclusive: 'yellow' } as const satisfies Record<
  Verdict,
  string
>;

/** Those that got worse; without any, those that did not pass every run. */
function shownTasks({ verdict }: VerdictRecord, tasks: readonly TaskReport[]): readonly TaskReport[] {
  if (verdict === 'inconclusive') return [];
  const worse = tasks.filter(({ kind }) => kind === 'regressed');
  return worse.length > 0 ? worse : tasks.filter(({ kind }) => kind === 'failed' || kind === 'flaky');
}

interface TaskLine {
  line: string;
  isDetail: boolean;
}

function taskLines(
  tasks: readonly TaskReport[],
  { divergences = [] }: ReportFacts,
  room: number,
): TaskLine[] {
  const shown = tasks.slice(0, MOST_TASKS);
  if (shown.length === 0) return [];
  const isCompared = shown.some(({ before }) => before !== null);
  const cells = shown.map((task) => [
    oneLine(task.taskId, Math.min(LONGEST_ID, Math.floor(room * ID_SHARE))) +
      (task.isRequired ? ' (required)' : ''),
    scoreWords(task),
    strip(task.scores),
    task.why,
  ]);
  const head = ['Task', isCompared ? 'Before → after' : 'Score', 'Runs', 'What happened'];
  const widths = head.map((word, column) =>
    Math.max(word.length, ...cells.map((row) => lengthOf(row[column] ?? ''))),
  );
  const row = (words: readonly string[]): TaskLine => ({
    line: cut(
      words
        .map((word, column) => padded(word, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
      room,
    ),
    isDetail: false,
  });
  const lines = cells.flatMap((words, index): TaskLine[] => {
    const { taskId, failure } = shown[index]!;
    const parted = divergences.find((divergence) => divergence.taskId === taskId);
    const details = [failure ?? '', parted === undefined ? '' : divergenceWords(parted)];
    return [
      row(words),
      ...details
        .filter((text) => text !== '')
        .map((text) => ({ line: cut(`    ${text}`, room), isDetail: true })),
    ];
  });
  const more = tasks.length - shown.length;
  return [row(head), ...lines, ...(more > 0 ? [{ line: `… and ${more} more`, isDetail: false }] : [])];
}

/** In characters, not in UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

function cut(line: string, room: number): string {
  const characters = Array.from(line);
  return characters.length <= room ? line : `${characters.slice(0, room - 1).join('')}…`;
}

function statisticsLines({
  score,
  threshold,
  intervals,
  comparison,
  coverage,
  totals,
}: VerdictRecord): string[] {
  if (score === null) return [];
  const { overRuns } = intervals;
  const range =
    overRuns === null ? '' : ` (95 % ${overRuns.lower.toFixed(3)} … ${overRuns.upper.toFixed(3)} over runs)`;
  const { scoreChangeInterval: moved = null } = comparison ?? {};
  const change = moved === null ? '' : `, change 95 % ${signedInterval(moved)}`;
  const gate = threshold === null ? '' : `, threshold ${threshold}`;
  return [
    `Score ${score.toFixed(3)}${range}${change}${gate}; ${coverage.valid} of ${plural(coverage.planned, 'run')} valid; ${plural(Math.round(totals.totalTokens), 'token')}.`,
  ];
}

function powerLines({ comparison }: VerdictRecord): string[] {
  return comparison?.power === undefined ? [] : [powerLine(comparison.power)];
}

/** Words, of which those within one pair of backticks belong together: a command line shows some of these in words of its own. */
const WORDS = /[^\s`]*`[^`]{1,40}`\S*|\S+/g;

/** Broken between words; `bullet` stands before the first line, blanks before the others. */
function wrapped(text: string, room: number, bullet = ''): string[] {
  if (text === '') return [];
  const indent = ' '.repeat(bullet.length);
  const lines: string[] = [];
  let line = bullet;
  for (const word of oneLine(text, 2000).match(WORDS) ?? []) {
    const isFirst = line === bullet || line === indent;
    if (!isFirst && line.length + 1 + word.length > room) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = isFirst ? `${line}${word}` : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
