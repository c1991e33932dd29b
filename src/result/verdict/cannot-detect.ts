import { plural } from '../../base/plural.ts';
import { fewestForBoth, type Look, looksOf, type TaskShape } from '../stats/attainable.ts';
import { runsOfEachSide } from '../stats/both-sides.ts';
import type { RegressionGate } from '../stats/regression-gate.ts';
import { isAbove, meanOf, tellApart } from '../stats/numbers.ts';

/**
 * Why no result could be red against this baseline, with what to do about it. It hangs on the baseline and on the number of
 * runs alone, so that it is the same whatever head scores.
 *
 * @returns null if some result could be
 */
export function whyCannotDetect(shape: readonly TaskShape[], gate: RegressionGate): string | null {
  const most = meanOf(shape.map(({ baseline }) => meanOf(baseline)));
  if (!isAbove(most, gate.maxRegression)) {
    const [is, limit] = tellApart(most, gate.maxRegression, 2);
    return `The mean run score of the baseline is ${is}, so it cannot drop by more than \`max-regression\` ${limit}: lower \`max-regression\`, or gate by \`threshold\`.`;
  }
  const blind = looksOf(shape, gate).find(({ level, leastP }) => leastP >= level);
  if (blind === undefined) return null;
  const [reached, needed] = tellApart(blind.leastP * 100, blind.level * 100, 1);
  return (
    `With ${plural(shape.length, 'task')}, ${runsOf(blind)} against ${blind.baselineRuns}, ` +
    `no drop can be told from chance: if every run scored 0, chance would explain it with ${reached} %, and a regression ` +
    `needs less than ${needed} %. Evaluate more tasks, or more \`runs\` of each, here and for the baseline; or gate by \`threshold\`.`
  );
}

/** Why head alone confirms a suspicion of so many tasks, where both sides were to. */
export function tooFewForBoth(tasks: number, gate: RegressionGate): string {
  const each = plural(runsOfEachSide(gate.confirmRuns), 'fresh run');
  return (
    `With \`confirm-runs\` ${gate.confirmRuns}, ${each} of ${plural(tasks, 'suspect task')} on each side can tell no drop from chance; ` +
    `from ${fewestForBoth(tasks, gate)} on they can.`
  );
}

/** That sentence of an evaluation, past or planned. */
export function cannotBeSeen(baseline: string, why: string): string {
  return `Whether it is worse than ${baseline} cannot be seen. ${why}`;
}

function runsOf({ headRuns, confirmRuns }: Look): string {
  const confirming = confirmRuns === 0 ? '' : ` (${confirmRuns} of them to confirm a suspicion)`;
  return `${plural(headRuns, 'run')}${confirming}`;
}
