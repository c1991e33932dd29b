import type { Inputs } from '../inputs.ts';
import type { Rules } from '../result/judge-input.ts';

/** What the inputs ask of a result by itself. */
export function rulesOf(inputs: Inputs): Rules {
  return {
    threshold: inputs.threshold,
    minCoverage: inputs.minCoverage,
    tierThresholds: inputs.tierThresholds ?? {},
    requiredTasks: inputs.requiredTasks ?? [],
  };
}
