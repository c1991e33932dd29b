import type { FoundEvaluation } from './read-evaluation.ts';

/** Evaluations from one source. */
export interface Gathered {
  found: FoundEvaluation[];
  /** What was left out, a sentence each. */
  notes: string[];
}

/** Of one source: more than two a day in half a year. */
export const MOST_EVALUATIONS = 500;

/** Of evaluations that are fetched one by one. */
export const AT_A_TIME = 4;

/** An evaluation, or why it is left out. */
export type SavedRead = FoundEvaluation | { note: string };

export function gatheredOf(read: readonly SavedRead[]): Gathered {
  return {
    found: read.flatMap((one) => ('note' in one ? [] : [one])),
    notes: read.flatMap((one) => ('note' in one ? [one.note] : [])),
  };
}
