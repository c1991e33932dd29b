import { z } from 'zod';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { oneLine } from '../base/plain-text.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { askMlflow, mlflowServer } from './client.ts';
import type { PodTarget } from '../backends/backend.ts';

const MAX_ANSWER_BYTES = 16 * 1024;

const answerSchema = z.object({
  problem: z.enum(['unreachable', 'credentials', 'host', 'experiment', 'server']).nullable(),
  sentence: z.string().nullable(),
});

const hints = {
  unreachable:
    'Write the address of an MLflow that the pods can reach as "mlflow-tracking-uri", or "mlflow: false".',
  credentials: 'Write the "mlflow-username" and "mlflow-password", or the "mlflow-token", of this server.',
  host: 'Add this name to --allowed-hosts of the server, or write "mlflow-tracking-uri" with a name it allows.',
  experiment:
    'Write the id of an existing experiment as "mlflow-experiment-id", or an "mlflow-experiment-name", which is created if needed.',
  server: 'Write the address of an MLflow server, with its path if it has one, as "mlflow-tracking-uri".',
};

/**
 * Checks, from the pod that will log the result, that MLflow will take it.
 * @throws ActionError bad-input if it will not; api-error if it could not be asked; KubeError
 */
export async function checkMlflow(kube: Kube, target: PodTarget, mlflow: Mlflow): Promise<void> {
  const answer = answerSchema.safeParse(
    await askMlflow(kube, target, {
      program: 'check_mlflow.py',
      fields: { ...mlflowServer(mlflow), experiment: mlflow.experiment },
      maxBytes: MAX_ANSWER_BYTES,
    }),
  );
  if (!answer.success)
    throw new ActionError('api-error', 'The program that checks MLflow in the pod gave no valid answer.');
  const { problem, sentence } = answer.data;
  if (problem !== null)
    throw new ActionError('bad-input', oneLine(sentence ?? problem, 500), { hint: hints[problem] });
}
