import type { Leftovers } from '../backends/leftovers.ts';
import type { Host } from '../base/ports.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';

/** The outside of an evaluation: a `Host`, and what a workflow step and a terminal do differently. */
export interface EvalHost extends Host {
  /** Artifacts of earlier evaluations, by their name in an attempt; null where they cannot be read. */
  readonly pastArtifacts: (nameOf: (attempt: number) => string) => PastArtifacts | null;
  /** Keeps what another process needs for cleaning up; called before anything is created. */
  readonly saveLeftovers: (leftovers: Leftovers) => void;
  /** Keeps the name of a kind cluster for the same purpose; called before it is created. */
  readonly saveKind: (name: string) => void;
  /** Says that what was created stays: nothing else may clean it up. */
  readonly keep: () => void;
  /** Takes care of the logs of a kind cluster's nodes if no artifact can hold them. */
  readonly keepNodeLogs: (logs: { directory: string; files: string[] }, leg: string) => Promise<void>;
  /** Commands that make the evaluation again on another machine; null where there is nothing to say. */
  readonly reproduce: string | null;
  /** Whether a result that is judged again gets an artifact of its own. */
  readonly savesVerdicts: boolean;
}
