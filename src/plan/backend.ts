import type { Inputs, InputsOf } from '../inputs/types.ts';

/** Where an evaluation runs: in a Job with gateways of its own, or in the pod of an existing OpenClaw. */
export type BackendPlan = { kind: 'job' } | AttachedPlan;

/** How the existing OpenClaw is found and joined. */
export interface AttachedPlan {
  kind: 'attached';
  /** The names that the user gave; null where they are to be found out. */
  deployment: string | null;
  container: string | null;
  /** Where the gateway's container mounts the volume that is to hold the workspaces. */
  home: string | null;
  method: Inputs['attachMethod'];
  /** Null for the token in the gateway's own environment. */
  gatewayToken: string | null;
  /** The endpoint that serves the openai/… models, by which the gateway's provider for them is found. */
  openaiApiBase: string | null;
}

export function backendOf(inputs: InputsOf<'existing' | 'model'>): BackendPlan {
  if (inputs.openclaw !== 'existing') return { kind: 'job' };
  return {
    kind: 'attached',
    deployment: inputs.openclawDeployment,
    container: inputs.openclawContainer,
    home: inputs.openclawHome,
    method: inputs.attachMethod,
    gatewayToken: inputs.openclawGatewayToken,
    openaiApiBase: inputs.openaiApiBase,
  };
}
