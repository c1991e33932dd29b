import type { Plan } from '../plan/plan.ts';
import { firstRuns } from '../plan/run-settings.ts';
import { plannedDetectableEffect } from '../result/stats/detectable.ts';
import { sidesEndedByScore } from '../result/stats/regression-gate.ts';
import { driftOfDrop } from '../result/stats/drift.ts';
import { type Power, powerOf } from '../result/stats/power.ts';
import { cannotBeSeen, whyCannotDetect } from '../result/verdict/cannot-detect.ts';
import type { Gate } from '../result/verdict/gate.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { designOf, mostRuns } from './plan-runs.ts';

/** What a plan will be compared with. */
export interface PlannedBaseline {
  name: string;
  /** The model of the baseline if it is another one: then nothing is compared, and its price says little. */
  otherModel: string | null;
  /** The smallest drop that the gate detects in 4 of 5 cases; null if the baseline does not show it. */
  detectable: number | null;
  /** The standard deviation of the drift between evaluations, which is in `detectable`; null if it is not known. */
  drift: number | null;
  /** Why no result could be a regression against it; null if some could. */
  cannotDetect: string | null;
  /** What other numbers of runs would show, with what they cost; null if nothing true can be said. */
  power: Power | null;
}

/**
 * What the baseline says of a planned evaluation; null without one.
 * @param costUsd what it is expected to cost; null if that is not known
 */
export function plannedBaseline(
  plan: Plan,
  baseline: Baseline | null,
  costUsd: number | null = null,
): PlannedBaseline | null {
  if (baseline === null) return null;
  const { model, settings, terms } = plan;
  const { name, sample, history, records } = baseline;
  const drift = history?.drift ?? null;
  const withDrift = drift === null ? undefined : driftOfDrop(drift, records.length);
  const wanted = settings.tasks === null ? null : new Set(settings.tasks);
  const scores = sample.tasks.flatMap((task) =>
    task.scores.length > 0 && wanted?.has(task.taskId) !== false ? [task.scores] : [],
  );
  const other =
    sample.identity.model === model.model ? null : sample.identity.model || 'a model without a name';
  const most = mostRuns(settings, terms);
  const wasSequential = records.some(({ sequential }) => sequential !== undefined);
  const gate: Gate = {
    ...designOf(plan, scores.length),
    sequentialSides: sidesEndedByScore(settings.runs === 'auto', wasSequential),
  };
  const cannotDetect =
    other === null && scores.length > 0
      ? whyCannotDetect(
          scores.map((runs) => ({ baseline: runs, head: most })),
          gate,
        )
      : null;
  const canDetect = other === null && cannotDetect === null && scores.length > 0;
  const first = firstRuns(settings);
  return {
    name,
    otherModel: other,
    detectable: canDetect ? plannedDetectableEffect(scores, first, gate, withDrift) : null,
    drift: drift === null ? null : Math.sqrt(drift.variance),
    cannotDetect,
    power: canDetect
      ? powerOf(
          scores.map((runs, index) => ({ taskId: String(index), baseline: runs, head: [] })),
          gate,
          { drift: withDrift, costOfRun: costUsd === null ? null : costUsd / first },
        )
      : null,
  };
}

/** Whether the gate could see what it is there for. */
export function powerLines(baseline: PlannedBaseline | null): string[] {
  if (baseline === null) return [];
  const { name, otherModel, detectable, drift, cannotDetect } = baseline;
  const known =
    drift === null
      ? 'if evaluations of the same thing differ by the noise of their runs alone'
      : `evaluations of its branch drift apart by a standard deviation of ${drift.toFixed(3)}, which is included`;
  if (otherModel !== null)
    return [`The baseline ${name} is of ${otherModel}, another model: the results will not be comparable.`];
  if (cannotDetect !== null) return [cannotBeSeen(name, cannotDetect)];
  return [
    detectable === null
      ? `How small a drop against ${name} the gate detects cannot be said: it has too few runs, or they differ too much.`
      : `The gate detects drops of ${detectable.toFixed(2)} or more against ${name} (in 4 of 5 cases; ${known}).`,
  ];
}
