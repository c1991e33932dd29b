import type { TaskAlarms, TaskSuspect } from '../formats/task-alarms.ts';
import type { TaskRow, VerdictRecord } from '../formats/verdict-record.ts';
import { confirmationLevel, suspicionLevel } from '../stats/regression-gate.ts';
import { isAbove, meanOf, sum } from '../stats/numbers.ts';
import {
  isUnstable,
  mostPassesOfSuspect,
  type ScoredRuns,
  taskAlarms,
  type WatchedTask,
} from '../stats/task-alarm.ts';
import type { FreshRuns } from './confirm-both.ts';
import { distinctEvals } from './distinct-evals.ts';
import type { Gate } from './gate.ts';

/** Both sides of the tasks that are watched. */
interface Watch {
  /** The rows of this result of the tasks that are compared. */
  head: readonly TaskRow[];
  /** Everything that each task is held against: the baseline and the evaluations before it, the newest first. */
  past: readonly VerdictRecord[];
  /** Mean run score of each task in the baseline, which is the last that was accepted. */
  baselineMeans: ReadonlyMap<string, number>;
  /** Fresh runs of the baseline in the same hour; undefined if head alone made some. */
  base?: readonly FreshRuns[] | undefined;
}

/**
 * Watches each task by itself, since the collapse of one task of many hardly moves the mean. A first look names suspects by the
 * planned runs; they are confirmed by fresh runs alone, which were not chosen for looking bad, corrected for the suspects
 * alone: at α against fresh runs of the baseline, which share the hour, or at α / 5 against the same history, since a task that
 * was lucky there is unlucky twice. Both times a task must also have fallen against the last baseline, by more than
 * `maxRegression`: what the base branch lost before is not the fault of head.
 *
 * A task whose passes differ between evaluations of the base branch by more than chance is unstable there and raises no alarm.
 * It still counts in the correction, as it was not known beforehand.
 */
export function watchTasks({ head, past, baselineMeans, base }: Watch, gate: Gate): TaskAlarms | undefined {
  if (gate.taskRegression === 'off' || head.length === 0) return undefined;
  const evals = distinctEvals([...new Set(past)].map((record) => ({ name: '', record }))).kept;
  const before = Map.groupBy(
    evals.flatMap(({ record }) => record.tasks),
    ({ taskId }) => taskId,
  );
  const rows = new Map(head.map((row) => [row.taskId, row]));
  const watched = head.map((row): WatchedTask => {
    return {
      taskId: row.taskId,
      history: (before.get(row.taskId) ?? []).map(plannedRuns),
      head: plannedRuns(row),
    };
  });
  const isWorse = (taskId: string, runs: ScoredRuns): boolean =>
    isAbove((baselineMeans.get(taskId) ?? 0) - meanOf(runs.scores), gate.maxRegression);
  const level = suspicionLevel(gate.alpha);
  const unstable = watched.filter(({ history }) => isUnstable(history));
  const suspects = taskAlarms(watched, level).flatMap(({ taskId, isSuspect, pValue }) => {
    const task = watched.find((one) => one.taskId === taskId)!;
    return isSuspect && isWorse(taskId, task.head) && !unstable.includes(task) ? [{ task, pValue }] : [];
  });
  const baseRuns = new Map(base?.map((runs) => [runs.taskId, runs]));
  const fresh = suspects.flatMap(({ task }): WatchedTask[] => {
    const runs = freshRuns(rows.get(task.taskId)!.confirming);
    const against =
      base === undefined ? task.history : [baseRuns.get(task.taskId)].flatMap((one) => freshRuns(one) ?? []);
    return runs === null || against.length === 0
      ? []
      : [{ taskId: task.taskId, history: against, head: runs }];
  });
  const confirmLevel = base === undefined ? confirmationLevel(gate.alpha) : gate.alpha;
  const confirmed = new Map(taskAlarms(fresh, confirmLevel).map((alarm) => [alarm.taskId, alarm]));
  const historicRuns = watched.map(({ history }) => sum(history, ({ scores }) => scores.length));
  const headRuns = Math.max(...watched.map((task) => task.head.scores.length));
  const least = Math.min(...historicRuns);
  return {
    decides: gate.taskRegression,
    evaluations: evals.length,
    historicRuns: { least, most: Math.max(...historicRuns) },
    level,
    mostPasses: mostPassesOfSuspect({ historicRuns: least, headRuns, tasks: watched.length }, level),
    suspects: suspects.map(({ task, pValue }): TaskSuspect => {
      const { taskId } = task;
      const known = { taskId, pValue, before: figuresOf(task.history), planned: figuresOf([task.head]) };
      const alarm = confirmed.get(taskId);
      if (alarm === undefined) return { ...known, state: 'unconfirmed' };
      const { head: runs, history } = fresh.find((one) => one.taskId === taskId)!;
      return {
        ...known,
        state: alarm.isSuspect && isWorse(taskId, runs) ? 'confirmed' : 'refuted',
        fresh: {
          ...figuresOf([runs]),
          pValue: alarm.pValue,
          level: confirmLevel,
          ...(base === undefined ? {} : { base: figuresOf(history) }),
        },
      };
    }),
    unstable: unstable.map(({ taskId, history, head: runs }) => {
      return { taskId, before: figuresOf(history), planned: figuresOf([runs]) };
    }),
  };
}

/** The tasks whose alarm more runs could confirm. */
export function unconfirmedTasks(alarms: TaskAlarms | undefined): string[] {
  return (alarms?.suspects ?? []).flatMap(({ taskId, state }) => (state === 'unconfirmed' ? [taskId] : []));
}

/** The tasks that turn the verdict red. */
export function regressedTasks(alarms: TaskAlarms | undefined): TaskSuspect[] {
  return alarms?.decides === 'fail' ? confirmedTasks(alarms) : [];
}

export function confirmedTasks(alarms: TaskAlarms | undefined): TaskSuspect[] {
  return (alarms?.suspects ?? []).filter(({ state }) => state === 'confirmed');
}

/** Without those that only confirm: a first look does not know them. */
function plannedRuns({ scores, passes }: Pick<TaskRow, 'scores' | 'passes'>): ScoredRuns {
  return { scores, passes };
}

function freshRuns(runs: ScoredRuns | undefined): ScoredRuns | null {
  return runs === undefined || runs.scores.length === 0 ? null : runs;
}

function figuresOf(evaluations: readonly ScoredRuns[]): TaskSuspect['before'] {
  const scores = evaluations.flatMap((evaluation) => evaluation.scores);
  return {
    valid: scores.length,
    passes: sum(evaluations, ({ passes }) => passes),
    meanRunScore: scores.length === 0 ? 0 : meanOf(scores),
  };
}
