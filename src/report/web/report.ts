import { type Clean, madeOfClean } from '../../base/clean.ts';
import { oneLine } from '../../base/plain-text.ts';
import type { RunDetail } from '../../result/formats/run-detail.ts';
import { runAnchor } from '../anchors.ts';
import type { Divergence } from '../divergence.ts';
import { headline, iconOf } from '../headline.ts';
import { html, type Html, join, type Part } from '../html/markup.ts';
import { page } from '../html/page.ts';
import type { ReportSource } from '../source.ts';
import { taskReports, type TaskReport } from '../tasks.ts';
import { costSection, runSection } from './charts.ts';
import { filterScript } from './filter.ts';
import { opening } from './opening.ts';
import { openRoom } from './room.ts';
import { hasPassed, type RunLine, runLines } from './run-lines.ts';
import { failureSection, figureSection, logSection, timeSection } from './sections.ts';
import { sideBySide, type Trace, traceOf } from './side-by-side.ts';
import { reportStyle } from './style.ts';
import { type TaskList, taskSection } from './task-section.ts';
import { transcript } from './transcript.ts';
import { wireSection } from './wire-section.ts';

/** A page that opens at once, also on a phone, and that the comment's readers may download. */
const MAX_BYTES = 3_000_000;
/** For runs without their conversations, and for runs side by side. */
const RUN_BYTES = 1_200_000;
const LOG_BYTES = 150_000;

/**
 * The whole result as one page: the verdict first, then every run, and behind each task the conversations of its runs. What
 * does not fit into 3 MB is in the artifact, and the page says so: conversations go first, those of tasks that passed before
 * all others.
 */
export async function renderHtml(source: ReportSource): Promise<Clean<string>> {
  const { verdict, facts } = source;
  const { divergences = [] } = facts;
  const tasks = taskReports(verdict);
  const is = readRuns(source.runs(), (run) =>
    divergences.some(({ taskId, runAfter }) => isRun(run, taskId, runAfter)),
  );
  const was = readRuns(source.baselineRuns(), (run) =>
    divergences.some(({ taskId, runBefore }) => isRun(run, taskId, runBefore)),
  );
  const list = {
    verdict,
    tasks,
    runs: is.lines,
    comparisons: comparisonsOf(divergences, was.traces, is.traces),
  };
  const top = [
    opening(verdict, tasks, facts),
    await runSection(verdict, tasks, { runs: is.lines, baselineRuns: was.lines }),
  ];
  const bottom = [
    failureSection(verdict),
    await costSection(verdict, tasks),
    timeSection(verdict, is.lines),
    wireSection(
      source.wire(),
      tasks.map(({ taskId }) => taskId),
    ),
    figureSection(verdict, facts),
    logSection(source.logs(), openRoom(LOG_BYTES)),
  ];
  const whole = (transcripts: TaskList['transcripts'], bytes: number): string =>
    document(source, [...top, taskSection({ ...list, transcripts }, openRoom(bytes)), ...bottom]);
  const left = MAX_BYTES - Buffer.byteLength(whole(new Map(), RUN_BYTES));
  return madeOfClean(whole(transcriptsWithin(left, list, source.runs()), RUN_BYTES + left));
}

function document({ verdict, facts }: ReportSource, body: readonly Part[]): string {
  return page({
    title: `${headline(verdict)} · ${oneLine(facts.label, 100)}`,
    icon: iconOf(verdict),
    body: html`<main>${join(body, '\n')}</main>`,
    style: reportStyle,
    script: filterScript,
  });
}

function isRun(run: RunDetail, taskId: string, runIndex: number): boolean {
  return run.taskId === taskId && run.runIndex === runIndex;
}

interface ReadRuns {
  lines: ReadonlyMap<string, readonly RunLine[]>;
  /** By task. */
  traces: ReadonlyMap<string, Trace>;
}

/** One pass over the files; of the runs that are shown side by side, their calls are kept too. */
function readRuns(runs: Iterable<RunDetail>, isTraced: (run: RunDetail) => boolean): ReadRuns {
  const traces = new Map<string, Trace>();
  function* watched(): Generator<RunDetail> {
    for (const run of runs) {
      if (isTraced(run)) traces.set(run.taskId, traceOf(run));
      yield run;
    }
  }
  return { lines: runLines(watched()), traces };
}

function comparisonsOf(
  divergences: readonly Divergence[],
  was: ReadRuns['traces'],
  is: ReadRuns['traces'],
): Map<string, Html> {
  const pairs = divergences.map((divergence): [string, Html | null] => {
    const [before, after] = [was.get(divergence.taskId), is.get(divergence.taskId)];
    return [
      divergence.taskId,
      before === undefined || after === undefined ? null : sideBySide(divergence, before, after),
    ];
  });
  return new Map(pairs.filter((pair): pair is [string, Html] => pair[1] !== null));
}

/** The conversations that fit, by the anchors of their runs: in the order of the tasks, in each those that failed first. */
function transcriptsWithin(
  bytes: number,
  { tasks, runs }: Pick<TaskList, 'tasks' | 'runs'>,
  details: Iterable<RunDetail>,
): Map<string, Html> {
  const wanted = new Set<string>();
  let planned = 0;
  for (const line of [false, true].flatMap((passed) => linesOf(tasks, runs, passed))) {
    if (planned + line.transcriptBytes > bytes) continue;
    planned += line.transcriptBytes;
    wanted.add(runAnchor(line.taskId, line.runIndex));
  }
  const room = openRoom(bytes);
  const found = new Map<string, Html>();
  if (wanted.size === 0) return found;
  for (const { taskId, runIndex, steps } of details) {
    const anchor = runAnchor(taskId, runIndex);
    if (!wanted.has(anchor)) continue;
    const conversation = transcript(steps);
    if (room.take(conversation)) found.set(anchor, conversation);
  }
  return found;
}

function linesOf(tasks: readonly TaskReport[], runs: TaskList['runs'], passed: boolean): RunLine[] {
  return tasks.flatMap(({ taskId }) => (runs.get(taskId) ?? []).filter((line) => hasPassed(line) === passed));
}
