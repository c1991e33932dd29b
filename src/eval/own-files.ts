import { type ActionRoot, readManifest, readOwnFile } from '../stack/manifests.ts';
import type { Job, Manifest } from '../kube/types.ts';
import type { EvalManifests, SidecarFiles } from './job.ts';

/** The action's own files that an eval is made of. */
export interface EvalFiles extends EvalManifests {
  namespace: Manifest;
  sidecar: SidecarFiles;
}

/** @throws ActionError internal when the action's files are incomplete */
export async function readEvalFiles(root: ActionRoot): Promise<EvalFiles> {
  const [namespace, job, networkPolicy, supervisor, shim, mlflow] = await Promise.all([
    readManifest(root, 'eval/namespace.yaml'),
    readManifest(root, 'eval/job.yaml'),
    readManifest(root, 'eval/networkpolicy.yaml'),
    readOwnFile(root, 'dist/sidecar.mjs'),
    readOwnFile(root, 'sidecar/gateway_shim.py'),
    readOwnFile(root, 'sidecar/log_to_mlflow.py'),
  ]);
  return {
    namespace,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, of this kind
    job: job as unknown as Job,
    networkPolicy,
    sidecar: { 'sidecar.mjs': supervisor, 'gateway_shim.py': shim, 'log_to_mlflow.py': mlflow },
  };
}
