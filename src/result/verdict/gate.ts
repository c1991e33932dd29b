import type { RegressionGate } from '../stats/regression-gate.ts';

/** What a result must reach to pass. All scores are 0..1. */
export interface Gate extends RegressionGate {
  /** The least overall score; null if any will do. */
  threshold: number | null;
  /** The least share of planned runs that must be valid for a verdict, 0..1. */
  minCoverage: number;
  /** The least score by name of the tier. */
  tierThresholds: Readonly<Record<string, number>>;
  /** Tasks whose valid runs must all pass. */
  requiredTasks: readonly string[];
  /** Tasks that only inform: they run, and nothing rests on them. */
  quarantined: readonly string[];
  /** The same in the base arm, where it is of another commit. */
  quarantinedInBase?: readonly string[];
  /** What follows if the provider served the baseline by another model. */
  onModelChange: OnModelChange;
  /** What follows if fresh runs confirm that a single task got worse than its history. */
  taskRegression: 'fail' | 'warn' | 'off';
}

export type OnModelChange = 'note' | 'incomparable';

/** The chance of a false alarm per comparison with a baseline. */
export const ALPHA = 0.05;

/** Asks for nothing: for results that are only read, not judged. */
export const NO_GATE: Gate = {
  threshold: null,
  minCoverage: 0,
  tierThresholds: {},
  requiredTasks: [],
  quarantined: [],
  onModelChange: 'note',
  taskRegression: 'off',
  alpha: ALPHA,
  maxRegression: 0,
  confirmRuns: 0,
};
