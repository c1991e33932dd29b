import type { Log } from '../base/ports.ts';
import { explainMissing, type MissingPermission, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { mlflowPermissions, pullSecretPermission } from '../kube/permissions.ts';
import type { Plan } from '../plan/plan.ts';

/** The missing permissions for deploying MLflow; none if MLflow is not deployed. @throws KubeError */
export async function missingForMlflow(kube: Kube, { terms, images }: Plan): Promise<MissingPermission[]> {
  const server = terms.mlflow?.server;
  if (server?.kind !== 'deployed') return [];
  const permissions =
    images.login !== null ? [...mlflowPermissions, pullSecretPermission] : mlflowPermissions;
  return await missingPermissions(kube, permissions, server.pod.namespace);
}

/** Only warns, since MLflow may exist already. */
export function warnOfMlflow(
  missing: readonly MissingPermission[],
  user: string | undefined,
  log: Log,
): void {
  if (missing.length === 0) return;
  log.warning(
    'MLflow',
    `MLflow cannot be deployed, so the result will not be logged unless it exists already.\n${explainMissing(missing, user)}`,
  );
}
