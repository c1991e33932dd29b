import type { Leftovers } from '../backends/leftovers.ts';
import type { Host } from '../base/ports.ts';
import type { ArtifactStore } from '../github/artifact-store.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';

/** The host of an evaluation, with what a workflow step and a terminal do differently. */
export interface EvalHost extends Host {
  /** Artifacts of earlier attempts and runs, given their name in an attempt; null where they cannot be read. */
  readonly pastArtifacts: (nameOf: (attempt: number) => string) => PastArtifacts | null;
  /** The artifacts of all workflow runs of the repository; null where they cannot be read. */
  readonly artifacts: ArtifactStore | null;
  /** Saves what the post step needs to clean up; called before anything is created. */
  readonly saveLeftovers: (leftovers: Leftovers) => void;
  /** Saves the name of a kind cluster for the same purpose; called before it is created, and with null when it is gone. */
  readonly saveKind: (name: string | null) => void;
  /** Tells the post step to leave everything as it is. */
  readonly keep: () => void;
  /** Publishes the logs of a kind cluster's nodes if the evaluation has no artifact for them. */
  readonly keepNodeLogs: (logs: { directory: string; files: string[] }, leg: string) => Promise<void>;
  /** Commands to repeat the evaluation on another machine, for reports; null for none. */
  readonly reproduce: string | null;
  /** Whether a saved result that is judged again gets a new artifact. */
  readonly savesVerdicts: boolean;
}
