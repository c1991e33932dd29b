import type { Log } from '../base/ports.ts';
import type { InputsOf } from '../inputs/types.ts';
import { ALPHA, type Gate } from '../result/verdict/gate.ts';

/**
 * Tells once that a result always passes if neither a threshold nor a baseline is given.
 * @param hasBase whether an arm that ran beside it is found, with which it is compared unasked
 */
export function warnIfUngated(
  { gate, baseline }: { gate: Gate; baseline: readonly unknown[] },
  log: Pick<Log, 'warning'>,
  hasBase = false,
): void {
  const { threshold, tierThresholds, requiredTasks } = gate;
  const rules = [...Object.keys(tierThresholds), ...requiredTasks];
  if (threshold !== null || rules.length > 0 || baseline.length > 0 || hasBase) return;
  log.warning(
    'Nothing is gated',
    'Neither `threshold` nor `baseline` is set, so any score passes: write `threshold: 0.70` for a lowest score, or `baseline` to compare with an earlier result.',
  );
}

/** Whether a result can fail without being compared with another one. */
export function isGatedAlone({ threshold, tierThresholds, requiredTasks }: InputsOf<'gate'>): boolean {
  return [threshold, tierThresholds, requiredTasks].some((rule) => rule !== null);
}

/**
 * What a result must reach to pass.
 * @param quarantined tasks that only inform, as `readQuarantine` found them
 */
export function gateOf(inputs: InputsOf<'gate' | 'eval'>, quarantined: readonly string[] = []): Gate {
  return {
    threshold: inputs.threshold,
    minCoverage: inputs.minCoverage,
    tierThresholds: inputs.tierThresholds ?? {},
    requiredTasks: inputs.requiredTasks ?? [],
    quarantined,
    alpha: ALPHA,
    maxRegression: inputs.maxRegression,
    onModelChange: inputs.onModelChange,
    taskRegression: inputs.taskRegression,
    confirmRuns: inputs.confirm === 'off' ? 0 : inputs.confirmRuns,
    confirmBy: inputs.confirm === 'both' ? 'both' : 'head',
  };
}
