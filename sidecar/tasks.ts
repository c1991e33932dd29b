import { ActionError } from '../src/base/errors.ts';

export interface Task {
  id: string;
  family: string;
}

/**
 * Tasks in the output of `clawbench list-tasks`: two spaces, then the columns id, tier, scenario, prompt variants,
 * pool, family. `clawbench run` uses the `clear` variant of each, so a task that only has an ambiguous one is not in
 * the suite.
 */
export function parseTaskList(output: string): Task[] {
  const row = /^ {2}(\S+) +tier\d +\S+ +(\S+) +\S+ +(\S+) *$/;
  return output.split(/\r?\n/).flatMap((line) => {
    const [, id, variants, family] = row.exec(line) ?? [];
    return id !== undefined && family !== undefined && variants !== 'ambiguous' ? [{ id, family }] : [];
  });
}

export interface Selection {
  /** The ids of the whole evaluation, sorted. */
  chosen: string[];
  /** Ids left out because they need a browser and the gateway has none. */
  dropped: string[];
}

/**
 * Selects the tasks of the evaluation from the suite.
 * @param wanted ids the user named; none means all
 * @param browser whether the gateway can run browser tasks
 * @throws ActionError unknown-task, with the nearest ids in the suite; bad-config if a named task needs the missing
 *   browser, or if no runs can be stored under an id
 */
export function selectTasks(suite: readonly Task[], wanted: readonly string[], browser: boolean): Selection {
  const known = new Map(suite.map((task) => [task.id, task]));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const names = unknown.map((id) => {
      const near = nearest(id, [...known.keys()]);
      return near.length > 0 ? `"${id}" (did you mean ${near.join(' or ')}?)` : `"${id}"`;
    });
    throw new ActionError('unknown-task', `The harness image has no task ${names.join(', ')}.`, {
      hint: `It has: ${[...known.keys()].sort().join(', ')}.`,
    });
  }
  const tasks = wanted.length > 0 ? wanted.flatMap((id) => known.get(id) ?? []) : suite;
  refuseStrangeIds(tasks);
  const needBrowser = tasks.filter((task) => task.family === 'browser' && !browser).map((task) => task.id);
  if (wanted.length > 0 && needBrowser.length > 0) {
    throw new ActionError(
      'bad-config',
      `The gateway has no browser, which ${needBrowser.join(', ')} need${needBrowser.length === 1 ? 's' : ''}.`,
      { hint: 'Use an OpenClaw image with a browser (the "-browser" variant), or leave these tasks out.' },
    );
  }
  return {
    chosen: tasks
      .map((task) => task.id)
      .filter((id) => !needBrowser.includes(id))
      .sort(),
    dropped: needBrowser.sort(),
  };
}

/**
 * Ids that ClawBench keeps as the name of a directory of runs. It changes others, so that their runs would not be
 * found.
 */
const directoryName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?$/;

function refuseStrangeIds(tasks: readonly Task[]): void {
  const strange = tasks.map((task) => task.id).filter((id) => !directoryName.test(id));
  if (strange.length === 0) return;
  const names = strange.map((id) => JSON.stringify(id)).join(', ');
  throw new ActionError('bad-config', `Runs cannot be stored under the id of task ${names}.`, {
    hint: 'Use ids of letters, digits, ".", "_" and "-", with a letter or digit at both ends.',
  });
}

/**
 * The share of one shard, sorted by id; every shard computes the same split. Without durations it is every `shards`-th
 * task. With them, tasks are dealt out from the longest to the shortest, each to the shard with the least to do; a task
 * of unknown duration counts as the median.
 */
export function shareOf(
  tasks: readonly string[],
  shard: number,
  shards: number,
  durations: Readonly<Record<string, number>>,
): string[] {
  const sorted = [...tasks].sort();
  const known = sorted.flatMap((id) => durations[id] ?? []).sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)];
  if (median === undefined) return sorted.filter((_, index) => index % shards === shard);

  const lengthOf = (id: string): number => durations[id] ?? median;
  const load = Array.from({ length: shards }, () => 0);
  const share: string[] = [];
  // Sorting is stable, so equal lengths stay in the order of their ids.
  for (const id of sorted.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    const least = load.indexOf(Math.min(...load));
    load[least] = (load[least] ?? 0) + lengthOf(id);
    if (least === shard) share.push(id);
  }
  return share.sort();
}

/** Up to three ids that the user may have meant. */
export function nearest(id: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.floor(id.length / 3));
  return known
    .map((candidate) => ({
      candidate,
      distance: candidate.includes(id) || id.includes(candidate) ? 1 : editDistance(id, candidate),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
