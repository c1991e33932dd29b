import Builder from 'fast-xml-builder';
import { type Clean, madeOfClean } from '../base/clean.ts';
import { oneLine, plainLines } from '../base/plain-text.ts';
import type { TaskRow, VerdictRecord } from '../result/formats/verdict-record.ts';
import { sum } from '../result/stats/numbers.ts';
import { regressedTasks } from '../result/verdict/watch-tasks.ts';
import { headline } from './headline.ts';
import type { ReportSource } from './source.ts';
import { type TaskReport, taskReports } from './tasks.ts';

/**
 * `junit.xml`, for tools that show test results: a suite for each tier with a test case for each task, and one test case
 * for the verdict. It agrees with the verdict: there are failures only if it is `fail`, and errors only if it is
 * `inconclusive`. A task that failed although the verdict allows it is skipped, as pytest reports expected failures.
 */
export function renderJunit({ verdict, facts }: ReportSource): Clean<string> {
  const reports = new Map(taskReports(verdict).map((report) => [report.taskId, report]));
  const tiers = [...new Set(verdict.tasks.map(({ tier }) => tier))];
  const suites = [
    suite(`${facts.label} · verdict`, verdict, [verdictCase(verdict)]),
    ...tiers.map((tier) => {
      const tasks = verdict.tasks.filter((task) => task.tier === tier);
      return suite(
        `${facts.label} · ${tier}`,
        verdict,
        tasks.map((task) => taskCase(task, reports.get(task.taskId)!, verdict)),
      );
    }),
    ...(verdict.coverage.droppedTasks.length === 0
      ? []
      : [suite(`${facts.label} · not run`, verdict, verdict.coverage.droppedTasks.map(droppedCase))]),
  ];
  const report = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': oneLine(`ClawBench ${facts.label}`),
      ...totals(suites.flatMap(({ testcase }) => testcase)),
      testsuite: suites,
    },
  };
  // The two that XML 1.0 cannot have and that are no control characters.
  return madeOfClean(builder.build(report).replaceAll(/[\uFFFE\uFFFF]/g, ''));
}

const builder = new Builder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  format: true,
});

/** What became of a test case; none of these for one that passed. */
interface Outcome {
  failure?: Detail;
  error?: Detail;
  skipped?: Detail;
  'system-out'?: string;
}

interface Detail {
  '@message': string;
  '@type': string;
  '#text'?: string;
}

interface TestCase extends Outcome {
  '@name': string;
  '@classname'?: string;
  '@time': string;
}

function suite(
  name: string,
  { resultTimestamp, identity }: VerdictRecord,
  cases: readonly TestCase[],
): { testcase: TestCase[] } & Record<string, unknown> {
  const called = oneLine(name);
  const time = new Date(resultTimestamp);
  return {
    '@name': called,
    ...totals(cases),
    ...(Number.isNaN(time.getTime()) ? {} : { '@timestamp': time.toISOString().slice(0, 19) }),
    properties: { property: [{ '@name': 'model', '@value': oneLine(identity.model) }] },
    // Readers tell equal names in several files apart by the class.
    testcase: cases.map((each) => ({ ...each, '@classname': called })),
  };
}

function totals(cases: readonly TestCase[]): Record<string, number | string> {
  const having = (field: keyof Outcome): number => cases.filter((each) => each[field] !== undefined).length;
  return {
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
    '@time': sum(cases, (each) => Number(each['@time'])).toFixed(3),
  };
}

function verdictCase(verdict: VerdictRecord): TestCase {
  const detail = {
    '@message': oneLine(headline(verdict)),
    '@type': verdict.failureReason ?? '',
    '#text': lines([...verdict.reasons, ...verdict.notes]),
  };
  const outcome = { pass: {}, fail: { failure: detail }, inconclusive: { error: detail } }[verdict.verdict];
  return { '@name': 'verdict', '@time': '0.000', ...outcome };
}

function droppedCase(taskId: string): TestCase {
  const skipped = { '@message': 'Left out before the start.', '@type': 'dropped' };
  return { '@name': oneLine(taskId), '@time': '0.000', skipped };
}

function taskCase(task: TaskRow, report: TaskReport, verdict: VerdictRecord): TestCase {
  const seconds = (task.meanDurationMs * task.runs.planned) / 1000;
  return { '@name': oneLine(task.taskId), '@time': seconds.toFixed(3), ...outcomeOf(task, report, verdict) };
}

function outcomeOf(
  task: TaskRow,
  { taskId, kind, isRequired, alarm, before, after }: TaskReport,
  verdict: VerdictRecord,
): Outcome {
  const isFail = verdict.verdict === 'fail';
  if (kind === 'quarantined')
    return { skipped: failed(task, 'quarantined', `in quarantine, ${passed(task)}`) };
  const { failureReason } = verdict;
  const isRegression = failureReason === 'regression' || failureReason === 'task-regression';
  if (kind === 'unanswered') {
    const [cause] = task.invalid;
    const detail = {
      '@message': oneLine(`No run counts: ${cause?.cause ?? 'none was made.'}`),
      '@type': cause?.class ?? 'not-run',
    };
    return verdict.verdict === 'inconclusive' ? { error: detail } : { skipped: detail };
  }
  if (isFail && regressedTasks(verdict.comparison?.taskAlarms).some((suspect) => suspect.taskId === taskId))
    return { failure: failed(task, 'task-regression', alarm) };
  if (kind === 'regressed' && failureReason === 'regression')
    return { failure: failed(task, 'regression', `${scored(before ?? 0)} → ${scored(after ?? 0)}`) };
  if (task.passes === task.runs.valid) return {};
  if (isFail && isRequired) return { failure: failed(task, 'required', `required, but ${passed(task)}`) };
  if (task.passes > 0) return { 'system-out': lines([`Flaky: ${passed(task)}.`, ...details(task)]) };
  return isFail && !isRegression
    ? { failure: failed(task, 'failed', passed(task)) }
    : { skipped: failed(task, 'allowed', `${passed(task)}, which the verdict allows`) };
}

function failed(task: TaskRow, type: string, what: string): Detail {
  const why = task.firstFailure === undefined ? '' : `: ${task.firstFailure}`;
  return { '@message': oneLine(`${what}${why}`), '@type': type, '#text': lines(details(task)) };
}

const passed = ({ passes, runs }: TaskRow): string => `passed in ${passes} of ${runs.valid} runs`;
const scored = (value: number): string => value.toFixed(2);

function details({ scores, failureModes, firstFailure }: TaskRow): string[] {
  const modes = Object.entries(failureModes ?? {}).map(([mode, runs]) => `${mode} (${runs})`);
  return [
    `Scores: ${scores.map(scored).join(' ')}`,
    ...(modes.length === 0 ? [] : [`Failed by: ${modes.join(', ')}`]),
    ...(firstFailure === undefined ? [] : [`First failure: ${firstFailure}`]),
  ];
}

/** XML 1.0 cannot have what this removes. */
function lines(texts: readonly string[]): string {
  return texts.flatMap((text) => plainLines(text)).join('\n');
}
