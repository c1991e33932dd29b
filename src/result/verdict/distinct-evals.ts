import type { VerdictRecord } from '../formats/verdict-record.ts';

/** A record that a baseline may be made of. */
export interface BaselinePart {
  /** Its name in sentences. */
  name: string;
  record: VerdictRecord;
}

/**
 * Leaves out records of an evaluation that is there already, such as its verdict.json beside its benchmark.json.
 * @param parts of two records of one evaluation, the one that is to stay first
 * @returns `repeated` has a sentence for each that was left out
 */
export function distinctEvals(parts: readonly BaselinePart[]): { kept: BaselinePart[]; repeated: string[] } {
  const kept: BaselinePart[] = [];
  const repeated: string[] = [];
  for (const part of parts) {
    const known = kept.find(({ record }) => isSameEval(record, part.record));
    if (known === undefined) kept.push(part);
    else repeated.push(`${part.name} is the same evaluation as ${known.name}, so it is counted once.`);
  }
  return { kept, repeated };
}

function isSameEval(one: VerdictRecord, other: VerdictRecord): boolean {
  if (one.resultTimestamp !== other.resultTimestamp || one.identity.model !== other.identity.model)
    return false;
  const scores = new Map(other.tasks.map((task) => [task.taskId, task.scores]));
  return (
    one.tasks.length === other.tasks.length &&
    one.tasks.every((task) => {
      const others = scores.get(task.taskId);
      // A verdict.json has the valid runs alone, a benchmark.json all of them.
      return others !== undefined && (isWithin(task.scores, others) || isWithin(others, task.scores));
    })
  );
}

/** Whether each score is among others, as often as it is there. */
function isWithin(few: readonly number[], many: readonly number[]): boolean {
  if (few.length > many.length) return false;
  const left = [...many].sort((a, b) => a - b);
  let at = 0;
  return [...few]
    .sort((a, b) => a - b)
    .every((score) => {
      while (at < left.length && left[at]! < score) at += 1;
      at += 1;
      return left[at - 1] === score;
    });
}
