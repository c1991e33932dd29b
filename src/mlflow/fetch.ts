import { z } from 'zod';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { MlflowPlan } from '../plan/plan.ts';
import type { PodTarget } from '../backends/backend.ts';
import { askMlflow, mlflowServer } from './client.ts';

/** A result of 27 tasks is 139 kB. */
const MAX_FILE_BYTES = 20_000_000;
/** The file is a string in JSON, whose quotes are escaped. */
const MAX_ANSWER_BYTES = 3 * MAX_FILE_BYTES;

const answerSchema = z.object({ content: z.string() });

/**
 * Fetches what an earlier eval logged of itself, by way of the `results` container.
 * @returns its verdict.json, or its benchmark.json if the run has no other
 * @throws ActionError bad-baseline; KubeError
 */
export async function fetchFromMlflow(
  kube: Kube,
  target: PodTarget,
  mlflow: MlflowPlan,
  inputs: Inputs,
  runId: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const order = {
    ...mlflowServer(mlflow, inputs),
    runId,
    files: ['verdict.json', 'benchmark.json'],
    maxBytes: MAX_FILE_BYTES,
  };
  try {
    const said = await askMlflow(kube, target, 'fetch_from_mlflow.py', order, {
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    return new TextEncoder().encode(answerSchema.parse(said).content);
  } catch (error) {
    if (signal.aborted || isKubeError(error)) throw error;
    const sentence = isActionError(error) ? error.message : 'The MLflow client in the pod gave no answer.';
    throw new ActionError('bad-baseline', sentence, {
      cause: error,
      hint: 'Write the id of a run this action logged to the same MLflow server after mlflow: in "baseline".',
    });
  }
}
