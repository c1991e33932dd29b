import type { RegressionGate } from '../../../src/result/stats/regression-gate.ts';

export const NOISE = [0.15, 0.25, 0.35] as const;

/** As the inputs have it by default. */
export const GATE: RegressionGate = { alpha: 0.05, maxRegression: 0.03, confirmRuns: 9, confirmBy: 'both' };

/** What follows a suspicion. */
export const CONFIRMATIONS = {
  'one look': { ...GATE, confirmRuns: 0 },
  'confirmed by head': { ...GATE, confirmBy: 'head' },
  'confirmed by both': GATE,
} as const satisfies Record<string, RegressionGate>;

/** A quarter of what the product deals, for the sake of many simulations. */
export const DEALS = 5000;

/** Fewer still, for tables of many kinds of noise and drift: a p-value of 0.05 is then off by 0.007, either way. */
export const QUICK_DEALS = 1000;
