import type { EvalRecord } from '../backends/eval-record.ts';
import { firstRuns } from '../plan/run-settings.ts';
import { type CollectedShard, planOf, saidOtherwise, tasksOf } from '../pods/collect.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import { type OrderedRuns, orderedRuns } from '../result/formats/rounds.ts';
import { lettersOf, modelOfPath, runOfPath } from '../result/formats/run-cache.ts';

/** The runs a shard was ordered to make. */
export function plannedOf(shard: CollectedShard): OrderedRuns[] {
  const { tasks = [], runsPerTask = 0 } = planOf(shard) ?? {};
  return tasks.map((taskId) => orderedRuns(taskId, runsPerTask, shard.rounds));
}

/**
 * What the pods said or left that does not fit together, a sentence each. Verifiers run code that agents wrote as the user of
 * the supervisor, so what a pod says after its start may be theirs.
 */
export function contradictionsOf(
  shards: readonly CollectedShard[],
  results: readonly BenchmarkResult[],
  record: EvalRecord,
): string[] {
  const said = shards.flatMap(({ index, plan, state, failure, contradictions }) => [
    ...contradictions,
    // A lost pod may be replaced by one of another image, which is not started then.
    ...(failure === undefined ? saidOtherwise(index, plan, state) : []),
  ]);
  return [
    ...new Set(said),
    ...shards.flatMap((shard) => wrongNumber(shard, record)),
    ...wrongTasks(shards, record),
    ...shards.flatMap(unordered),
    ...shards.flatMap((shard) => ofOtherModel(shard, record)),
    ...unorderedResults(shards, results),
  ];
}

function wrongNumber(shard: CollectedShard, record: EvalRecord): string[] {
  const plan = planOf(shard);
  const wanted = firstRuns(record);
  if (plan === undefined || plan.runsPerTask === wanted) return [];
  return [`Shard ${shard.index} was to make ${plan.runsPerTask} runs of each task, and not ${wanted}.`];
}

/** Whether the shards together had the tasks that the user named. Those of a shard that never was ready are not known. */
function wrongTasks(shards: readonly CollectedShard[], { tasks: wanted }: EvalRecord): string[] {
  if (wanted === null) return [];
  const had = shards.flatMap(tasksOf);
  const isComplete = shards.every((shard) => planOf(shard) !== undefined);
  const missing = isComplete ? wanted.filter((task) => !had.includes(task)) : [];
  const others = had.filter((task) => !wanted.includes(task));
  return [
    ...(missing.length === 0 ? [] : [`No shard was to run ${shown(missing)}, which "tasks" names.`]),
    ...(others.length === 0 ? [] : [`A shard was to run ${shown(others)}, which "tasks" does not name.`]),
  ];
}

/** Run files of runs that nobody ordered. An earlier attempt may have left more runs than were ordered so far. */
function unordered(shard: CollectedShard): string[] {
  const ordered = new Map(plannedOf(shard).map(({ taskId, runs }) => [taskId, runs]));
  const names = shard.runFiles.filter((name) => {
    const [, task = '', index] = /^(.*)\/run(\d+)$/.exec(runOfPath(name) ?? '') ?? [];
    return Number(index) >= Math.max(ordered.get(task) ?? 0, shard.earlierRuns[task] ?? 0);
  });
  if (names.length === 0) return [];
  const runs = names.map((name) => runOfPath(name) ?? name);
  return [`Shard ${shard.index} has files of runs that were not ordered: ${shown(runs)}.`];
}

/**
 * Run files in the directory of another model. The harness writes into that of the model that it was started with, and reads
 * none of the others: code of agents wrote such a file.
 */
function ofOtherModel({ index, runFiles }: CollectedShard, { model }: EvalRecord): string[] {
  const others = new Set(runFiles.flatMap((file) => modelOfPath(file) ?? []));
  for (const name of others) if (lettersOf(name) === lettersOf(model.ref)) others.delete(name);
  if (others.size === 0) return [];
  return [`Shard ${index} has run files of another model than ${model.ref}: ${shown([...others])}.`];
}

function unorderedResults(shards: readonly CollectedShard[], results: readonly BenchmarkResult[]): string[] {
  const ordered = new Set(shards.flatMap(tasksOf));
  const listed = results.flatMap(({ task_results }) => task_results.map((task) => task.task_id));
  const others = listed.filter((task) => !ordered.has(task));
  return others.length === 0 ? [] : [`The result lists tasks that were not ordered: ${shown(others)}.`];
}

function shown(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
