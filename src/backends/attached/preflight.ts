import type { Log } from '../../base/ports.ts';
import { ActionError } from '../../base/errors.ts';
import { explainMissing, missingPermissions } from '../../kube/access.ts';
import type { Kube } from '../../kube/client.ts';
import { identifyAndLog } from '../../kube/identify.ts';
import { attachPermissions, ephemeralPermissions, rolloutPermissions } from '../../kube/permissions.ts';
import type { Plan } from '../../plan/plan.ts';
import { missingForMlflow, type Platform, warnOfMlflow } from '../job/preflight.ts';
import { isOpenShift } from '../../stack/openshift.ts';

/**
 * Asks the cluster whether the credentials may do what attaching takes.
 * @throws ActionError cluster-unreachable, cluster-tls, cluster-auth, missing-permission
 */
export async function attachPreflight(
  kube: Kube,
  plan: Plan,
  method: 'ephemeral' | 'rollout',
  log: Log,
  signal: AbortSignal,
): Promise<Platform> {
  const { user } = await identifyAndLog(kube, log);
  const [openShift, needed, own, mlflow] = await Promise.all([
    isOpenShift(kube, signal),
    missingPermissions(kube, attachPermissions, plan.namespace, { signal }),
    missingPermissions(
      kube,
      method === 'rollout' ? rolloutPermissions : ephemeralPermissions,
      plan.namespace,
      { signal },
    ),
    missingForMlflow(kube, plan, signal),
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
  return { isOpenShift: openShift };
}
