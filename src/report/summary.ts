import { type Clean, madeOfClean } from '../base/clean.ts';
import { plainLines } from '../base/plain-text.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { changeChart } from './chart.ts';
import type { ReportFacts } from './facts.ts';
import { plural } from './figures.ts';
import { code, codeBlock, fitParts, table } from './markdown.ts';
import { details, factsLine, links, list, openReasons, shiftLine, title } from './opening.ts';
import { POWER_TITLE, powerTable } from './power.ts';
import { invalidRuns, statistics, tiers } from './statistics.ts';
import { taskTable } from './task-table.ts';
import { taskReports, type TaskReport } from './tasks.ts';

/** More rows of a table help nobody; verdict.json has them. */
const MOST_ROWS = 100;

/**
 * The step summary: everything a reader may want to know about a result, the most important first. If it is too long, parts
 * are left out whole, in this order: tasks that passed, commands, tasks in quarantine, what ran, chart, what more runs would show, flaky
 * tasks, failed tasks, tasks without a valid run, tiers, statistics, notes, reasons, tasks that got worse.
 * @param maxBytes at least 8192
 */
export function renderSummary(
  verdict: Clean<VerdictRecord>,
  facts: Clean<ReportFacts>,
  maxBytes: number,
): Clean<string> {
  const tasks = taskReports(verdict);
  const of = (kind: TaskReport['kind']): TaskReport[] => tasks.filter((task) => task.kind === kind);
  const section = (kind: TaskReport['kind'], did: string): string => {
    const some = of(kind);
    return some.length === 0
      ? ''
      : `### ${plural(some.length, 'task')} ${did}\n\n${taskTable(some, facts, MOST_ROWS)}`;
  };
  const passed = of('passed');
  const parts = [
    { name: 'title', rank: 0, markdown: `## ${title(verdict, facts)}` },
    { name: 'figures', rank: 0, markdown: factsLine(verdict, tasks, facts) },
    { name: 'reasons', rank: 2, markdown: list(openReasons(verdict)) },
    { name: 'links', rank: 0, markdown: links(facts) },
    { name: 'tasks that got worse', rank: 1, markdown: section('regressed', 'got worse') },
    { name: 'failure modes', rank: 3, markdown: shiftLine(verdict) },
    { name: 'chart', rank: 9, markdown: changeChart(tasks) },
    { name: 'tasks without a valid run', rank: 6, markdown: section('unanswered', 'without a valid run') },
    { name: 'failed tasks', rank: 7, markdown: section('failed', 'failed every run') },
    { name: 'flaky tasks', rank: 8, markdown: section('flaky', 'passed only some runs') },
    {
      name: 'tasks that passed',
      rank: 12,
      markdown: details(
        `${plural(passed.length, 'task')} passed every run`,
        taskTable(passed, facts, MOST_ROWS),
      ),
    },
    {
      name: 'tasks in quarantine',
      rank: 11,
      markdown: section('quarantined', 'in quarantine, which only inform'),
    },
    { name: 'notes', rank: 3, markdown: notes(verdict) },
    { name: 'statistics', rank: 4, markdown: details('Statistics', statistics(verdict, facts)) },
    { name: 'what more runs would show', rank: 8, markdown: moreRuns(verdict) },
    { name: 'tiers', rank: 5, markdown: details('Tiers', tiers(verdict)) },
    { name: 'runs that do not count', rank: 5, markdown: invalid(verdict) },
    { name: 'what ran', rank: 10, markdown: details('What ran', whatRan(verdict, facts)) },
    { name: 'commands to reproduce it', rank: 11, markdown: commands(facts) },
  ];
  return madeOfClean(`${fitParts(parts, maxBytes - 1, 'verdict.json in the artifact has everything.')}\n`);
}

/** What decided, if it is not said above, and what else is worth knowing. */
function notes(verdict: VerdictRecord): string {
  const reasons = openReasons(verdict).length === 0 ? verdict.reasons : [];
  return details('Reasons and notes', list([...reasons, ...verdict.notes]));
}

function moreRuns({ comparison }: VerdictRecord): string {
  if (!comparison?.power) return '';
  return details(POWER_TITLE, powerTable(comparison.power, comparison.maxRegression));
}

function invalid(verdict: VerdictRecord): string {
  const { droppedTasks } = verdict.coverage;
  const dropped =
    droppedTasks.length === 0
      ? ''
      : `Not run, because the gateway image has no browser: ${droppedTasks.map(code).join(', ')}.`;
  return [invalidRuns(verdict), dropped].filter((part) => part !== '').join('\n\n');
}

function whatRan({ identity }: VerdictRecord, facts: ReportFacts): string {
  const rows = [
    ['Model', code(identity.model)],
    ...servedRow(identity),
    ['Judge', identity.judgeModel === '' ? 'none' : code(identity.judgeModel)],
    ['OpenClaw', identity.openclawVersion === null ? 'unknown' : code(identity.openclawVersion)],
    ['ClawBench', identity.harnessVersion === '' ? 'unknown' : code(identity.harnessVersion)],
    ['Tasks', identity.taskFingerprint === '' ? 'unknown' : code(identity.taskFingerprint)],
    ...userRows(identity),
    ['Runs at a time', `${identity.concurrency ?? 'unknown'} on each ${gateways(facts.shards)}`],
    ...Object.entries(identity.images).map(([name, digest]) => [`Image of ${code(name)}`, code(digest)]),
    ...(facts.namespace === null ? [] : [['Namespace', code(facts.namespace)]]),
    ...(facts.sha === '' ? [] : [['Commit', code(facts.sha)]]),
  ];
  return table(['What', 'Which'], rows);
}

/** Under which names the provider answered, where that is another one than the model's. */
function servedRow({ model, servedModels = [] }: VerdictRecord['identity']): string[][] {
  const asked = model.slice(model.indexOf('/') + 1);
  const isSaid = servedModels.every((name) => name === asked);
  return isSaid ? [] : [['Answered as', servedModels.map(code).join(', ')]];
}

/** Files and arguments of the user; no rows if there are none. */
function userRows(identity: VerdictRecord['identity']): string[][] {
  const { agentFiles = 'none', ownTasks = 'none', clawbenchArgs = 'none' } = identity;
  return [
    ...(agentFiles === 'none' ? [] : [['Agent files', code(agentFiles.slice(0, 12))]]),
    ...(ownTasks === 'none' ? [] : [['Own tasks', code(ownTasks.slice(0, 12))]]),
    ...(clawbenchArgs === 'none' ? [] : [['ClawBench arguments', code(clawbenchArgs)]]),
  ];
}

function gateways(shards: number | null): string {
  return shards === null ? 'gateway' : `of ${shards} gateway${shards === 1 ? '' : 's'}`;
}

function commands({ reproduce }: ReportFacts): string {
  return reproduce === null ? '' : details('Reproduce', codeBlock('sh', plainLines(reproduce)));
}
