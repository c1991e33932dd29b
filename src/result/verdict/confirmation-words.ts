import { plural } from '../../base/plural.ts';
import { wholeSentence } from '../../base/whole-sentence.ts';
import type { Confirmation } from '../formats/confirmation.ts';
import type { Comparison } from '../formats/comparison.ts';
import { isAbove, meanOf, tellApart } from '../stats/numbers.ts';

/** Whether the first look suspected that the mean run score dropped: fresh runs are also made for single tasks alone. */
export function isSuspected({ drop, pValue, level, maxRegression }: Comparison): boolean {
  return drop !== null && pValue !== null && pValue < level && isAbove(drop, maxRegression);
}

/** `base abc1234, run beside it`, or the name of an earlier result. */
export function baselineName({ baseline, arm }: Pick<Comparison, 'baseline' | 'arm'>): string {
  return arm === true ? `${baseline}, run beside it` : baseline;
}

/** What fresh runs of both sides showed: `135 fresh runs of 27 tasks on each side, …: 0.62 → 0.50`. */
export function freshRunsWords(confirmation: Confirmation): string {
  const { runs, tasks } = confirmation;
  const { before, after } = freshMeans(confirmation);
  const [was, is] = tellApart(before, after, 2);
  const counted =
    runs.head === runs.baseline
      ? `${plural(runs.head, 'fresh run')} on each side`
      : `${plural(runs.head, 'fresh run')} against ${runs.baseline}`;
  return `${counted}, of ${plural(tasks.length, 'task')} and in the same hour: mean run score ${was} → ${is}`;
}

/** Of the tasks that were run again. */
export function freshMeans({ tasks }: Confirmation): { before: number; after: number } {
  return {
    before: meanOf(tasks.map((task) => task.baselineMean)),
    after: meanOf(tasks.map((task) => task.headMean)),
  };
}

/** How a suspicion was followed up, where a reader may take more from it than there is. */
export function confirmationNotes(comparison: Comparison): string[] {
  const { confirmation, confirmedBy, arm, headAloneBecause, regressed } = comparison;
  if (confirmedBy === 'head' && (arm !== true || headAloneBecause !== undefined)) {
    const idle = arm === true ? 'The base arm made none' : 'The baseline was not made again beside it';
    const why = headAloneBecause === undefined ? '' : ` ${idle}: ${wholeSentence(headAloneBecause)}`;
    return [
      `Head alone made the runs that confirm a suspicion, so they do not protect against drift: what its hour does to all of its runs is in them, too.${why}`,
    ];
  }
  if (confirmation === undefined || confirmation.tasks.length === 0 || regressed || !isSuspected(comparison))
    return [];
  return [
    `A drop against ${baselineName(comparison)} was suspected at first (chance explained it with ${percent(comparison.pValue ?? 1)}), ` +
      `and not confirmed by ${freshRunsWords(confirmation)}, which chance explains with ${percent(confirmation.pValue)}.`,
  ];
}

/** A chance for people. */
function percent(pValue: number): string {
  return pValue < 0.0001 ? 'less than 0.01 %' : `${Number((pValue * 100).toPrecision(2))} %`;
}
