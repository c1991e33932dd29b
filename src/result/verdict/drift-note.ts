import { isAbove } from '../stats/numbers.ts';
import type { Comparison } from '../formats/comparison.ts';
import { dayOf } from './slide.ts';

/**
 * What the figures of a comparison take for granted about the hour that an evaluation was made in, once for a whole report:
 * the runs of one evaluation share it, so their noise does not show what it does to all of them.
 */
export function driftNote(comparison: Comparison): string {
  const { history, pValueDrift, confirmation } = comparison;
  const drift = history?.drift ?? null;
  if (history === undefined || drift === null || pValueDrift === undefined)
    return unknownDrift(history, confirmation !== undefined);
  const { branch, from, to } = history;
  const sd = Math.sqrt(drift.variance);
  const found =
    sd < 0.0005
      ? 'no further than by the noise of their runs'
      : `by a standard deviation of ${sd.toFixed(3)} beyond the noise of their runs`;
  const which = `${drift.evaluations} evaluations of ${branch} (${dayOf(from)} – ${dayOf(to)}) drift apart ${found}`;
  if (isOnlyDrift(comparison))
    return `The drop would be a regression by the noise of the runs alone, but it is within what evaluations of the same thing drift apart: ${which}.`;
  return confirmation === undefined
    ? `${which}; intervals, the smallest detectable drop and the decision allow for it.`
    : `${which}; the intervals of the first look and the smallest detectable drop allow for it, and fresh runs of both sides in the same hour are free of it.`;
}

/** Whether the drift alone is why a drop is no regression. */
function isOnlyDrift({ drop, pValue, pValueDrift, level, maxRegression, confirmation }: Comparison): boolean {
  if (drop === null || pValue === null || pValueDrift === undefined || confirmation !== undefined)
    return false;
  return pValue < level && pValueDrift >= level && isAbove(drop, maxRegression);
}

function unknownDrift(history: Comparison['history'], isByFreshRuns: boolean): string {
  const figures = isByFreshRuns
    ? 'The fresh runs of both sides, which decided, share their hour. The chance and the intervals of the first look, and the smallest detectable drop,'
    : 'All chances and intervals here, and the smallest detectable drop,';
  return `${figures} hold if evaluations of the same thing differ by the noise of their runs alone. By how much more they differ from one hour or day to another is not known: ${whyUnknown(history)}.`;
}

function whyUnknown(history: Comparison['history']): string {
  if (history === undefined)
    return '`baseline: artifact` or `baseline: mlflow` with `history` measures it from the evaluations of the base branch';
  const { branch, evaluations } = history;
  if (evaluations < 3) return `three or more show it, and ${branch} has ${evaluations} that are alike`;
  return `the runs of the ${evaluations} evaluations of ${branch} do not show their own noise`;
}
