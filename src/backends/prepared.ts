import type { Plan } from '../plan/plan.ts';
import type { EvalBackend } from './backend.ts';
import type { EvalRecord, LaunchFacts } from './eval-record.ts';
import type { Leftovers } from './leftovers.ts';

/** An evaluation that is checked and not launched: nothing of it is in the cluster yet. */
export interface PreparedEval {
  head: PreparedArm;
  /** What runs beside it, to be compared with; null if nothing does. */
  base: PreparedArm | null;
  isOpenShift: boolean;
  /** What it may leave behind; to be saved before it is launched. */
  leftovers: Leftovers;
}

/** One side of a prepared evaluation. */
export interface PreparedArm {
  /** The plan, with the models as the gateway calls them. */
  plan: Plan;
  /**
   * Assembles the objects, and has the API server try those it may refuse.
   * @returns a function that creates them
   * @throws ActionError, KubeError
   */
  assemble: (facts: LaunchFacts) => Promise<() => Promise<LaunchedEval>>;
}

export interface LaunchedEval {
  backend: EvalBackend;
  record: EvalRecord;
}
