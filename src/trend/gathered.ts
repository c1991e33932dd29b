import type { FoundEvaluation } from './read-evaluation.ts';

/** Evaluations from one source. */
export interface Gathered {
  found: FoundEvaluation[];
  /** What was left out, a sentence each. */
  notes: string[];
}

/** Of one source: more than two a day in half a year. */
export const MOST_EVALUATIONS = 500;

const AT_A_TIME = 4;

/** Does the same with each item, a few at a time. @returns the results in the order of the items */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}
