import type { Log } from '../../base/ports.ts';
import { ActionError } from '../../base/errors.ts';
import { explainMissing, missingPermissions } from '../../kube/access.ts';
import type { Kube } from '../../kube/client.ts';
import { identifyAndLog } from '../../kube/identify.ts';
import {
  attachPermissions,
  ephemeralPermissions,
  rolloutPermissions,
  workloadPermissions,
} from '../../kube/permissions.ts';
import type { AttachedPlan } from '../../plan/backend.ts';
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
  const [openShift, needed, own, mlflow] = await Promise.all([
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
  ]);
  if (needed.length + own.length > 0) {
    throw new ActionError('missing-permission', explainMissing([...needed, ...own], user), {
      hint:
        method === 'ephemeral' && needed.length === 0
          ? 'Or write `attach-method: rollout`, which needs no ephemeral containers and restarts the gateway.'
          : 'manifests/rbac/attach.yaml has all of it.',
    });
  }
  warnOfMlflow(mlflow, user, log);
  return openShift;
}
