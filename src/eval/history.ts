import type { BaselineSoFar } from '../baseline/load.ts';
import type { Plan } from '../plan/plan.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import { plannedArm } from '../report/plan-arms.ts';
import { plannedBaseline } from '../report/plan.ts';
import { cannotBeSeen } from '../result/verdict/cannot-detect.ts';
import type { EvalHost } from './host.ts';
import { baselineFor, pastOf } from './load-baseline.ts';
import { earlierRuns } from './resume.ts';

/** What an evaluation takes from earlier ones; loaded before the cluster is asked and anything is spent. */
export interface History {
  baseline: BaselineSoFar;
  /** Runs of an earlier attempt of this workflow run; null if there are none to reuse. */
  earlier: EarlierRuns | null;
}

/** @throws ActionError bad-baseline */
export async function loadHistory(plan: Plan, host: EvalHost): Promise<History> {
  const { terms, names, label } = plan;
  const compared = { leg: names.leg, instance: names.instance, label };
  const past = pastOf(terms, compared, host);
  const baseline = await baselineFor(terms, compared, host);
  warnIfBlind(plan, baseline, host);
  const attempt = host.workflow?.attempt ?? 1;
  const resumes = plan.resumes && past !== null && attempt > 1;
  return { baseline, earlier: resumes ? await earlierRuns(past, attempt, host.log) : null };
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
