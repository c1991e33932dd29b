import { podVariables } from '../src/protocol/pod-variables.ts';
import type { Env, SupervisorConfig } from './config.ts';
import { evidencePlaces } from './evidence.ts';
import type { PodPaths } from './paths.ts';

/** The environment of the harness. */
export function harnessEnv({
  config,
  env,
  paths,
}: {
  config: SupervisorConfig;
  env: Env;
  paths: PodPaths;
}): Env {
  return {
    ...env,
    CLAWBENCH_RUN_CACHE_DIR: paths.runCache,
    ...evidencePlaces(paths),
    // Rich would wrap lines at 80 columns, and the progress in them could not be read.
    COLUMNS: '200',
    [podVariables.stateDir]: config.harnessStateDir,
    // Agents write to the workspaces as the same user, which may be where HOME is.
    PYTHONNOUSERSITE: '1',
    PYTHONUNBUFFERED: '1',
    // Its log has times without a zone, which are compared with the gateway's; some clusters set a zone in each pod.
    TZ: 'UTC',
    // The ConfigMap has it for people. Verifiers run code that the agent wrote, which must not find MLflow.
    MLFLOW_TRACKING_URI: undefined,
  };
}
