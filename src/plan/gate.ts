import type { Inputs } from '../inputs/types.ts';
import { ALPHA, type Gate } from '../result/verdict/gate.ts';

/** What the inputs ask of a result. */
export function gateOf(inputs: Inputs): Gate {
  return {
    threshold: inputs.threshold,
    minCoverage: inputs.minCoverage,
    tierThresholds: inputs.tierThresholds ?? {},
    requiredTasks: inputs.requiredTasks ?? [],
    alpha: ALPHA,
    maxRegression: inputs.maxRegression,
    confirmRuns: inputs.confirmRuns,
  };
}
