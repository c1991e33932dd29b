import type { Inputs } from '../inputs/types.ts';
import type { Rules } from '../result/verdict/judge-input.ts';

/** What the inputs ask of a result by itself. */
export function rulesOf(inputs: Inputs): Rules {
  return {
    threshold: inputs.threshold,
    minCoverage: inputs.minCoverage,
    tierThresholds: inputs.tierThresholds ?? {},
    requiredTasks: inputs.requiredTasks ?? [],
  };
}
