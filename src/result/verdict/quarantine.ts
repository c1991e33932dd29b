import { plural } from '../../base/plural.ts';
import type { Comparison } from '../formats/comparison.ts';
import type { TaskRow, VerdictRecord } from '../formats/verdict-record.ts';

/** Rows that a verdict rests on: those of quarantined tasks only inform. */
export function judgedRows<Row extends Pick<TaskRow, 'taskId'>>(
  rows: readonly Row[],
  quarantined: readonly string[],
): Row[] {
  const left = new Set(quarantined);
  return rows.filter(({ taskId }) => !left.has(taskId));
}

/** What became of the ids in the file. */
export function quarantineOf(
  rows: readonly Pick<TaskRow, 'taskId'>[],
  quarantined: readonly string[],
): NonNullable<VerdictRecord['quarantine']> {
  const there = new Set(rows.map(({ taskId }) => taskId));
  return {
    tasks: quarantined.filter((id) => there.has(id)),
    absent: quarantined.filter((id) => !there.has(id)),
  };
}

type Since = NonNullable<Comparison['newlyQuarantined']>;

/** The tasks that counted in the newest evaluation of the baseline, and do not count here. */
export function newlyQuarantined(
  head: readonly TaskRow[],
  [newest]: readonly VerdictRecord[],
  quarantined: readonly string[],
): Since {
  const before = new Map(newest?.tasks.map((row) => [row.taskId, row]));
  return head.flatMap((row) => {
    const was = before.get(row.taskId);
    if (was === undefined || was.quarantined === true || !quarantined.includes(row.taskId)) return [];
    return [{ taskId: row.taskId, baseline: countsOf(was), head: countsOf(row) }];
  });
}

function countsOf({ passes, runs }: TaskRow): Since[number]['head'] {
  return { valid: runs.valid, passes };
}

/** What a reader must know: a change can quarantine the task that it breaks. */
export function quarantineNotes(
  quarantine: VerdictRecord['quarantine'],
  comparison: Comparison | null,
): string[] {
  if (quarantine === undefined) return [];
  const { tasks, absent } = quarantine;
  const since = comparison?.newlyQuarantined ?? [];
  const named = since.map(
    ({ taskId, baseline, head }) =>
      `${taskId} (passed ${head.passes} of ${head.valid}, there ${baseline.passes} of ${baseline.valid})`,
  );
  return [
    ...(since.length === 0
      ? []
      : [
          `Quarantined since ${comparison?.baseline}, where ${since.length === 1 ? 'it' : 'they'} counted: ${listed(named)}.`,
        ]),
    ...(tasks.length === 0
      ? []
      : [
          `${plural(tasks.length, 'task')} in quarantine only inform${tasks.length === 1 ? 's' : ''}, and nothing rests on ${tasks.length === 1 ? 'it' : 'them'}: ${listed(tasks)}.`,
        ]),
    ...(absent.length === 0
      ? []
      : [`In \`quarantine\`, but not part of this evaluation: ${listed(absent)}.`]),
  ];
}

const MOST_NAMES = 10;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : shown.join(', ');
}
