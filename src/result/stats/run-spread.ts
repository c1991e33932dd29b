import { sum } from './numbers.ts';

/** The standard deviation of a run that is assumed before runs show theirs. */
const PRIOR_DEVIATION = 0.25;

/** The valid runs of one task. */
export interface ScoredRuns {
  scores: readonly number[];
  /** Which of the runs passed; same order and length as `scores`. */
  passed: readonly boolean[];
}

/** How far the runs of a task are spread in what one run adds to its task score. */
export interface RunSpread {
  /** The sum of squares around their mean, and its degrees of freedom. */
  squares: number;
  freedom: number;
}

export function runSpread({ scores, passed }: ScoredRuns): RunSpread {
  // A run adds 0.9 of its score to the task score, and a pass up to 0.8 × 0.1 through the reliability.
  const values = scores.map((score, run) => 0.9 * score + (passed[run]! ? 0.08 : 0));
  const centre = sum(values, (value) => value) / values.length;
  return { squares: sum(values, (value) => (value - centre) ** 2), freedom: values.length - 1 };
}

/** The variance of a run over all tasks. @param priorWeight how many degrees of freedom the assumed one weighs as much as */
export function pooledVariance(spread: readonly RunSpread[], priorWeight: number): number {
  const squares = sum(spread, (each) => each.squares);
  const freedom = sum(spread, (each) => each.freedom);
  return (priorWeight * PRIOR_DEVIATION ** 2 + squares) / (priorWeight + freedom);
}
