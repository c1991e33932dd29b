import type { Log } from '../../base/ports.ts';
import { ActionError } from '../../base/errors.ts';
import { explainMissing, missingPermissions } from '../../kube/access.ts';
import type { Kube } from '../../kube/client.ts';
import { identifyAndLog } from '../../kube/identify.ts';
import {
  attachPermissions,
  ephemeralPermissions,
  mlflowPodPermissions,
  rolloutPermissions,
  workloadPermissions,
} from '../../kube/permissions.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
import { hasCredentials } from '../../plan/mlflow.ts';
import type { Plan } from '../../plan/plan.ts';
import { missingForMlflow, warnOfMlflow } from '../mlflow-permissions.ts';
import { isOpenShift } from '../../stack/openshift.ts';

/**
 * Checks, before anything is changed, that the credentials may do what attaching takes.
 * @returns whether the cluster runs OpenShift
 * @throws ActionError cluster-unreachable, cluster-tls, cluster-auth, missing-permission
 */
export async function attachPreflight(
  kube: Kube,
  plan: Plan,
  { method, workload }: Pick<AttachedPlan, 'method' | 'workload'>,
  log: Log,
): Promise<boolean> {
  const { user } = await identifyAndLog(kube, log);
  const { mlflow: wanted } = plan.terms;
  // An MLflow of ours that may stand or not has no credentials worth a refusal.
  const isOwnPod = wanted !== undefined && wanted.server.kind !== 'standing' && hasCredentials(wanted);
  const [openShift, needed, own, mlflow, mlflowPod] = await Promise.all([
    isOpenShift(kube),
    missingPermissions(
      kube,
      [...workloadPermissions[workload?.kind ?? 'Deployment'], ...attachPermissions],
      plan.namespace,
    ),
    missingPermissions(
      kube,
      method === 'rollout' ? rolloutPermissions : ephemeralPermissions,
      plan.namespace,
    ),
    missingForMlflow(kube, plan),
    missingPermissions(kube, isOwnPod ? mlflowPodPermissions : [], plan.namespace),
  ]);
  const missing = [...needed, ...own, ...mlflowPod];
  if (missing.length > 0) {
    throw new ActionError('missing-permission', explainMissing(missing, user), {
      hint:
        method === 'ephemeral' && own.length === missing.length
          ? 'Or write `attach-method: rollout`, which needs no ephemeral containers and restarts the gateway.'
          : `manifests/rbac/attach.yaml has all of it${mlflowPod.length === 0 ? '' : ', with attach-mlflow.yaml for an MLflow with credentials'}.`,
    });
  }
  warnOfMlflow(mlflow, user, log);
  return openShift;
}
