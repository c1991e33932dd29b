import type { SavedEval } from '../artifact/saved-eval.ts';
import { ActionError } from '../base/errors.ts';
import type { Terms } from '../plan/terms.ts';
import { armBaseline, judgeBase, madeAgain } from '../result/verdict/base-arm.ts';
import type { Comparison } from '../result/formats/comparison.ts';
import type { Stage } from '../result/verdict/compare.ts';
import type { Gate } from '../result/verdict/gate.ts';
import { type Baseline, isOfBaseline } from '../result/verdict/judge-against.ts';
import { finalStage } from './next-round.ts';

/** How a finished evaluation is compared. */
interface SavedComparison {
  baseline: Baseline | null;
  gate: Gate;
  stage: Stage;
}

/**
 * What a finished evaluation is compared with: the baseline that is asked for, or else the base arm that ran beside it. Runs
 * that confirmed a suspicion count as that only against what they were ordered for.
 *
 * @throws ActionError `bad-result` if the base arm is missing
 */
export function savedComparison(
  { confirmed, base }: SavedEval,
  asked: Baseline | null,
  terms: Pick<Terms, 'gate' | 'baseline'>,
): SavedComparison {
  // A finished evaluation can make no more runs.
  const single: SavedComparison = {
    baseline: asked,
    gate: { ...terms.gate, confirmRuns: 0, confirmBy: 'head' },
    stage: finalStage(false),
  };
  if (asked === null && terms.baseline.length === 0 && base !== null) {
    if ('missing' in base) throw missingBase(base.missing);
    if (base.madeAgain !== true) {
      const arm = armBaseline(base.name, judgeBase(base.evidence, terms.gate));
      return { ...single, baseline: arm, ...(confirmed === null ? {} : asConfirmed(confirmed, terms.gate)) };
    }
  }
  if (confirmed === null || asked === null || !isOfBaseline(confirmed, asked)) return single;
  const isAgain = base !== null && !('missing' in base) && base.madeAgain === true;
  const baseline = isAgain ? madeAgain(asked, judgeBase(base.evidence, terms.gate)) : asked;
  return { baseline, ...asConfirmed(confirmed, terms.gate) };
}

/** By the runs that were made to confirm it, on the side or sides that made them. */
function asConfirmed(
  { confirmedBy = 'head', confirmation }: Comparison,
  gate: Gate,
): Pick<SavedComparison, 'gate' | 'stage'> {
  const { planned, tasks = [], unanswered = [] } = confirmation ?? {};
  const each = Math.ceil((planned?.head ?? 0) / Math.max(1, tasks.length + unanswered.length));
  return { gate: { ...gate, confirmRuns: 2 * each, confirmBy: confirmedBy }, stage: finalStage(true) };
}

/** Without it a regression would be a result that nobody compared. */
function missingBase(directory: string): ActionError {
  return new ActionError(
    'bad-result',
    `${directory} has no verdict.json with a manifest.json: the base arm is missing that ran beside this evaluation.`,
    { hint: 'Write the path of the artifact as it was downloaded, or name a "baseline" to compare it with.' },
  );
}
