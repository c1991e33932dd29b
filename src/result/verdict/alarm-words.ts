import { plural } from '../../base/plural.ts';
import { wholeSentence } from '../../base/whole-sentence.ts';
import type { TaskAlarms, TaskSuspect } from '../formats/task-alarms.ts';
import type { Comparison } from '../formats/comparison.ts';
import { tellApart } from '../stats/numbers.ts';
import { evaluationsForAlarms } from '../stats/task-alarm.ts';
import { confirmedTasks } from './watch-tasks.ts';

type Runs = TaskSuspect['before'];

/** Why a task turns the verdict red, or would with `task-regression: fail`. */
export function confirmedSentence({ taskId, before, fresh }: TaskSuspect, comparison: Comparison): string {
  if (fresh === undefined) return '';
  const beside =
    fresh.base === undefined
      ? ''
      : `, and ${ofRuns(fresh.base)} (${fresh.base.meanRunScore.toFixed(2)}) of the baseline in the same hour`;
  return `Task ${taskId} got worse: ${change(before, fresh, plural(fresh.valid, 'fresh run'))} in ${where(comparison)}${beside}; chance explains it with ${chance(fresh.pValue)}.`;
}

/** What a reader should know of single tasks although it decided nothing. */
export function alarmNotes(comparison: Comparison): string[] {
  const { taskAlarms: alarms } = comparison;
  if (alarms === undefined) return [];
  const { suspects, decides } = alarms;
  return [
    ...(decides === 'fail' ? [] : confirmedTasks(alarms))
      .slice(0, MOST_SENTENCES)
      .map(
        (task) => `${confirmedSentence(task, comparison)} \`task-regression\` is warn, so it does not fail.`,
      ),
    ...suspects
      .filter(({ state }) => state === 'unconfirmed')
      .slice(0, MOST_SENTENCES)
      .map((task) => unconfirmed(task, comparison)),
    ...suspects
      .filter(({ state }) => state === 'refuted')
      .slice(0, MOST_SENTENCES)
      .map((task) => refuted(task)),
    ...unstableNote(alarms, comparison),
    reach(alarms, comparison),
  ];
}

const MOST_SENTENCES = 5;

function unconfirmed({ taskId, before, planned, pValue }: TaskSuspect, comparison: Comparison): string {
  return (
    `Task ${taskId} seems to have got worse: ${change(before, planned, plural(planned.valid, 'run'))} in ${where(comparison)} (chance, of any task: ${chance(pValue)}). ` +
    `No fresh runs could confirm it, so it does not fail; \`confirm-runs\` orders them while the pods are there.`
  );
}

function refuted({ taskId, planned, fresh }: TaskSuspect): string {
  if (fresh === undefined) return '';
  return `Task ${taskId} was suspected to have got worse (passed ${ofRuns(planned)}), and ${plural(fresh.valid, 'fresh run')} did not confirm it (passed ${ofRuns(fresh)}).`;
}

function unstableNote({ unstable }: TaskAlarms, comparison: Comparison): string[] {
  if (unstable.length === 0) return [];
  const named = unstable
    .slice(0, MOST_SENTENCES)
    .map(({ taskId, before, planned }) => `${taskId} (passed ${ofRuns(before)}, here ${ofRuns(planned)})`);
  const more = unstable.length > named.length ? ` and ${unstable.length - named.length} more` : '';
  return [
    `Unstable ${onBranch(comparison)}, where ${unstable.length === 1 ? 'its' : 'their'} passes differ between evaluations by more than chance, and so watched without an alarm: ${named.join(', ')}${more}.`,
  ];
}

/** What alarms of single tasks can show with the runs that there are. */
function reach({ historicRuns, mostPasses, level }: TaskAlarms, comparison: Comparison): string {
  const { least, most } = historicRuns;
  const tasks = comparison.tasks.length;
  const runs = `${least === most ? plural(least, 'run') : `${least} to ${most} runs`} in ${where(comparison)}`;
  const headRuns = Math.max(1, Math.round(comparison.runs.head / Math.max(1, tasks)));
  const missing = missingHistory(comparison);
  if (mostPasses !== null)
    return `Each task is also watched by itself, against its ${runs}: one that always passed there is suspect if ${mostPasses === 0 ? 'none' : `at most ${mostPasses}`} of its runs pass here.${missing}`;
  const evaluations = comparison.taskAlarms?.evaluations ?? 1;
  const enough = evaluationsForAlarms({ headRuns, tasks }, least / Math.max(1, evaluations), level);
  const cure =
    enough === null
      ? 'More `runs` of each task would show it.'
      : comparison.arm === true
        ? `About ${plural(Math.max(1, enough - 1), 'evaluation')} of the base branch beside the base arm would show it (\`history\`).`
        : `About ${enough} such evaluations would show it: \`baseline: artifact\` with \`history\` takes them from the base branch.`;
  return `The collapse of a single task can hardly be told from chance: each is watched by itself against its ${runs}, and even one that always passed there and fails in all runs here could be chance among ${plural(tasks, 'task')}. ${cure}${missing}`;
}

/** What a base arm alone has to do for. */
function missingHistory({ noHistory }: Comparison): string {
  return noHistory === undefined
    ? ''
    : ` No evaluation of the base branch is held against it as well: ${wholeSentence(noHistory)}`;
}

function where({ arm, history, taskAlarms }: Comparison): string {
  if (arm === true)
    return history === undefined
      ? 'the base arm'
      : `the base arm and ${evaluationsOf(history.evaluations, history.branch)}`;
  const evaluations = taskAlarms?.evaluations ?? 1;
  if (history !== undefined) return evaluationsOf(evaluations, history.branch);
  return evaluations === 1 ? 'the baseline' : `the ${evaluations} evaluations of the baseline`;
}

function evaluationsOf(evaluations: number, branch: string): string {
  return `${plural(evaluations, 'evaluation')} of ${branch}`;
}

/** `on main`, or what else an evaluation is compared with. */
export function onBranch({ arm, history }: Comparison): string {
  if (arm === true)
    return history === undefined ? 'in the base arm' : `in the base arm and on ${history.branch}`;
  return history === undefined ? 'in the baseline' : `on ${history.branch}`;
}

function change(before: Runs, after: Runs, runs: string): string {
  const [was, is] = tellApart(before.meanRunScore, after.meanRunScore, 2);
  return `passed ${after.passes} of ${runs} (mean score ${is}), against ${ofRuns(before)} (${was})`;
}

function ofRuns({ passes, valid }: Runs): string {
  return `${passes} of ${valid}`;
}

function chance(pValue: number): string {
  return pValue < 0.0001 ? 'less than 0.01 %' : `${(pValue * 100).toFixed(2)} %`;
}
