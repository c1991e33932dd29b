import type { ActionRoot, Clock, MaskingLog } from '../base/ports.ts';
import type { Told } from '../eval/mode-result.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';

export interface ModeDeps {
  log: MaskingLog;
  clock: Clock;
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
  root: ActionRoot;
}

/** One thing the action can do to a cluster beside an eval. @throws ActionError */
export type ClusterMode = (kube: Kube, inputs: Inputs, deps: ModeDeps) => Promise<Told>;
