import type { Leftovers } from '../cleanup.ts';
import type { Plan } from '../plan.ts';
import type { Platform } from '../preflight.ts';
import type { EvalPlace } from './place.ts';
import type { RunRecord } from './run-record.ts';

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
