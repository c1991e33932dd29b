import { type BaselineSoFar, loadBaseline } from '../baseline/load.ts';
import type { Plan } from '../plan/plan.ts';
import { artifactName } from '../plan/terms.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import type { EvalHost } from './host.ts';
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
  const past = host.pastArtifacts((attempt) =>
    artifactName(terms.artifact.name, { leg: names.leg, label }, attempt),
  );
  const baseline = await loadBaseline(terms.baseline, { ...host, past });
  const attempt = host.workflow?.attempt ?? 1;
  const resumes = plan.resumes && past !== null && attempt > 1;
  return { baseline, earlier: resumes ? await earlierRuns(past, attempt, host.log) : null };
}
