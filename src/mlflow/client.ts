import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { oneLine } from '../base/plain-text.ts';
import { exec } from '../kube/exec.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { pathIn, type PodTarget } from '../backends/backend.ts';

/** For one request. The client in the pod alone takes some seconds to load. */
const TIMEOUT_MS = 60_000;

type MlflowProgram =
  | 'check_mlflow.py'
  | 'log_to_mlflow.py'
  | 'fetch_from_mlflow.py'
  | 'history_from_mlflow.py';

/** Address and login, as the programs in the pod take them. */
export function mlflowServer({ trackingUri, login }: Mlflow): Record<string, unknown> {
  return {
    trackingUri,
    ...Object.fromEntries(Object.entries(login).filter(([, value]) => value !== null)),
  };
}

/** A request to a program in the pod. */
export interface MlflowRequest {
  program: MlflowProgram;
  /** Sent on stdin, since it includes the login. */
  fields: Readonly<Record<string, unknown>>;
  /** The most bytes of the answer that are read. */
  maxBytes: number;
}

/**
 * Has a program in the `results` container talk to MLflow, since the server may not be reachable from here.
 * @returns the answer, parsed; undefined if it is not JSON
 * @throws ActionError api-error with the program's message; KubeError
 */
export async function askMlflow(
  kube: Kube,
  target: PodTarget,
  { program, fields, maxBytes }: MlflowRequest,
): Promise<unknown> {
  const { exitCode, stdout, stderr } = await exec(
    kube,
    target,
    // Without the packages of the user's home, which others may have written.
    ['python3', '-s', pathIn(target, `/sidecar/${program}`)],
    {
      stdin: Buffer.from(JSON.stringify({ ...fields, timeoutSeconds: TIMEOUT_MS / 1000 })),
      timeoutMs: TIMEOUT_MS + 30_000,
      retryForMs: TIMEOUT_MS,
      maxBytes,
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
