import { type ActionRoot, readManifest, readOwnFile } from '../stack/manifests.ts';
import type { Job, Manifest } from '../kube/types.ts';
import type { EvalManifests, SidecarFiles } from './job.ts';

/** The action's own files that an eval is made of. */
export interface EvalFiles extends EvalManifests {
  namespace: Manifest;
  sidecar: SidecarFiles;
}

/** Programs of the harness image's Python. */
const programs = [
  'gateway_shim.py',
  'agent_files.py',
  'mlflow_client.py',
  'log_to_mlflow.py',
  'fetch_from_mlflow.py',
] as const;

/** @throws ActionError internal when the action's files are incomplete */
export async function readEvalFiles(root: ActionRoot): Promise<EvalFiles> {
  const [namespace, job, networkPolicy, supervisor] = await Promise.all([
    readManifest(root, 'eval/namespace.yaml'),
    readManifest(root, 'eval/job.yaml'),
    readManifest(root, 'eval/networkpolicy.yaml'),
    readOwnFile(root, 'dist/sidecar.mjs'),
  ]);
  const python = await Promise.all(
    programs.map(async (name) => [name, await readOwnFile(root, `sidecar/${name}`)] as const),
  );
  return {
    namespace,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, of this kind
    job: job as unknown as Job,
    networkPolicy,
    sidecar: { 'sidecar.mjs': supervisor, ...Object.fromEntries(python) },
  };
}
