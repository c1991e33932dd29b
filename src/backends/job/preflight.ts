import type { Log } from '../../base/ports.ts';
import { ActionError } from '../../base/errors.ts';
import { explainMissing, missingPermissions } from '../../kube/access.ts';
import type { Kube } from '../../kube/client.ts';
import { identifyAndLog } from '../../kube/identify.ts';
import { isKubeError } from '../../kube/errors.ts';
import { read } from '../../kube/objects.ts';
import { evalPermissions, ownNamespacePermissions, queuePermissions } from '../../kube/permissions.ts';
import type { Plan } from '../../plan/plan.ts';
import { missingForMlflow, warnOfMlflow } from '../mlflow-permissions.ts';
import { requireKueue, requireQueue } from './queue.ts';
import { isOpenShift } from '../../stack/openshift.ts';

/**
 * Checks, before anything is created, that the cluster can take the evaluation: version, credentials, permissions. One
 * message names everything that is missing.
 * @returns whether the cluster runs OpenShift
 * @throws ActionError bad-input, cluster-unreachable, cluster-tls, cluster-auth, cluster-too-old, missing-permission
 */
export async function preflight(kube: Kube, plan: Plan, log: Log): Promise<boolean> {
  const { user } = await identifyAndLog(kube, log);
  const { queue } = plan.job;
  const version = queue === undefined ? undefined : await requireKueue(kube, queue);
  const needed = queue === undefined ? evalPermissions : [...evalPermissions, ...queuePermissions];
  const [openShift, eval_, namespaces, mlflow] = await Promise.all([
    isOpenShift(kube),
    missingPermissions(kube, needed, plan.namespace),
    needsNamespace(kube, plan).then((isNeeded) =>
      isNeeded ? missingPermissions(kube, ownNamespacePermissions, plan.namespace) : [],
    ),
    missingForMlflow(kube, plan),
  ]);
  const missing = [...namespaces, ...eval_];
  if (missing.length > 0) {
    const newNamespace = plan.ownNamespace ? plan.namespace : undefined;
    throw new ActionError('missing-permission', explainMissing([...missing, ...mlflow], user, newNamespace), {
      hint: plan.ownNamespace
        ? 'Or name an existing "namespace": then no right to create namespaces is needed.'
        : undefined,
    });
  }
  if (queue !== undefined && version !== undefined)
    await requireQueue(kube, { namespace: plan.namespace, queue, version });
  warnOfMlflow(mlflow, user, log);
  if (openShift) log.info('The cluster is OpenShift: the pods run as the user it assigns.');
  return openShift;
}

async function needsNamespace(kube: Kube, plan: Plan): Promise<boolean> {
  if (plan.ownNamespace) return true;
  try {
    return (await read(kube, { apiVersion: 'v1', kind: 'Namespace', name: plan.namespace })) === undefined;
  } catch (error) {
    if (isKubeError(error) && error.status === 403) return false;
    throw error;
  }
}
