import { imageOf } from '../images/catalog.ts';
import type { Cluster } from './cluster.ts';
import { modelAdmin, modelBase } from './model-server.ts';

/** What tests and the demo need to know of a running cluster; `npm run cluster -- env` prints it. */
export interface ClusterEnv {
  KUBECONFIG: string;
  OPENCLAW_IMAGE: string;
  OPENCLAW_NEXT_IMAGE: string;
  CLAWBENCH_IMAGE: string;
  MLFLOW_IMAGE: string;
  /** Base URL of the OpenAI-compatible API, inside the cluster. */
  MODEL_BASE: string;
  /** URL of the model server's admin endpoint, from this machine. Empty if it is not deployed. */
  MODEL_ADMIN: string;
}

export async function clusterEnv(cluster: Cluster): Promise<ClusterEnv> {
  return {
    KUBECONFIG: cluster.kubeconfig,
    OPENCLAW_IMAGE: imageOf('openclaw').reference,
    OPENCLAW_NEXT_IMAGE: imageOf('openclaw-next').reference,
    CLAWBENCH_IMAGE: imageOf('clawbench').reference,
    MLFLOW_IMAGE: imageOf('mlflow').reference,
    MODEL_BASE: modelBase,
    MODEL_ADMIN: (await modelAdmin(cluster)) ?? '',
  };
}
