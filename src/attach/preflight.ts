import type { Log } from '../deps.ts';
import { ActionError } from '../errors.ts';
import { explainMissing, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { contact } from '../kube/contact.ts';
import {
  attachPermissions,
  ephemeralPermissions,
  mlflowPermissions,
  rolloutPermissions,
} from '../kube/permissions.ts';
import type { Plan } from '../plan.ts';
import type { Platform } from '../preflight.ts';
import { isOpenShift } from '../stack/openshift.ts';

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
  const { version, user } = await contact(kube, signal);
  log.info(`Kubernetes ${version} at ${kube.cluster.server}${user === undefined ? '' : ` as ${user}`}.`);
  const [openShift, needed, own, mlflow] = await Promise.all([
    isOpenShift(kube, signal),
    missingPermissions(kube, attachPermissions, plan.namespace, { signal }),
    missingPermissions(
      kube,
      method === 'rollout' ? rolloutPermissions : ephemeralPermissions,
      plan.namespace,
      { signal },
    ),
    plan.mlflow?.namespace === undefined
      ? []
      : missingPermissions(kube, mlflowPermissions, plan.mlflow.namespace, { signal }),
  ]);
  if (needed.length + own.length > 0) {
    throw new ActionError('missing-permission', explainMissing([...needed, ...own], user), {
      hint:
        method === 'ephemeral' && needed.length === 0
          ? 'Or write `attach-method: rollout`, which needs no ephemeral containers and restarts the gateway.'
          : 'manifests/rbac/attach.yaml has all of it.',
    });
  }
  if (mlflow.length > 0) {
    log.warning(
      'MLflow',
      `MLflow can not be deployed, so the result will not be logged unless it is there already.\n${explainMissing(mlflow, user)}`,
    );
  }
  return { isOpenShift: openShift };
}
