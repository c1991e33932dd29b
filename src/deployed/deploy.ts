import { randomBytes } from 'node:crypto';
import type { Host, Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { InputsOf } from '../inputs/types.ts';
import { wantedComponents } from '../inputs/rules/components.ts';
import { endpointOf } from '../inputs/rules/model.ts';
import { explainMissing, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { read } from '../kube/objects.ts';
import {
  newNamespacePermissions,
  openclawPermissions,
  type Permission,
  pullSecretPermissions,
  deployedMlflowPermissions,
} from '../kube/permissions.ts';
import type { Manifest, Secret } from '../kube/types.ts';
import { tryOverlay } from '../backends/job/try-overlay.ts';
import { everyGatewayKey } from '../plan/keys.ts';
import { networkOf } from '../plan/plan.ts';
import { registryLogin } from '../plan/images.ts';
import { mlflowObjects, readMlflowManifests } from '../mlflow/deploy.ts';
import { mlflowUri } from '../plan/mlflow.ts';
import { ensureNamespace, namespaceObject } from '../stack/namespace.ts';
import {
  OPENCLAW,
  OPENCLAW_NAMESPACE,
  OPENCLAW_SECRET,
  openclawObjects,
  readOpenclawManifests,
} from '../stack/openclaw.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { GATEWAY_PORT } from '../protocol/pod.ts';
import { isOpenShift } from '../stack/openshift.ts';
import { type Component, deployedLabels } from '../stack/ownership.ts';
import { proxySecrets } from '../stack/pod-network.ts';
import { parseOverlay } from '../stack/pod-overlay.ts';
import { routeModel } from '../stack/providers.ts';
import { waitForRollout } from '../stack/rollout.ts';
import { podSettings } from '../plan/deployed-pod.ts';
import { namespaceExists, prepareDeploy, type DeployedObject } from '../stack/deploy.ts';
import type { Done } from '../eval/mode-result.ts';

/** The inputs of `mode: deploy`. */
type DeployInputs = InputsOf<
  'cluster' | 'model' | 'eval' | 'mlflow' | 'images' | 'kind' | 'pods' | 'existing' | 'deployed'
>;

/** More than with an evaluation, which it runs beside: here the user waits for it. */
const MLFLOW_CPU = '100m';

/** One of the two components that can be deployed. */
interface Part {
  component: Component;
  namespace: string;
  /** Name of its Deployment. */
  name: string;
  permissions: readonly Permission[];
  /** @param isNew whether the namespace does not exist yet; @param openShift whether the cluster is OpenShift */
  objects(isNew: boolean, openShift: boolean): Promise<{ namespace: Manifest; objects: Manifest[] }>;
  /** How to use it, once it is ready. */
  lines: string[];
  record: Record<string, unknown>;
}

/**
 * Deploys an OpenClaw and an MLflow that stay, and waits until they are ready. Deploying again changes only what differs.
 * Objects of others are refused before anything is changed.
 * @throws ActionError
 */
export async function deployComponents(kube: Kube, inputs: DeployInputs, host: Host): Promise<Done> {
  const { log, signal } = host;
  const wanted = wantedComponents(inputs);
  const parts = [
    ...(wanted.includes('openclaw') ? [openclawPart(kube, inputs, host)] : []),
    ...(wanted.includes('mlflow') ? [mlflowPart(inputs, host)] : []),
  ];
  const known = await check(kube, parts, { log, waitMs: inputs.startupTimeoutMs, signal });
  const openShift = await isOpenShift(kube, signal);
  const prepared = await Promise.all(
    parts.map(async (part) => {
      const isNew = !known.has(part.namespace);
      const { namespace, objects } = await part.objects(isNew, openShift);
      return { part, namespace, write: await prepareDeploy(kube, objects, { isNew, signal }) };
    }),
  );
  log.status?.({ text: `Waiting for ${parts.map(({ name }) => name).join(' and ')}` });
  const results = await Promise.all(
    prepared.map(async ({ part, namespace, write }) => {
      const labels = deployedLabels(part.component);
      await ensureNamespace(kube, namespaceObject(part.namespace, namespace, { labels }), signal);
      const objects = await write();
      logChanges(part, objects, log);
      await waitForRollout(kube, part, { budgetMs: inputs.startupTimeoutMs, log, signal });
      log.info(`Deployment ${part.namespace}/${part.name} is ready.`);
      return { part, objects };
    }),
  );
  return resultOf(inputs, results);
}

function logChanges(part: Part, objects: readonly DeployedObject[], log: Log): void {
  const changed = objects.filter(({ became }) => became !== 'unchanged');
  for (const { kind, name, namespace, became } of changed)
    log.info(`${kind} ${namespace}/${name} ${became}.`);
  if (changed.length === 0) log.info(`Deployment ${part.namespace}/${part.name} is up to date.`);
}

/** @returns the namespaces that exist @throws ActionError missing-permission, with all that is missing */
async function check(
  kube: Kube,
  parts: readonly Part[],
  deps: { log: Log; waitMs: number; signal: AbortSignal },
): Promise<Set<string>> {
  const { user } = await identifyAndLog(kube, deps.log);
  const namespaces = [...new Set(parts.map(({ namespace }) => namespace))];
  const exist = await Promise.all(namespaces.map((name) => namespaceExists(kube, name, deps)));
  const missingOnes = namespaces.filter((_, index) => !exist[index]);
  const missing = await Promise.all([
    ...parts.map(({ permissions, namespace }) => missingPermissions(kube, permissions, namespace)),
    ...(missingOnes.length === 0
      ? []
      : [missingPermissions(kube, newNamespacePermissions, missingOnes[0] ?? '')]),
  ]);
  if (missing.flat().length > 0) {
    throw new ActionError('missing-permission', explainMissing(missing.flat(), user, ...missingOnes), {
      hint:
        missingOnes.length === 0
          ? undefined
          : 'Or name an existing "namespace" and "mlflow-namespace": then no right to create namespaces is needed.',
    });
  }
  return new Set(namespaces.filter((name) => !missingOnes.includes(name)));
}

function openclawPart(kube: Kube, inputs: DeployInputs, { log, root }: Host): Part {
  const namespace = inputs.namespace ?? OPENCLAW_NAMESPACE;
  const endpoint = endpointOf(inputs);
  const models = [inputs.model, ...(inputs.judgeModel === null ? [] : [inputs.judgeModel])];
  const routes = models.map((model) => routeModel(model, endpoint, inputs.openclawConfig));
  const podOverlay = inputs.podOverlay === null ? undefined : parseOverlay(inputs.podOverlay);
  const kubectl = `kubectl -n ${namespace}`;
  return {
    component: 'openclaw',
    namespace,
    name: OPENCLAW,
    permissions: openclawPermissions,
    async objects(isNew, openShift) {
      const manifests = await readOpenclawManifests(root);
      const token =
        inputs.openclawGatewayToken ??
        (isNew ? undefined : await existingToken(kube, namespace)) ??
        randomBytes(32).toString('hex');
      log.mask([token]);
      const secrets = {
        ...everyGatewayKey(inputs),
        ...proxySecrets(inputs.httpsProxy),
        [podVariables.gatewayToken]: token,
      };
      const settings = {
        ...podSettings(namespace, inputs.openclawImage, inputs),
        isOpenShift: openShift,
        routes,
        secrets,
        configOverlay: inputs.openclawConfig,
        network: networkOf(inputs),
        podOverlay,
      };
      const objects = openclawObjects(settings, manifests);
      const deployment = objects.find(({ kind }) => kind === 'Deployment');
      if (podOverlay !== undefined && deployment !== undefined) await tryOverlay(kube, deployment);
      return { namespace: manifests.namespace, objects };
    },
    lines: [
      `OpenClaw (${inputs.openclawImage}) runs in namespace ${namespace} as Deployment ${OPENCLAW}.`,
      `Reach it at http://localhost:${GATEWAY_PORT} with: ${kubectl} port-forward deploy/${OPENCLAW} ${GATEWAY_PORT}`,
      `Its token: ${kubectl} get secret ${OPENCLAW_SECRET} -o jsonpath='{.data.${podVariables.gatewayToken}}' | base64 -d`,
      `Evaluate it with: clawbench-k8s attach --namespace ${namespace}`,
    ],
    record: {
      deployment: OPENCLAW,
      image: inputs.openclawImage,
      secret: OPENCLAW_SECRET,
      port: GATEWAY_PORT,
    },
  };
}

/** The token of a gateway that was deployed before. */
async function existingToken(kube: Kube, namespace: string): Promise<string | undefined> {
  const ref = { apiVersion: 'v1', kind: 'Secret', name: OPENCLAW_SECRET, namespace };
  const encoded = (await read<Secret>(kube, ref))?.data?.[podVariables.gatewayToken];
  return encoded === undefined || encoded === ''
    ? undefined
    : Buffer.from(encoded, 'base64').toString('utf8');
}

function mlflowPart(inputs: DeployInputs, { root }: Host): Part {
  const namespace = inputs.mlflowNamespace;
  return {
    component: 'mlflow',
    namespace,
    name: 'mlflow',
    permissions: [
      ...deployedMlflowPermissions,
      ...(registryLogin(inputs) === null ? [] : pullSecretPermissions),
    ],
    async objects(_, openShift) {
      const manifests = await readMlflowManifests(root);
      const pod = podSettings(namespace, inputs.mlflowImage, inputs);
      const settings = { ...pod, isOpenShift: openShift, cpu: MLFLOW_CPU };
      return { namespace: manifests.namespace, objects: mlflowObjects(settings, manifests.rest) };
    },
    lines: [
      `MLflow (${inputs.mlflowImage}) runs in namespace ${namespace}; pods reach it at ${mlflowUri(namespace)}.`,
      `Look at it at http://localhost:5000 with: kubectl -n ${namespace} port-forward svc/mlflow-service 5000`,
    ],
    record: { deployment: 'mlflow', image: inputs.mlflowImage, trackingUri: mlflowUri(namespace) },
  };
}

function resultOf(
  inputs: DeployInputs,
  results: readonly { part: Part; objects: readonly DeployedObject[] }[],
): Done {
  const { mlflowTrackingUri: uri, components } = inputs;
  const isMlflowElsewhere = uri !== null && (components?.includes('mlflow') ?? true);
  const openclaw = results.find(({ part }) => part.component === 'openclaw');
  return {
    kind: 'done',
    lines: [
      ...results.flatMap(({ part }) => part.lines),
      ...(isMlflowElsewhere ? [`MLflow is not deployed: ${uri} is used instead.`] : []),
      ...(results.length === 0 && !isMlflowElsewhere ? ['There is nothing to deploy.'] : []),
    ],
    record: Object.fromEntries(
      results.map(({ part, objects }) => [
        part.component,
        { namespace: part.namespace, ...part.record, objects },
      ]),
    ),
    outputs: openclaw === undefined ? {} : { namespace: openclaw.part.namespace },
  };
}
