import { z } from 'zod';
import type { ShardState } from '../../protocol/pod.ts';

const taskIds = z.array(z.string().min(1).max(200)).max(10_000);

/** By task id; see `ShardState`. */
export const taskContentsSchema = z.record(z.string().min(1).max(200), z.string().regex(/^[0-9a-f]{16}$/));

/**
 * What a shard is to run, as its supervisor said before it was started, and so before any code of agents ran in its pod.
 * The result is held against this, not against what the pod says later.
 */
export const shardPlanSchema = z.object({
  tasks: taskIds,
  droppedTasks: taskIds,
  runsPerTask: z.number().int().min(0),
  priceKnown: z.boolean(),
  openclawVersion: z.string().max(4000).nullable(),
  // Pods and records of older versions do not say these.
  harnessVersion: z.string().max(4000).nullable().default(null),
  taskContents: taskContentsSchema.nullable().default(null),
});

export type ShardPlan = z.infer<typeof shardPlanSchema>;

/** @returns undefined until the supervisor knows its tasks */
export function planIn(state: ShardState | undefined): ShardPlan | undefined {
  if (state === undefined || state.tasks === null) return undefined;
  const { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion, harnessVersion } = state;
  const { taskContents } = state;
  return { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion, harnessVersion, taskContents };
}

const words: Readonly<Record<keyof ShardPlan, string>> = {
  tasks: 'tasks',
  droppedTasks: 'tasks that are left out',
  runsPerTask: 'number of runs',
  priceKnown: 'knowledge of the price',
  openclawVersion: 'version of OpenClaw',
  harnessVersion: 'version of ClawBench',
  taskContents: 'files of the tasks',
};

/** In what two plans of a shard differ, in words; empty if they do not. */
export function differences(before: ShardPlan, now: ShardPlan): string[] {
  const { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion } = before;
  const isSame: Readonly<Record<keyof ShardPlan, boolean>> = {
    tasks: sameNames(tasks, now.tasks),
    droppedTasks: sameNames(droppedTasks, now.droppedTasks),
    runsPerTask: runsPerTask === now.runsPerTask,
    priceKnown: priceKnown === now.priceKnown,
    openclawVersion: openclawVersion === now.openclawVersion,
    harnessVersion: isSameOrUnknown(before.harnessVersion, now.harnessVersion),
    taskContents: isSameOrUnknown(contentsKey(before), contentsKey(now)),
  };
  return Object.entries(words).flatMap(([name, word]) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
    isSame[name as keyof ShardPlan] ? [] : [word],
  );
}

/** What an image does not say before a run, it may say later. */
const isSameOrUnknown = (before: string | null, now: string | null): boolean =>
  before === null || now === null || before === now;

const contentsKey = ({ taskContents }: ShardPlan): string | null =>
  taskContents && JSON.stringify(Object.entries(taskContents).sort(([a], [b]) => (a < b ? -1 : 1)));

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
