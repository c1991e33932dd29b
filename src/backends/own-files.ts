import type { ActionRoot } from '../base/ports.ts';
import { readManifest, readOwnFile } from '../stack/manifests.ts';
import type { NetworkPolicies } from '../stack/network-policy.ts';
import { withoutFixedIds } from '../stack/openshift.ts';
import type { Job, KubeObject, Manifest, NetworkPolicy, Pod } from '../kube/types.ts';
import type { EvalManifests, SidecarFiles } from './job/objects.ts';

/** The action's own files that make up an evaluation. */
export interface EvalFiles extends EvalManifests {
  namespace: Manifest;
}

/** Programs for the Python of the harness image that talk to MLflow. */
const mlflowPrograms = [
  'mlflow_client.py',
  'check_mlflow.py',
  'log_to_mlflow.py',
  'fetch_from_mlflow.py',
  'history_from_mlflow.py',
] as const;
/** All of the evaluation's pod; `faster-start.mjs` is for the Node of OpenClaw's image. */
const programs = [
  'faster-start.mjs',
  'gateway_shim.py',
  'warm_harness.py',
  'harness_facts.py',
  'agent_files.py',
  ...mlflowPrograms,
] as const;

/**
 * @param isOpenShift whether the cluster chooses the user of the pods
 * @throws ActionError internal when the action's files are incomplete
 */
export async function readEvalFiles(root: ActionRoot, isOpenShift = false): Promise<EvalFiles> {
  const [namespace, job, keys, networkPolicies, supervisor, others] = await Promise.all([
    readManifest(root, 'eval/namespace.yaml'),
    readManifest<Job>(root, 'eval/job.yaml'),
    readManifest<Job>(root, 'eval/keys.yaml'),
    readNetworkPolicies(root),
    readOwnFile(root, 'dist/sidecar.mjs'),
    readPrograms(root, programs),
  ]);
  const template = job.spec?.template;
  if (isOpenShift && template?.spec !== undefined) template.spec = withoutFixedIds(template.spec);
  return {
    namespace,
    job,
    keys,
    networkPolicies,
    sidecar: { 'sidecar.mjs': supervisor, ...others },
  };
}

/** @throws ActionError internal when the action's files are incomplete */
export async function readNetworkPolicies(root: ActionRoot): Promise<NetworkPolicies> {
  return {
    open: await readManifest<NetworkPolicy>(root, 'eval/networkpolicy.yaml'),
    'model-only': await readManifest<NetworkPolicy>(root, 'eval/networkpolicy-model-only.yaml'),
  };
}

/** The pod that talks to MLflow alone, and its programs. @throws ActionError internal when the action's files are incomplete */
export async function readMlflowPod(
  root: ActionRoot,
  isOpenShift: boolean,
): Promise<{ pod: KubeObject<Pod>; programs: SidecarFiles }> {
  const [pod, python] = await Promise.all([
    readManifest<Pod>(root, 'eval/mlflow.yaml'),
    readPrograms(root, mlflowPrograms),
  ]);
  const spec = isOpenShift && pod.spec !== undefined ? withoutFixedIds(pod.spec) : pod.spec;
  return { pod: { ...pod, ...(spec === undefined ? {} : { spec }) }, programs: python };
}

async function readPrograms(root: ActionRoot, names: readonly string[]): Promise<SidecarFiles> {
  const files = names.map(async (name) => [name, await readOwnFile(root, `sidecar/${name}`)] as const);
  return Object.fromEntries(await Promise.all(files));
}
