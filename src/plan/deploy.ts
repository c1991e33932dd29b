import { wantedComponents } from '../inputs/rules/components.ts';
import { endpointOf } from '../inputs/rules/model.ts';
import { isAccepted } from '../inputs/rules/risks.ts';
import type { InputsOf } from '../inputs/types.ts';
import type { DeployedOpenclaw } from '../stack/openclaw.ts';
import { OPENCLAW_NAMESPACE } from '../stack/openclaw.ts';
import { proxySecrets } from '../stack/pod-network.ts';
import { parseOverlay } from '../stack/pod-overlay.ts';
import { routeModel } from '../stack/providers.ts';
import { type DeployedPodSettings, podSettings } from './deployed-pod.ts';
import { everyGatewayKey } from './keys.ts';
import { networkOf } from './network.ts';

/** Everything that is decided about a deployment that stays before the cluster is asked. */
export interface DeployPlan {
  /** Undefined if none is deployed. */
  openclaw: OpenclawDeployment | undefined;
  mlflow: DeployedPodSettings | undefined;
  /** Address of an MLflow that is used in place of ours; null if there is none. */
  otherMlflow: string | null;
  startupTimeoutMs: number;
}

/** An OpenClaw as it is to be, apart from what only the cluster knows. */
export interface OpenclawDeployment extends Omit<DeployedOpenclaw, 'isOpenShift'> {
  /** The user's token; null for the one of an earlier deployment, or a new one. */
  gatewayToken: string | null;
}

type DeployInputs = InputsOf<
  'cluster' | 'model' | 'mlflow' | 'images' | 'kind' | 'pods' | 'deployed' | 'existing' | 'eval' | 'safety'
>;

/** @throws ActionError bad-input for a pod overlay that cannot be applied */
export function deployPlan(inputs: DeployInputs): DeployPlan {
  const { mlflowTrackingUri, components, mlflowNamespace, mlflowImage, startupTimeoutMs } = inputs;
  const wanted = wantedComponents(inputs);
  const isMlflowAskedFor = components?.includes('mlflow') ?? true;
  return {
    openclaw: wanted.includes('openclaw') ? openclawDeployment(inputs) : undefined,
    mlflow: wanted.includes('mlflow') ? podSettings(mlflowNamespace, mlflowImage, inputs) : undefined,
    otherMlflow: isMlflowAskedFor ? mlflowTrackingUri : null,
    startupTimeoutMs,
  };
}

function openclawDeployment(inputs: DeployInputs): OpenclawDeployment {
  const { namespace, model, judgeModel, openclawImage, openclawConfig, podOverlay } = inputs;
  const endpoint = endpointOf(inputs);
  const models = judgeModel === null ? [model] : [model, judgeModel];
  return {
    ...podSettings(namespace ?? OPENCLAW_NAMESPACE, openclawImage, inputs),
    routes: models.map((name) => routeModel(name, endpoint, openclawConfig)),
    secrets: { ...everyGatewayKey(inputs), ...proxySecrets(inputs.httpsProxy) },
    configOverlay: openclawConfig,
    network: networkOf(inputs),
    podOverlay:
      podOverlay === null ? undefined : parseOverlay(podOverlay, isAccepted(inputs, 'pod-overlay-host')),
    gatewayToken: inputs.openclawGatewayToken,
  };
}
