import type { ActionRoot } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { MLFLOW_SERVICE, MLFLOW_PORT } from '../plan/mlflow.ts';
import type { Kube } from '../kube/client.ts';
import { apply, read } from '../kube/objects.ts';
import { poll } from '../kube/poll.ts';
import type { Deployment, Manifest, PersistentVolumeClaim } from '../kube/types.ts';
import { readManifest } from '../stack/manifests.ts';
import { ensureNamespace, namespaceObject } from '../stack/namespace.ts';
import { deployedPullSecret } from '../stack/images.ts';
import { withoutFixedIds } from '../stack/openshift.ts';
import { deployedLabels } from '../stack/ownership.ts';
import { stampTemplate } from '../stack/pod-template.ts';
import { setImage, type DeployedPod } from '../stack/deployed-pod.ts';

/** How MLflow is deployed. */
export interface MlflowSettings extends DeployedPod {
  /** CPU request; small by default, so that MLflow gives way to gateways that start at the same time. */
  cpu?: string;
}

/** @throws ActionError internal when the action's files are incomplete */
export async function readMlflowManifests(
  root: ActionRoot,
): Promise<{ namespace: Manifest; rest: readonly Manifest[] }> {
  const [namespace, ...rest] = await Promise.all(
    ['namespace', 'persistentvolumeclaim', 'service', 'deployment'].map((name) =>
      readManifest(root, `mlflow/${name}.yaml`),
    ),
  );
  if (namespace === undefined) throw new ActionError('internal', 'manifests/mlflow is empty.');
  return { namespace, rest };
}

/**
 * Deploys MLflow unless the namespace has one. An existing one is never changed: its data outlives evaluations, and two
 * evaluations with different images must not replace it in turns. Returns before it is ready.
 * @returns whether it was deployed by this call
 */
export async function ensureMlflow(kube: Kube, root: ActionRoot, settings: MlflowSettings): Promise<boolean> {
  const { namespace } = settings;
  if ((await readDeployment(kube, namespace)) !== undefined) return false;
  const manifests = await readMlflowManifests(root);
  const labels = deployedLabels('mlflow');
  await ensureNamespace(kube, namespaceObject(namespace, manifests.namespace, { labels }));
  const objects = mlflowObjects(settings, manifests.rest);
  await Promise.all(objects.map((object) => apply(kube, object)));
  return true;
}

/** The objects of MLflow, without its namespace. @param manifests are not changed */
export function mlflowObjects(settings: MlflowSettings, manifests: readonly Manifest[]): Manifest[] {
  const { login, namespace } = settings;
  const objects = manifests.map((manifest) => overlay(manifest, settings));
  return login === null ? objects : [deployedPullSecret(login, namespace, 'mlflow'), ...objects];
}

function overlay(manifest: Manifest, settings: MlflowSettings): Manifest {
  const object = structuredClone(manifest);
  object.metadata.namespace = settings.namespace;
  object.metadata.labels = { ...object.metadata.labels, ...deployedLabels('mlflow') };
  if (object.kind === 'PersistentVolumeClaim' && settings.storageClass !== undefined) {
    const { spec }: PersistentVolumeClaim = object;
    if (spec !== undefined) spec.storageClassName = settings.storageClass;
  }
  if (object.kind === 'Deployment') overlayDeployment(object, settings);
  return object;
}

function overlayDeployment(deployment: Deployment, settings: MlflowSettings): void {
  const template = deployment.spec?.template;
  if (template?.spec === undefined)
    throw new ActionError('internal', 'manifests/mlflow/deployment.yaml has no pod.');
  if (settings.isOpenShift) template.spec = withoutFixedIds(template.spec);
  const pod = template.spec;
  setImage(pod, pod.containers, settings);
  for (const container of pod.containers) {
    const { cpu } = settings;
    if (cpu !== undefined)
      container.resources = { ...container.resources, requests: { ...container.resources?.requests, cpu } };
    container.command =
      container.command?.map((argument) =>
        argument.startsWith('--allowed-hosts=')
          ? `--allowed-hosts=${allowedHosts(settings.namespace).join(',')}`
          : argument,
      ) ?? [];
  }
  stampTemplate(deployment);
}

/** All names of the Service, with and without port: MLflow compares the Host header with them literally. */
export function allowedHosts(namespace: string): string[] {
  const service = [
    MLFLOW_SERVICE,
    `${MLFLOW_SERVICE}.${namespace}`,
    `${MLFLOW_SERVICE}.${namespace}.svc`,
    `${MLFLOW_SERVICE}.${namespace}.svc.cluster.local`,
  ];
  return ['localhost', ...service].flatMap((host) => [host, `${host}:${MLFLOW_PORT}`]);
}

async function readDeployment(kube: Kube, namespace: string): Promise<Deployment | undefined> {
  return await read<Deployment>(kube, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'mlflow',
    namespace,
  });
}

/**
 * Waits until the deployed MLflow is ready. Reads only its Deployment, so that an evaluation needs no further permissions
 * in a namespace it shares with others.
 * @throws ActionError startup-timeout after `budgetMs`; KubeError
 */
export async function waitForMlflow(kube: Kube, namespace: string, budgetMs: number): Promise<void> {
  const ready = await poll(kube, { everyMs: 1000, budgetMs }, async () => {
    const deployment = await readDeployment(kube, namespace);
    return (deployment?.status?.readyReplicas ?? 0) > 0 ? deployment : undefined;
  });
  if (ready !== undefined) return;
  throw new ActionError(
    'startup-timeout',
    `Deployment ${namespace}/mlflow is not ready after ${Math.round(budgetMs / 1000)} s.`,
    { hint: `Look at it with: kubectl -n ${namespace} describe pod -l app=mlflow` },
  );
}
