import type { Plan } from '../plan/plan.ts';
import type { EvalBackend } from './backend.ts';
import type { EvalRecord, LaunchFacts } from './eval-record.ts';
import type { Leftovers } from './leftovers.ts';

/** An evaluation that the cluster can take: everything is checked, and nothing is made. */
export interface PreparedEval {
  /** With the models as this gateway calls them. */
  plan: Plan;
  isOpenShift: boolean;
  /** What it may leave behind; to be saved before it is launched. */
  leftovers: Leftovers;
  /**
   * Puts together what is to be made, and has the API server try what it may refuse.
   * @returns makes it
   * @throws ActionError, KubeError
   */
  assemble: (facts: LaunchFacts) => Promise<() => Promise<LaunchedEval>>;
}

export interface LaunchedEval {
  backend: EvalBackend;
  record: EvalRecord;
}
