import { z } from 'zod';
import { ActionError, isActionError } from '../base/errors.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import type { PodTarget } from '../backends/backend.ts';
import { askMlflow, mlflowServer } from './client.ts';

/** Ample: a result of 27 tasks has 139 kB. */
const MAX_FILE_BYTES = 20_000_000;
/** The file comes as a JSON string, which is longer because of its escapes. */
const MAX_ANSWER_BYTES = 3 * MAX_FILE_BYTES;

const answerSchema = z.object({ content: z.string() });

/**
 * Fetches the result an earlier evaluation logged, through the `results` container.
 * @returns its verdict.json, or its benchmark.json if the run has no other
 * @throws ActionError bad-baseline; KubeError
 */
export async function fetchFromMlflow(
  kube: Kube,
  target: PodTarget,
  mlflow: Mlflow,
  runId: string,
): Promise<Uint8Array> {
  const files = ['verdict.json', 'benchmark.json'];
  try {
    const answer = await askMlflow(kube, target, {
      program: 'fetch_from_mlflow.py',
      fields: { ...mlflowServer(mlflow), runId, files, maxBytes: MAX_FILE_BYTES },
      maxBytes: MAX_ANSWER_BYTES,
    });
    return new TextEncoder().encode(answerSchema.parse(answer).content);
  } catch (error) {
    if (kube.signal.aborted || isKubeError(error)) throw error;
    const message = isActionError(error)
      ? error.message
      : 'The MLflow client in the pod gave no valid answer.';
    throw new ActionError('bad-baseline', message, {
      cause: error,
      hint: 'Write the id of a run this action logged to the same MLflow server after mlflow: in "baseline".',
    });
  }
}
