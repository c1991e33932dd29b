import type { InputsOf } from '../inputs/types.ts';
import { ALPHA, type Gate } from '../result/verdict/gate.ts';

/** What a result must reach to pass. */
export function gateOf(inputs: InputsOf<'gate' | 'eval'>): Gate {
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
