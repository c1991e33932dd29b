import type { BaselineSoFar } from '../baseline/load.ts';
import type { MadeWith, PlanAgain } from '../plan/again.ts';
import type { Plan } from '../plan/plan.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import { plannedArm } from '../report/plan-arms.ts';
import { plannedBaseline } from '../report/plan-baseline.ts';
import { cannotBeSeen } from '../result/verdict/cannot-detect.ts';
import type { BranchEvals } from '../result/verdict/branch-history.ts';
import type { EvalHost } from './host.ts';
import { baselineFor, evalsBeside, pastOf } from './load-baseline.ts';
import { earlierRuns } from './resume.ts';

/** Plans the arm that makes a stored baseline again. */
export type Remake = (made: MadeWith) => Promise<PlanAgain>;

/** What an evaluation takes from earlier ones; loaded before the cluster is asked and anything is spent. */
export interface History {
  baseline: BaselineSoFar;
  /** The evaluations of the base branch beside a base arm; null without one, and where another process judges. */
  beside: BranchEvals | null;
  /** Runs of an earlier attempt of this workflow run; null if there are none to reuse. */
  earlier: EarlierRuns | null;
  /** How the baseline is made again to confirm a suspicion; null where nobody asks. */
  again: PlanAgain | null;
}

/** @throws ActionError bad-baseline */
export async function loadHistory(plan: Plan, remake: Remake, host: EvalHost): Promise<History> {
  const { terms, names, label, base } = plan;
  const compared = { leg: names.leg, instance: names.instance, label };
  const past = pastOf(terms, compared, host);
  const baseline = await baselineFor(terms, compared, host);
  warnIfBlind(plan, baseline, host);
  const attempt = host.workflow?.attempt ?? 1;
  const resumes = plan.resumes && past !== null && attempt > 1;
  const inputs = { head: terms.inputs, base: base?.terms.inputs };
  return {
    baseline,
    beside: base === null || plan.isDetached ? null : await evalsBeside(terms, compared, inputs, host),
    earlier: resumes ? await earlierRuns(past, attempt, host.log) : null,
    again: await againOf(plan, baseline, remake),
  };
}

/** Known before anything is spent: making it again needs what only the launching process has. */
async function againOf(
  { terms, base }: Plan,
  { baseline, inMlflow, making }: BaselineSoFar,
  remake: Remake,
): Promise<PlanAgain | null> {
  const { confirmBy, confirmRuns } = terms.gate;
  const isStored = baseline !== null || inMlflow.length > 0;
  if (base !== null || !isStored || confirmBy !== 'both' || confirmRuns === 0) return null;
  return 'unknown' in making ? { impossible: making.unknown } : await remake(making);
}

/** Says before anything is spent that the comparison will show nothing. */
function warnIfBlind(plan: Plan, { baseline, inMlflow }: BaselineSoFar, { log }: EvalHost): void {
  const arm = plannedArm(plan, {
    tasks: plan.settings.tasks?.length ?? null,
    earlier: null,
    costUsd: null,
  });
  if (arm !== null && arm.cannotBeSeen !== null) log.warning('Baseline', arm.cannotBeSeen);
  // What a pod reads is pooled with the others, and nobody knows yet how many runs it has.
  if (inMlflow.length > 0) return;
  const compared = plannedBaseline(plan, baseline);
  if (compared?.cannotDetect === null || compared === null) return;
  log.warning('Baseline', cannotBeSeen(compared.name, compared.cannotDetect));
}
