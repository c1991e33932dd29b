import type { ActionRoot } from '../base/ports.ts';
import { readManifest, readOwnFile } from '../stack/manifests.ts';
import { withoutFixedIds } from '../stack/openshift.ts';
import type { Job, Manifest } from '../kube/types.ts';
import type { EvalManifests } from './job/objects.ts';

/** The action's own files that make up an evaluation. */
export interface EvalFiles extends EvalManifests {
  namespace: Manifest;
}

/** Programs for the Python of the harness image. */
const programs = [
  'gateway_shim.py',
  'warm_harness.py',
  'agent_files.py',
  'mlflow_client.py',
  'check_mlflow.py',
  'log_to_mlflow.py',
  'fetch_from_mlflow.py',
] as const;

/**
 * @param isOpenShift whether the cluster chooses the user of the pods
 * @throws ActionError internal when the action's files are incomplete
 */
export async function readEvalFiles(root: ActionRoot, isOpenShift = false): Promise<EvalFiles> {
  const [namespace, job, keys, networkPolicy, supervisor] = await Promise.all([
    readManifest(root, 'eval/namespace.yaml'),
    readManifest<Job>(root, 'eval/job.yaml'),
    readManifest<Job>(root, 'eval/keys.yaml'),
    readManifest(root, 'eval/networkpolicy.yaml'),
    readOwnFile(root, 'dist/sidecar.mjs'),
  ]);
  const python = await Promise.all(
    programs.map(async (name) => [name, await readOwnFile(root, `sidecar/${name}`)] as const),
  );
  const template = job.spec?.template;
  if (isOpenShift && template?.spec !== undefined) template.spec = withoutFixedIds(template.spec);
  return {
    namespace,
    job,
    keys,
    networkPolicy,
    sidecar: { 'sidecar.mjs': supervisor, ...Object.fromEntries(python) },
  };
}
