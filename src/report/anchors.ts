/** Where the HTML report shows a task and a run. The ids of tasks may come from users: no two of them have one anchor. */

export function taskAnchor(taskId: string): string {
  return `task-${plainId(taskId)}`;
}

/** @param runIndex from 0 */
export function runAnchor(taskId: string, runIndex: number): string {
  return `run-${plainId(taskId)}-${runIndex}`;
}

/** What may be in an id and in an address; a dot and the code of the character in place of all others. */
function plainId(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${character.codePointAt(0)!.toString(16)}.`);
}
