import { isRefusal, type Places, readChecked } from '../base/checked-file.ts';
import { ActionError } from '../base/errors.ts';
import { quote } from '../inputs/kinds.ts';
import { taskId } from '../inputs/patterns.ts';
import type { Inputs } from '../inputs/types.ts';

/** Thousands of tasks, each with a line that says why. */
export const MAX_QUARANTINE_BYTES = 1024 * 1024;

/**
 * The tasks that inform only, from the file that `quarantine` names: an id a line, `#` begins a comment.
 * @returns sorted, each once; empty without that input
 * @throws ActionError bad-input with everything that is wrong with it
 */
export function readQuarantine(
  { quarantine, requiredTasks, tasks }: Pick<Inputs, 'quarantine' | 'requiredTasks' | 'tasks'>,
  places: Places,
): readonly string[] {
  if (quarantine === null) return [];
  const read = readChecked(quarantine, places, MAX_QUARANTINE_BYTES);
  if (isRefusal(read))
    throw new ActionError(
      'bad-input',
      `Input \`quarantine\` names ${quote(quarantine)}, which ${read.refusal}.`,
      {
        hint: 'Check out the repository in an earlier step, and write a path in it.',
        terminalHint: 'Write the path of a file with a task id a line.',
      },
    );
  const named = linesOf(read.content);
  const ids = idsIn(named);
  const problems = [
    ...named.flatMap((id, index) =>
      id === '' || taskId.test(id)
        ? []
        : [`line ${index + 1} is ${quote(id)}: write one task id a line, and comments after a #`],
    ),
    ...ids
      .filter((id) => requiredTasks?.includes(id) === true)
      .map((id) => `it has ${id}, which \`required-tasks\` has too: remove it from one of them`),
    ...(tasks !== null && tasks.length > 0 && tasks.every((id) => ids.includes(id))
      ? ['it has all of `tasks`, so that nothing would be judged: leave one of them out']
      : []),
  ];
  if (problems.length === 0) return ids;
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
  throw new ActionError(
    'bad-input',
    `Input \`quarantine\` names ${quote(quarantine)}, but ${shown.join('; ')}${more}.`,
  );
}

const MOST_PROBLEMS = 5;

/** The task ids in such a file; what else there is is passed over. */
export function tasksInQuarantine(content: Buffer): readonly string[] {
  return idsIn(linesOf(content)).filter((id) => taskId.test(id));
}

/** Without comments. */
function linesOf(content: Buffer): string[] {
  return content
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, '').trim());
}

function idsIn(lines: readonly string[]): string[] {
  return [...new Set(lines.filter((id) => id !== ''))].sort();
}
