import type { Leftovers } from './leftovers.ts';
import type { Plan } from '../plan/plan.ts';
import type { Platform } from './job/preflight.ts';
import type { EvalPlace } from './backend.ts';
import type { RunRecord } from './eval-record.ts';

/** What is known of a run only just before it is launched. */
export type LaunchFacts = Pick<RunRecord, 'startedAtMs' | 'settingsHash' | 'taskDurations'>;

/** An eval that the cluster can take: everything is checked, and nothing is made. */
export interface Stage {
  plan: Plan;
  platform: Platform;
  /** What it may leave behind; to be saved before it is launched. */
  leftovers: Leftovers;
  /**
   * Puts together what is to be made, and has the API server try what it may refuse.
   * @returns makes it
   * @throws ActionError, KubeError
   */
  prepare(facts: LaunchFacts): Promise<() => Promise<EvalPlace>>;
}
