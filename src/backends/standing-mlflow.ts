import type { Log } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { read } from '../kube/objects.ts';
import type { Deployment } from '../kube/types.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import type { Plan } from '../plan/plan.ts';
import { isOurs } from '../stack/ownership.ts';

/**
 * What is logged to, now that the cluster can be asked. An MLflow of ours that was to be used only where it stands is looked
 * for; that it is not there, or cannot be looked for, costs a line in the log and nothing else.
 * @param mlflow as planned
 * @returns undefined if nothing is logged
 */
export async function settleMlflow(
  kube: Kube,
  mlflow: Mlflow | undefined,
  log: Log,
): Promise<Mlflow | undefined> {
  if (mlflow?.server.kind !== 'standing') return mlflow;
  const { namespace } = mlflow.server;
  const why = await whyNone(kube, namespace);
  if (why === undefined) {
    log.info(`The result will be logged to the MLflow of namespace ${namespace}.`);
    return mlflow;
  }
  log.info(`The result will not be logged to MLflow: ${why}`);
  return undefined;
}

/** A plan with what its evaluation really logs to. @throws KubeError only when the request is cancelled */
export async function withMlflow(kube: Kube, plan: Plan, log: Log): Promise<Plan> {
  return { ...plan, terms: { ...plan.terms, mlflow: await settleMlflow(kube, plan.terms.mlflow, log) } };
}

/** Undefined if ours stands. */
async function whyNone(kube: Kube, namespace: string): Promise<string | undefined> {
  try {
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace };
    const found = await read<Deployment>(kube, ref);
    if (found === undefined)
      return `there is none in namespace ${namespace}, and \`mlflow: auto\` deploys none.`;
    return isOurs(found)
      ? undefined
      : `Deployment ${namespace}/mlflow was not made by this action: to log to it, write its address as \`mlflow-tracking-uri\`.`;
  } catch (error) {
    kube.signal.throwIfAborted();
    if (!isKubeError(error)) throw error;
    return error.status === 403
      ? `the credentials may not look for one in namespace ${namespace} (get deployments.apps).`
      : `it could not be looked for. ${error.message}`;
  }
}
