import type { Plan } from '../plan/plan.ts';
import { firstRuns } from '../plan/run-settings.ts';
import type { UserFiles } from '../plan/user-files.ts';
import { attainableBy } from '../result/stats/attainable.ts';
import { runsOfEachSide } from '../result/stats/both-sides.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { type Power, powerOf } from '../result/stats/power.ts';
import { cannotBeSeen, whyCannotDetect } from '../result/verdict/cannot-detect.ts';
import { plural } from './figures.ts';

/** The arm that will run beside the head. */
export interface PlannedArm {
  /** `base abc1234`, `base (openclaw-image …)`. */
  name: string;
  /** What differs from the head, for people; empty if nothing does. */
  differs: readonly string[];
  /** Why no result could be a regression, as a sentence; null if some could, or if it is not known how many tasks there are. */
  cannotBeSeen: string | null;
  /** What other numbers of runs of both arms would show, with what they cost; null if nothing true can be said. */
  power: Power | null;
}

/** Who makes the runs that confirm a suspicion. */
export interface WhoConfirms {
  /** Runs added to each task that is suspected of a drop; 0 without a baseline. */
  confirmRuns: number;
  /** Each side half of them, or head alone. */
  confirmBy: 'both' | 'head';
  /** Whether that is head since half of them could confirm nothing. */
  isTooFewForBoth: boolean;
}

/** What is known of an evaluation with two arms before it runs. */
interface KnownOfArms {
  /** How many tasks there are; null if that is not known. */
  tasks: number | null;
  /** An earlier evaluation of the same model, which shows how noisy the tasks are; null if there is none. */
  earlier: Pick<VerdictRecord, 'tasks'> | null;
  /** What both arms are expected to cost; null if that is not known. */
  costUsd: number | null;
}

/** @returns null without a base arm */
export function plannedArm(plan: Plan, { tasks, earlier, costUsd }: KnownOfArms): PlannedArm | null {
  const { base, baseName } = plan;
  if (base === null || baseName === null) return null;
  const runs = firstRuns(plan.settings);
  // Whatever they score: what could be seen if every run of the base arm were perfect.
  const perfect = { baseline: Array.from({ length: runs }, () => 1), head: runs };
  const why =
    tasks === null
      ? null
      : whyCannotDetect(
          Array.from({ length: tasks }, () => perfect),
          attainableBy(plan.terms.gate, tasks),
        );
  return {
    name: baseName,
    differs: differences(plan, base),
    cannotBeSeen: why === null ? null : cannotBeSeen(baseName, why),
    power: earlier === null || why !== null ? null : powerOfArms(plan, earlier, costUsd),
  };
}

/** Nothing drifts between arms of one hour. */
function powerOfArms(
  { settings, terms }: Plan,
  earlier: Pick<VerdictRecord, 'tasks'>,
  costUsd: number | null,
): Power | null {
  const wanted = settings.tasks === null ? null : new Set(settings.tasks);
  const tasks = earlier.tasks
    .filter(({ taskId, scores }) => scores.length > 0 && wanted?.has(taskId) !== false)
    .map(({ taskId, scores }) => ({ taskId, baseline: scores, head: [] }));
  if (tasks.length === 0) return null;
  return powerOf(tasks, attainableBy(terms.gate, tasks.length), {
    drift: undefined,
    costOfRun: costUsd === null ? null : costUsd / firstRuns(settings),
  });
}

function differences(head: Plan, base: Plan): string[] {
  const differ = (what: string, here: string, there: string): string[] =>
    here === there ? [] : [`${what} ${there} instead of ${here}`];
  const isOtherConfig = JSON.stringify(head.gatewayConfig) !== JSON.stringify(base.gatewayConfig);
  const isOtherModel = head.model.model !== base.model.model;
  return [
    ...differ('the model', head.model.model, base.model.model),
    ...differ('OpenClaw', head.images.openclaw, base.images.openclaw),
    ...differ("the agents' files", filesOf(head.userFiles), filesOf(base.userFiles)),
    // Of another model or image it is another one anyway.
    ...(isOtherConfig && !isOtherModel && head.images.openclaw === base.images.openclaw
      ? ['another configuration of the gateway']
      : []),
  ];
}

function filesOf(userFiles: UserFiles | undefined): string {
  const agent = userFiles?.agent ?? null;
  return agent === null ? 'none' : `${plural(agent.files, 'file')} (SHA-256 ${agent.sha256.slice(0, 12)})`;
}

/** The sentences of a plan about the arm beside the head. */
export function armLines(arm: PlannedArm | null): string[] {
  if (arm === null) return [];
  const { name, differs } = arm;
  return [
    `Two arms: beside it, in the same hour, runs ${name}, with the same tasks, runs and limits, and ${
      differs.length === 0 ? 'nothing differs' : differs.join('; ')
    }.`,
    ...(arm.cannotBeSeen === null ? [] : [arm.cannotBeSeen]),
  ];
}

/** What follows on a suspicion. */
export function confirmingArms(runs: WhoConfirms, maxRegression: number): string {
  const { confirmRuns, confirmBy } = runs;
  const what =
    confirmBy === 'both'
      ? `${plural(runsOfEachSide(confirmRuns), 'more run')} of each suspect task in both arms, which decide alone`
      : `${plural(confirmRuns, 'more run')} of each suspect task in head alone${sinceTooFew(runs)}`;
  return `If a drop of more than ${maxRegression} against the base arm is suspected: ${what}.`;
}

/** Why that is head alone where both sides were asked for; empty if they were not. */
export function sinceTooFew({ confirmRuns, isTooFewForBoth }: WhoConfirms): string {
  const each = plural(runsOfEachSide(confirmRuns), 'run');
  return isTooFewForBoth ? `, since ${each} on each side could tell no drop from chance` : '';
}
