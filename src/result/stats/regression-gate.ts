/** What counts as a regression. */
export interface RegressionGate {
  /** The chance of a false alarm per comparison. */
  alpha: number;
  /** A drop of at most this is never called a regression. */
  maxRegression: number;
  /** Runs added to each suspect task to confirm a regression; 0 to decide without them. */
  confirmRuns: number;
  /** Which side makes them; head if absent. With `both` the fresh runs of the two decide alone, at `alpha`. */
  confirmBy?: 'both' | 'head';
  /** On how many sides runs were added until the score was clear of the threshold, as `runs: auto` does; 0 if absent. */
  sequentialSides?: 0 | 1 | 2;
}

/** With confirmation, a drop is suspected below this p-value … */
export const suspicionLevel = (alpha: number): number => 2 * alpha;
/** … and confirmed if all runs together are below this one: false alarms fall to a fifth although there are two tests. */
export const confirmationLevel = (alpha: number): number => alpha / 5;

/**
 * What is left of a level if so many sides ended when their score was clear of a threshold. Such runs end early where they are
 * bad by chance: p-values below 0.05 come up in up to 7 % of unchanged comparisons if one side ended so, in up to 10 % if both did.
 */
const LEFT_OF_LEVEL = [1, 0.6, 0.4] as const;

/** Whether a score ended the runs of head, of the baseline, or of both. */
export function sidesEndedByScore(head: boolean, baseline: boolean): 0 | 1 | 2 {
  if (head && baseline) return 2;
  return head || baseline ? 1 : 0;
}

/** The p-value below which a drop is a regression: by the runs that were ordered, or by these and others of head that confirm. */
export function decisiveLevel(
  { alpha, sequentialSides = 0 }: RegressionGate,
  by: 'single' | 'confirmation',
): number {
  return LEFT_OF_LEVEL[sequentialSides] * (by === 'confirmation' ? confirmationLevel(alpha) : alpha);
}
