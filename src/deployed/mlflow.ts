import type { Host } from '../base/ports.ts';
import { deployedMlflowPermissions, pullSecretPermissions } from '../kube/permissions.ts';
import { mlflowObjects, readMlflowManifests } from '../mlflow/deploy.ts';
import type { DeployedPodSettings } from '../plan/deployed-pod.ts';
import { mlflowUri } from '../plan/mlflow.ts';
import type { Part } from './part.ts';

/** More than beside an evaluation, since here somebody waits for it to start. */
const MLFLOW_CPU = '100m';

/** An MLflow that stays. */
export function mlflowPart(pod: DeployedPodSettings, { root }: Pick<Host, 'root'>): Part {
  const { namespace, image, login } = pod;
  return {
    component: 'mlflow',
    namespace,
    name: 'mlflow',
    permissions: [...deployedMlflowPermissions, ...(login === null ? [] : pullSecretPermissions)],
    async objects({ isOpenShift }) {
      const manifests = await readMlflowManifests(root);
      const settings = { ...pod, isOpenShift, cpu: MLFLOW_CPU };
      return { namespace: manifests.namespace, objects: mlflowObjects(settings, manifests.rest) };
    },
    lines: [
      `MLflow (${image}) runs in namespace ${namespace}; pods reach it at ${mlflowUri(namespace)}.`,
      `Look at it at http://localhost:5000 with: kubectl -n ${namespace} port-forward svc/mlflow-service 5000`,
    ],
    record: { deployment: 'mlflow', image, trackingUri: mlflowUri(namespace) },
  };
}
