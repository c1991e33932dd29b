import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { WorkloadRef } from '../inputs/workload-kind.ts';

/** Where an evaluation runs: in a Job with gateways of its own, or in the pod of an existing OpenClaw. */
export type BackendPlan = { kind: 'job' } | AttachedPlan;

/** How the existing OpenClaw is found and joined. */
export interface AttachedPlan {
  kind: 'attached';
  /** Names the user wrote; null where they are to be found. */
  workload: WorkloadRef | null;
  container: string | null;
  /** Mount path, in the gateway's container, of the volume for the workspaces; null for the one with its state. */
  home: string | null;
  method: Inputs['attachMethod'];
  /** Null for the token the gateway was started with. */
  gatewayToken: string | null;
  /** Endpoint of the openai/… models: the gateway's provider for it is the one that serves them. */
  openaiApiBase: string | null;
}

export function backendOf(inputs: InputsOf<'existing' | 'model'>): BackendPlan {
  if (inputs.openclaw !== 'existing') return { kind: 'job' };
  return {
    kind: 'attached',
    workload: inputs.openclawDeployment,
    container: inputs.openclawContainer,
    home: inputs.openclawHome,
    method: inputs.attachMethod,
    gatewayToken: inputs.openclawGatewayToken,
    openaiApiBase: inputs.openaiApiBase,
  };
}
