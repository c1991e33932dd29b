import type { Clock, MaskingLog } from '../deps.ts';
import type { Outputs } from '../github/outputs.ts';
import type { Inputs } from '../inputs.ts';
import type { Kube } from '../kube/client.ts';
import type { ActionRoot } from '../stack/manifests.ts';

/** What a mode came to that judges nothing. */
export interface Told {
  /** For people, a sentence each. */
  lines: string[];
  /** For programs: what `--json` prints. */
  record: Readonly<Record<string, unknown>>;
  /** Of the step, beside those that every step has. */
  outputs: Outputs;
}

export interface ModeDeps {
  log: MaskingLog;
  clock: Clock;
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
  root: ActionRoot;
}

/** One thing the action can do to a cluster beside an eval. @throws ActionError */
export type ClusterMode = (kube: Kube, inputs: Inputs, deps: ModeDeps) => Promise<Told>;
