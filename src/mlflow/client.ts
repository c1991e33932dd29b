import { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import { oneLine } from '../base/plain-text.ts';
import { exec } from '../kube/exec.ts';
import type { MlflowPlan } from '../plan/plan.ts';
import { pathIn, type PodTarget } from '../backends/backend.ts';

/** For the client in the pod, which needs some seconds to load. */
const TIMEOUT_MS = 60_000;

export type MlflowProgram = 'check_mlflow.py' | 'log_to_mlflow.py' | 'fetch_from_mlflow.py';

/** The server and how to log in, as the programs in the pod take them. */
export function mlflowServer(mlflow: MlflowPlan, inputs: Inputs): Record<string, unknown> {
  const credentials = {
    username: inputs.mlflowUsername,
    password: inputs.mlflowPassword,
    token: inputs.mlflowToken,
  };
  return {
    trackingUri: mlflow.trackingUri,
    ...Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== null)),
  };
}

/** The experiment to log to, as the programs take it. */
export function wantedExperiment(inputs: Inputs): { id: string } | { name: string } {
  const { mlflowExperimentId: id, mlflowExperimentName: name } = inputs;
  return id === null ? { name } : { id };
}

/**
 * Has a program in the `results` container speak with MLflow: the server need not be reachable from here. The order,
 * credentials included, goes by stdin.
 * @param maxBytes of the answer
 * @returns the answer; undefined if it is no JSON
 * @throws ActionError api-error with the program's sentence; KubeError
 */
export async function askMlflow(
  kube: Kube,
  target: PodTarget,
  program: MlflowProgram,
  order: Record<string, unknown>,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<unknown> {
  const { exitCode, stdout, stderr } = await exec(
    kube,
    target,
    ['python3', pathIn(target, `/sidecar/${program}`)],
    {
      stdin: Buffer.from(JSON.stringify({ ...order, timeoutSeconds: TIMEOUT_MS / 1000 })),
      timeoutMs: TIMEOUT_MS + 30_000,
      retryForMs: TIMEOUT_MS,
      maxBytes,
      signal,
    },
  );
  if (exitCode !== 0)
    throw new ActionError('api-error', oneLine(stderr.trim().split('\n').at(-1) ?? '', 500));
  try {
    return JSON.parse(stdout.toString('utf8').trim().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
