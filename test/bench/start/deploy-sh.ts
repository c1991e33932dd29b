/**
 * The baseline: what ClawBench's deploy.sh asks of a cluster for a full deployment with a model endpoint of one's own,
 * call by call, in its order and with its waits.
 * https://github.com/openclaw/clawbench/blob/main/scripts/k8s/deploy.sh
 */
import { randomBytes } from 'node:crypto';
import type { Kubectl } from './kubectl.ts';
import {
  claim,
  configMap,
  mlflowDeployment,
  openclawConfig,
  openclawDeployment,
  service,
  sidecarPatch,
} from './deploy-sh-objects.ts';

export interface DeployShSettings {
  namespace: string;
  mlflowNamespace: string;
  /** Whether MLflow gets what version 3 needs to start at all; upstream's manifest does not give it. */
  isMlflowFitted: boolean;
  images: { openclaw: string; clawbench: string; mlflow: string; init: string };
  model: string;
  apiBase: string;
  apiKey: string;
  tasks: string;
}

/** What the manifests name; the images that were asked for are set after they are applied. */
const manifestImages = {
  openclaw: 'ghcr.io/openclaw/openclaw:latest',
  mlflow: 'ghcr.io/mlflow/mlflow:v2.21.3',
};

/** Returns when deploy.sh would: the eval runs by then, or the last wait was in vain. */
export async function deploySh(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  await kubectl(['cluster-info']);
  await makeNamespaceAndSecret(kubectl, settings);
  await deployOpenclaw(kubectl, settings);
  await deployMlflow(kubectl, settings);
  await addSidecar(kubectl, settings);
}

/** The part of it that `mode: deploy` does: OpenClaw and MLflow without the eval. Returns when the last wait is over. */
export async function deployShStanding(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  await kubectl(['cluster-info']);
  await makeNamespaceAndSecret(kubectl, settings);
  await deployOpenclaw(kubectl, settings);
  await deployMlflow(kubectl, settings);
}

async function makeNamespaceAndSecret(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  const { namespace, apiKey } = settings;
  await kubectl(['get', 'namespace', namespace], { mayFail: true });
  await kubectl(['create', 'namespace', namespace]);
  await kubectl(['get', 'secret', 'clawbench-secrets', '-n', namespace], { mayFail: true });
  const literals = { OPENCLAW_GATEWAY_TOKEN: randomBytes(32).toString('base64'), OPENAI_API_KEY: apiKey };
  const args = Object.entries(literals).map(([name, value]) => `--from-literal=${name}=${value}`);
  await kubectl(['create', 'secret', 'generic', 'clawbench-secrets', '-n', namespace, ...args]);
}

async function deployOpenclaw(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  const { namespace, images, apiBase } = settings;
  const config = openclawConfig();
  await apply(kubectl, namespace, configMap('openclaw-config', { 'openclaw.json': JSON.stringify(config) }));
  await kubectl(['get', 'configmap', 'openclaw-config', '-n', namespace, '-o', 'json']);
  const routed = { ...config, models: { providers: { openai: { baseUrl: apiBase, models: [] } } } };
  const literal = `--from-literal=openclaw.json=${JSON.stringify(routed, null, 2)}`;
  const create = ['create', 'configmap', 'openclaw-config', '-n', namespace, literal];
  const yaml = await kubectl([...create, '--dry-run=client', '-o', 'yaml']);
  await kubectl(['apply', '-n', namespace, '-f', '-'], { input: yaml });

  await apply(kubectl, namespace, claim('openclaw-home-pvc', '10Gi'));
  await apply(kubectl, namespace, service('openclaw', 'openclaw', 18_789));
  await apply(kubectl, namespace, openclawDeployment(manifestImages.openclaw, images.init));
  await kubectl(['set', 'image', 'deploy/openclaw', `gateway=${images.openclaw}`, '-n', namespace]);
  await waitForRollout(kubectl, namespace, 'openclaw', '180s');
}

async function deployMlflow(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  const { mlflowNamespace: namespace, images, isMlflowFitted } = settings;
  await kubectl(['get', 'namespace', namespace], { mayFail: true });
  await kubectl(['create', 'namespace', namespace]);
  await apply(kubectl, namespace, claim('mlflow-data-pvc', '5Gi'));
  await apply(kubectl, namespace, service('mlflow-service', 'mlflow', 5000));
  await apply(kubectl, namespace, mlflowDeployment(manifestImages.mlflow, isMlflowFitted, namespace));
  await kubectl(['set', 'image', 'deploy/mlflow', `mlflow=${images.mlflow}`, '-n', namespace]);
  await waitForRollout(kubectl, namespace, 'mlflow', '120s');
}

async function addSidecar(kubectl: Kubectl, settings: DeployShSettings): Promise<void> {
  const { namespace, mlflowNamespace, images, model, apiBase, tasks } = settings;
  const data = {
    CLAWBENCH_MODEL: 'openai/gpt-5.5',
    OPENAI_API_BASE: '',
    CLAWBENCH_RUNS: '1',
    CLAWBENCH_CONCURRENCY: '4',
    CLAWBENCH_TASKS: tasks,
    CLAWBENCH_CONNECT_TIMEOUT: '120',
    CLAWBENCH_REQUEST_TIMEOUT: '300',
    CLAWBENCH_PER_RUN_BUDGET_SECONDS: '600',
    MLFLOW_EXPERIMENT_NAME: 'clawbench',
  };
  await apply(kubectl, namespace, configMap('clawbench-config', data));
  for (const change of [
    { CLAWBENCH_MODEL: model },
    { OPENAI_API_BASE: apiBase },
    { MLFLOW_TRACKING_URI: `http://mlflow-service.${mlflowNamespace}.svc.cluster.local:5000` },
  ]) {
    const patch = ['--type', 'merge', '-p', JSON.stringify({ data: change })];
    await kubectl(['patch', 'configmap', 'clawbench-config', '-n', namespace, ...patch]);
  }
  // Is the sidecar there already, and which volumes are: two looks at the same object.
  for (let look = 0; look < 2; look++)
    await kubectl(['get', 'deploy/openclaw', '-n', namespace, '-o', 'json']);
  const patch = ['--type=json', '-p', JSON.stringify(sidecarPatch(images.clawbench))];
  await kubectl(['patch', 'deploy/openclaw', '-n', namespace, ...patch]);
  await waitForRollout(kubectl, namespace, 'openclaw', '300s');
}

async function apply(kubectl: Kubectl, namespace: string, object: Record<string, unknown>): Promise<void> {
  await kubectl(['apply', '-n', namespace, '-f', '-'], { input: JSON.stringify(object) });
}

/** Goes on when the time is over, as deploy.sh does. */
async function waitForRollout(
  kubectl: Kubectl,
  namespace: string,
  name: string,
  timeout: string,
): Promise<void> {
  const args = ['rollout', 'status', `deploy/${name}`, '-n', namespace, `--timeout=${timeout}`];
  await kubectl(args, { mayFail: true });
}
