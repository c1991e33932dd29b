import { z } from 'zod';
import { ActionError, isActionError } from '../base/errors.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import type { PodTarget } from '../backends/backend.ts';
import { askMlflow, mlflowServer } from './client.ts';

/** A result of 27 tasks is 139 kB. */
const MAX_FILE_BYTES = 20_000_000;
/** The file is a string in JSON, whose quotes are escaped. */
const MAX_ANSWER_BYTES = 3 * MAX_FILE_BYTES;

const answerSchema = z.object({ content: z.string() });

/**
 * Fetches what an earlier evaluation logged, by way of the `results` container.
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
    const said = await askMlflow(kube, target, {
      program: 'fetch_from_mlflow.py',
      fields: { ...mlflowServer(mlflow), runId, files, maxBytes: MAX_FILE_BYTES },
      maxBytes: MAX_ANSWER_BYTES,
    });
    return new TextEncoder().encode(answerSchema.parse(said).content);
  } catch (error) {
    if (kube.signal.aborted || isKubeError(error)) throw error;
    const sentence = isActionError(error) ? error.message : 'The MLflow client in the pod gave no answer.';
    throw new ActionError('bad-baseline', sentence, {
      cause: error,
      hint: 'Write the id of a run this action logged to the same MLflow server after mlflow: in "baseline".',
    });
  }
}
