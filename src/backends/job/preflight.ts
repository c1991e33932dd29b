import type { Log } from '../../base/ports.ts';
import { ActionError } from '../../base/errors.ts';
import { explainMissing, type MissingPermission, missingPermissions } from '../../kube/access.ts';
import type { Kube } from '../../kube/client.ts';
import { identifyAndLog } from '../../kube/identify.ts';
import { isKubeError } from '../../kube/errors.ts';
import { read } from '../../kube/objects.ts';
import {
  evalPermissions,
  mlflowPermissions,
  ownNamespacePermissions,
  pullSecretPermission,
} from '../../kube/permissions.ts';
import type { Plan } from '../../plan/plan.ts';
import { isOpenShift } from '../../stack/openshift.ts';

/** What of a cluster decides how pods are written. */
export interface Platform {
  isOpenShift: boolean;
}

/**
 * Asks the cluster, before anything is made in it, whether it can take the eval: version, credentials, permissions;
 * everything that is missing is told at once.
 * @throws ActionError cluster-unreachable, cluster-tls, cluster-auth, cluster-too-old, missing-permission
 */
export async function preflight(kube: Kube, plan: Plan, log: Log, signal: AbortSignal): Promise<Platform> {
  const { user } = await identifyAndLog(kube, log);
  const [openShift, eval_, namespaces, mlflow] = await Promise.all([
    isOpenShift(kube, signal),
    missingPermissions(kube, evalPermissions, plan.namespace, { signal }),
    needsNamespace(kube, plan, signal).then((needed) =>
      needed ? missingPermissions(kube, ownNamespacePermissions, plan.namespace, { signal }) : [],
    ),
    missingForMlflow(kube, plan, signal),
  ]);
  const missing = [...namespaces, ...eval_];
  if (missing.length > 0) {
    const newNamespace = plan.ownNamespace ? plan.namespace : undefined;
    throw new ActionError('missing-permission', explainMissing([...missing, ...mlflow], user, newNamespace), {
      hint: plan.ownNamespace
        ? 'Or name an existing "namespace": then no right to make namespaces is needed.'
        : undefined,
    });
  }
  warnOfMlflow(mlflow, user, log);
  if (openShift) log.info('It is an OpenShift: the pods run as the user it gives them.');
  return { isOpenShift: openShift };
}

/** What an eval lacks to deploy an MLflow, where it is to. @throws KubeError */
export async function missingForMlflow(
  kube: Kube,
  { mlflow, makesPullSecret }: Plan,
  signal: AbortSignal,
): Promise<MissingPermission[]> {
  if (mlflow?.namespace === undefined) return [];
  const permissions = makesPullSecret ? [...mlflowPermissions, pullSecretPermission] : mlflowPermissions;
  return await missingPermissions(kube, permissions, mlflow.namespace, { signal });
}

/** It is no reason to stop: one may be there already. */
export function warnOfMlflow(
  missing: readonly MissingPermission[],
  user: string | undefined,
  log: Log,
): void {
  if (missing.length === 0) return;
  log.warning(
    'MLflow',
    `MLflow can not be deployed, so the result will not be logged unless it is there already.\n${explainMissing(missing, user)}`,
  );
}

async function needsNamespace(kube: Kube, plan: Plan, signal: AbortSignal): Promise<boolean> {
  if (plan.ownNamespace) return true;
  try {
    return (
      (await read(kube, { apiVersion: 'v1', kind: 'Namespace', name: plan.namespace }, { signal })) ===
      undefined
    );
  } catch (error) {
    if (isKubeError(error) && error.status === 403) return false;
    throw error;
  }
}
