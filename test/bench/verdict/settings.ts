import type { RegressionGate } from '../../../src/result/stats/detectable.ts';

export const NOISE = [0.15, 0.25, 0.35] as const;

/** Three times the runs for confirmation: a baseline of 3 runs is what limits it then. */
export const GATE: RegressionGate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 9 };

/** A quarter of what the product deals, for the sake of many simulations. */
export const DEALS = 5000;

/** Fewer still, for tables of many kinds of noise and drift: a p-value of 0.05 is then off by 0.007, either way. */
export const QUICK_DEALS = 1000;
